import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { gpuBySlug, gpus, measurements, modelBySlug, models, type Gpu } from '../../catalog/index.ts';
import { catalogStatistics, type Statistics } from '../../catalog/statistics.ts';

describe('catalogStatistics', () => {
  it('counts each value of a card once, with its sources, its basis and its doubts', () => {
    const rtx3090 = gpuBySlug('rtx-3090')!;
    const gpu: Gpu = {
      ...rtx3090,
      tensor: { ...rtx3090.tensor!, fp16Acc16: null },
      basis: { tdpW: 'official', fp32Tflops: 'derived', 'tensor.bf16': 'derived' },
      sources: {
        tdpW: ['a', 'b'],
        fp32Tflops: ['a'],
        'tensor.bf16': ['a', 'b', 'c'],
        'tensor.fp16Acc16': ['a', 'b'],
        chip: [],
      },
      unverified: ['chip', 'tensor.bf16', 'launchPriceUsd'],
    };
    const { gpus: counted, total } = catalogStatistics({ gpus: [gpu], models: [], measurements: [] });
    expect(counted).toEqual({ records: 1, values: 4, multipleSources: 2, derived: 2, unverified: 2 });
    expect(total).toEqual(counted);
  });

  it('counts what a model has, not what it lacks', () => {
    const llama = modelBySlug('llama-3.1-8b')!;
    const of = (change: object) =>
      catalogStatistics({ gpus: [], models: [{ ...llama, ...change }], measurements: [] }).models;
    expect(of({ slidingWindow: null }).values).toBe(of({ slidingWindow: 4096 }).values - 1);
    expect(of({ unverified: ['layers'] }).unverified).toBe(of({ unverified: [] }).unverified + 1);
    const one = of({ sources: { default: ['a'], layers: ['a', 'b'] } });
    expect(one.multipleSources).toBe(1);
  });

  it('adds the parts up', () => {
    const { total, ...parts } = catalogStatistics();
    for (const key of Object.keys(total) as (keyof Statistics)[]) {
      expect(Object.values(parts).reduce((sum, part) => sum + part[key], 0)).toBe(total[key]);
    }
    expect(total.records).toBe(gpus.length + models.length + measurements.length);
  });

  it('is what the check of the catalog prints', () => {
    const { stdout, status } = spawnSync(process.execPath, ['src/scripts/check-catalog.ts'], {
      encoding: 'utf8',
    });
    expect(status).toBe(0);
    const { total } = catalogStatistics();
    const row = stdout.split('\n').find((line) => line.includes('together'));
    expect(row?.match(/\d+/g)?.map(Number)).toEqual(Object.values(total));
    expect(stdout).toMatch(/two or more sources.*derived.*unverified/);
  });
});
