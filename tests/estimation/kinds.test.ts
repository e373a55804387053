import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dataVersion, gpus } from '../../catalog/index.ts';
import {
  estimate,
  estimateCore,
  memoryParts,
  prepare,
  validateRequest,
  type EstimateRequest,
  type EstimationModel,
} from '../../src/estimation/index.ts';
import { prepareJob } from '../../src/estimation/job.ts';
import { layerShapes, linearNames } from '../../src/estimation/kinds/index.ts';
import { decodedLayers, layerWeights, overLayers } from '../../src/estimation/layers.ts';
import { attentionFlop, trainingWork } from '../../src/estimation/speed/training.ts';
import { catalogModels } from './models.ts';
import { base, toyGpu } from './toy.ts';

const data = { version: dataVersion, gpus, models: catalogModels };
const model = (slug: string): EstimationModel => catalogModels.find((one) => one.slug === slug)!;
const t5 = model('t5-base');
const whisper = model('whisper-small');
const sd = model('sd-1.5-unet');
const flux = model('flux.1-dev');

const full = { ...base, microBatchSize: 1, fusedCrossEntropy: true } as const;
const run = { ...base, task: 'inference', precision: 'bf16', weightFormat: 'bf16' } as const;
const lora = {
  ...full,
  method: 'lora',
  weightFormat: 'bf16',
  lora: { rank: 4, targets: 'attention' },
} as const;
const job = (m: EstimationModel, request: Partial<EstimateRequest>) => prepareJob({ ...full, ...request }, m);
const memory = (m: EstimationModel, request: Partial<EstimateRequest>) =>
  prepare({ ...full, ...request }, m).memory;

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

describe('shapes', () => {
  const others = catalogModels.filter(({ encoder, unet, joint }) => encoder ?? unet ?? joint);

  it.each(others.map((one) => [one.slug, one] as const))('of %s hold its parameters', (_slug, one) => {
    const { groups, tables } = layerShapes(one, one.contextLength, true);
    const held = tables + overLayers(groups, (group) => layerWeights(group, group.wholeWidth));
    // Left out: biases, and of a U-Net its norms and the convolutions at both ends.
    expect(held).toBeLessThanOrEqual(one.parameters);
    expect(held / one.parameters).toBeGreaterThan(0.996);
  });

  it('have layers of every kind of model in the catalog', () => {
    expect(new Set(others.map(({ kind }) => kind)).size).toBe(4);
    for (const one of catalogModels)
      expect(job(one, { sequenceLength: 64 }).activeParameters).toBeGreaterThan(0);
  });
});

describe('T5 base', () => {
  // Layer of the encoder: 4 × 768² + 2 × 768 × 3072 = 7,077,888. Of the decoder 8,257,536: two projections more, of
  // cross-attention. The other two, 1,179,648, pass the encoder's tokens.
  const encoder = 12 * 7_077_888;
  const decoder = 12 * 8_257_536;
  const cross = 12 * 1_179_648;
  // Rows of the vocabulary; two norms a layer, a third one in the decoder, one behind each stack.
  const tables = (32_128 + 12 * 2 + 12 * 3 + 2) * 768;

  it('has an encoder that no decoded token passes', () => {
    const { linearParameters, decodedParameters, encoderParameters, headParameters } = job(t5, run);
    expect(linearParameters).toBe(222_903_552 - tables);
    expect(encoderParameters).toBe(encoder + cross);
    // The rest are two tables of relative positions, 32 × 12 each.
    expect(decodedParameters).toBe(decoder + 768);
    expect(headParameters).toBe(32_128 * 768);
    expect(decodedLayers(job(t5, run).shapes)).toBe(12);
  });

  it('trains with 6 FLOP per parameter and token, source and target of the same length', () => {
    const work = trainingWork(job(t5, { sequenceLength: 512 }));
    expect(work.flop).toBe(6 * 512 * (222_903_552 - tables + 32_128 * 768));
    // Queries and values are 768 wide each: all of 512 positions, half of them, all of the encoder's.
    expect(attentionFlop(job(t5, { sequenceLength: 512 }).shapes)).toBe(
      12 * 512 * 2 * 1536 * (512 + 256 + 512),
    );
  });

  it('keeps the activations of both stacks', () => {
    // Encoder: 12 × 768 + 3 × 768 + 768 + 2 × 3072 = 18,432. Decoder, with a third part and two sets of queries:
    // 18 × 768 + 3 × 1536 + 768 + 2 × 3072 = 25,344; keys and values of the source 1,536. fp32 residual: 4 bytes.
    const elements = 12 * (18_432 + 25_344 + 1536);
    expect(memory(t5, { sequenceLength: 512 }).activations).toBe(4 * 512 * elements);
    expect(memory(t5, { sequenceLength: 512, microBatchSize: 3 }).activations).toBe(3 * 4 * 512 * elements);
    // Checkpointing keeps the inputs of 24 layers, and one layer of the decoder beside its own.
    expect(memory(t5, { sequenceLength: 512, gradientCheckpointing: 'full' }).activations).toBe(
      4 * 512 * (24 * 768 + 25_344 - 768),
    );
  });

  it('caches what the decoder wrote and what the encoder read', () => {
    const { kvCache } = memory(t5, { ...run, contextLength: 300, concurrency: 2 });
    // In blocks of 16.
    expect(kvCache).toBe(2 * 12 * 2 * 768 * (304 + 304) * 2);
  });

  it('has logits of the target', () => {
    const { logits } = memory(t5, { sequenceLength: 100, fusedCrossEntropy: false });
    expect(logits).toBe(14 * 100 * 32_128);
  });

  it('is adapted in self- and cross-attention', () => {
    // Rank 4: 4 projections of the encoder, 8 of the decoder, 768 + 768 each.
    expect(job(t5, lora).loraParameters).toBe(4 * 12 * (4 + 8) * 1536);
    expect(linearNames(t5)).toEqual(['q_proj', 'k_proj', 'v_proj', 'o_proj', 'up_proj', 'down_proj']);
  });
});

describe('Whisper small', () => {
  // As T5 base, with a window of 1500 positions: convolutions from 80 bands and from 768 channels, 3 steps wide.
  const convolutions = 3 * 80 * 768 + 3 * 768 ** 2;

  it('reads its whole window whatever it writes', () => {
    const short = job(whisper, { sequenceLength: 10 });
    // FLOP of one sample: 3 × 2 × (1500 positions through the encoder, 10 tokens through the decoder and the head).
    const { linearParameters } = short;
    const rest = linearParameters - 12 * (7_077_888 + 8_257_536 + 1_179_648) - convolutions;
    // The first convolution sees 3000 frames.
    const products =
      1500 * 12 * (7_077_888 + 1_179_648) +
      3000 * 3 * 80 * 768 +
      1500 * 3 * 768 ** 2 +
      10 * (12 * 8_257_536 + rest + 51_865 * 768);
    expect(trainingWork(short).flop / (6 * products)).toBeCloseTo(1, 9);
    expect(rest / linearParameters).toBeLessThan(0.002);
  });

  it('keeps the activations of 30 seconds', () => {
    // Per position 12 × (18,432 + 1,536); of the convolutions 2 × (80 + 768) before and 3 × 768 behind.
    const encoder = 1500 * (12 * (18_432 + 1536) + 2 * 848 + 2304);
    const decoder = 448 * 12 * 25_344;
    expect(memory(whisper, { sequenceLength: 448 }).activations).toBe(4 * (encoder + decoder));
  });

  it('caches 1500 positions beside the text', () => {
    expect(memory(whisper, { ...run, contextLength: 448 }).kvCache).toBe(2 * 12 * 2 * 768 * (448 + 1504));
  });

  it('takes text up to the positions it learned', () => {
    const answer = estimate({ task: 'training', model: whisper.slug, gpu: 'rtx-3090' }, data);
    expect(answer.support.map(({ code }) => code)).not.toContain('beyond-positions');
    const longer = { task: 'training', model: whisper.slug, gpu: 'rtx-3090', sequenceLength: 449 } as const;
    expect(estimate(longer, data).support).toContainEqual(
      expect.objectContaining({ code: 'beyond-positions', level: 'unsupported' }),
    );
  });
});

describe('the U-Net of Stable Diffusion 1.5', () => {
  // Positions, width in and width out of every residual block at 512 pixels, down, middle and up.
  const blocks: readonly (readonly [number, number, number])[] = [
    ...([
      [4096, 320, 320],
      [4096, 320, 320],
      [1024, 320, 640],
      [1024, 640, 640],
    ] as const),
    ...([
      [256, 640, 1280],
      [256, 1280, 1280],
      [64, 1280, 1280],
      [64, 1280, 1280],
    ] as const),
    ...([
      [64, 1280, 1280],
      [64, 1280, 1280],
    ] as const),
    ...([
      [64, 2560, 1280],
      [64, 2560, 1280],
      [64, 2560, 1280],
    ] as const),
    ...([
      [256, 2560, 1280],
      [256, 2560, 1280],
      [256, 1920, 1280],
    ] as const),
    ...([
      [1024, 1920, 640],
      [1024, 1280, 640],
      [1024, 960, 640],
    ] as const),
    ...([
      [4096, 960, 320],
      [4096, 640, 320],
      [4096, 640, 320],
    ] as const),
  ];
  // Positions behind the convolution, width, positions it reads.
  const steps = [
    [1024, 320, 4096],
    [256, 640, 1024],
    [64, 1280, 256],
  ] as const;
  const ups = [
    [256, 1280],
    [1024, 1280],
    [4096, 640],
  ] as const;
  // Positions, width and number of transformer layers.
  const transformers = [
    [4096, 320, 5],
    [1024, 640, 5],
    [256, 1280, 5],
    [64, 1280, 1],
  ] as const;
  const convolved = ([, from, to]: readonly [number, number, number]): number =>
    9 * (from + to) * to + (from === to ? 0 : from * to);

  it('multiplies each position of a feature map with the weights of its kernel', () => {
    const convolutions =
      sum(blocks.map((block) => block[0] * convolved(block))) +
      sum([...steps, ...ups].map(([positions, width]) => positions * 9 * width ** 2));
    // A layer: 4 w² of self- and 2 w² of cross-attention, 12 w² of the MLP; 2 w² around it. 77 tokens of text.
    const attended = sum(transformers.map(([n, w, layers]) => layers * (n * 20 * w ** 2 + 77 * 2 * 768 * w)));
    const time = 320 * 1280 + 1280 ** 2 + sum(blocks.map(([, , to]) => 1280 * to));
    const prepared = job(sd, { ...run, contextLength: 4096 });
    // Biases, norms and the convolutions at both ends, 0.05 % of the parameters, count for every position.
    const products = convolutions + attended + time;
    expect((4096 * prepared.activeParameters) / products).toBeGreaterThan(1);
    expect((4096 * prepared.activeParameters) / products).toBeLessThan(1.006);
    const scores = sum(transformers.map(([n, w, layers]) => layers * n * 2 * 2 * w * (n + 77)));
    expect(attentionFlop(prepared.shapes)).toBe(scores);
  });

  it('keeps its feature maps', () => {
    // A residual block keeps three maps of what enters and of what leaves; a transformer layer 18 w + 6 w + w + 12 w,
    // 3 w of the products around it, 2 w of each text token; a step what it reads.
    const elements =
      sum(blocks.map(([n, from, to]) => n * 3 * (from + to))) +
      sum(transformers.map(([n, w, layers]) => layers * (n * (37 + 3) * w + 77 * 2 * w))) +
      sum(steps.map(([, w, read]) => read * w)) +
      sum(ups.map(([n, w]) => n * w));
    expect(memory(sd, { ...lora, sequenceLength: 4096 }).activations).toBe(2 * elements);
  });

  it('keeps convolutions in 16 bits where the rest is quantised', () => {
    const { convolutionParameters, linearParameters } = job(sd, lora);
    const convolutions =
      sum(blocks.map(convolved)) + sum([...steps, ...ups].map(([, width]) => 9 * width ** 2));
    expect(convolutionParameters).toBe(convolutions);
    expect(linearParameters).toBe(859_520_964);
    expect(memory(sd, { ...run, weightFormat: 'q8_0' }).weights).toBeLessThan(2 * 859_520_964);
    const nf4 = memory(sd, { ...run, weightFormat: 'nf4', doubleQuantization: false }).weights;
    expect(nf4).toBe(Math.ceil(2 * convolutions + (859_520_964 - convolutions) * (4.5 / 8)));
  });

  it('has adapters of rank 4 as large as published', () => {
    // Eight projections of every layer; keys and values of the text are 768 wide. 797,184 numbers, 3.2 MB in fp32.
    const widths = transformers.map(([, w, layers]) => layers * (6 * 2 * w + 2 * (768 + w)));
    expect(job(sd, lora).loraParameters).toBe(4 * sum(widths));
    expect(job(sd, lora).loraParameters).toBe(797_184);
  });

  it('is trained on the image it was made for unless the request says otherwise', () => {
    const input = { task: 'training', model: sd.slug, gpu: 'rtx-3090' } as const;
    expect(validateRequest(input, data)).toMatchObject({ request: { sequenceLength: 4096 } });
    expect(validateRequest({ ...input, sequenceLength: 9216 }, data)).toMatchObject({
      request: { sequenceLength: 9216 },
    });
    const { kvCache, logits } = estimate({ ...input, task: 'inference' }, data).memory.perGpu;
    expect({ kvCache, logits }).toEqual({ kvCache: 0, logits: 0 });
  });
});

describe('FLUX', () => {
  const h = 3072;

  it('sends image and text through blocks of their own, then through shared ones', () => {
    // A stream of a block: 4 h² of attention and 8 h² of the MLP. 19 double blocks, 38 single ones, 512 text tokens.
    const products =
      19 * 12 * h ** 2 * (4096 + 512) +
      38 * 12 * h ** 2 * (4096 + 512) +
      512 * 4096 * h +
      4096 * 2 * 64 * h +
      // One vector a sample: 6 h² for each stream, 3 h² for each single block, 2 h² at the end, and what embeds time,
      // guidance (256 wide) and pooled text (768).
      (38 * 6 + 38 * 3 + 2) * h ** 2 +
      (256 + 256 + 768) * h +
      3 * h ** 2;
    const prepared = job(flux, { ...run, contextLength: 4096 });
    const rest =
      11_901_408_320 - overLayers(prepared.shapes.groups, (group) => layerWeights(group, group.width));
    expect(prepared.activeParameters * 4096).toBeCloseTo(products + 4096 * rest, -6);
    expect(rest / 11_901_408_320).toBeLessThan(0.0003);
    expect(attentionFlop(prepared.shapes)).toBe(57 * 2 * 2 * h * 4608 ** 2);
  });

  it('keeps the activations of 4608 tokens', () => {
    const trained = { ...full, weightFormat: 'bf16', sequenceLength: 4096 } as const;
    // 12 h + 3 h + h + 2 × 4 h = 24 h for every token in 57 blocks; 2 bytes.
    expect(memory(flux, trained).activations).toBe(2 * 57 * 4608 * 24 * h);
    // Checkpointing: 57 inputs, and one shared block.
    const checkpointed = { ...trained, gradientCheckpointing: 'full' } as const;
    expect(memory(flux, checkpointed).activations).toBe(2 * 4608 * (57 + 23) * h);
  });

  it('holds all weights at 4 bits and the adapters of every attention', () => {
    const { weights } = memory(flux, { ...run, weightFormat: 'nf4', doubleQuantization: false });
    expect(weights).toBe((11_901_408_320 * 4.5) / 8);
    // Four projections of two streams in 19 blocks and of one in 38.
    expect(job(flux, lora).loraParameters).toBe(4 * (19 * 2 + 38) * 4 * 2 * h);
  });

  it('reports the tokens of one denoising step', () => {
    const { speed } = estimate({ task: 'inference', model: flux.slug, gpu: 'rtx-3090' }, data);
    expect(speed.tokensPerSecond).toBe(speed.prefillTokensPerSecond);
  });
});

describe('every kind', () => {
  const models = fc.constantFrom(t5, whisper, sd, flux, model('sdxl-base-unet'), model('t5-v1_1-large'));
  const requests = fc.constantFrom<Partial<EstimateRequest>>(
    full,
    { ...full, gradientCheckpointing: 'full' },
    { ...full, gradientCheckpointing: 'selective', attention: 'eager' },
    lora,
    { ...lora, method: 'qlora', weightFormat: 'nf4' },
    run,
  );
  const tokens = fc.integer({ min: 16, max: 9216 });
  const total = (m: EstimationModel, request: Partial<EstimateRequest>): number =>
    estimateCore({ ...full, ...request }, m, toyGpu, '').memory.total;

  it('needs no less memory for more tokens, samples or streams', () => {
    fc.assert(
      fc.property(models, requests, tokens, fc.integer({ min: 1, max: 64 }), (m, request, length, more) => {
        const change = { ...request, sequenceLength: length, contextLength: length };
        // Every part is rounded up to whole bytes by itself.
        const needed = total(m, change) - memoryParts.length;
        const longer = { sequenceLength: length + more, contextLength: length + more };
        expect(total(m, { ...change, ...longer })).toBeGreaterThanOrEqual(needed);
        expect(
          total(m, { ...change, microBatchSize: 1 + more, concurrency: 1 + more }),
        ).toBeGreaterThanOrEqual(needed);
      }),
    );
  });

  it('takes longer for more tokens', () => {
    fc.assert(
      fc.property(models, requests, tokens, fc.integer({ min: 1, max: 64 }), (m, request, length, more) => {
        const seconds = (n: number): number => {
          const change = { ...full, ...request, sequenceLength: n, contextLength: n };
          const { speed } = estimateCore(change, m, toyGpu, '');
          return change.task === 'training' ? speed.stepSeconds! : speed.timeToFirstTokenSeconds!;
        };
        expect(seconds(length + more)).toBeGreaterThanOrEqual(seconds(length));
      }),
    );
  });
});

describe('dimensions of an encoder-decoder in a request', () => {
  const { slug, unet, joint, ...typed } = t5;
  const input = { task: 'training', gpu: 'rtx-3090', method: 'lora' } as const;
  const quick = { working: false, advice: false };
  const errorsOf = (change: object) => validateRequest({ ...input, model: { ...typed, ...change } }, data);

  it('give the same answer as the catalog', () => {
    expect({ unet, joint }).toEqual({ unet: undefined, joint: undefined });
    const own = { ...typed, vocabSize: 32_128, tiedEmbeddings: true, kind: 'encoder-decoder' as const };
    expect(estimate({ ...input, model: own }, data, quick)).toEqual(
      estimate({ ...input, model: slug }, data, quick),
    );
    // The kind follows from the encoder.
    const unnamed = { ...own, kind: undefined };
    expect(estimate({ ...input, model: unnamed }, data, quick).memory).toEqual(
      estimate({ ...input, model: slug }, data, quick).memory,
    );
  });

  it.each([
    ['an encoder of all layers', { encoder: { ...t5.encoder, layers: 24 } }, 'more-than', 'encoder.layers'],
    ['no encoder', { encoder: null }, 'not-with-kind', 'encoder'],
    ['an encoder in a decoder', { kind: 'decoder' }, 'not-with-kind', 'encoder'],
    [
      'an encoder without its layers',
      { encoder: { positions: 0, bands: 0, kernel: 0 } },
      'required',
      'encoder.layers',
    ],
    ['a U-Net', { kind: 'unet' }, 'not-allowed', 'kind'],
  ])('%s is refused', (_name, change, code, field) => {
    expect(errorsOf(change)).toMatchObject({ ok: false, errors: [{ code, field: `model.${field}` }] });
  });
});
