import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { measurements } from '../../catalog/index.ts';
import { measuredRuns } from '../../src/accuracy/nearest-runs.ts';
import { requestOf } from '../../src/accuracy/request.ts';
import { completeRequest, data } from '../../src/accuracy/score.ts';
import {
  estimate,
  nearestMeasurements,
  validateRequest,
  type EstimateRequest,
} from '../../src/estimation/index.ts';

const runs = measuredRuns(measurements);
const GIB = 2 ** 30;

/** The runs of one source, each with its estimate and the error of its allocated memory. */
const scoredOf = (source: string) =>
  measurements
    .filter((run) => run.source === source)
    .map((row) => {
      const request = completeRequest(row) as EstimateRequest;
      const { memory, speed } = estimate(request, data, { working: false, advice: false });
      return { row, request, memory, speed, error: memory.allocated / row.allocatedBytes! - 1 };
    });

const meanOf = (errors: readonly number[]) =>
  errors.reduce((sum, error) => sum + Math.abs(error), 0) / errors.length;

describe('eleven published runs on an RTX 4080', () => {
  const scored = scoredOf('can-i-finetune-this');

  it('are all there', () => expect(scored).toHaveLength(11));

  it('have their allocated memory estimated to 2 % on average', () => {
    for (const { row, memory, error } of scored) {
      console.log(
        `${row.id}  measured ${(row.allocatedBytes! / GIB).toFixed(2)} GiB  estimated ` +
          `${(memory.allocated / GIB).toFixed(2)} GiB  error ${(100 * error).toFixed(2)} %`,
      );
    }
    const mean = meanOf(scored.map(({ error }) => error));
    console.log(`mean absolute error ${(100 * mean).toFixed(2)} %`);
    expect(mean).toBeLessThanOrEqual(0.02);
  });

  it('have their speed within a factor of two', () => {
    for (const { row, speed } of scored) {
      const ratio = speed.tokensPerSecond / row.tokensPerSecond!;
      expect(ratio, row.id).toBeGreaterThan(0.5);
      expect(ratio, row.id).toBeLessThan(2);
    }
  });

  it('lie within the stated ranges with those on a T4, nine of ten', () => {
    const both = [...scored, ...scoredOf('fitcheck')];
    const share = (inside: (run: (typeof scored)[number]) => boolean) =>
      both.filter(inside).length / both.length;
    const context = 140.875 * 2 ** 20;
    const memory = share(({ row, memory }) => {
      const process = row.reservedBytes! + context;
      return process >= memory.low && process <= memory.high;
    });
    const speed = share(
      ({ row, speed }) => row.tokensPerSecond! >= speed.low && row.tokensPerSecond! <= speed.high,
    );
    expect(memory).toBeGreaterThanOrEqual(0.9);
    expect(speed).toBeGreaterThanOrEqual(0.9);
  });

  it('find themselves as the nearest measurement, of memory and of speed', () => {
    for (const { row, request, memory, speed } of scored) {
      const answer = estimate(request, data, { working: false, advice: false });
      const nearest = nearestMeasurements(request, answer, runs, data);
      expect(nearest.map(({ kind }) => kind)).toEqual([
        'memory',
        'memory',
        'memory',
        'speed',
        'speed',
        'speed',
      ]);
      expect(nearest[0]).toEqual({
        id: row.id,
        kind: 'memory',
        of: 'allocated',
        measured: row.allocatedBytes,
        estimated: memory.allocated,
        unit: 'bytes',
      });
      expect(nearest[3]).toEqual({
        id: row.id,
        kind: 'speed',
        of: 'speed',
        measured: row.tokensPerSecond,
        estimated: speed.tokensPerSecond,
        unit: 'tokens/s',
      });
    }
  });
});

describe('runs near an inference request', () => {
  it('are runs of inference, each nearest to its own request', () => {
    const byId = new Map(measurements.map((run) => [run.id, run]));
    const some = runs.filter((run) => run.of === 'speed' && run.request.task === 'inference').slice(0, 400);
    expect(some.length).toBeGreaterThan(100);
    for (const run of some.filter((_, index) => index % 40 === 0)) {
      const request = completeRequest(byId.get(run.id)!) as EstimateRequest;
      const answer = estimate(request, data, { working: false, advice: false });
      const nearest = nearestMeasurements(request, answer, runs, data);
      for (const { id } of nearest) expect(byId.get(id)!.kind, id).toMatch(/^inference/);
      const first = byId.get(nearest.find(({ kind }) => kind === 'speed')!.id)!;
      expect(requestOf(first)).toMatchObject({ model: request.model, gpu: request.gpu });
    }
  });
});

describe('43 published runs on a T4', () => {
  const scored = scoredOf('fitcheck');

  it('are all there, with SDPA and with eager attention', () => {
    expect(scored.filter(({ row }) => row.attention === 'sdpa')).toHaveLength(22);
    expect(scored.filter(({ row }) => row.attention === 'eager')).toHaveLength(21);
  });

  it('have their allocated memory estimated to 1 % on average and 4 % at worst', () => {
    const errors = scored.map(({ error }) => error);
    expect(meanOf(errors)).toBeLessThanOrEqual(0.01);
    for (const { row, error } of scored) expect(Math.abs(error), row.id).toBeLessThanOrEqual(0.04);
  });
});

describe('the runs that an answer is held against', () => {
  it('test memory or speed, and are named once for each', () => {
    const byId = new Map(measurements.map((run) => [run.id, run]));
    for (const { id, of, measured } of runs) {
      const { scope } = byId.get(id)!;
      expect(
        scope.tests.some((test) => (test === 'memory' ? of !== 'speed' : of === 'speed')),
        id,
      ).toBe(true);
      expect(measured).toBeGreaterThan(0);
    }
    const keys = runs.map(({ id, of }) => `${id} ${of === 'speed'}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('are of every quantity the estimator gives', () => {
    const kinds = new Set(runs.map(({ of, request }) => `${request.task} ${of === 'speed' ? of : 'memory'}`));
    expect([...kinds].sort()).toEqual([
      'inference memory',
      'inference speed',
      'training memory',
      'training speed',
    ]);
  });

  it('are all described by requests that the estimator takes', () => {
    const refused = runs.filter(({ request }) => !validateRequest(request, data).ok);
    expect(refused.map(({ id }) => id)).toEqual([]);
  });

  it('weigh at most 40 kB on their way to an island', () => {
    const bytes = gzipSync(JSON.stringify(runs)).length;
    console.log(`runs for islands: ${bytes} bytes after gzip`);
    expect(bytes).toBeLessThanOrEqual(40_000);
  });

  it('leave out a run that tests nothing, or that no request describes', () => {
    const [run] = measurements.filter(({ source }) => source === 'fitcheck');
    expect(measuredRuns([run!])).toHaveLength(2);
    expect(measuredRuns([{ ...run!, scope: { tests: [], reason: 'duplicate' } }])).toEqual([]);
    expect(measuredRuns([{ ...run!, model: null }])).toEqual([]);
    expect(measuredRuns([{ ...run!, gpu: null }])).toEqual([]);
  });
});
