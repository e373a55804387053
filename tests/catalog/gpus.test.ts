import { describe, expect, it } from 'vitest';
import {
  architectures,
  cards,
  gpuBySlug,
  gpus,
  sourceById,
  type Gpu,
  type TensorRates,
} from '../../catalog/index.ts';
import { resolveGpu } from '../../catalog/resolve.ts';
import { ampere } from '../../catalog/gpus/ampere.ts';
import { usableMemory } from '../../catalog/usable-memory.ts';

function card(slug: string): Gpu {
  const gpu = gpuBySlug(slug);
  if (!gpu) throw new Error(`no card ${slug}`);
  return gpu;
}

const mib = 2 ** 20;

const everyCard = gpus.map((gpu) => [gpu.slug, gpu] as const);
const rateNames = [
  'fp16Acc16',
  'fp16Acc32',
  'bf16',
  'tf32',
  'fp8Acc16',
  'fp8Acc32',
  'int8',
  'fp4',
] as const satisfies (keyof TensorRates)[];

/** How far a figure stands from another, as a share. */
const apart = (figure: number, other: number): number => Math.abs(figure / other - 1);

/**
 * Dense FLOP of one SM in one clock, written out once more from NVIDIA's architecture documents, so that a slip in
 * `rates.ts` cannot pass: FP16 accumulated in FP16, and the others in multiples of it.
 */
const perClock: Record<string, Partial<Record<keyof TensorRates, number>>> = {
  '7.0': { fp16Acc16: 1024, fp16Acc32: 1024 },
  '7.5': { fp16Acc16: 1024, fp16Acc32: 1024, int8: 2048 },
  '8.0': { fp16Acc16: 2048, fp16Acc32: 2048, bf16: 2048, tf32: 1024, int8: 4096 },
  '8.6': { fp16Acc16: 1024, fp16Acc32: 1024, bf16: 1024, tf32: 512, int8: 2048 },
  '8.9': {
    ...{ fp16Acc16: 1024, fp16Acc32: 1024, bf16: 1024, tf32: 512, int8: 2048 },
    ...{ fp8Acc16: 2048, fp8Acc32: 2048 },
  },
  '9.0': { fp16Acc16: 4096, fp16Acc32: 4096, bf16: 4096, tf32: 2048, int8: 8192, fp8Acc32: 8192 },
  '10.0': {
    ...{ fp16Acc16: 8192, fp16Acc32: 8192, bf16: 8192, tf32: 4096, int8: 16384 },
    ...{ fp8Acc32: 16384, fp4: 32768 },
  },
  '10.3': { fp16Acc16: 8192, fp16Acc32: 8192, bf16: 8192, tf32: 4096, fp8Acc32: 16384, fp4: 49152 },
  '12.0': {
    ...{ fp16Acc16: 1024, fp16Acc32: 1024, bf16: 1024, tf32: 512, int8: 2048 },
    ...{ fp8Acc16: 2048, fp8Acc32: 2048, fp4: 4096 },
  },
};
perClock['12.1'] = perClock['12.0']!;

/** Share of a rate that a card runs: GeForce cards halve what accumulates in FP32. */
function share(gpu: Gpu, rate: keyof TensorRates): number {
  const accumulatesInFp32 = ['fp16Acc32', 'bf16', 'tf32', 'fp8Acc32'].includes(rate);
  return /^GeForce/.test(gpu.name) && accumulatesInFp32 ? 0.5 : 1;
}

/** What each figure would be without exceptions, computed here and nowhere else; `null`: the rule gives none. */
function byRule(gpu: Gpu): Record<string, number | null> {
  const rule: Record<string, number | null> = {
    fp32Tflops: (2 * gpu.cudaCores * gpu.boostClockMhz) / 1e6,
    memoryBandwidthGbps: gpu.memoryDataRateGbps && (gpu.memoryBusBits * gpu.memoryDataRateGbps) / 8,
  };
  if (gpu.tensorCores === 0) return rule;
  for (const rate of rateNames) {
    const flop = perClock[gpu.computeCapability.toFixed(1)]?.[rate];
    rule[`tensor.${rate}`] =
      flop === undefined
        ? null
        : (flop * share(gpu, rate) * gpu.smCount * (gpu.tensorClockMhz ?? gpu.boostClockMhz)) / 1e6;
  }
  return rule;
}

function figure(gpu: Gpu, field: string): number | null {
  const [head, rate] = field.split('.');
  if (head === 'tensor') return gpu.tensor?.[rate as keyof TensorRates] ?? null;
  return gpu[field as 'fp32Tflops' | 'memoryBandwidthGbps'];
}

describe('every card', () => {
  it('of the 257 is there once', () => {
    expect(gpus).toHaveLength(257);
    expect(new Set(gpus.map(({ slug }) => slug)).size).toBe(257);
    const bySegment = Object.groupBy(gpus, ({ segment }) => segment);
    expect(
      Object.fromEntries(Object.entries(bySegment).map(([segment, list]) => [segment, list.length])),
    ).toEqual({ desktop: 93, laptop: 69, workstation: 48, datacenter: 47 });
  });

  it.each([
    ['gtx-1060-3gb', 'gtx-1060-6gb'],
    ['gtx-1050', 'gtx-1050-3gb'],
    ['rtx-2060', 'rtx-2060-12gb'],
    ['rtx-3050-6gb', 'rtx-3050-8gb'],
    ['rtx-3060-8gb', 'rtx-3060-12gb'],
    ['rtx-3080', 'rtx-3080-12gb'],
    ['rtx-4060-ti-8gb', 'rtx-4060-ti-16gb'],
    ['rtx-5060-ti-8gb', 'rtx-5060-ti-16gb'],
    ['gtx-1650', 'gtx-1650-gddr6'],
    ['rtx-3050-max-q-refresh-4gb-laptop', 'rtx-3050-max-q-refresh-6gb-laptop'],
    ['rtx-a2000', 'rtx-a2000-12gb'],
    ['a100-sxm4-40gb', 'a100-sxm4-80gb'],
    ['v100-sxm2-16gb', 'v100-sxm2-32gb'],
    ['rtx-4090', 'rtx-4090-laptop'],
  ])('of one name stays apart: %s, %s', (one, other) => {
    const [a, b] = [card(one), card(other)];
    expect(a.name).not.toBe(b.name);
    expect([a.memoryGb, a.memoryBandwidthGbps]).not.toEqual([b.memoryGb, b.memoryBandwidthGbps]);
    expect([a.variantOf, b.variantOf]).toEqual([null, null]);
  });
});

describe('figures follow from the stored facts, or the record says why not', () => {
  it.each(everyCard)('%s', (_slug, gpu) => {
    const rules = byRule(gpu);
    const excepted = new Map(gpu.exceptions.map((exception) => [exception.field as string, exception]));
    for (const [field, rule] of Object.entries(rules)) {
      const value = figure(gpu, field);
      const exception = excepted.get(field);
      if (exception) {
        expect(value, field).toBe(exception.value);
        expect(exception.reason.length, field).toBeGreaterThan(20);
        // An exception that the rule would give as well is none.
        if (value !== null && rule !== null) expect(apart(value, rule), field).toBeGreaterThan(0.01);
        else expect(value, field).not.toBe(rule);
      } else if (rule === null) expect(value, field).toBeNull();
      else expect(apart(value!, rule), field).toBeLessThan(0.01);
    }
    expect(gpu.tensor === null).toBe(gpu.tensorCores === 0);
  });

  it('departs only where NVIDIA publishes, caps or withholds a figure', () => {
    const departing = gpus.filter(({ exceptions }) => exceptions.length > 0).map(({ slug }) => slug);
    expect(departing.sort()).toEqual([
      'a10g',
      'b200',
      'b300',
      'gb200',
      'gb300',
      'gh200',
      'h20',
      'h200-nvl',
      'h200-sxm-141gb',
      'l20',
      'l40',
      'l40s',
      'rtx-5090-d',
      'rtx-5090-d-v2',
    ]);
  });

  it.each(everyCard)('%s: FP64 runs at the rate of its architecture', (_slug, gpu) => {
    const fp32PerFp64: Record<string, number> = { 6: 2, 6.1: 32, 7: 2, 7.5: 32, 8: 2, 9: 2, 10: 2 };
    const rule = (2 * gpu.cudaCores * gpu.boostClockMhz) / 1e6 / (fp32PerFp64[gpu.computeCapability] ?? 64);
    const exception = gpu.exceptions.find(({ field }) => field === 'fp64Tflops');
    if (exception) expect(apart(gpu.fp64Tflops, rule)).toBeGreaterThan(0.01);
    else expect(apart(gpu.fp64Tflops, rule)).toBeLessThan(0.01);
  });

  it.each(everyCard)('%s: no figure of NVIDIA stands for sparse matrices', (_slug, gpu) => {
    const rules = byRule(gpu);
    const published = [
      ...Object.entries(gpu.officialTensor).map(([rate, value]) => [`tensor.${rate}`, value] as const),
      ...gpu.exceptions.map(({ field, value }) => [field as string, value] as const),
    ];
    for (const [field, value] of published) {
      const rule = rules[field];
      if (value && rule) expect(apart(value, 2 * rule), field).toBeGreaterThan(0.02);
    }
    for (const [rate, value] of Object.entries(gpu.officialTensor)) {
      expect(apart(value, gpu.tensor![rate as keyof TensorRates]!), rate).toBeLessThan(0.01);
    }
  });

  it.each(everyCard)('%s: usable memory', (_slug, gpu) => {
    expect(gpu.usableBytes).toBeLessThan(gpu.memoryGb * 2 ** 30);
    expect(gpu.usableBytes).toBeGreaterThan(gpu.memoryGb * 2 ** 30 * 0.84);
    if (!gpu.inlineEcc) expect(gpu.usableBytes).toBeGreaterThan(gpu.memoryGb * 2 ** 30 * 0.9);
  });
});

describe('laptops', () => {
  const laptops = gpus.filter(({ segment }) => segment === 'laptop');
  it.each(laptops.map((gpu) => [gpu.slug, gpu] as const))('%s', (_slug, gpu) => {
    expect(gpu.launchPriceUsd).toBeNull();
    const { boostClockRangeMhz: boost, fp32TflopsRange: fp32 } = gpu;
    expect(fp32 === null).toBe(boost === null);
    if (!boost || !fp32) return;
    for (const end of [0, 1] as const) {
      expect(apart(fp32[end], (2 * gpu.cudaCores * boost[end]) / 1e6)).toBeLessThan(0.01);
    }
  });

  it('a range of clocks and of power, where makers choose them', () => {
    expect(card('rtx-4090-laptop')).toMatchObject({
      boostClockRangeMhz: [1455, 2580],
      tgpRangeW: [80, 150],
      fp32TflopsRange: [28.31, 50.2],
      basis: { tgpRangeW: 'secondary', fp32TflopsRange: 'derived' },
    });
    expect(laptops.filter(({ tgpRangeW }) => tgpRangeW !== null)).toHaveLength(33);
    expect(gpus.every(({ segment, tgpRangeW }) => segment === 'laptop' || tgpRangeW === null)).toBe(true);
  });
});

describe('formats arrive with their architecture', () => {
  it.each(everyCard)('%s', (_slug, gpu) => {
    const { tensor, computeCapability, name } = gpu;
    if (computeCapability < 7 || /GTX|GT |^NVIDIA T\d{3,4}\b/.test(name)) expect(tensor).toBeNull();
    if (!tensor) return;
    const unread = new Set(
      gpu.exceptions.filter(({ value }) => value === null).map(({ field }) => field as string),
    );
    const has = (rate: keyof TensorRates): boolean => tensor[rate] !== null || unread.has(`tensor.${rate}`);
    expect(has('bf16')).toBe(computeCapability >= 8);
    expect(has('tf32')).toBe(computeCapability >= 8);
    expect(has('fp8Acc32')).toBe(computeCapability >= 8.9);
    expect(has('fp4')).toBe(computeCapability >= 10);
    expect(has('fp16Acc32')).toBe(true);
    // Blackwell Ultra's INT8 figure was not read.
    expect(has('int8')).toBe(computeCapability >= 7.5 && computeCapability !== 10.3);
    if (tensor.bf16 !== null) expect(tensor.bf16).toBe(tensor.fp16Acc32);
  });

  it.each(Object.entries(architectures))('%s: rates and formats agree', (capability, architecture) => {
    const { tensorFlopPerClock: rates, tensorFormats: formats, tensorCoresPerSm, coresPerSm } = architecture;
    expect(rates === null).toBe(formats.length === 0);
    expect(tensorCoresPerSm > 0).toBe(rates !== null);
    expect(architecture.cudaFlopPerClock.fp32).toBe(2 * coresPerSm);
    expect(Number(capability) >= 8).toBe(formats.includes('bf16'));
    const formatOf = { fp16Acc16: 'fp16', fp16Acc32: 'fp16', fp8Acc16: 'fp8', fp8Acc32: 'fp8' } as const;
    for (const rate of rateNames) {
      const format = rate in formatOf ? formatOf[rate as keyof typeof formatOf] : rate;
      if (rates?.[rate]) expect(formats, rate).toContain(format);
    }
  });

  it('from Pascal to Blackwell', () => {
    expect(Object.keys(architectures).toSorted((a, b) => Number(a) - Number(b))).toEqual([
      ...['6.0', '6.1', '7.0', '7.5', '8.0', '8.6', '8.9', '9.0', '10.0', '10.3', '12.0', '12.1'],
    ]);
    for (const capability of Object.keys(architectures)) {
      expect(gpus.some((gpu) => gpu.computeCapability.toFixed(1) === capability)).toBe(true);
    }
  });
});

describe('NVLink', () => {
  it.each([
    ['rtx-3090', 112.5],
    ['a100-sxm4-80gb', 600],
    ['a800-sxm4-80gb', 400],
    ['h100-sxm5-80gb', 900],
    ['h800-sxm5', 400],
    ['h800-pcie-80gb', 400],
    ['b200', 1800],
  ])('%s: %d GB/s, both directions', (slug, total) => {
    expect(card(slug).nvlink).toEqual({ totalBidirectionalGbps: total });
  });

  it('ended on GeForce with the RTX 3090', () => {
    const later = gpus.filter(({ series }) => /GeForce [45]0|RTX Ada|RTX PRO|Data Center Ada/.test(series));
    expect(later.length).toBeGreaterThan(50);
    expect(later.filter(({ nvlink }) => nvlink !== false)).toEqual([]);
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
    ['h200-sxm-141gb', 'bf16', 989.5, 'H200 data sheet, dense'],
    ['b200', 'bf16', 2250, 'HGX B200 data sheet, dense'],
    ['b200', 'fp4', 9000, 'HGX B200 data sheet, dense'],
    ['gb200', 'fp8Acc32', 5000, 'GB200 NVL72 data sheet, dense'],
    ['b300', 'fp4', 13000, 'HGX B300 data sheet, dense'],
    ['h20', 'fp16Acc32', 148, 'capped for export'],
    ['a10g', 'fp16Acc32', 70, 'A10G data sheet of AWS'],
    ['rtx-a6000', 'fp16Acc32', 154.8, 'GA102 whitepaper'],
    ['quadro-rtx-6000', 'fp16Acc32', 130.5, 'Turing architecture article'],
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
    ['h200-sxm-141gb', 'memoryBandwidthGbps', 4800],
    ['b200', 'memoryBandwidthGbps', 8000],
    ['gh200', 'memoryBandwidthGbps', 4000],
    ['h20', 'fp32Tflops', 44],
    ['b300', 'fp64Tflops', 1.25],
    ['a30-pcie', 'memoryBandwidthGbps', 933],
    ['p100-sxm2', 'fp16Tflops', 21.2],
  ] as const)('%s, %s: %d', (slug, field, figure) => {
    expect(Math.abs(card(slug)[field] / figure - 1)).toBeLessThan(0.01);
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
    ['quadro-rtx-8000', 48601],
    ['rtx-a5000', 24248],
    ['v100-sxm2-32gb', 32510],
    ['gb10', 124610],
  ])('%s is measured: %d MiB', (slug, figureMib) => {
    expect(card(slug)).toMatchObject({ usableBytes: figureMib * mib, usableBasis: 'measured' });
  });

  it.each([
    ['rtx-3070', 8.6, 8, 7982],
    ['rtx-3080', 8.6, 10, 10015],
    ['rtx-3090', 8.6, 24, 24268],
    ['rtx-a6000', 8.6, 48, 48685],
    ['rtx-a4000', 8.6, 16, 16117],
    ['quadro-rtx-6000', 7.5, 24, 24220],
    ['quadro-rtx-8000', 7.5, 48, 48601],
    ['rtx-2080-max-q-laptop', 7.5, 8, 7982],
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
      'rtx-4090-laptop',
      'rtx-a4000',
      'h200-sxm-141gb',
      'b200',
      'gb10',
    ])
      expect(slugs).toContain(slug);
  });

  it('folds silicon variants under their card', () => {
    expect(cards).toHaveLength(257 - 18);
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
        const unread = gpu.exceptions.some(
          (exception) => exception.field === field && exception.value === null,
        );
        if (unread) expect(gpu.basis[field], field).toBeUndefined();
        else if (ids.length > 0)
          expect(gpu.basis[field], field).toMatch(/^(official|quoted|secondary|derived)$/);
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

  it('unified memory and boards of several GPUs say so', () => {
    expect(gpus.filter(({ unifiedMemory }) => unifiedMemory).map(({ slug }) => slug)).toEqual(['gb10']);
    expect(card('a16-pcie')).toMatchObject({ gpusPerBoard: 4, memoryGb: 16, tdpW: 62.5 });
    expect(card('rtx-3090').gpusPerBoard).toBe(1);
  });

  it('prices in another currency stay in it', () => {
    expect(card('rtx-4090-d')).toMatchObject({
      launchPriceUsd: null,
      launchPriceOther: { currency: 'CNY', amount: 12999 },
    });
    expect(card('rtx-5090-d-v2').launchPriceOther).toEqual({ currency: 'CNY', amount: 16499 });
    expect(gpus.filter(({ foundersEditionPriceUsd }) => foundersEditionPriceUsd !== null)).toHaveLength(8);
  });

  it('what an architecture leaves open is unverified on its cards', () => {
    expect(card('b200').unverified).toContain('fp16Tflops');
    expect(card('gb10').unverified).toContain('tensor.bf16');
    expect(card('b200').unverified).not.toContain('tensor.bf16');
  });
});
