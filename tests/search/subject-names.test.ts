import { describe, expect, it } from 'vitest';
import { cards, models } from '#catalog';
import { cardNames, modelNames } from '../../src/search/subject-names.ts';
import { compact } from '../../src/search/words.ts';

const card = (slug: string) => cards.find((each) => each.slug === slug)!;
const model = (slug: string) => models.find((each) => each.slug === slug)!;

describe('cardNames', () => {
  it.each([
    ['rtx-3060-12gb', 'GeForce RTX 3060', true],
    ['rtx-3060-8gb', 'GeForce RTX 3060', false],
    ['a100-pcie-80gb', 'NVIDIA A100', true],
    ['a100-sxm4-80gb', 'NVIDIA A100', true],
    ['a100-pcie-40gb', 'NVIDIA A100', false],
    ['rtx-4060-ti-16gb', 'GeForce RTX 4060 Ti', true],
    // A card with that very name exists.
    ['rtx-3080-12gb', 'GeForce RTX 3080', false],
    ['gb10', 'DGX Spark', true],
  ])('%s as %s: %s', (slug, name, called) => {
    const names = cardNames(card(slug), cards).map(compact);
    expect(names.includes(compact(name))).toBe(called);
  });

  it('gives a name without its memory to cards with the same memory only', () => {
    const holders = new Map<string, Set<number>>();
    for (const each of cards)
      for (const name of cardNames(each, cards)) {
        if (name === each.slug) continue;
        const key = compact(name);
        holders.set(key, (holders.get(key) ?? new Set()).add(each.memoryGb));
      }
    for (const [name, sizes] of holders) expect(sizes.size, name).toBe(1);
  });
});

describe('modelNames', () => {
  it('are those it is published and spoken of by', () => {
    expect(modelNames(model('qwen2.5-7b'), 'en')).toEqual(['qwen2.5-7b', 'Qwen2.5-7B']);
    expect(modelNames(model('qwen2.5-7b'), 'zh-cn')).toContain('千问2.5 7B');
    expect(modelNames(model('baichuan2-13b'), 'zh-cn').some((name) => name.startsWith('百川2'))).toBe(true);
    expect(modelNames(model('sdxl-base-unet'), 'en')).toContain('SDXL');
  });
});
