import { describe, expect, it } from 'vitest';
import { readNames, type NamesRow } from '../../src/search/names.ts';

const rows: NamesRow[] = [
  ['a', 'gpu', 'GeForce RTX 3090', 'rtx-3090', 'GeForce 30', ''],
  ['b', 'gpu', 'GeForce RTX 3090 Ti', 'rtx-3090-ti', 'GeForce 30', ''],
  ['c', 'faq', 'A used RTX 3090, or a new 4070?', '', '3090\nsecond hand', ''],
  ['d', 'glossary', 'GPU memory (VRAM)', 'video memory\n显存', '', ''],
  ['e', 'guide', 'Math', '', '', 'The chain rule\nKV cache'],
  ['f', 'glossary', 'Quantization', 'quantisation\n量化', '', ''],
];
const names = readNames(rows);
const order = (text: string) => [...names.match(text)].sort(([, a], [, b]) => b - a).map(([id]) => id);

describe('what a question names', () => {
  it.each([
    ['3090', ['a', 'b', 'c']],
    ['RTX3090 Ti', 'b'],
    ['3090ti', 'b'],
    ['second hand 3090', 'c'],
    ['vram', 'd'],
    ['what is video memory?', 'd'],
    ['chain rule', 'e'],
    ['quantisation', 'f'],
    // As typed so far.
    ['quant', 'f'],
  ])('%s', (text, best) => {
    const found = order(text);
    if (Array.isArray(best)) expect(new Set(found)).toEqual(new Set(best));
    expect(found[0]).toBe([best].flat()[0]);
  });

  it('is worth at most 1.9, and nothing where nothing is shared', () => {
    expect(Math.max(...names.match('GeForce RTX 3090').values())).toBeLessThanOrEqual(1.9);
    expect(names.match('zzqx').size).toBe(0);
    expect(names.match('').size).toBe(0);
  });

  it('leaves out rows of a kind it does not know', () => {
    expect(readNames([['a', 'page', 'Page', '', '', ''] as unknown as NamesRow]).pages).toEqual([]);
  });
});

describe('mending', () => {
  it.each([
    ['qunatization', 'quantization'],
    ['quantization', undefined],
    // The beginning of a word is not a mistake.
    ['quanti', undefined],
    ['zzqx', undefined],
    ['量化', undefined],
  ])('%s is %s', (typed, meant) => expect(names.mend(typed)).toBe(meant));
});
