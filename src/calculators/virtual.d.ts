/** The slim catalog, written by `src/scripts/vite-slim-catalog.ts`. */
declare module 'virtual:headroom-catalog' {
  import type { SlimGpu, SlimModel } from '../scripts/vite-slim-catalog.ts';

  export const gpus: readonly SlimGpu[];
  export const models: readonly SlimModel[];
  export const dataVersion: string;
}
