import { describe, expect, it } from 'vitest';
import { mergeHits, rank } from '../../src/search/merge.ts';

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

describe('rank', () => {
  const kindOf = (id: string) => (id.startsWith('list') ? 'tool' : id.startsWith('faq') ? 'faq' : 'glossary');
  const found = (scores: Record<string, number>, named: Record<string, number>, first?: string) =>
    rank({
      hits: Object.entries(scores).map(([id, score]) => ({ id, score, terms: ['word'] })),
      named: new Map(Object.entries(named)),
      kindOf,
      first,
    }).map(({ id }) => id);

  it('puts a page that is named before one whose text repeats the word', () => {
    expect(found({ text: 100, named: 20 }, { named: 1.3 })).toEqual(['named', 'text']);
  });

  it('goes by the text where nothing is named', () => {
    expect(found({ b: 100, a: 20 }, {})).toEqual(['b', 'a']);
  });

  it('finds a page by its name alone, unless it shares next to nothing', () => {
    expect(found({ text: 1 }, { named: 1, hardly: 0.1 })).toEqual(['named', 'text']);
  });

  it('puts lists behind what they list', () => {
    expect(found({ list: 100, page: 90 }, {})).toEqual(['page', 'list']);
  });

  it('puts the kind that was asked for first', () => {
    expect(found({ term: 100, faq: 1 }, {}, 'faq')).toEqual(['faq', 'term']);
  });
});
