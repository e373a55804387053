import { measurements, type Measurement } from '#catalog';
import { measuredRun, requestOf, type EstimateRequest } from '#estimation';
import { answerTo, data } from './estimation.ts';

export interface ComparedRun {
  measurement: Measurement;
  request: EstimateRequest;
  measuredBytes: number;
  estimatedBytes: number;
  /** Estimate over measurement, less one. */
  error: number;
}

export interface ErrorSummary {
  /** Mean of the errors without their sign. */
  meanAbsolute: number;
  mean: number;
  median: number;
  /** The error farthest from zero, with its sign. */
  worst: number;
}

/** Runs of one card with one kind of attention. */
export interface ComparedGroup extends ErrorSummary {
  key: 'rtx4080' | 't4Sdpa' | 't4Eager';
  runs: ComparedRun[];
}

/** The fine-tuning runs of which every option is known, and the group each belongs to. */
const groupOf = ({ source, attention }: Measurement): ComparedGroup['key'] | null => {
  if (source === 'can-i-finetune-this') return 'rtx4080';
  if (source === 'fitcheck') return attention === 'eager' ? 't4Eager' : 't4Sdpa';
  return null;
};

function summarise(runs: readonly ComparedRun[]): ErrorSummary {
  const errors = runs.map((run) => run.error).sort((a, b) => a - b);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const middle = Math.floor(errors.length / 2);
  const [first, last] = [errors[0]!, errors.at(-1)!];
  return {
    meanAbsolute: mean(errors.map(Math.abs)),
    mean: mean(errors),
    median: errors.length % 2 ? errors[middle]! : (errors[middle - 1]! + errors[middle]!) / 2,
    worst: -first > last ? first : last,
  };
}

/** Those runs put through the estimator, allocated memory against allocated memory. */
export function comparedRuns(): ErrorSummary & { runs: ComparedRun[]; groups: ComparedGroup[] } {
  const byKey = new Map<ComparedGroup['key'], ComparedRun[]>();
  for (const measurement of measurements) {
    const key = groupOf(measurement);
    const run = key && measuredRun(measurement);
    if (!run) continue;
    const request = requestOf(run, data);
    const estimatedBytes = answerTo(request).memory.allocated;
    const compared = {
      measurement,
      request,
      measuredBytes: run.allocatedBytes,
      estimatedBytes,
      error: estimatedBytes / run.allocatedBytes - 1,
    };
    byKey.set(key, [...(byKey.get(key) ?? []), compared]);
  }
  const groups = (['rtx4080', 't4Sdpa', 't4Eager'] as const).map((key) => {
    const runs = byKey.get(key) ?? [];
    return { key, runs, ...summarise(runs) };
  });
  const runs = groups.flatMap((group) => group.runs);
  return { runs, groups, ...summarise(runs) };
}
