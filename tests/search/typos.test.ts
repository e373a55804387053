import { describe, expect, it } from 'vitest';
import { editDistance, mendHan, mendWord, orderBySound } from '../../src/search/typos.ts';

describe('editDistance', () => {
  it.each([
    ['lora', 'lora', 0],
    ['lroa', 'lora', 1],
    ['loar', 'lora', 1],
    ['lra', 'lora', 1],
    ['loora', 'lora', 1],
    ['lara', 'lora', 1],
    ['qunatizaton', 'quantization', 2],
    ['ab', 'ba', 1],
  ])('%s to %s is %i', (a, b, edits) => {
    expect(editDistance(a, b, 5)).toBe(edits);
    expect(editDistance(b, a, 5)).toBe(edits);
  });

  it('gives up where the lengths alone tell', () => expect(editDistance('a', 'quantization', 2)).toBe(3));
});

describe('mendWord', () => {
  const known = new Map([
    ['lora', 9],
    ['quantization', 3],
    ['core', 2],
    ['code', 5],
    ['the', 9],
  ]);

  it.each([
    ['lroa', 'lora'],
    ['qunatizaton', 'quantization'],
    // As near to both: the more common one.
    ['cobe', 'code'],
    ['xyzt', undefined],
    ['teh', undefined],
    // Two edits are too many for five letters.
    ['loaar', undefined],
    ['fp61', undefined],
  ])('%s is %s', (typed, meant) => expect(mendWord(typed, known)).toBe(meant));
});

describe('mendHan', () => {
  const known = new Map([
    ['显存', 9],
    ['显卡', 12],
    ['显示', 2],
    ['优化', 4],
    ['化器', 4],
    ['学习', 3],
    ['习率', 3],
  ]);
  // The order needs company: of seven characters, all are near.
  const company =
    '安白班本边布参差常成大代单的电定度发分高个工过和话机间件开快类量码模能盘批配平器情区人入上神生收数损特通图位文误系下线效信学样移用语约载张值中转子组作';
  const bySound = orderBySound([...known.keys()].join('') + company);

  it.each([
    ['显寸', '显存'],
    ['优化气', '优化器'],
    ['显考', '显卡'],
    // Known already, or nothing sounds like it.
    ['显中', undefined],
  ])('%s is %s', (typed, meant) => expect(mendHan(typed, known, bySound)).toBe(meant));

  it('leaves a run alone that is known', () => expect(mendHan('显存', known, bySound)).toBeUndefined());
});
