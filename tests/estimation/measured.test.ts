import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { dataVersion, gpus, measurements } from '../../catalog/index.ts';
import {
  estimate,
  measuredRun,
  measuredRuns,
  nearestMeasurements,
  requestOf,
} from '../../src/estimation/index.ts';
import { catalogModels } from './models.ts';

const data = { version: dataVersion, gpus, models: catalogModels };
const runs = measuredRuns(measurements);
const GIB = 2 ** 30;

/** The runs of one source, each with its estimate and the error of its allocated memory. */
const scoredOf = (source: string) =>
  measurements
    .filter((run) => run.source === source)
    .map((row) => {
      const run = measuredRun(row)!;
      const request = requestOf(run, data);
      const { memory, speed } = estimate(request, data, { working: false, advice: false });
      return { row, run, request, memory, speed, error: memory.allocated / run.allocatedBytes - 1 };
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

  it('lie, with the allocator slack they had, within the stated range', () => {
    for (const { row, memory } of scored) {
      const process = row.reservedBytes! + 140.875 * 2 ** 20;
      expect(process, row.id).toBeGreaterThanOrEqual(memory.low);
      expect(process, row.id).toBeLessThanOrEqual(memory.high);
    }
  });

  it('have their speed within a factor of two, and within the stated range', () => {
    for (const { row, speed } of scored) {
      const ratio = speed.tokensPerSecond / row.tokensPerSecond!;
      expect(ratio, row.id).toBeGreaterThan(0.5);
      expect(ratio, row.id).toBeLessThan(2);
      expect(row.tokensPerSecond!, row.id).toBeGreaterThanOrEqual(speed.low);
      expect(row.tokensPerSecond!, row.id).toBeLessThanOrEqual(speed.high);
    }
  });

  it('find themselves as the nearest measurement', () => {
    for (const { row, request, memory } of scored) {
      const answer = estimate(request, data, { working: false, advice: false });
      const [nearest] = nearestMeasurements(request, answer, runs, data);
      expect(nearest).toEqual({ id: row.id, measured: row.allocatedBytes, estimated: memory.allocated });
    }
  });

  it('say nothing about inference', () => {
    const answer = estimate({ task: 'inference', model: 'qwen2.5-7b', gpu: 'rtx-4080' }, data);
    const request = { ...scored[0]!.request, task: 'inference' as const };
    expect(nearestMeasurements(request, answer, runs, data)).toEqual([]);
  });
});

describe('43 published runs on a T4', () => {
  const scored = scoredOf('fitcheck');

  it('are all there, with SDPA and with eager attention', () => {
    expect(scored.filter(({ run }) => run.attention === 'sdpa')).toHaveLength(22);
    expect(scored.filter(({ run }) => run.attention === 'eager')).toHaveLength(21);
  });

  it('have their allocated memory estimated to 1 % on average and 4 % at worst', () => {
    const errors = scored.map(({ error }) => error);
    expect(meanOf(errors)).toBeLessThanOrEqual(0.01);
    for (const { row, error } of scored) expect(Math.abs(error), row.id).toBeLessThanOrEqual(0.04);
  });
});

describe('the runs that a request can describe', () => {
  it('are on one card, with Transformers, of a model of the catalog', () => {
    expect(runs).toHaveLength(54);
    for (const run of runs) {
      const source = measurements.find(({ id }) => id === run.id)!;
      expect(source).toMatchObject({ gpuCount: 1, framework: { name: 'transformers' }, outcome: 'measured' });
      expect(source.scope.tests, run.id).toContain('memory');
    }
  });

  it('weigh at most 5 kB on their way to an island', () => {
    const bytes = gzipSync(JSON.stringify(runs)).length;
    console.log(`runs for islands: ${bytes} bytes after gzip`);
    expect(bytes).toBeLessThanOrEqual(5000);
  });

  it('leave out a run that tests nothing', () => {
    const [run] = measurements.filter(({ source }) => source === 'fitcheck');
    expect(measuredRun(run!)).not.toBeNull();
    expect(measuredRun({ ...run!, scope: { tests: [], reason: 'duplicate' } })).toBeNull();
    expect(measuredRun({ ...run!, gpuCount: 2 })).toBeNull();
    expect(measuredRun({ ...run!, model: null })).toBeNull();
    expect(measuredRun({ ...run!, allocatedBytes: null })).toBeNull();
  });
});
