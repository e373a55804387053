import type { z } from 'zod';
import type { measurementSchema } from './schema.ts';
import type { Scope } from './scope.ts';

/** A run as written in a data file, with the defaults of file and group filled in. */
export type StoredMeasurement = z.infer<typeof measurementSchema>;

/** What was measured: memory, speed, whether it fits, or two number formats against each other. */
export type MeasurementKind = StoredMeasurement['kind'];

/**
 * A data file: one source's runs, one record a line. What is equal over the file, or over a group, stands once; a
 * record's own field wins over its group's, the group's over the file's.
 */
export interface MeasurementFile {
  defaults: Partial<StoredMeasurement>;
  groups: { defaults: Partial<StoredMeasurement>; records: Partial<StoredMeasurement>[] }[];
}

/** A published run with what follows from its figures. A field that is absent: not said, or not applicable. */
export interface Measurement extends StoredMeasurement {
  /** Peak of live tensors in bytes; `null` where not published, or not convertible (`unconverted`). On several cards see `memory.of`. */
  allocatedBytes: number | null;
  /** The same with the allocator's slack. */
  reservedBytes: number | null;
  /** The same with the CUDA context. */
  processBytes: number | null;
  /** Why a published memory figure has no bytes above. */
  unconverted: 'unit-unsettled' | 'metric-not-stated' | null;
  /** Tokens per second of the whole machine, from the printed figure and the configuration; `null` where it can't be had. */
  tokensPerSecond: number | null;
  /** Whether and what the run can test. */
  scope: Scope;
}
