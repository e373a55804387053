import { describe, expect, test } from 'vitest';
import { cards, type Gpu } from '../../catalog/index.ts';
import { bySeries, readings, seriesId, shortName } from '../../src/card-table/cells.ts';
import { columnOf, formatValue, type ColumnId } from '../../src/card-table/columns.ts';
import { chain, matcher } from '../../src/card-table/match.ts';
import { activeFilters, filterOf, nextSort, sorted, type Row } from '../../src/card-table/rows.ts';
import { createTableCodec, type TableState } from '../../src/card-table/state.ts';

const rowOf = (gpu: Gpu): Row => ({
  slug: gpu.slug,
  name: shortName(gpu),
  series: seriesId(gpu.series),
  segment: gpu.segment,
  text: chain(`${gpu.series} ${gpu.name} ${gpu.chip}`),
  value: (id) => {
    const value = readings[id].read(gpu);
    return typeof value === 'object' && value !== null ? value[1] : value;
  },
});
const groups = bySeries(cards);
const rows = groups.flatMap((group) => group.cards.map(rowOf));
const { defaults } = createTableCodec(groups.map(({ id }) => id));
const passing = (change: Partial<TableState>) =>
  rows.filter(filterOf({ ...defaults, ...change })).map(({ slug }) => slug);

describe('free text', () => {
  const finds = (query: string, name: string) => matcher(query)(chain(name));
  test.each([
    ['3090', 'GeForce RTX 3090 Ti', true],
    ['4060ti', 'GeForce RTX 4060 Ti 16 GB', true],
    ['RTX4060 TI 16gb', 'GeForce RTX 4060 Ti 16 GB', true],
    ['rtx-3060-12gb', 'GeForce RTX 3060 12 GB', true],
    ['A100 80', 'NVIDIA A100 PCIe 80 GB', true],
    ['A100 80', 'NVIDIA A100 PCIe 40 GB', false],
    ['80', 'GeForce RTX 3080', false],
    ['a100', 'A30 GA100-883AA-A1', false],
    ['笔记本', 'RTX 4090 笔记本', true],
    ['  ', 'anything', true],
    ['!?', 'anything', true],
  ])('%s in %s: %s', (query, name, found) => expect(finds(query, name)).toBe(found));

  test('A100 80 finds the A100 with 80 GB and nothing else', () => {
    const found = passing({ query: 'A100 80' });
    expect(found).toContain('a100-pcie-80gb');
    expect(found.every((slug) => slug.startsWith('a100') && slug.includes('80gb'))).toBe(true);
  });
});

describe('filters', () => {
  test('nothing asked, nothing left out', () => {
    expect(passing({})).toHaveLength(cards.length);
    expect(activeFilters(defaults)).toEqual([]);
  });
  test('memory, format, price and year cut where they say', () => {
    const found = passing({ memory: 24, supports: 'bf16,fp8', price: 2000, year: 2022 });
    expect(found).toContain('rtx-4090');
    expect(found).not.toContain('rtx-3090');
    const bySlug = new Map(cards.map((gpu) => [gpu.slug, gpu]));
    for (const slug of found) {
      const gpu = bySlug.get(slug)!;
      expect(gpu.memoryGb).toBeGreaterThanOrEqual(24);
      expect(gpu.tensor?.fp8Acc32).toBeGreaterThan(0);
      expect(gpu.launchPriceUsd).toBeLessThanOrEqual(2000);
      expect(gpu.launchDate! >= '2022').toBe(true);
    }
  });
  test('series and segment take any of those named', () => {
    const found = passing({ series: 'geforce-40,geforce-50', segments: 'desktop' });
    expect(found).toContain('rtx-5090');
    expect(found).toContain('rtx-4060');
    expect(found).not.toContain('rtx-3090');
  });
  test('one filter can be left out, to say what it costs', () => {
    const state = { ...defaults, memory: 24, price: 100 };
    expect(rows.filter(filterOf(state))).toHaveLength(0);
    expect(rows.filter(filterOf(state, 'price')).length).toBeGreaterThan(10);
  });
});

describe('sorting', () => {
  test('is stable, and cards without a value come last either way', () => {
    for (const sort of ['price', '-price']) {
      const order = sorted(rows, sort);
      const prices = order.map((row) => row.value('price') as number | null);
      const first = prices.indexOf(null);
      expect(prices.slice(first).every((price) => price === null)).toBe(true);
      const known = prices.slice(0, first) as number[];
      const sign = sort === 'price' ? 1 : -1;
      for (let at = 1; at < known.length; at++) {
        expect(sign * (known[at]! - known[at - 1]!)).toBeGreaterThanOrEqual(0);
        if (known[at] === known[at - 1]) {
          expect(rows.indexOf(order[at]!)).toBeGreaterThan(rows.indexOf(order[at - 1]!));
        }
      }
    }
  });
  test('names sort by their numbers', () => {
    const order = sorted(rows, 'name').map(({ name }) => name);
    expect(order.indexOf('GTX 980')).toBe(-1);
    expect(order.indexOf('GTX 1050')).toBeLessThan(order.indexOf('GTX 1080'));
    expect(order.indexOf('RTX 4090')).toBeLessThan(order.indexOf('RTX 5050'));
  });
  test('a heading gives the better end first, then the other, then the order of the page', () => {
    expect(nextSort('series', 'bw')).toBe('-bw');
    expect(nextSort('-bw', 'bw')).toBe('bw');
    expect(nextSort('bw', 'bw')).toBe('series');
    expect(nextSort('-bw', 'price')).toBe('price');
    expect(nextSort('series', 'name')).toBe('name');
  });
});

test('every card stands in exactly one series, newest GeForce first', () => {
  expect(rows.map(({ slug }) => slug).sort()).toEqual(cards.map(({ slug }) => slug).sort());
  expect(groups[0]!.name).toBe('GeForce 50');
  expect(new Set(groups.map(({ id }) => id)).size).toBe(groups.length);
});

test('values are written with the decimals of their column, ranges from least to most', () => {
  expect(formatValue(9, 'fp32', 'en')).toBe('9.0');
  expect(formatValue([1335, 1695], 'boost', 'en')).toBe('1,335–1,695');
  expect(formatValue([80, 80], 'tdp', 'zh-cn')).toBe('80');
  expect(formatValue(1499, 'price', 'en')).toBe('$1,499');
  expect(formatValue(null, 'fp8' satisfies ColumnId, 'en')).toBe('—');
  expect(columnOf('cc').kind).toBe('number');
});
