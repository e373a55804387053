import { describe, expect, it } from 'vitest';
import { cards, gpuBySlug, gpus, sourceById, type Gpu, type TensorRates } from '../../catalog/index.ts';
import { resolveGpu } from '../../catalog/resolve.ts';
import { ampere } from '../../catalog/gpus/ampere.ts';
import { usableMemory } from '../../catalog/usable-memory.ts';

function card(slug: string): Gpu {
  const gpu = gpuBySlug(slug);
  if (!gpu) throw new Error(`no card ${slug}`);
  return gpu;
}

const mib = 2 ** 20;

describe('rates follow from the stored facts', () => {
  it.each(gpus.map((gpu) => [gpu.slug, gpu] as const))('%s', (_slug, gpu) => {
    const bandwidth = (gpu.memoryBusBits / 8) * (gpu.memoryDataRateGbps ?? 0);
    expect(Math.abs(gpu.memoryBandwidthGbps / bandwidth - 1)).toBeLessThan(0.005);
    const fp32 = (2 * gpu.cudaCores * gpu.boostClockMhz) / 1e6;
    expect(Math.abs(gpu.fp32Tflops / fp32 - 1)).toBeLessThan(0.02);
    expect(gpu.usableBytes).toBeLessThan(gpu.memoryGb * 2 ** 30);
    expect(gpu.usableBytes).toBeGreaterThan(gpu.memoryGb * 2 ** 30 * 0.9);
    expect(gpu.tensor === null).toBe(gpu.tensorCores === 0);
  });
});

describe('formats arrive with their architecture', () => {
  it.each(gpus.map((gpu) => [gpu.slug, gpu] as const))('%s', (_slug, gpu) => {
    const { tensor, computeCapability } = gpu;
    if (computeCapability < 7) expect(tensor).toBeNull();
    if (!tensor) return;
    const has = (rate: keyof TensorRates): boolean => tensor[rate] !== null;
    expect(has('bf16')).toBe(computeCapability >= 8);
    expect(has('tf32')).toBe(computeCapability >= 8);
    expect(has('int8')).toBe(computeCapability >= 7.5);
    expect(has('fp8Acc32')).toBe(computeCapability >= 8.9);
    expect(has('fp4')).toBe(computeCapability >= 10);
    expect(has('fp16Acc32')).toBe(true);
    if (tensor.bf16 !== null) expect(tensor.bf16).toBe(tensor.fp16Acc32);
  });
});

describe("NVIDIA's published figures", () => {
  it.each<[string, keyof TensorRates, number, string]>([
    ['rtx-4090', 'fp16Acc16', 330.3, 'Ada whitepaper'],
    ['rtx-4090', 'bf16', 165.2, 'Ada whitepaper'],
    ['rtx-4090', 'fp8Acc32', 330.3, 'Ada whitepaper 2.02'],
    ['rtx-3090', 'fp16Acc32', 71, 'GA102 whitepaper'],
    ['rtx-3090', 'fp16Acc16', 142, 'GA102 whitepaper'],
    ['rtx-3090', 'int8', 284, 'GA102 whitepaper'],
    ['rtx-2080-ti', 'fp16Acc32', 53.8, 'Turing architecture article'],
    ['rtx-5090', 'bf16', 209.5, 'RTX Blackwell whitepaper'],
    ['rtx-5090', 'fp4', 1676, 'RTX Blackwell whitepaper'],
    ['rtx-6000-ada', 'bf16', 364, 'data sheet'],
    ['rtx-pro-6000-blackwell', 'bf16', 503.8, 'RTX PRO Blackwell whitepaper'],
    ['a100-sxm4-80gb', 'bf16', 312, 'Ampere architecture article'],
    ['a100-pcie-40gb', 'tf32', 156, 'Ampere architecture article'],
    ['h100-sxm5-80gb', 'bf16', 989.5, 'H100 data sheet, dense'],
    ['h100-pcie-80gb', 'bf16', 756, 'H100 data sheet, dense'],
    ['t4', 'fp16Acc32', 65, 'T4 data sheet'],
    ['v100-sxm2-16gb', 'fp16Acc32', 125, 'V100 data sheet'],
    ['a10-pcie', 'bf16', 125, 'A10 data sheet'],
    ['a40-pcie', 'fp16Acc32', 149.7, 'A40 data sheet'],
    ['l4', 'bf16', 121, 'L4 data sheet, dense'],
    ['l40', 'bf16', 181.05, 'L40 data sheet, dense: half of what the chip does elsewhere'],
    ['l40s', 'bf16', 362.05, 'L40S data sheet, dense'],
    ['rtx-5090-d', 'fp4', 1187.5, 'limit on cards sold in China'],
  ])('%s, %s: %d (%s)', (slug, rate, figure) => {
    expect(Math.abs(card(slug).tensor![rate]! / figure - 1)).toBeLessThan(0.01);
  });

  it.each([
    ['rtx-3090', 'fp32Tflops', 35.58],
    ['rtx-4090', 'fp32Tflops', 82.58],
    ['a100-sxm4-80gb', 'fp32Tflops', 19.5],
    ['a100-sxm4-80gb', 'fp16Tflops', 78],
    ['a100-sxm4-80gb', 'fp64Tflops', 9.7],
    ['gtx-1080-ti', 'fp32Tflops', 11.34],
    ['gtx-1080-ti', 'fp16Tflops', 11.34 / 64],
    ['rtx-3090', 'memoryBandwidthGbps', 936.2],
    ['a100-sxm4-80gb', 'memoryBandwidthGbps', 2039],
    ['h100-sxm5-80gb', 'memoryBandwidthGbps', 3361],
    ['t4', 'memoryBandwidthGbps', 320],
  ] as const)('%s, %s: %d', (slug, field, figure) => {
    expect(Math.abs(card(slug)[field] / figure - 1)).toBeLessThan(0.01);
  });

  it('GTX 10 and GTX 16 cards have no Tensor Cores', () => {
    const without = gpus.filter(({ name }) => /GTX|GT /.test(name));
    expect(without.length).toBe(30);
    expect(without.filter(({ tensor }) => tensor !== null)).toEqual([]);
  });
});

describe('usable memory', () => {
  it.each([
    ['rtx-3090', 24268],
    ['t4', 14912],
    ['a40-pcie', 45634],
    ['rtx-2080-ti', 11019],
    ['gtx-1080-ti', 11175],
    ['a100-sxm4-80gb', 81251],
  ])('%s is measured: %d MiB', (slug, figureMib) => {
    expect(card(slug)).toMatchObject({ usableBytes: figureMib * mib, usableBasis: 'measured' });
  });

  it.each([
    ['rtx-3070', 8.6, 8, 7982],
    ['rtx-3080', 8.6, 10, 10015],
    ['rtx-3090', 8.6, 24, 24268],
    ['rtx-a6000', 8.6, 48, 48685],
    ['a100-sxm4-80gb', 8, 80, 81251],
    ['rtx-4090', 8.9, 24, 24207],
    ['rtx-5080', 12, 16, 15851],
    ['rtx-5090', 12, 32, 32112],
    ['rtx-pro-6000-blackwell', 12, 96, 97249],
  ])(
    '%s: the figure beats the rule, which comes within 0.2 % of it',
    (slug, computeCapability, memoryGb, figureMib) => {
      expect(card(slug)).toMatchObject({ usableBytes: figureMib * mib, usableBasis: 'measured' });
      const { bytes, basis } = usableMemory({ memoryGb, computeCapability });
      expect(basis).toBe('rule');
      expect(Math.abs(bytes / (figureMib * mib) - 1)).toBeLessThan(0.002);
    },
  );

  it('inline ECC takes a sixteenth: 24 GiB, 23 040 MiB with ECC, less 0.65 % and 160 MiB', () => {
    expect(usableMemory({ memoryGb: 24, computeCapability: 8.6, inlineEcc: true }).bytes).toBe(
      Math.floor(23040 * 0.9935 - 160) * mib,
    );
  });
});

describe('the list a reader chooses from', () => {
  it('holds every GeForce generation and the data-center cards people rent', () => {
    const slugs = new Set(cards.map(({ slug }) => slug));
    for (const slug of [
      'gtx-1080-ti',
      'gtx-1660-super',
      'rtx-2080-ti',
      'rtx-3060-12gb',
      'rtx-3090',
      'rtx-4090',
      'rtx-5090',
      't4',
      'a10-pcie',
      'a100-sxm4-40gb',
      'a100-sxm4-80gb',
      'l4',
      'l40s',
      'h100-sxm5-80gb',
      'rtx-a6000',
      'rtx-6000-ada',
      'rtx-pro-6000-blackwell',
    ])
      expect(slugs).toContain(slug);
  });

  it('folds silicon variants under their card', () => {
    expect(cards.some(({ variantOf }) => variantOf !== null)).toBe(false);
    expect(card('rtx-3060-12gb-ga104').variantOf).toBe('rtx-3060-12gb');
    expect(cards.map(({ slug }) => slug)).not.toContain('rtx-4080-12gb-unlaunched');
  });
});

describe('sources of a resolved card', () => {
  it.each(gpus.map((gpu) => [gpu.slug, gpu] as const))(
    '%s names a known source for every value',
    (_slug, gpu) => {
      for (const [field, ids] of Object.entries(gpu.sources)) {
        if (!gpu.unverified.includes(field)) expect(ids, field).not.toHaveLength(0);
        if (ids.length > 0) expect(gpu.basis[field], field).toMatch(/^(official|quoted|secondary|derived)$/);
        for (const id of ids) expect(sourceById(id), id).toBeDefined();
      }
    },
  );

  it('tells official, quoted, secondary and derived apart', () => {
    const stored = ampere.find(({ slug }) => slug === 'rtx-3090')!;
    expect(resolveGpu(stored).basis).toMatchObject({
      cudaCores: 'secondary',
      computeCapability: 'official',
      usableBytes: 'secondary',
      fp32Tflops: 'derived',
      memoryBandwidthGbps: 'derived',
      'tensor.fp16Acc32': 'quoted',
      'tensor.tf32': 'derived',
    });
    expect(card('a100-sxm4-80gb').basis).toMatchObject({ 'tensor.bf16': 'official' });
  });

  it('an exception is the value, with its own sources', () => {
    const stored = ampere.find(({ slug }) => slug === 'rtx-3090')!;
    const departing = resolveGpu({
      ...stored,
      exceptions: [{ field: 'memoryBandwidthGbps', value: 900, reason: 'a slower board' }],
      sources: { ...stored.sources, memoryBandwidthGbps: ['wikipedia-2025'] },
    });
    expect(departing).toMatchObject({
      memoryBandwidthGbps: 900,
      basis: { memoryBandwidthGbps: 'secondary' },
      sources: { memoryBandwidthGbps: ['wikipedia-2025'] },
    });
  });
});
