/**
 * The request: its lists of values, the dimensions of a model, and the defaults. With `fields.ts`, the one table of its
 * other fields, the validator (`validate.ts`), the texts of what is allowed and the JSON Schema follow from it.
 */
import { engineOf, splitsLayers } from './formats.ts';
import { mostTokens, usualGaloreRank, usualHostBandwidth, usualNetwork } from './limits.ts';
import { joinsAll } from './speed/links.ts';
import {
  customKinds,
  isImageKind,
  weightFormatNames,
  type CustomModel,
  type EstimateInput,
  type EstimateRequest,
  type EstimationData,
  type EstimationGpu,
  type EstimationModel,
  type LoraTarget,
  type Optimizer,
  type Precision,
  type WeightFormat,
} from './types.ts';

export interface FieldRule {
  /** The only values allowed. */
  values?: readonly (string | number | boolean)[];
  /** Most characters of a text. */
  text?: number;
  /** Bounds of a number; `integer` unless `real`. */
  min?: number;
  max?: number;
  real?: boolean;
  nullable?: boolean;
  /** Fixed default. Absent: the field is required, or its default depends on others (see {@link withDefaults}). */
  default?: unknown;
}

export const onOff = [true, false] as const;

export const weightFormatValues: readonly WeightFormat[] = weightFormatNames;

export const precisionValues = [
  'fp32',
  'tf32',
  'fp16-mixed',
  'bf16-mixed',
  'fp16',
  'bf16',
  'fp8-mixed',
] as const satisfies readonly Precision[];

export const optimizerValues = [
  'adamw',
  'adamw-8bit',
  'paged-adamw',
  'paged-adamw-8bit',
  'adafactor',
  'lion',
  'lion-8bit',
  'sgd',
  'sgd-momentum',
  'galore-adamw',
  'galore-adamw-8bit',
  'muon',
] as const satisfies readonly Optimizer[];

/** Dimensions that a model outside the catalog must give. */
export const modelFields = {
  parameters: { min: 1e6, max: 1e13 },
  layers: { min: 1, max: 1024 },
  hiddenSize: { min: 1, max: 131_072 },
  intermediateSize: { min: 1, max: 1_048_576 },
  heads: { min: 1, max: 1024 },
  kvHeads: { min: 1, max: 1024 },
  headDim: { min: 1, max: 1024 },
  /** 0 only where `kind` is `vision`. */
  vocabSize: { min: 0, max: 4_194_304 },
  tiedEmbeddings: { values: onOff },
  gatedMlp: { values: onOff },
} satisfies Partial<Record<keyof CustomModel, FieldRule>>;

/** What it may give besides. */
export const optionalModelFields = {
  name: { text: 80 },
  kind: { values: customKinds },
  positionEmbeddings: { min: 0, max: 2_097_152, default: 0 },
  contextLength: { min: 1, max: mostTokens },
  slidingWindow: { min: 1, max: 2_097_152, nullable: true, default: null },
  slidingLayers: { min: 0, max: 1024 },
} satisfies Partial<Record<keyof CustomModel, FieldRule>>;

/** Parts of a model that some have; all their fields are needed. */
export const modelParts = {
  experts: {
    count: { min: 1, max: 4096 },
    perToken: { min: 1, max: 4096 },
    intermediateSize: { min: 1, max: 1_048_576 },
    sharedIntermediateSize: { min: 0, max: 1_048_576 },
    denseLayers: { min: 0, max: 1024 },
  },
  mla: {
    queryRank: { min: 1, max: 131_072, nullable: true },
    kvRank: { min: 1, max: 131_072 },
    nopeHeadDim: { min: 1, max: 1024 },
    ropeHeadDim: { min: 1, max: 1024 },
    valueHeadDim: { min: 1, max: 1024 },
  },
  encoder: {
    layers: { min: 1, max: 1024 },
    positions: { min: 0, max: 2_097_152 },
    bands: { min: 0, max: 4096 },
    kernel: { min: 0, max: 64 },
  },
} satisfies Partial<Record<keyof CustomModel, Record<string, FieldRule>>>;

export const loraTargets = [
  'q_proj',
  'k_proj',
  'v_proj',
  'o_proj',
  'gate_proj',
  'up_proj',
  'down_proj',
  'q_a_proj',
  'q_b_proj',
  'kv_a_proj_with_mqa',
  'kv_b_proj',
] as const satisfies readonly LoraTarget[];

const usualLora = { rank: 16, targets: 'attention' } as const;

export const loraFields = {
  rank: { min: 1, max: 4096, default: usualLora.rank },
  targets: { values: ['attention', 'all-linear'], default: usualLora.targets },
} satisfies Record<string, FieldRule>;

export const currencyPattern = /^[A-Z]{3}$/;

export interface Index {
  gpus: Map<string, EstimationGpu>;
  models: Map<string, EstimationModel>;
}

const indexes = new WeakMap<EstimationData, Index>();

/** Cards and models by slug. */
export function indexOf(data: EstimationData): Index {
  let index = indexes.get(data);
  if (!index) {
    index = { gpus: new Map(), models: new Map() };
    for (const gpu of data.gpus) index.gpus.set(gpu.slug, gpu);
    for (const model of data.models) index.models.set(model.slug, model);
    indexes.set(data, index);
  }
  return index;
}

/**
 * The card of a valid request.
 * @param slug - `gpu` of the request.
 * @param data - The data that the request was checked against.
 * @returns The card with that slug.
 */
export const findGpu = (slug: string, data: EstimationData): EstimationGpu => indexOf(data).gpus.get(slug)!;

/**
 * The model of a valid request; typed-in dimensions become a decoder with rotary positions and full attention unless
 * they say more.
 * @param model - `model` of the request: a slug, or dimensions.
 * @param data - The data that the request was checked against.
 * @returns The model as the estimator reads it.
 */
export function findModel(model: string | CustomModel, data: EstimationData): EstimationModel {
  if (typeof model === 'string') return indexOf(data).models.get(model)!;
  return {
    slug: 'custom',
    name: 'custom',
    kind: model.experts ? 'moe' : model.encoder ? 'encoder-decoder' : 'decoder',
    contextLength: mostTokens,
    ...model,
  };
}

const trained16: Partial<Record<Precision, WeightFormat>> = { fp16: 'fp16', bf16: 'bf16' };
const compute16 = (precision: Precision): WeightFormat => (precision.startsWith('fp16') ? 'fp16' : 'bf16');
const isFp32 = (precision: Precision): boolean => precision === 'fp32' || precision === 'tf32';

/**
 * Storage formats of the base weights that a task, method and precision allow, the default first: full training in
 * mixed precision trains fp32 weights, LoRA adapts 16-bit ones, QLoRA quantised ones.
 */
export function allowedWeightFormats(
  task: string,
  method: string,
  precision: Precision,
): readonly WeightFormat[] {
  const half = compute16(precision);
  if (task === 'inference') {
    const first = isFp32(precision) ? 'fp32' : half;
    return [first, ...weightFormatValues.filter((format) => format !== first)];
  }
  if (method === 'qlora') return ['nf4', 'fp4', 'gptq-int4', 'gptq-int8'];
  const adapted: WeightFormat[] = isFp32(precision)
    ? ['fp32', 'fp16', 'bf16', 'int8']
    : [half, 'fp32', 'int8'];
  if (method === 'lora') return adapted;
  if (method === 'dora') return [...adapted, 'nf4', 'fp4'];
  if (isFp32(precision)) return ['fp32'];
  const pure = trained16[precision];
  return pure ? [pure] : ['fp32', half];
}

/** Tokens by default: of a picture, those it has. A vision model takes no other. */
const tokensOf = (m: EstimationModel, asked: number | undefined, usual: number): number =>
  m.kind === 'vision'
    ? m.contextLength
    : (asked ?? (isImageKind(m.kind) ? m.contextLength : Math.min(usual, m.contextLength)));

/**
 * How several cards share a model unless the request says: to train, each holds a copy; to serve, engines that can
 * split every layer do, the others put the layers one after the other.
 */
function splitOf(
  { task, tensorParallel, pipelineParallel }: EstimateInput,
  gpuCount: number,
  stack: Pick<EstimateRequest, 'framework' | 'weightFormat'>,
): Pick<EstimateRequest, 'tensorParallel' | 'pipelineParallel'> {
  const serving = task === 'inference';
  const splits = serving && splitsLayers(engineOf(stack));
  const tensor = tensorParallel ?? (splits ? gpuCount / (pipelineParallel ?? 1) : 1);
  return {
    tensorParallel: tensor,
    pipelineParallel: pipelineParallel ?? (serving && !splits ? gpuCount / tensor : 1),
  };
}

/** What a request means that says nothing of a field, where that depends on nothing else; `fields` states the same. */
export const usual = {
  gpuCount: 1,
  nodes: 1,
  pcieGen: null,
  pcieLanes: null,
  networkGbitPerSecond: usualNetwork,
  gpuMemoryBytes: null,
  otherUseBytes: 0,
  method: 'full',
  optimizer: 'adamw',
  galoreRank: usualGaloreRank,
  packing: false,
  meanSampleTokens: null,
  microBatchSize: 1,
  gradientAccumulationSteps: 1,
  gradientCheckpointing: 'none',
  attention: 'sdpa',
  fusedCrossEntropy: false,
  fusedOptimizer: true,
  trainEmbeddings: false,
  compile: false,
  offload: 'none',
  doubleQuantization: true,
  kvCacheFormat: 'fp16',
  framework: null,
  frameworkVersion: null,
  gpuLayers: null,
  hostMemoryBandwidthGbps: usualHostBandwidth,
  promptTokens: null,
  concurrency: 1,
  tokens: null,
  samples: null,
  electricityPricePerKwh: null,
  gpuPrice: null,
  cloudPricePerHour: null,
  currency: 'USD',
} satisfies Partial<EstimateRequest>;

/** Fills in every default. bf16 is the default precision from compute capability 8.0, fp16 before. */
export function withDefaults(
  input: EstimateInput,
  model: EstimationModel,
  gpu: EstimationGpu,
): EstimateRequest {
  const training = input.task === 'training';
  const half = gpu.computeCapability >= 8 ? 'bf16' : 'fp16';
  const precision = input.precision ?? (training ? (`${half}-mixed` as const) : half);
  const gpuCount = input.gpuCount ?? usual.gpuCount;
  const weightFormat =
    input.weightFormat ?? allowedWeightFormats(input.task, input.method ?? usual.method, precision)[0]!;
  const { tensorParallel, pipelineParallel } = splitOf(input, gpuCount, {
    framework: input.framework ?? null,
    weightFormat,
  });
  const copies = gpuCount / (tensorParallel * pipelineParallel);
  const request: EstimateRequest = {
    ...usual,
    task: input.task,
    model: input.model,
    gpu: input.gpu,
    gpuCount,
    interconnect: joinsAll(gpu) ? 'nvlink' : 'pcie',
    precision,
    weightFormat,
    sharding: training && copies > 1 ? 'ddp' : 'none',
    tensorParallel,
    pipelineParallel,
    sequenceLength: 0,
    contextLength: 0,
    lora: { ...usualLora, ...input.lora },
  };
  // Only what the input has is read: most requests have a dozen of fifty fields, and this runs for every estimate.
  for (const name of Object.keys(input) as (keyof EstimateInput)[]) {
    const value = input[name];
    if (value !== undefined && name !== 'lora') (request as unknown as Record<string, unknown>)[name] = value;
  }
  request.sequenceLength = tokensOf(model, input.sequenceLength, 2048);
  request.contextLength = tokensOf(model, input.contextLength, 4096);
  return request;
}
