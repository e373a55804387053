import { measurementFiles } from './measurements/index.ts';
import { resolveMeasurement } from './measurements/resolve.ts';
import type { Measurement } from './types.ts';

/** Every published run, with its verdict in `scope`: what it can test, or why it tests nothing. */
export const measurements: readonly Measurement[] = Object.values(measurementFiles)
  .flat()
  .map(resolveMeasurement);
