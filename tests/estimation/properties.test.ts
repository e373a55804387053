import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dataVersion, gpus } from '../../catalog/index.ts';
import {
  allowedWeightFormats,
  compare,
  engines,
  estimate,
  findModel,
  memoryParts,
  trainingFrameworks,
  validateRequest,
  type CustomModel,
  type EstimateAnswer,
  type EstimateInput,
} from '../../src/estimation/index.ts';
import { fields } from '../../src/estimation/fields.ts';
import { loraTargets, weightFormatValues } from '../../src/estimation/request.ts';
import { catalogModels, everyShape } from './models.ts';

const models = [...catalogModels, ...everyShape];
const data = { version: dataVersion, gpus, models };
const quick = { working: false, advice: false };
const runs = { numRuns: Number(process.env.PROPERTY_RUNS ?? 400) };

const oneOf = <T>(values: readonly T[]) => fc.constantFrom(...values);
/** Whole numbers with small and huge ones about as likely. */
const upTo = (max: number) =>
  fc.double({ min: 0, max: Math.log(max), noNaN: true }).map((x) => Math.min(max, Math.round(Math.exp(x))));

const customModel: fc.Arbitrary<CustomModel> = fc
  .record({
    parameters: upTo(1e13).map((n) => Math.max(1e6, n)),
    layers: upTo(1024),
    hiddenPerHead: upTo(128),
    intermediateSize: upTo(2 ** 20),
    kvHeads: upTo(32),
    group: upTo(32),
    headDim: upTo(1024),
    vocabSize: upTo(2 ** 22),
    tiedEmbeddings: fc.boolean(),
    gatedMlp: fc.boolean(),
    window: fc.option(upTo(2 ** 21), { nil: null }),
    experts: fc.option(
      fc.record({
        perToken: upTo(16),
        more: fc.nat(256),
        intermediateSize: upTo(2 ** 20),
        sharedIntermediateSize: upTo(2 ** 20),
        denseLayers: fc.nat(3),
      }),
      { nil: null },
    ),
    mla: fc.option(
      fc.record({
        queryRank: fc.option(upTo(4096), { nil: null }),
        kvRank: upTo(4096),
        nopeHeadDim: upTo(1024),
        ropeHeadDim: upTo(1024),
        valueHeadDim: upTo(1024),
      }),
      { nil: null },
    ),
  })
  .map(({ group, hiddenPerHead, window, experts, ...rest }) => ({
    ...rest,
    heads: rest.kvHeads * group,
    hiddenSize: rest.kvHeads * group * hiddenPerHead,
    slidingWindow: window,
    slidingLayers: rest.layers >> 1,
    experts: experts && {
      count: experts.perToken + experts.more,
      perToken: experts.perToken,
      intermediateSize: experts.intermediateSize,
      sharedIntermediateSize: experts.sharedIntermediateSize,
      denseLayers: Math.min(experts.denseLayers, rest.layers),
    },
  }));

const request: fc.Arbitrary<EstimateInput> = fc
  .record({
    task: oneOf(fields.task.values),
    model: fc.oneof(oneOf(models.map(({ slug }) => slug)), customModel),
    gpu: oneOf(gpus.map(({ slug }) => slug)),
    method: oneOf(fields.method.values),
    precision: oneOf(fields.precision.values),
    optimizer: oneOf(fields.optimizer.values),
    sequenceLength: upTo(fields.sequenceLength.max),
    microBatchSize: upTo(fields.microBatchSize.max),
    gradientAccumulationSteps: upTo(fields.gradientAccumulationSteps.max),
    gradientCheckpointing: oneOf(fields.gradientCheckpointing.values),
    attention: oneOf(fields.attention.values),
    fusedCrossEntropy: fc.boolean(),
    fusedOptimizer: fc.boolean(),
    doubleQuantization: fc.boolean(),
    kvCacheFormat: oneOf(fields.kvCacheFormat.values),
    framework: oneOf([...fields.framework.values, null]),
    split: fc.record({ tensor: upTo(8), pipeline: upTo(8), copies: upTo(8), byNode: fc.boolean() }),
    sharding: oneOf(fields.sharding.values),
    offload: oneOf(fields.offload.values),
    compile: fc.boolean(),
    packing: fc.boolean(),
    sampleShare: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    trainEmbeddings: fc.boolean(),
    layerShare: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    contextLength: upTo(fields.contextLength.max),
    concurrency: upTo(fields.concurrency.max),
    lora: fc.record({
      rank: upTo(4096),
      targets: fc.oneof(
        oneOf(['attention', 'all-linear'] as const),
        // Every model has an output projection, so that something is adapted.
        fc.uniqueArray(oneOf(loraTargets)).map((some) => [...new Set([...some, 'o_proj' as const])]),
      ),
    }),
    tokens: fc.option(upTo(1e15)),
    otherUseBytes: upTo(2 ** 44),
    format: fc.nat(),
  })
  .map(({ format, split, sampleShare, layerShare, ...drawn }) => {
    const card = gpus.find(({ slug }) => slug === drawn.gpu)!;
    const eight = drawn.precision === 'fp8-mixed' && card.computeCapability < 8.9;
    const rest = { ...drawn, precision: eight ? ('fp16-mixed' as const) : drawn.precision };
    const formats = allowedWeightFormats(rest.task, rest.method, rest.precision);
    const image = models.find(({ slug, kind }) => slug === rest.model && kind === 'vision');
    const { heads, layers } = findModel(rest.model, data);
    const training = rest.task === 'training';
    const runs: readonly (string | null)[] = training ? trainingFrameworks : engines;
    // Cards that share a layer take whole heads, cards in a row whole layers.
    const tensorParallel = heads % split.tensor === 0 ? split.tensor : 1;
    const pipelineParallel = Math.min(split.pipeline, layers);
    const gpuCount = tensorParallel * pipelineParallel * split.copies;
    return {
      ...rest,
      weightFormat: formats[format % formats.length]!,
      framework: runs.includes(rest.framework) ? rest.framework : null,
      gpuCount,
      nodes: split.byNode ? gpuCount : 1,
      tensorParallel,
      pipelineParallel,
      sharding: training ? rest.sharding : 'none',
      offload: training ? rest.offload : 'none',
      meanSampleTokens:
        sampleShare === null || image ? null : Math.max(1, Math.floor(sampleShare * rest.sequenceLength)),
      gpuLayers: layerShare === null || training ? null : Math.floor(layerShare * layers),
      // An image has the tokens it has.
      ...(image && { sequenceLength: image.contextLength, contextLength: image.contextLength }),
    } as EstimateInput;
  })
  // Combinations that make no sense are refused: GaLore for adapters, a rank beyond the width.
  .filter((input) => validateRequest(input, data).ok);

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
          const less = { ...input, model, pipelineParallel: 1, gpuCount, nodes: 1 };
          const more = { ...less, model: larger };
          fc.pre(validateRequest(more, data).ok && validateRequest(less, data).ok);
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
