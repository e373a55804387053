import { measurements, type Measurement } from '#catalog';
import { requestOf, type EstimateRequest } from '#estimation';
import { answerTo, data } from './estimation.ts';

export interface ComparedRun {
  measurement: Measurement;
  request: EstimateRequest;
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
    const request = requestOf(measurement, data);
    const estimatedBytes = answerTo(request).memory.allocated;
    return [
      { measurement, request, measuredBytes, estimatedBytes, error: estimatedBytes / measuredBytes - 1 },
    ];
  });
  const errors = runs.map((run) => Math.abs(run.error));
  return {
    runs,
    mean: errors.reduce((sum, error) => sum + error, 0) / errors.length,
    worst: Math.max(...errors),
  };
}
