import { describe, expect, it } from 'vitest';
import { measurements, type Measurement } from '../../catalog/index.ts';
import { measuredMemory } from '../../src/accuracy/figures.ts';
import {
  completeRequest,
  data,
  largestBatch,
  ratioRequests,
  scoreRun,
  scoreRuns,
  type Score,
} from '../../src/accuracy/score.ts';
import { estimate, type EstimateRequest } from '../../src/estimation/index.ts';

const run = (id: string): Measurement => measurements.find((each) => each.id === id)!;
const plain = { working: false, advice: false };

describe('a score', () => {
  it('compares each kind of memory with its own estimate, and the speed', () => {
    const row = measurements.find(({ source }) => source === 'fitcheck')!;
    const { memory, speed } = estimate(completeRequest(row) as EstimateRequest, data, plain);
    const scores = scoreRun(row) as Score[];
    expect(scores.map(({ what, measured, estimated }) => ({ what, measured, estimated }))).toEqual([
      { what: 'allocated', measured: row.allocatedBytes, estimated: memory.allocated },
      { what: 'reserved', measured: row.reservedBytes, estimated: memory.reserved },
      { what: 'process', measured: row.processBytes, estimated: memory.total },
      { what: 'training-speed', measured: row.tokensPerSecond, estimated: speed.tokensPerSecond },
    ]);
    for (const { measured, estimated, error } of scores) expect(error).toBe(estimated / measured - 1);
    expect(scores[0]).toMatchObject({ profile: 'hf', generation: 7.5 });
  });

  it('takes the fullest card of a printed sum', () => {
    const memory = { of: 'sum', unit: 'GiB', countsIn: 'GiB', perGpu: [10, 30] };
    const row = { gpuCount: 2, memory, allocatedBytes: null, reservedBytes: 40, processBytes: null };
    expect(measuredMemory(row as unknown as Measurement)).toEqual([{ what: 'reserved', bytes: 30 }]);
    const whole = { ...row, memory: { ...memory, of: 'largest-gpu', perGpu: undefined } };
    expect(measuredMemory(whole as unknown as Measurement)).toEqual([{ what: 'reserved', bytes: 40 }]);
  });

  it('puts a run whose card the catalog lacks on another one for its memory', () => {
    const row = measurements.find(({ gpu, scope }) => gpu === null && scope.tests.includes('memory'))!;
    expect((completeRequest(row) as EstimateRequest).gpu).toBe('h100-sxm5-80gb');
    expect((scoreRun(row) as Score[])[0]!.generation).toBeNull();
  });

  it('says why a run has none', () => {
    const row = run('tm-lambda-001');
    expect(scoreRun({ ...row, model: null, dimensions: undefined })).toBe('not-a-request');
    expect(scoreRun({ ...row, gpuCount: 7, parallelism: { strategy: 'data', nodes: 2 } })).toBe('refused');
  });

  it('is given to every run in scope but those whose reason is listed, duplicates left out', () => {
    const { scores, unscored } = scoreRuns();
    const inScope = measurements.filter(({ scope }) => scope.tests.some((test) => test !== 'card-ratio'));
    const ids = new Set(scores.map(({ run }) => run.id));
    expect(ids.size + unscored.length).toBe(inScope.length);
    expect(unscored.length).toBeLessThan(0.1 * inScope.length);
    for (const { run } of scores) expect(run.scope.reason, run.id).toBeNull();
    for (const { run, measured, estimated } of scores) {
      expect(Number.isFinite(measured), run.id).toBe(true);
      expect(Number.isFinite(estimated), run.id).toBe(true);
    }
    const keys = scores.map(({ run, what }) => `${run.id} ${what}`);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('a ratio of formats', () => {
  it('asks for both formats, each with the batch it ran', () => {
    const [from, to] = ratioRequests(run('mp-dle-001'))!;
    expect(from).toMatchObject({ precision: 'tf32', microBatchSize: 128, model: 'bert-large-uncased' });
    expect(to).toMatchObject({ precision: 'fp16-mixed', microBatchSize: 256, gpuCount: 1 });
  });

  it('counts the cards of every machine', () => {
    expect(ratioRequests(run('mp-dle-006'))![0]).toMatchObject({ gpuCount: 16, nodes: 2 });
  });

  it('of the largest batch is that of the batches that fit', () => {
    const row = measurements.find(({ ratio, scope }) => ratio?.of === 'batch' && scope.reason === null)!;
    const [from, to] = ratioRequests(row)!;
    const [score] = scoreRun(row) as Score[];
    expect(score!.estimated).toBe(largestBatch(to) / largestBatch(from));
    const most = largestBatch(from);
    expect(estimate({ ...from, microBatchSize: most }, data, plain).fits).toBe(true);
    expect(estimate({ ...from, microBatchSize: most + 1 }, data, plain).fits).toBe(false);
    expect(largestBatch({ ...from, otherUseBytes: 200e9 })).toBe(0);
  });
});
