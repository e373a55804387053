import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dataVersion, gpus } from '../../catalog/index.ts';
import {
  estimate,
  estimateCore,
  prepare,
  validateRequest,
  type CustomModel,
  type EstimateInput,
  type EstimateRequest,
  type EstimationModel,
} from '../../src/estimation/index.ts';
import { prepareJob } from '../../src/estimation/job.ts';
import { expertShare } from '../../src/estimation/layers.ts';
import { inferenceWork } from '../../src/estimation/speed/inference.ts';
import { trainingWork } from '../../src/estimation/speed/training.ts';
import { deepseekV2Lite, deepseekV3, everyShape, gemma3, gptOss20b, mixtral, vitB16 } from './models.ts';
import { base, toy, toyGpu } from './toy.ts';

const data = { version: dataVersion, gpus, models: everyShape };
const job = (model: EstimationModel, change: Partial<EstimateRequest> = {}) =>
  prepareJob({ ...base, ...change }, model);
const memory = (model: EstimationModel, change: Partial<EstimateRequest> = {}) =>
  prepare({ ...base, ...change }, model).memory;

const lora = { method: 'lora', weightFormat: 'bf16', lora: { rank: 8, targets: 'attention' } } as const;
const allLinear = { ...lora, lora: { rank: 8, targets: 'all-linear' } } as const;
const run = { task: 'inference', precision: 'bf16', weightFormat: 'bf16' } as const;

describe('a mixture of experts', () => {
  it('holds every expert and computes with those of the token', () => {
    // Bytes: all parameters.
    expect(memory(mixtral, run).weights).toBe(2 * 46_702_792_704);
    // 46,702,792,704 − 32 layers × 6 idle experts × 3 × 4096 × 14336 = 12,879,925,248, the published 12.9 B.
    const { activeParameters, otherParameters } = job(mixtral);
    expect(activeParameters + otherParameters).toBe(12_879_925_248);
  });

  it.each([
    // Published as 2.4 B without the input embedding; 2.66 B with both embedding matrices.
    [deepseekV2Lite, 2_661_150_208],
    // Published as 37 B.
    [deepseekV3, 37_552_297_472],
    // Published as 3.61 B without the input embedding of 0.58 B; experts have biases, which no dimension gives.
    [gptOss20b, 4_187_440_704],
  ])('$name has the active parameters that are published', (model, published) => {
    const { activeParameters, otherParameters } = job(model);
    expect(Math.abs(activeParameters + otherParameters - published) / published).toBeLessThan(0.002);
  });

  it('trains with 6 FLOP per active parameter and token, 4 where they are frozen', () => {
    // 12 tokens; active layers 12,879,925,248 − 2 × 131,072,000 − 65 × 4096 = 12,617,515,008, head 131,072,000.
    expect(trainingWork(job(mixtral)).flop).toBe(6 * 12 * (12_617_515_008 + 131_072_000));
    const frozen = trainingWork(job(mixtral, lora));
    // Attention adapters: 8 × 32 × (2 × 8192 + 2 × 5120) = 6,815,744.
    expect(frozen.flop).toBe(12 * (4 * (12_617_515_008 + 131_072_000) + 6 * 6_815_744));
  });

  it('adapts every expert under all-linear, of which a token meets its own', () => {
    expect(job(mixtral, lora).loraParameters).toBe(6_815_744);
    // Each expert: three matrices of 4096 + 14336; 8 × 32 × 8 experts × 55,296 beside the attention.
    expect(job(mixtral, allLinear).loraParameters).toBe(6_815_744 + 8 * 32 * 8 * 55_296);
    expect(job(mixtral, allLinear).activeLoraParameters).toBe(6_815_744 + 8 * 32 * 2 * 55_296);
  });

  it('keeps activations of the experts of each token', () => {
    // 12 × 4096 + 3 × 4096 + 1024 + 3 × 2 × 14336 + 2 copies × 2 experts × 4096 = 164,864 elements, 2 bytes, 12 tokens.
    const layer = 2 * 12 * 164_864;
    expect(memory(mixtral, lora).activations).toBe(32 * layer);
    // Full checkpointing: the inputs, and one layer beyond the room of the logits (14 × 12 × 32000).
    const input = 2 * 12 * 4096;
    expect(memory(mixtral, { ...lora, gradientCheckpointing: 'full' }).activations).toBe(
      32 * input + Math.max(0, layer - input - 14 * 12 * 32000),
    );
  });

  it('with dense layers first counts each kind of layer as it is', () => {
    // Attention: 12 × 2048 + 4 × 3072 + (512 + 64) = 37,440. One dense layer adds 3 × 10944 = 32,832; an expert layer
    // 3 × (6 × 1408 + 2816) = 33,792 and 2 × 6 × 2048 = 24,576 of copies.
    const elements = 27 * 37_440 + 32_832 + 26 * (33_792 + 24_576);
    expect(memory(deepseekV2Lite, lora).activations).toBe(2 * 12 * elements);
  });

  it('casts and expands the weights of a whole layer', () => {
    // fp32 weights under LoRA and checkpointing: 2 bytes for head and one layer with its eight experts:
    // 2 × 4096² + 2 × 4096 × 1024 + 8 × 3 × 4096 × 14336.
    const layer = 2 * 4096 ** 2 + 2 * 4096 * 1024 + 24 * 4096 * 14336;
    const change = {
      ...lora,
      weightFormat: 'fp32',
      gradientCheckpointing: 'full',
      fusedCrossEntropy: true,
    } as const;
    const blas = (2 * 4096 + 8 * 16) * 1024;
    expect(memory(mixtral, change).buffers).toBe(blas + 2 * (layer + 4096 * 32000));
    // NF4: the largest single matrix, one of an expert, and of DeepSeek-V3 the one that leaves attention.
    const nf4 = { ...lora, method: 'qlora', weightFormat: 'nf4', fusedCrossEntropy: true } as const;
    expect(memory(mixtral, nf4).buffers).toBe(blas + 2 * 4096 * 14336);
    expect(memory(deepseekV3, nf4).buffers).toBe(blas + 2 * 7168 * 18432);
  });

  it('reads in decoding the experts that some stream reaches', () => {
    expect(expertShare(mixtral, 1)).toBe(0.25);
    // 1 − (3/4)²
    expect(expertShare(mixtral, 2)).toBe(0.4375);
    expect(expertShare(toy, 5)).toBe(1);
    const read = (concurrency: number) => {
      const work = inferenceWork(job(mixtral, { ...run, concurrency }));
      return work.linearBytes + work.headBytes;
    };
    // One stream: what it computes with. Layers 12,617,515,008 and head, 2 bytes.
    expect(read(1)).toBe(2 * (12_617_515_008 + 131_072_000));
    // Experts together: 32 × 8 × 3 × 4096 × 14336 = 45,097,156,608.
    expect(read(2)).toBe(2 * (12_617_515_008 + 131_072_000 + 45_097_156_608 * (0.4375 - 0.25)));
    expect(read(64)).toBeCloseTo(2 * (46_702_792_704 - 131_072_000 - 65 * 4096), -4);
  });
});

describe('multi-head latent attention', () => {
  it('caches one compressed vector and one rotary key per token and layer', () => {
    const { kvCache } = memory(deepseekV3, { ...run, contextLength: 4096 });
    // 576 × 2 bytes × 61 layers × 4096 tokens: 287.8 MB; with keys and values of 128 heads it would be 71 times as much.
    expect(kvCache).toBe(576 * 2 * 61 * 4096);
    const full = memory({ ...deepseekV3, mla: null }, { ...run, contextLength: 4096 }).kvCache;
    expect(full / kvCache).toBeGreaterThan(70);
  });

  it('has adapters on the projections it has', () => {
    // V3: q_a 7168 + 1536, q_b 1536 + 24576, kv_a 7168 + 576, kv_b 512 + 32768, o 16384 + 7168.
    const width = 8704 + 26112 + 7744 + 33280 + 23552;
    expect(job(deepseekV3, lora).loraParameters).toBe(8 * 61 * width);
    // V2-Lite has one query matrix: q 2048 + 3072, kv_a 2048 + 576, kv_b 512 + 4096, o 2048 + 2048.
    expect(job(deepseekV2Lite, lora).loraParameters).toBe(8 * 27 * (5120 + 2624 + 4608 + 4096));
    const only: Partial<EstimateRequest> = { ...lora, lora: { rank: 8, targets: ['q_proj', 'kv_b_proj'] } };
    expect(job(deepseekV3, only).loraParameters).toBe(8 * 61 * 33280);
    const { experts } = deepseekV3;
    // All-linear: 3 dense MLPs, 58 layers of 256 experts and the shared one.
    const mlps = 3 * 3 * (7168 + 18432) + 58 * 3 * 257 * (7168 + experts!.intermediateSize);
    expect(job(deepseekV3, allLinear).loraParameters).toBe(8 * (61 * width + mlps));
  });

  it('scores over the expanded heads in training and over the compressed vectors in decoding', () => {
    // 2 × (128 × 192 + 128 × 128) × 61 layers × mean 2 of 4 positions, 12 tokens; the fused backward pass computes the
    // scores again, which makes three passes and a half.
    expect(trainingWork(job(deepseekV3)).attentionFlop).toBe(3.5 * 12 * 2 * (24576 + 16384) * 61 * 2);
    const work = inferenceWork(job(deepseekV3, { ...run, contextLength: 100 }));
    const products = job(deepseekV3, run).activeParameters + 129280 * 7168;
    expect(work.decodeFlop).toBe(2 * products + 2 * 128 * (576 + 512) * 61 * 100);
  });
});

describe('a sliding window in some layers', () => {
  it('caps the KV cache of those layers', () => {
    const cache = (contextLength: number) => memory(gemma3, { ...run, contextLength }).kvCache;
    // Keys and values: 2 × 4 × 256 × 2 bytes = 4096 a position. 5 layers hold everything, 29 hold 1024.
    expect(cache(32768)).toBe(4096 * (5 * 32768 + 29 * 1024));
    expect(cache(1024)).toBe(4096 * 34 * 1024);
    // gpt-oss: 2 × 8 × 64 × 2 bytes = 2048; 12 layers of each kind.
    expect(memory(gptOss20b, { ...run, contextLength: 8192 }).kvCache).toBe(2048 * 12 * (8192 + 128));
  });

  it('caps the attention FLOP of those layers', () => {
    const work = trainingWork(job(gemma3, { sequenceLength: 4096, microBatchSize: 1 }));
    // Full: half of 4096. Window: 1024 − 1024² / (2 × 4096) = 896 on average.
    expect(work.attentionFlop).toBe(3.5 * 4096 * 2 * (2048 + 2048) * (5 * 2048 + 29 * 896));
  });

  it('bounds every layer where the model says no more', () => {
    // The toy has no such field.
    expect('slidingLayers' in toy).toBe(false);
    expect(memory({ ...toy, slidingWindow: 64 }, run).kvCache).toBe(32 * 64);
  });
});

describe('a vision model', () => {
  it('has the tokens of its image, no vocabulary and no cache', () => {
    const answer = estimate(
      { task: 'training', model: vitB16.slug, gpu: 'rtx-3090', microBatchSize: 32 },
      data,
    );
    const { perGpu } = answer.memory;
    expect(perGpu).toMatchObject({ weights: 4 * 86_567_656, logits: 0, kvCache: 0 });
    // 12 × 768 + 3 × 768 + 768 + 2 × 3072 = 18,432 elements in 12 layers, 4 bytes, 32 × 197 tokens.
    expect(perGpu.activations).toBe(4 * 32 * 197 * 12 * 18_432);
    // 6 × P per token: everything but norms is taken as multiplied with.
    expect(answer.speed.stepSeconds).toBeGreaterThan(0);
  });

  it('runs as an encoder does: the whole input at once', () => {
    const { memory: m, speed } = estimate({ task: 'inference', model: vitB16.slug, gpu: 'rtx-3090' }, data);
    expect(m.perGpu).toMatchObject({ logits: 0, kvCache: 0 });
    expect(speed.tokensPerSecond).toBe(speed.prefillTokensPerSecond);
  });

  it('takes no other number of tokens', () => {
    const input = { task: 'training', model: vitB16.slug, gpu: 'rtx-3090' } as const;
    expect(validateRequest({ ...input, sequenceLength: 197 }, data).ok).toBe(true);
    expect(validateRequest({ ...input, sequenceLength: 512 }, data)).toMatchObject({
      errors: [
        { code: 'not-with-kind', field: 'sequenceLength', params: { kind: 'vision' }, allowed: '197' },
      ],
    });
  });
});

describe('every shape', () => {
  const models = fc.constantFrom(...everyShape);
  const moe = fc.constantFrom(mixtral, deepseekV2Lite, deepseekV3, gptOss20b);
  const methods = fc.constantFrom(
    { method: 'full' },
    lora,
    { ...allLinear, gradientCheckpointing: 'full' },
    { ...lora, method: 'qlora', weightFormat: 'nf4' },
    run,
  ) as fc.Arbitrary<Partial<EstimateRequest>>;

  it('computes with no more than it holds', () => {
    for (const model of everyShape) {
      const { activeParameters, linearParameters, loraParameters, activeLoraParameters } = job(
        model,
        allLinear,
      );
      expect(activeParameters).toBeGreaterThan(0);
      expect(activeParameters).toBeLessThanOrEqual(linearParameters);
      expect(activeLoraParameters).toBeLessThanOrEqual(loraParameters);
    }
  });

  it('needs more memory with more experts, and no more arithmetic', () => {
    fc.assert(
      fc.property(moe, methods, fc.integer({ min: 1, max: 64 }), (model, change, more) => {
        const experts = { ...model.experts!, count: model.experts!.count + more };
        const added =
          (model.layers - experts.denseLayers) * more * 3 * model.hiddenSize * experts.intermediateSize;
        const larger = { ...model, experts, parameters: model.parameters + added };
        const of = (m: EstimationModel) => estimateCore({ ...base, ...change }, m, toyGpu, '');
        expect(of(larger).memory.total).toBeGreaterThan(of(model).memory.total);
        expect(job(larger, change).activeParameters).toBeCloseTo(job(model, change).activeParameters, -2);
      }),
    );
  });

  it('reads a growing share of its experts, never more than all', () => {
    fc.assert(
      fc.property(moe, fc.integer({ min: 1, max: 4096 }), (model, n) => {
        const share = expertShare(model, n);
        expect(share).toBeGreaterThanOrEqual(model.experts!.perToken / model.experts!.count - 1e-12);
        expect(share).toBeLessThanOrEqual(1);
        expect(expertShare(model, n + 1)).toBeGreaterThanOrEqual(share);
      }),
    );
  });

  it('fits on a card with more memory if it fits on one with less', () => {
    fc.assert(
      fc.property(models, methods, fc.double({ min: 30, max: 42, noNaN: true }), (model, change, power) => {
        const on = (gpuMemoryBytes: number) =>
          estimateCore({ ...base, ...change, gpuMemoryBytes }, model, toyGpu, '').fits;
        if (on(Math.round(2 ** power))) expect(on(Math.round(2 ** (power + 0.5)))).toBe(true);
      }),
    );
  });
});

describe('dimensions in a request', () => {
  const dimensions: Partial<EstimationModel> = { ...mixtral };
  delete dimensions.slug;
  const input = (model: object): EstimateInput =>
    ({ task: 'training', gpu: 'rtx-3090', method: 'lora', model }) as EstimateInput;

  it.each(everyShape.map((model) => [model.name, model] as const))('%s: the same answer', (_name, model) => {
    const { slug, ...rest } = model;
    const typed = { vocabSize: 0, tiedEmbeddings: true, ...rest } as CustomModel;
    const quick = { working: false, advice: false };
    const of = (given: EstimateInput['model']) => estimate({ ...input({}), model: given }, data, quick);
    expect(of(typed)).toEqual(of(slug));
  });

  it.each([
    [
      'more experts per token than experts',
      { experts: { ...mixtral.experts, perToken: 9 } },
      'more-than',
      'experts.perToken',
    ],
    [
      'more dense layers than layers',
      { experts: { ...mixtral.experts, denseLayers: 33 } },
      'more-than',
      'experts.denseLayers',
    ],
    ['more sliding layers than layers', { slidingLayers: 33 }, 'more-than', 'slidingLayers'],
    [
      'experts without their count',
      { experts: { perToken: 2, intermediateSize: 8, sharedIntermediateSize: 0, denseLayers: 0 } },
      'required',
      'experts.count',
    ],
    [
      'an unknown part of experts',
      { experts: { ...mixtral.experts, router: 1 } },
      'unknown-field',
      'experts.router',
    ],
    ['experts that are no object', { experts: 8 }, 'wrong-type', 'experts'],
    ['latent attention with a zero', { mla: { ...deepseekV3.mla, kvRank: 0 } }, 'out-of-range', 'mla.kvRank'],
    ['experts in a decoder', { kind: 'decoder' }, 'not-with-kind', 'experts'],
    ['a mixture without experts', { experts: null }, 'not-with-kind', 'experts'],
    ['text without a vocabulary', { vocabSize: 0 }, 'not-with-kind', 'vocabSize'],
    ['an unknown kind', { kind: 'unet' }, 'not-allowed', 'kind'],
    ['a name of 81 letters', { name: 'x'.repeat(81) }, 'out-of-range', 'name'],
    ['a name that is a number', { name: 7 }, 'wrong-type', 'name'],
  ])('%s: %#', (_name, change, code, field) => {
    const checked = validateRequest(input({ ...dimensions, ...change }), data);
    expect(checked).toMatchObject({ ok: false, errors: [{ code, field: `model.${field}` }] });
  });
});

describe('LoRA targets that a model does not have', () => {
  it('are refused where nothing would be adapted', () => {
    const input = { task: 'training', gpu: 'rtx-3090', method: 'lora', model: deepseekV3.slug } as const;
    expect(validateRequest({ ...input, lora: { targets: ['q_proj', 'v_proj'] } }, data)).toMatchObject({
      errors: [{ code: 'no-such-layer', field: 'lora.targets' }],
    });
    expect(validateRequest({ ...input, lora: { targets: ['q_proj', 'o_proj'] } }, data).ok).toBe(true);
  });
});
