import { describe, expect, test } from 'vitest';
import { gpuBySlug, type Gpu } from '#catalog';
import { languages } from '#i18n';
import {
  doublingYears,
  formatQuantity,
  quantityName,
  quantityOf,
  quantityUnit,
  trendPoints,
  yearOf,
  yearsToGrow,
} from '../../src/components/trend.ts';

const card = (slug: string): Gpu => {
  const gpu = gpuBySlug(slug);
  if (!gpu) throw new Error(slug);
  return gpu;
};

describe('doubling time', () => {
  const every = (years: number, factor: number) =>
    [0, 1, 2, 3].map((step) => ({ year: 2016 + years * step, value: 8 * factor ** step }));

  test('is the step of a series that doubles at every step', () => {
    expect(doublingYears(every(2.5, 2))).toBeCloseTo(2.5);
    expect(doublingYears(every(2, 4))).toBeCloseTo(1);
  });
  test('is negative where a series halves, infinite where it stays', () => {
    expect(doublingYears(every(3, 0.5))).toBeCloseTo(-3);
    expect(Math.abs(doublingYears(every(1, 1)))).toBe(Infinity);
  });
  test('needs two points', () => {
    expect(() => doublingYears([{ year: 2020, value: 1 }])).toThrow('two points');
  });
  test('gives the years to any factor', () => {
    expect(yearsToGrow(every(2.5, 2), 8)).toBeCloseTo(7.5);
    expect(yearsToGrow(every(2.5, 2), 1)).toBeCloseTo(0);
  });
  test('leaves out cards that lack the quantity', () => {
    const points = trendPoints([card('gtx-1080-ti'), card('rtx-3090')], { field: 'tensor.bf16' });
    expect(points.map(({ gpu }) => gpu.slug)).toEqual(['rtx-3090']);
    expect(points[0]!.year).toBeCloseTo(2020 + 8 / 12);
  });
  test('counts months', () => {
    expect(yearOf('2018-07')).toBe(2018.5);
    expect(yearOf('2020-01-31')).toBe(2020);
  });
});

describe('quantities', () => {
  test('divide one property by another', () => {
    const gpu = card('rtx-3090');
    const perGb = { field: 'launchPriceUsd', per: 'memoryGb' } as const;
    expect(quantityOf(gpu, perGb)).toBe(gpu.launchPriceUsd! / gpu.memoryGb);
    expect(formatQuantity(gpu, perGb, 'en')).toBe('$62/GB');
    expect(quantityUnit(perGb)).toBe('USD/GB');
  });
  test('count operations for each byte, not TFLOPS for each GB/s', () => {
    const gpu = card('rtx-3090');
    const intensity = { field: 'tensor.bf16', per: 'memoryBandwidthGbps' } as const;
    expect(quantityOf(gpu, intensity)).toBeCloseTo(
      (gpu.tensor!.bf16! * 1e12) / (gpu.memoryBandwidthGbps * 1e9),
    );
    expect(quantityUnit(intensity)).toBe('FLOP/byte');
  });
  test('are absent where the card lacks a part', () => {
    const gpu = card('gtx-1080-ti');
    expect(quantityOf(gpu, { field: 'tensor.bf16', per: 'tdpW' })).toBeNull();
    expect(formatQuantity(gpu, { field: 'tensor.bf16', per: 'tdpW' }, 'en')).toBe('—');
  });
  test.each(languages)('have a name, %s', (lang) => {
    expect(quantityName({ field: 'tensor.bf16', per: 'tdpW' }, lang)).toMatch(/^BF16 \/ \S/);
    expect(quantityName({ field: 'memoryGb' }, lang)).not.toBe('memoryGb');
  });
});
