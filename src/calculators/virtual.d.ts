/** The slim catalog, written by `src/scripts/vite-slim-catalog.ts`. */
declare module 'virtual:headroom-catalog' {
  /* eslint-disable @typescript-eslint/consistent-type-imports */
  // Import declarations may not be relative in here: types would silently become `any`.
  export const gpus: readonly import('../scripts/slim-cards.ts').SlimGpu[];
  export const models: readonly import('../scripts/unpack-models.ts').SlimModel[];
  export const dataVersion: string;
}
