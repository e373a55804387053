import { describe, expect, it } from 'vitest';
import { mergeHits } from '../../src/search/merge.ts';

const hits = (entries: Record<string, Record<string, number>>) =>
  new Map(
    Object.entries(entries).map(([term, scores]) => [
      term,
      Object.entries(scores).map(([id, score]) => ({ id, score })),
    ]),
  );

describe('mergeHits', () => {
  it('adds scores and weighs them by the share of terms found', () => {
    // a: (1 + 1) · 2/2 = 2; b: 3 · 1/2 = 1.5
    expect(mergeHits(hits({ vram: { a: 1, b: 3 }, lora: { a: 1 } }))).toEqual([
      { id: 'a', score: 2, terms: ['vram', 'lora'] },
      { id: 'b', score: 1.5, terms: ['vram'] },
    ]);
  });

  it('names the term with the highest score first', () => {
    expect(mergeHits(hits({ card: { a: 1 }, lora: { a: 4 } }))[0]?.terms).toEqual(['lora', 'card']);
  });

  it('breaks ties by id, so that the order never depends on which answer came first', () => {
    expect(mergeHits(hits({ card: { b: 1, a: 1 } })).map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('has nothing to say about nothing', () => {
    expect(mergeHits(new Map())).toEqual([]);
  });
});
