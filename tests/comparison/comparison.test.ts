import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { cards, gpus, sourceById } from '../../catalog/index.ts';
import { comparisonData, largestModel } from '../../src/comparison/data.ts';
import { judge, judgeColumn } from '../../src/comparison/rows.ts';
import { standings } from '../../src/comparison/standings.ts';
import { parse, serialise, settle } from '../../src/comparison/state.ts';

const data = comparisonData();
const known = new Set(data.cards.map(({ slug }) => slug));
const read = (query: string) => settle(parse(query).state, known, data.aliases);

describe('the data', () => {
  test('every card is there, within the budget of a fetch', () => {
    expect(data.cards.map(({ slug }) => slug)).toEqual(cards.map(({ slug }) => slug));
    expect(gzipSync(JSON.stringify(data)).length).toBeLessThan(60_000);
  });
  test('values carry their standing, and sources that exist', () => {
    for (const [at, card] of data.cards.entries()) {
      const bandwidth = data.columns.indexOf('bw');
      expect(card.values[bandwidth]).toBeCloseTo(cards[at]!.memoryBandwidthGbps, 1);
      expect(standings[card.standing[bandwidth]!]).toBe(cards[at]!.basis['memoryBandwidthGbps'] ?? 'none');
    }
    expect(Object.keys(data.sources).every((id) => data.sources[id] === sourceById(id)?.title)).toBe(true);
  });
  test('more memory never holds a smaller model', () => {
    const size = (slug: string) => largestModel(cards.find((gpu) => gpu.slug === slug)!)?.parameters ?? 0;
    expect(size('rtx-3090')).toBeGreaterThanOrEqual(size('rtx-3060-12gb'));
    expect(size('h100-sxm5-80gb')).toBeGreaterThan(size('rtx-3090'));
  });
});

describe('the address', () => {
  test('comes back as it went', () => {
    const query = 'gpus=rtx-3090,rtx-4090&base=rtx-4090&diff=1';
    expect(serialise(parse(query).state)).toBe(query);
  });
  test('the name of a silicon variant stands for its card', () => {
    const variant = gpus.find((gpu) => gpu.variantOf !== null)!;
    expect(read(`gpus=${variant.slug}`).slugs).toEqual([variant.variantOf]);
  });
  test('unknown cards are named, a sixth is counted, a base that is not shown falls to the first', () => {
    expect(read('gpus=rtx-3090,rtx-4091').unknown).toEqual(['rtx-4091']);
    const six = cards.slice(0, 6).map(({ slug }) => slug);
    expect(read(`gpus=${six.join(',')}`)).toMatchObject({ slugs: six.slice(0, 5), dropped: 1 });
    expect(read('gpus=rtx-3090&base=t4')).toMatchObject({ base: 'rtx-3090', badBase: 't4' });
  });
  test('__proto__ and constructor are cards like any other unknown one', () => {
    expect(read('gpus=__proto__,constructor').unknown).toEqual(['__proto__', 'constructor']);
  });
});

describe('a row', () => {
  test('bars are shares of the most, ratios are to the base, the best is marked', () => {
    expect(judge([24, 12, null], 1, 'more')).toEqual({
      differs: true,
      cells: [
        { share: 1, best: true, ratio: 2 },
        { share: 0.5, best: false, ratio: null },
        { share: null, best: false, ratio: null },
      ],
    });
  });
  test('the cheapest is best, equals have no winner, a range counts by its upper end', () => {
    expect(judge([500, 400], 0, 'less').cells.map(({ best }) => best)).toEqual([false, true]);
    const equal = judge([24, 24], 0, 'more');
    expect(equal.differs).toBe(false);
    expect(equal.cells.some(({ best }) => best)).toBe(false);
    expect(judge([[80, 150], 300], 1).cells[0]!.share).toBe(0.5);
  });
  test('a compute capability has no size', () => {
    expect(judgeColumn('cc', [8.6, 12], 0).cells[1]).toEqual({ share: null, best: false, ratio: null });
  });
});
