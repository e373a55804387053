import { describe, expect, it } from 'vitest';
import { dataVersion, gpus } from '../../catalog/index.ts';
import {
  estimate,
  findGpu,
  precisionsOf,
  type EstimateInput,
  type Precision,
} from '../../src/estimation/index.ts';
import { precisionValues } from '../../src/estimation/request.ts';
import { catalogModels } from './models.ts';

const data = { version: dataVersion, gpus, models: catalogModels };
const outcomes = (slug: string): Partial<Record<Precision, string>> =>
  Object.fromEntries(precisionsOf(findGpu(slug, data)).map(({ precision, outcome }) => [precision, outcome]));

describe('the precisions of a card', () => {
  it.each<[string, Partial<Record<Precision, string>>]>([
    [
      'gtx-1080-ti',
      { fp32: 'ok', tf32: 'unsupported', fp16: 'slow', bf16: 'emulated', 'fp8-mixed': 'unsupported' },
    ],
    ['p100-pcie-16gb', { fp16: 'ok', bf16: 'emulated' }],
    ['gtx-1660-super', { fp16: 'slow', 'bf16-mixed': 'emulated', tf32: 'unsupported' }],
    [
      'rtx-2080-ti',
      { 'fp16-mixed': 'ok', bf16: 'emulated', tf32: 'unsupported', 'fp8-mixed': 'unsupported' },
    ],
    ['rtx-3090', { 'fp16-mixed': 'ok', bf16: 'ok', tf32: 'ok', 'fp8-mixed': 'unsupported' }],
    ['rtx-4090', { bf16: 'ok', 'fp8-mixed': 'ok' }],
  ])('%s', (slug, expected) => expect(outcomes(slug)).toMatchObject(expected));

  it('are all there, as the estimator says of a job in each', () => {
    for (const gpu of gpus) {
      const list = precisionsOf(gpu);
      expect(list.map(({ precision }) => precision)).toEqual(precisionValues);
      for (const { precision, outcome, code, params } of list) {
        // A request for FP8 where there is none is refused before it is answered.
        if (precision === 'fp8-mixed' && outcome === 'unsupported') continue;
        const job: EstimateInput = { task: 'inference', model: 'gpt2', gpu: gpu.slug, precision };
        const [note] = estimate(job, data, { working: false, advice: false }).support;
        expect(note).toMatchObject({ subject: precision, code, params });
        expect(note!.level).toBe(outcome === 'emulated' ? 'slow' : outcome);
      }
    }
  });
});

describe('notes of the software', () => {
  const codes = (change: Partial<EstimateInput>): string[] =>
    estimate(
      {
        task: 'training',
        model: 'llama-3.1-8b',
        gpu: 'rtx-3090',
        method: 'lora',
        ...change,
      } as EstimateInput,
      data,
      { working: false, advice: false },
    ).support.map(({ code }) => code);

  it('FlashAttention takes 16 bits from Ampere on', () => {
    expect(codes({ attention: 'flash' })).not.toContain('flash-attention-needs-16-bit');
    expect(codes({ attention: 'flash', precision: 'fp32' })).toContain('flash-attention-needs-16-bit');
    expect(codes({ attention: 'flash', precision: 'tf32' })).toContain('flash-attention-needs-16-bit');
    expect(codes({ attention: 'sdpa', precision: 'fp32' })).not.toContain('flash-attention-needs-16-bit');
    const older = codes({ attention: 'flash', precision: 'fp32', gpu: 'rtx-2080-ti' });
    expect(older).toContain('flash-attention-needs-ampere');
    expect(older).not.toContain('flash-attention-needs-16-bit');
  });

  it('FP8 weights are refused before Ampere, expanded on Ampere, and computed with from Ada on', () => {
    const fp8 = (gpu: string) =>
      codes({ task: 'inference', weightFormat: 'fp8', gpu }).filter((code) => code.startsWith('fp8'));
    expect(fp8('v100-sxm2-32gb')).toEqual(['fp8-weights-need-turing']);
    expect(fp8('rtx-2080-ti')).toEqual(['fp8-weights-expanded']);
    expect(fp8('rtx-3090')).toEqual(['fp8-weights-expanded']);
    expect(fp8('rtx-4090')).toEqual([]);
  });

  it('torch.compile starts at Volta', () => {
    expect(codes({ compile: true, gpu: 'gtx-1080-ti' })).toContain('compile-needs-volta');
    expect(codes({ compile: false, gpu: 'gtx-1080-ti' })).not.toContain('compile-needs-volta');
    expect(codes({ compile: true, gpu: 'titan-v' })).not.toContain('compile-needs-volta');
  });

  it('a training stack that no published run shows is named as such', () => {
    expect(codes({})).toContain('framework-not-measured');
    expect(codes({ framework: 'megatron' })).toContain('framework-not-measured');
    expect(codes({ framework: 'hf' })).not.toContain('framework-not-measured');
    expect(codes({ task: 'inference' })).not.toContain('framework-not-measured');
  });
});
