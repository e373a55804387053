import fc from 'fast-check';
import { dataVersion, gpus } from '../../catalog/index.ts';
import {
  allowedWeightFormats,
  engines,
  findModel,
  trainingFrameworks,
  validateRequest,
  type CustomModel,
  type EstimateInput,
} from '../../src/estimation/index.ts';
import { fields } from '../../src/estimation/fields.ts';
import { loraTargets } from '../../src/estimation/request.ts';
import { catalogModels, everyShape } from './models.ts';

export const models = [...catalogModels, ...everyShape];
export const data = { version: dataVersion, gpus, models };

export const oneOf = <T>(values: readonly T[]) => fc.constantFrom(...values);
/** Whole numbers with small and huge ones about as likely. */
export const upTo = (max: number) =>
  fc.double({ min: 0, max: Math.log(max), noNaN: true }).map((x) => Math.min(max, Math.round(Math.exp(x))));

export const customModel: fc.Arbitrary<CustomModel> = fc
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

/** Every valid request. */
export const request: fc.Arbitrary<EstimateInput> = fc
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
