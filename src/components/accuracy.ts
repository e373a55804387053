import { measurements, type Measurement } from '#catalog';
import { requestOfMeasurement } from '#estimation';
import { answerTo } from './estimation.ts';

export interface ComparedRun {
  measurement: Measurement;
  measuredBytes: number;
  estimatedBytes: number;
  /** Estimate over measurement, less one. */
  error: number;
}

/** Every published run with allocated memory, put through the estimator; `mean` is the mean absolute error. */
export function measuredRuns(): { runs: ComparedRun[]; mean: number; worst: number } {
  const runs = measurements.flatMap((measurement) => {
    const measuredBytes = measurement.allocatedBytes;
    if (measuredBytes === null) return [];
    const estimatedBytes = answerTo(requestOfMeasurement(measurement)).memory.allocated;
    return [{ measurement, measuredBytes, estimatedBytes, error: estimatedBytes / measuredBytes - 1 }];
  });
  const errors = runs.map((run) => Math.abs(run.error));
  return {
    runs,
    mean: errors.reduce((sum, error) => sum + error, 0) / errors.length,
    worst: Math.max(...errors),
  };
}
