/**
 * The request: one table of fields from which the validator (`validate.ts`), the texts of what is allowed, the defaults
 * and the JSON Schema follow.
 */
import {
  modelKinds,
  type CustomModel,
  type EstimateInput,
  type EstimateRequest,
  type EstimationData,
  type EstimationGpu,
  type EstimationModel,
  type LoraTarget,
  type OtherModel,
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

const onOff = [true, false] as const;
const tera = 2 ** 40;

export const weightFormatValues: readonly WeightFormat[] = [
  'fp32',
  'fp16',
  'bf16',
  'int8',
  'nf4',
  'fp4',
  'q4_k_m',
  'q5_k_m',
  'q6_k',
  'q8_0',
  'awq-int4',
  'gptq-int4',
];

/** Every field but `model`, `gpu` and `lora`, whose values have rules of their own. */
export const fields = {
  task: { values: ['training', 'inference'] },
  gpuCount: { values: [1], default: 1 },
  gpuMemoryBytes: { min: 2 ** 28, max: 16 * tera, nullable: true, default: null },
  otherUseBytes: { min: 0, max: 16 * tera, default: 0 },
  method: { values: ['full', 'lora', 'qlora'], default: 'full' },
  precision: { values: ['fp32', 'tf32', 'fp16-mixed', 'bf16-mixed', 'fp16', 'bf16', 'fp8-mixed'] },
  optimizer: {
    values: ['adamw', 'adamw-8bit', 'paged-adamw-8bit', 'adafactor', 'lion', 'sgd', 'sgd-momentum'],
    default: 'adamw',
  },
  sequenceLength: { min: 1, max: 2 ** 21 },
  microBatchSize: { min: 1, max: 2 ** 16, default: 1 },
  gradientAccumulationSteps: { min: 1, max: 2 ** 16, default: 1 },
  gradientCheckpointing: { values: ['none', 'selective', 'full'], default: 'none' },
  attention: { values: ['eager', 'sdpa', 'flash'], default: 'sdpa' },
  fusedCrossEntropy: { values: onOff, default: false },
  fusedOptimizer: { values: onOff, default: true },
  weightFormat: { values: weightFormatValues },
  doubleQuantization: { values: onOff, default: true },
  kvCacheFormat: { values: ['fp16', 'fp8', 'q8_0', 'q4_0'], default: 'fp16' },
  framework: { values: ['hf', 'vllm', 'llama.cpp'], nullable: true, default: null },
  contextLength: { min: 1, max: 2 ** 21 },
  concurrency: { min: 1, max: 2 ** 16, default: 1 },
  tokens: { min: 1, max: 1e15, nullable: true, default: null },
  samples: { min: 1, max: 1e12, nullable: true, default: null },
  electricityPricePerKwh: { min: 0, max: 1e6, real: true, nullable: true, default: null },
  gpuPrice: { min: 0, max: 1e12, real: true, nullable: true, default: null },
  cloudPricePerHour: { min: 0, max: 1e9, real: true, nullable: true, default: null },
} as const satisfies Record<string, FieldRule>;

/** Fields of jobs over several cards. One card leaves a single choice, which a request may state. */
export const singleCardFields = {
  interconnect: { values: ['pcie', 'nvlink'] },
  packing: { values: [false] },
  sharding: { values: ['none'] },
  tensorParallel: { values: [1] },
  pipelineParallel: { values: [1] },
  offload: { values: ['none'] },
} satisfies Record<string, FieldRule>;

/** Dimensions that a model outside the catalog must give. */
export const modelFields = {
  parameters: { min: 1e6, max: 1e13 },
  layers: { min: 1, max: 1024 },
  hiddenSize: { min: 1, max: 2 ** 17 },
  intermediateSize: { min: 1, max: 2 ** 20 },
  heads: { min: 1, max: 1024 },
  kvHeads: { min: 1, max: 1024 },
  headDim: { min: 1, max: 1024 },
  /** 0 only where `kind` is `vision`. */
  vocabSize: { min: 0, max: 2 ** 22 },
  tiedEmbeddings: { values: onOff },
  gatedMlp: { values: onOff },
} satisfies Partial<Record<keyof CustomModel, FieldRule>>;

/** What it may give besides. */
export const optionalModelFields = {
  name: { text: 80 },
  kind: { values: modelKinds },
  positionEmbeddings: { min: 0, max: 2 ** 21, default: 0 },
  contextLength: { min: 1, max: 2 ** 21 },
  slidingWindow: { min: 1, max: 2 ** 21, nullable: true, default: null },
  slidingLayers: { min: 0, max: 1024 },
} satisfies Partial<Record<keyof CustomModel, FieldRule>>;

/** Parts of a model that some have; all their fields are needed. */
export const modelParts = {
  experts: {
    count: { min: 1, max: 4096 },
    perToken: { min: 1, max: 4096 },
    intermediateSize: { min: 1, max: 2 ** 20 },
    sharedIntermediateSize: { min: 0, max: 2 ** 20 },
    denseLayers: { min: 0, max: 1024 },
  },
  mla: {
    queryRank: { min: 1, max: 2 ** 17, nullable: true },
    kvRank: { min: 1, max: 2 ** 17 },
    nopeHeadDim: { min: 1, max: 1024 },
    ropeHeadDim: { min: 1, max: 1024 },
    valueHeadDim: { min: 1, max: 1024 },
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

export const loraFields = {
  rank: { min: 1, max: 4096, default: 16 },
  targets: { values: ['attention', 'all-linear'], default: 'attention' },
} satisfies Record<string, FieldRule>;

export const currencyPattern = /^[A-Z]{3}$/;

export interface Index {
  gpus: Map<string, EstimationGpu>;
  models: Map<string, EstimationModel>;
  /** Models of kinds that the estimator cannot work with. */
  others: Map<string, OtherModel>;
}

const isKnownKind = (model: EstimationModel | OtherModel): model is EstimationModel =>
  (modelKinds as readonly string[]).includes(model.kind);

const indexes = new WeakMap<EstimationData, Index>();

/** Cards and models by slug. */
export function indexOf(data: EstimationData): Index {
  let index = indexes.get(data);
  if (!index) {
    index = { gpus: new Map(), models: new Map(), others: new Map() };
    for (const gpu of data.gpus) index.gpus.set(gpu.slug, gpu);
    for (const model of data.models) {
      if (isKnownKind(model)) index.models.set(model.slug, model);
      else index.others.set(model.slug, model);
    }
    indexes.set(data, index);
  }
  return index;
}

/** The card of a valid request. */
export const findGpu = (slug: string, data: EstimationData): EstimationGpu => indexOf(data).gpus.get(slug)!;

/** The model of a valid request; typed-in dimensions become a decoder with rotary positions and full attention unless they say more. */
export function findModel(model: string | CustomModel, data: EstimationData): EstimationModel {
  if (typeof model === 'string') return indexOf(data).models.get(model)!;
  return {
    slug: 'custom',
    name: 'custom',
    kind: model.experts ? 'moe' : 'decoder',
    contextLength: fields.contextLength.max,
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
  if (method === 'qlora') return ['nf4', 'fp4', 'gptq-int4'];
  if (method === 'lora') return isFp32(precision) ? ['fp32', 'fp16', 'bf16', 'int8'] : [half, 'fp32', 'int8'];
  if (isFp32(precision)) return ['fp32'];
  const pure = trained16[precision];
  return pure ? [pure] : ['fp32', half];
}

/** Tokens by default; an image has as many as it has, whatever is asked for. */
const tokensOf = (
  { kind, contextLength }: EstimationModel,
  asked: number | undefined,
  usual: number,
): number => (kind === 'vision' ? contextLength : (asked ?? Math.min(usual, contextLength)));

/** Fills in every default. bf16 is the default precision from compute capability 8.0, fp16 before. */
export function withDefaults(
  input: EstimateInput,
  model: EstimationModel,
  gpu: EstimationGpu,
): EstimateRequest {
  const training = input.task === 'training';
  const half = gpu.computeCapability >= 8 ? 'bf16' : 'fp16';
  const precision = input.precision ?? (training ? (`${half}-mixed` as const) : half);
  const method = input.method ?? 'full';
  const lora: Partial<EstimateRequest['lora']> = input.lora ?? {};
  return {
    task: input.task,
    model: input.model,
    gpu: input.gpu,
    gpuCount: input.gpuCount ?? 1,
    gpuMemoryBytes: input.gpuMemoryBytes ?? null,
    otherUseBytes: input.otherUseBytes ?? 0,
    method,
    precision,
    optimizer: input.optimizer ?? 'adamw',
    sequenceLength: tokensOf(model, input.sequenceLength, 2048),
    microBatchSize: input.microBatchSize ?? 1,
    gradientAccumulationSteps: input.gradientAccumulationSteps ?? 1,
    gradientCheckpointing: input.gradientCheckpointing ?? 'none',
    attention: input.attention ?? 'sdpa',
    fusedCrossEntropy: input.fusedCrossEntropy ?? false,
    fusedOptimizer: input.fusedOptimizer ?? true,
    lora: { rank: lora.rank ?? 16, targets: lora.targets ?? 'attention' },
    weightFormat: input.weightFormat ?? allowedWeightFormats(input.task, method, precision)[0]!,
    doubleQuantization: input.doubleQuantization ?? true,
    kvCacheFormat: input.kvCacheFormat ?? 'fp16',
    framework: input.framework ?? null,
    contextLength: tokensOf(model, input.contextLength, 4096),
    concurrency: input.concurrency ?? 1,
    tokens: input.tokens ?? null,
    samples: input.samples ?? null,
    electricityPricePerKwh: input.electricityPricePerKwh ?? null,
    gpuPrice: input.gpuPrice ?? null,
    cloudPricePerHour: input.cloudPricePerHour ?? null,
    currency: input.currency ?? 'USD',
  };
}
