import type { Source } from '../types.ts';
import { embedding } from './embedding.ts';
import { hardware } from './hardware.ts';
import { literature } from './literature.ts';
import { measurements } from './measurements.ts';
import { methods } from './methods.ts';
import { models } from './models.ts';
import { software } from './software.ts';

/** Sources by the file they stand in. */
export const sourceFiles: Record<string, Source[]> = {
  'sources/hardware.ts': hardware,
  'sources/models.ts': models,
  'sources/measurements.ts': measurements,
  'sources/software.ts': software,
  'sources/literature.ts': literature,
  'sources/methods.ts': methods,
  'sources/embedding.ts': embedding,
};
