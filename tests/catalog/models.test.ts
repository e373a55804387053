import { describe, expect, it } from 'vitest';
import { modelBySlug, models, modelsOfKind } from '../../catalog/index.ts';
import { countParameters } from '../../catalog/parameters.ts';
import { sourceFiles } from '../../catalog/sources/index.ts';

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

  // Printed by KerasHub, which counts the arrays of the built model: figures that our rule had no part in.
  it.each([
    ['bert-base-uncased', 109_482_240],
    ['bert-large-uncased', 335_141_888],
    ['gpt2', 124_439_808],
    ['gpt2-xl', 1_557_611_200],
    ['t5-base', 222_903_552],
    ['t5-v1_1-base', 247_577_856],
    ['t5-v1_1-large', 783_150_080],
    ['flan-t5-xxl', 11_135_332_352],
    ['llama-2-7b', 6_738_415_616],
    ['llama-3-8b', 8_030_261_248],
    ['mistral-7b-v0.1', 7_241_732_096],
    ['mistral-small-24b', 23_572_403_200],
    ['mixtral-8x7b', 46_702_792_704],
    ['gemma-2b', 2_506_172_416],
    ['gemma-2-27b', 27_227_128_320],
    ['gemma-3-1b', 999_885_952],
    ['gemma-3-27b', 27_009_002_240],
    ['qwen1.5-moe-a2.7b', 14_315_784_192],
    ['qwen2.5-0.5b', 494_032_768],
    ['qwen2.5-72b', 72_706_203_648],
    ['qwen3-8b', 8_190_735_360],
    ['qwen3-235b-a22b', 235_093_634_560],
    ['phi-3-mini-4k', 3_821_079_552],
    ['gpt-oss-20b', 20_914_757_184],
    ['gpt-oss-120b', 116_829_156_672],
    ['whisper-tiny', 37_760_640],
    ['whisper-large-v2', 1_543_304_960],
  ])('%s: %d, as published to the unit', (slug, count) => {
    expect(modelBySlug(slug)?.parameters).toBe(count);
  });

  // Printed by LLM Foundry beside its measurements, at 2 048 tokens, and by Stability AI on the card.
  it.each([
    ['mpt-125m', 125_311_488],
    ['mpt-350m', 355_985_408],
    ['mpt-760m', 760_470_528],
    ['mpt-1b', 1_315_950_592],
    ['mpt-3b', 2_651_837_440],
    ['mpt-7b', 6_658_859_008],
    ['mpt-13b', 12_853_954_560],
    ['mpt-30b', 29_975_214_080],
    ['mpt-70b', 64_862_437_376],
    ['stablelm-3b-4e1t', 2_795_443_200],
  ])('%s: %d, as its maker counts', (slug, count) => {
    expect(modelBySlug(slug)?.parameters).toBe(count);
  });

  it('of Vision Transformers: the published body, and a head for 1 000 classes', () => {
    for (const [slug, body, width] of [
      ['vit-b-16', 85_798_656, 768],
      ['vit-l-16', 303_301_632, 1024],
      ['vit-h-14', 630_764_800, 1280],
    ] as const)
      expect(modelBySlug(slug)?.parameters).toBe(body + (width + 1) * 1000);
  });

  // As rounded by the makers themselves.
  it.each([
    ['deepseek-v3', 671e9, 0.001],
    ['deepseek-v2', 236e9, 0.002],
    ['sd-1.5-unet', 860e6, 0.001],
    ['llama-3.2-3b', 3.21e9, 0.001],
    ['whisper-large-v3', 1550e6, 0.005],
    ['whisper-large-v3-turbo', 809e6, 0.001],
    ['yi-34b', 34e9, 0.015],
    ['tinyllama-1.1b', 1.1e9, 0.001],
  ])('%s: about %d', (slug, count, share) => {
    expect(Math.abs(modelBySlug(slug)!.parameters / count - 1)).toBeLessThan(share);
  });

  // Makers leave the input embeddings out of the active count; ours has them.
  it.each([
    ['gpt-oss-20b', 3.61e9],
    ['gpt-oss-120b', 5.13e9],
    ['deepseek-v2-lite', 2.4e9],
    ['deepseek-v3', 36.7e9],
  ])('%s: %d active without input embeddings', (slug, published) => {
    const model = modelBySlug(slug);
    if (model?.kind !== 'moe') throw new Error(`${slug} is no mixture of experts`);
    const active = model.activeParameters - model.vocabSize * model.hiddenSize;
    expect(Math.abs(active / published - 1)).toBeLessThan(0.025);
  });
});

describe('models', () => {
  it('are 138, each typed as what it is', () => {
    expect(models).toHaveLength(138);
    const kinds = Object.groupBy(models, ({ kind }) => kind);
    expect(Object.fromEntries(Object.entries(kinds).map(([kind, list]) => [kind, list.length]))).toEqual({
      decoder: 104,
      moe: 12,
      encoder: 2,
      'encoder-decoder': 6,
      vision: 3,
      speech: 7,
      unet: 2,
      'diffusion-transformer': 2,
    });
  });

  it('have windows where their makers put them', () => {
    const windows = modelsOfKind('decoder', 'moe', 'encoder').filter((model) => model.slidingWindow !== null);
    expect(windows.map((m) => `${m.slug}: ${m.slidingWindow} in ${m.slidingLayers} of ${m.layers}`)).toEqual([
      'mistral-7b-v0.1: 4096 in 32 of 32',
      'gemma-2-2b: 4096 in 13 of 26',
      'gemma-2-9b: 4096 in 21 of 42',
      'gemma-2-27b: 4096 in 23 of 46',
      'gemma-3-1b: 512 in 22 of 26',
      'gemma-3-4b: 1024 in 29 of 34',
      'gemma-3-12b: 1024 in 40 of 48',
      'gemma-3-27b: 1024 in 52 of 62',
      'phi-3-mini-4k: 2047 in 32 of 32',
      'gpt-oss-20b: 128 in 12 of 24',
      'gpt-oss-120b: 128 in 18 of 36',
    ]);
  });

  it('are read only from sources whose standing is stated', () => {
    const cited = new Set(models.flatMap((model) => Object.values(model.sources).flat()));
    for (const source of sourceFiles['sources/models.ts']!) expect(source.standing, source.id).toBeDefined();
    for (const source of sourceFiles['sources/models.ts']!) expect(cited, source.id).toContain(source.id);
  });
});
