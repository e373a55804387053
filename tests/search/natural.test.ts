import { afterEach, describe, expect, it, vi } from 'vitest';
import { pieces, resembles, searchTerms } from '../../src/search/natural.ts';

describe('terms of an English question', () => {
  it.each([
    ['How much VRAM do I need to fine-tune Llama-3.1-8B?', ['vram', 'fine-tune', 'llama-3.1-8b']],
    ['Which card should I buy for training?', ['card', 'buy', 'training']],
    ["Why doesn't my 1080 Ti support bf16?", ['1080 ti', 'support', 'bf16']],
    ['is a 1080ti still good enough', ['1080 ti']],
    ['RTX4090 vs RTX 3090', ['4090', 'vs', '3090']],
    ['GeForce RTX 4070 Ti SUPER', ['4070 ti super']],
    ['RTX 3060 12GB or 16 g', ['3060', '12 gb', '16 gb']],
    ['a100 or h100', ['a100', 'h100']],
    ['out of memory', ['memory']],
    ['ＲＴＸ　４０９０', ['4090']],
    ['memory memory Memory', ['memory']],
    ['a b c', []],
    ['how many gigs for LoRA', ['much memory', 'lora']],
  ])('%s', (question, terms) => {
    expect(searchTerms(question, 'en')).toEqual(terms);
  });
});

const chinese: [string, string[]][] = [
  ['微调需要多少显存？', ['微调', '显存']],
  ['我的 1080 Ti 还能用吗', ['1080 ti']],
  ['4090和3090哪个好', ['4090', '3090']],
  ['为什么训练时显存不够', ['训练', '显存']],
  ['怎么办', []],
];

describe('terms of a Chinese question', () => {
  it.each(chinese)('%s', (question, terms) => {
    const found = searchTerms(question, 'zh-cn');
    for (const term of terms) expect(found).toContain(term);
    for (const word of ['吗', '怎么', '怎么办', '多少', '哪个', '为什么', '需要'])
      expect(found).not.toContain(word);
    if (terms.length === 0) expect(found).toEqual([]);
  });

  it('understands Chinese on an English page, and English on a Chinese page', () => {
    expect(searchTerms('显存 bandwidth', 'en')).toEqual(['显存', 'bandwidth']);
    expect(searchTerms('which 显卡', 'zh-cn')).toEqual(['显卡']);
  });

  it('keeps a lone character when nothing else is left', () => {
    expect(searchTerms('卡', 'zh-cn')).toEqual(['卡']);
    expect(searchTerms('卡 显存', 'zh-cn')).toEqual(['显存']);
  });
});

describe('without Intl.Segmenter', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('cuts between stop words and takes pairs of characters', () => {
    vi.stubGlobal('Intl', { ...Intl, Segmenter: undefined });
    expect(searchTerms('微调需要多少显存', 'zh-cn')).toEqual(['微调', '显存']);
    expect(searchTerms('分布式怎么选', 'zh-cn')).toEqual(['分布', '布式']);
    expect(searchTerms('怎么办', 'zh-cn')).toEqual([]);
  });
});

describe('hostile text', () => {
  it('reads only the beginning, and gives few terms', () => {
    const terms = searchTerms('tensor<script>alert(1)</script> '.repeat(400), 'en');
    expect(terms.length).toBeLessThanOrEqual(8);
    expect(terms.join('')).not.toMatch(/[<>()]/);
  });

  it.each(['', '   ', '???', '！？。', '\u0000', '💥'])('finds nothing to look up in %j', (text) => {
    expect(searchTerms(text, 'en')).toEqual([]);
  });
});

describe('pieces', () => {
  it('are pairs of neighbours for a long Chinese term', () => {
    expect(pieces('优化器')).toEqual(['优化', '化器']);
    expect(pieces('显存')).toEqual([]);
    expect(pieces('optimizer')).toEqual([]);
  });
});

describe('resembles', () => {
  it.each([
    ['Training', 'trains'],
    ['memory', 'memories'],
    ['1080', '1080 ti'],
    ['Llama-3.1-8B', 'llama'],
    ['fine-tune', 'finetuning'],
    ['显', '显存'],
    ['ＢＦ16', 'bf16'],
  ])('%s answers %s', (word, term) => expect(resembles(word, term)).toBe(true));

  it.each([
    ['zero', 'zzqxzzqx'],
    ['on', 'onzzqx'],
    ['存', '优化器'],
    ['。', '显存'],
    ['card', ''],
  ])('%s does not answer %s', (word, term) => expect(resembles(word, term)).toBe(false));
});
