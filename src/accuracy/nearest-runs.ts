/** The runs of the catalog that an answer is held against: what was measured, and the request that says how. */
import type { Measurement } from '../../catalog/types.ts';
import type { MeasuredRun } from '../estimation/nearest.ts';
import { measuredMemory } from './figures.ts';
import { requestOf } from './request.ts';

/** A run's memory, the kind nearest to the tensors, and its speed; nothing of a run that no request describes. */
export function measuredRuns(runs: readonly Measurement[]): MeasuredRun[] {
  return runs.flatMap((run): MeasuredRun[] => {
    const { tests } = run.scope;
    const input = tests.some((test) => test === 'memory' || test.endsWith('-speed')) ? requestOf(run) : null;
    if (!input) return [];
    const { id, tokensPerSecond } = run;
    const [memory] = tests.includes('memory') ? measuredMemory(run) : [];
    const speed = tests.some((test) => test.endsWith('-speed')) ? tokensPerSecond : null;
    return [
      ...(memory ? [{ id, of: memory.what, measured: Math.round(memory.bytes), request: input }] : []),
      ...(speed === null ? [] : [{ id, of: 'speed' as const, measured: speed, request: input }]),
    ];
  });
}
