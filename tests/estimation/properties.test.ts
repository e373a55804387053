import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gpus } from '../../catalog/index.ts';
import {
  compare,
  estimate,
  memoryParts,
  validateRequest,
  type EstimateAnswer,
  type EstimateInput,
} from '../../src/estimation/index.ts';
import { fields } from '../../src/estimation/fields.ts';
import { weightFormatValues } from '../../src/estimation/request.ts';
import { customModel, data, models, oneOf, request, upTo } from './requests.ts';

const quick = { working: false, advice: false };
const runs = { numRuns: Number(process.env.PROPERTY_RUNS ?? 400) };

const total = (input: EstimateInput): number => estimate(input, data, quick).memory.total;

/** Every number in an answer. */
function* numbers(value: unknown): Generator<number> {
  if (typeof value === 'number') yield value;
  else if (value && typeof value === 'object')
    for (const inner of Object.values(value)) yield* numbers(inner);
}

describe('every valid request', () => {
  it('gets parts that sum to the total and stand in order', () => {
    fc.assert(
      fc.property(request, (input) => {
        const { memory, fits, headroom } = estimate(input, data, quick);
        const sum = memoryParts.reduce((so, part) => so + memory.perGpu[part], 0);
        expect(sum).toBe(memory.total);
        expect(memory.allocated).toBeLessThanOrEqual(memory.reserved);
        expect(memory.reserved).toBeLessThanOrEqual(memory.total);
        expect(memory.low).toBeLessThanOrEqual(memory.total);
        expect(memory.high).toBeGreaterThanOrEqual(memory.total);
        for (const part of memoryParts) expect(Number.isInteger(memory.perGpu[part])).toBe(true);
        expect(fits).toBe(memory.total + input.otherUseBytes! <= memory.usable);
        expect(fits).toBe(headroom >= 0);
      }),
      runs,
    );
  });

  it('gets finite numbers, none negative but headroom', () => {
    fc.assert(
      fc.property(request, (input) => {
        const answer: Partial<EstimateAnswer> = estimate(input, data);
        for (const n of numbers(answer)) expect(Number.isFinite(n)).toBe(true);
        const { working, advice } = answer;
        for (const n of numbers({ ...answer, headroom: 0, working: [] })) expect(n).toBeGreaterThanOrEqual(0);
        for (const { id, value } of working!)
          if (id !== 'headroom') expect(value, id).toBeGreaterThanOrEqual(0);
        for (const { timeFactor } of advice!) expect(timeFactor).toBeGreaterThan(0);
        expect(answer.speed!.tokensPerSecond).toBeGreaterThan(0);
        expect(answer.speed!.low).toBeLessThanOrEqual(answer.speed!.tokensPerSecond);
        expect(answer.speed!.high).toBeGreaterThanOrEqual(answer.speed!.tokensPerSecond);
      }),
      runs,
    );
  });

  it('gets the same answer alone and in a comparison', () => {
    fc.assert(
      fc.property(request, (input) => {
        const card = gpus.find(({ slug }) => slug === input.gpu)!;
        const [one] = compare(input, [card], data);
        expect(one!.answer).toEqual(estimate(input, data, quick));
      }),
      { numRuns: 100 },
    );
  });
});

describe('more work never needs less memory', () => {
  const grows = (change: (input: EstimateInput, by: number) => EstimateInput) =>
    fc.assert(
      fc.property(request, upTo(64), (input, by) => {
        const more = change(input, by);
        fc.pre(validateRequest(more, data).ok);
        expect(total(more)).toBeGreaterThanOrEqual(total(input));
      }),
      runs,
    );

  it('micro-batch', () => grows((r, by) => ({ ...r, microBatchSize: r.microBatchSize! + by })));
  it('sequence length', () => grows((r, by) => ({ ...r, sequenceLength: r.sequenceLength! + by })));
  it('accumulation', () =>
    grows((r, by) => ({ ...r, gradientAccumulationSteps: r.gradientAccumulationSteps! + by })));
  it('LoRA rank', () => grows((r, by) => ({ ...r, lora: { ...r.lora!, rank: r.lora!.rank + by } })));
  it('context length', () => grows((r, by) => ({ ...r, contextLength: r.contextLength! + by })));
  it('concurrency', () => grows((r, by) => ({ ...r, concurrency: r.concurrency! + by })));
  it('parameters, layers and vocabulary', () => {
    for (const field of ['parameters', 'layers', 'vocabSize', 'intermediateSize'] as const) {
      fc.assert(
        fc.property(request, customModel, upTo(1e6), (input, model, by) => {
          const step = field === 'parameters' ? by : (by % 64) + 1;
          // Parameters follow the other dimensions in a real model: what one more of a dimension adds is added.
          const added =
            field === 'layers'
              ? step * model.hiddenSize * (2 + 2 * model.heads * model.headDim)
              : field === 'vocabSize'
                ? step * model.hiddenSize * (model.tiedEmbeddings ? 1 : 2)
                : step * model.hiddenSize * 2 * model.layers;
          const larger = {
            ...model,
            [field]: model[field] + step,
            parameters: model.parameters + (field === 'parameters' ? step : added),
          };
          // Without stages: the fullest has a larger share of layers that do not divide, whatever they weigh.
          const gpuCount = input.gpuCount! / input.pipelineParallel!;
          // All layers on the card: with as many as a smaller model has, the larger one's head would stay outside.
          const less = { ...input, model, pipelineParallel: 1, gpuCount, nodes: 1, gpuLayers: null };
          const more = { ...less, model: larger };
          fc.pre(validateRequest(more, data).ok && validateRequest(less, data).ok);
          // Stores experts in 4 bits and the rest in 16: a layer more of them moves parameters from one to the other.
          fc.pre(input.weightFormat !== 'mxfp4');
          expect(total(more)).toBeGreaterThanOrEqual(total(less));
        }),
        { numRuns: 150 },
      );
    }
  });
});

describe('what saves memory never needs more', () => {
  const saves = (change: (input: EstimateInput) => Partial<EstimateInput>) =>
    fc.assert(
      fc.property(request, (input) => {
        expect(total({ ...input, ...change(input) })).toBeLessThanOrEqual(total(input));
      }),
      runs,
    );

  it('fused cross-entropy', () => saves(() => ({ fusedCrossEntropy: true })));
  it('fused optimizer', () => saves(() => ({ fusedOptimizer: true })));
  it('double quantisation', () => saves(() => ({ doubleQuantization: true })));
  it('flash and SDPA attention', () => {
    saves(() => ({ attention: 'flash' }));
    // SDPA needs a mask for packed samples, which FlashAttention does without.
    saves(({ attention }) => (attention === 'eager' ? { attention: 'sdpa' } : {}));
  });
  it('checkpointing, from none to selective to full', () => {
    const order = fields.gradientCheckpointing.values;
    saves(({ gradientCheckpointing }) => ({
      gradientCheckpointing: order[Math.min(2, order.indexOf(gradientCheckpointing!) + 1)]!,
    }));
  });
  it('a smaller KV cache format', () => saves(() => ({ kvCacheFormat: 'q4_0' })));
  it('8-bit optimizer states', () =>
    saves(({ optimizer }) => (optimizer === 'adamw' ? { optimizer: 'adamw-8bit' } : {})));

  it('quantised weights in inference', () => {
    const bits = ['fp32', 'bf16', 'q8_0', 'q6_k', 'q5_k_m', 'q4_k_m'] as const;
    fc.assert(
      fc.property(request, fc.nat(bits.length - 2), (input, i) => {
        const run = {
          ...input,
          task: 'inference' as const,
          framework: 'vllm' as const,
          sharding: 'none' as const,
          offload: 'none' as const,
        };
        const smaller = total({ ...run, weightFormat: bits[i + 1]! });
        // Expanding a layer to 16 bits needs room that full-size weights do not.
        const layer = estimate({ ...run, weightFormat: bits[i + 1]! }, data).working.find(
          ({ id }) => id === 'buffers',
        )!.value;
        expect(smaller).toBeLessThanOrEqual(
          total({ ...run, weightFormat: bits[i]! }) + Math.ceil(1.5 * layer),
        );
      }),
      runs,
    );
  });

  it('quantised weights: the weights themselves, for every format of the catalog models', () => {
    for (const { slug } of models) {
      const weights = (format: (typeof weightFormatValues)[number]) =>
        estimate({ task: 'inference', model: slug, gpu: 'rtx-3090', weightFormat: format }, data, quick)
          .memory.perGpu.weights;
      for (const format of weightFormatValues.slice(3)) expect(weights(format)).toBeLessThan(weights('bf16'));
    }
  });
});

describe('validateRequest', () => {
  it('never throws, whatever JSON it is given', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(typeof validateRequest(value, data).ok).toBe('boolean');
      }),
      { numRuns: 1000 },
    );
  });

  it('never throws on a request with one field replaced by any JSON', () => {
    const names = [...Object.keys(fields), 'model', 'gpu', 'lora', 'currency', '__proto__', 'constructor'];
    fc.assert(
      fc.property(request, oneOf(names), fc.jsonValue(), (input, name, value) => {
        const bad = Object.defineProperty({ ...input }, name, { value, enumerable: true });
        const checked = validateRequest(bad, data);
        // What passes must also be answered.
        if (checked.ok)
          expect(Number.isFinite(estimate(checked.request, data, quick).memory.total)).toBe(true);
        else expect(checked.errors.length).toBeGreaterThan(0);
      }),
      { numRuns: 1000 },
    );
  });
});
