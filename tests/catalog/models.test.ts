import { describe, expect, it } from 'vitest';
import { modelBySlug, models } from '../../catalog/index.ts';
import { countParameters } from '../../catalog/parameters.ts';

describe('parameter counts', () => {
  it.each(models.map((model) => [model.slug, model] as const))(
    '%s follows from its dimensions',
    (_slug, model) => {
      expect(countParameters(model)).toBe(model.parameters);
    },
  );

  it('of Llama 3.1 8B, by hand', () => {
    // Embedding and output matrix: 2 × 128 256 × 4 096                    = 1 050 673 152
    // A layer: q and o 2 × 4 096², k and v 2 × 4 096 × 1 024,
    //          three MLP matrices 3 × 4 096 × 14 336, two norms 2 × 4 096  =   218 112 000
    // 32 layers                                                           = 6 979 584 000
    // Last norm                                                           =         4 096
    expect(2 * 128_256 * 4096 + 32 * 218_112_000 + 4096).toBe(8_030_261_248);
    expect(modelBySlug('llama-3.1-8b')?.parameters).toBe(8_030_261_248);
  });

  it.each([
    ['bert-large-uncased', 335_141_888],
    ['gpt2', 124_439_808],
    ['gpt2-xl', 1_557_611_200],
    ['llama-3.2-1b', 1_235_814_400],
    ['qwen2.5-0.5b', 494_032_768],
    ['qwen2.5-7b', 7_615_616_512],
    ['mistral-7b-v0.1', 7_241_732_096],
    ['llama-2-70b', 68_976_648_192],
  ])('%s: %d', (slug, count) => {
    expect(modelBySlug(slug)?.parameters).toBe(count);
  });
});
