import { scopeOf } from './scope.ts';
import type { Measurement, MeasurementFile, StoredMeasurement } from './types.ts';

/** Bytes of the units that figures count in. `MB` and `G` are printed but never counted in: see `memory.countsIn`. */
const bytesOf = { MiB: 2 ** 20, GiB: 2 ** 30, GB: 1e9 };

/** The records of a data file with their defaults filled in, as written otherwise: validation comes later. */
export function expandFile({ defaults, groups }: MeasurementFile): StoredMeasurement[] {
  return groups.flatMap((group) =>
    group.records.map((record) => ({ ...defaults, ...group.defaults, ...record }) as StoredMeasurement),
  );
}

/** Tokens that one step of the whole machine takes: every card its micro-batches of whole sequences. */
function tokensPerStep(run: StoredMeasurement): number | null {
  if (run.sequenceLength === undefined || run.microBatchSize === undefined) return null;
  const steps = run.gradientAccumulationSteps ?? 1;
  // Cards that hold different layers of one model share their tokens.
  const replicas = run.parallelism?.strategy === 'layers' ? 1 : (run.gpuCount ?? 1);
  return run.sequenceLength * run.microBatchSize * steps * replicas;
}

/** Tokens per second of the whole machine. */
function tokensPerSecond(run: StoredMeasurement): number | null {
  const { speed } = run;
  if (!speed || speed.phase === 'first-token') return null;
  const machine = speed.of === 'gpu' ? (run.gpuCount ?? 1) : 1;
  const perSequence = run.notes?.includes('lengths-vary') ? null : (run.sequenceLength ?? null);
  const overTime = (tokens: number | null, seconds: number) => tokens && tokens / seconds;
  switch (speed.unit) {
    case 'tokens/s':
    case 'tokens/s/GPU':
      return speed.value * machine;
    case 'sequences/s':
    case 'sequences/sec':
    case 'samples/s':
      return perSequence && speed.value * perSequence * machine;
    case 's/iter':
    case 's/step':
      return overTime(tokensPerStep(run), speed.value);
    case 'ms':
      return overTime(tokensPerStep(run), speed.value / 1000);
    case 's':
      return overTime(perSequence && speed.samples ? perSequence * speed.samples : null, speed.value);
    case 'ms/token':
      return 1000 / speed.value;
    case 's/token':
      return 1 / speed.value;
    case 'per second':
    case '%':
      return null;
  }
}

/** A stored run with bytes, tokens per second and scope. */
export function resolveMeasurement(stored: StoredMeasurement): Measurement {
  const { memory } = stored;
  const unit = memory?.countsIn ?? null;
  const bytes = (figure: number | undefined): number | null =>
    figure === undefined || unit === null ? null : Math.round(figure * bytesOf[unit]);
  const run = {
    ...stored,
    allocatedBytes: bytes(memory?.allocated),
    reservedBytes: bytes(memory?.reserved),
    processBytes: bytes(memory?.process),
    unconverted: !memory
      ? null
      : unit === null
        ? ('unit-unsettled' as const)
        : memory.notStated !== undefined
          ? ('metric-not-stated' as const)
          : null,
    tokensPerSecond: tokensPerSecond(stored),
  };
  return { ...run, scope: scopeOf(run) };
}
