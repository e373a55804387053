import { lookup } from './lookup.ts';
import { sourceFiles } from './sources/index.ts';
import type { Source, Standing } from './types.ts';

/** Every source that a value, a run or a formula rests on. */
export const sources: readonly (Source & { standing: Standing })[] = Object.values(sourceFiles)
  .flat()
  .map((source) => ({ ...source, standing: source.standing ?? 'secondary' }));

const byId = lookup(sources, (source) => source.id);

/**
 * The source with this id.
 * @param id - Id as records cite it: `nvidia-ada-whitepaper`.
 * @returns The source; `undefined` where the catalog has none of that id.
 */
export const sourceById = (id: string): (Source & { standing: Standing }) | undefined => byId(id);
