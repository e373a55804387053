/**
 * The request: one table of fields from which the validator, the texts of what is allowed, the defaults and the JSON
 * Schema follow.
 */
import { linearNames } from './layers.ts';
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
  type RequestError,
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

/** The allowed values of a field in one line that reads the same in every language. */
export function allowedText(rule: FieldRule): string {
  const text = rule.values
    ? rule.values.join(' | ')
    : rule.text
      ? `1 … ${rule.text} characters`
      : `${rule.real ? '' : 'integer '}${rule.min} … ${rule.max}`;
  return rule.nullable ? `${text} | null` : text;
}

/** Edit distance of two short strings. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length]!;
}

const letters = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9.]/g, '')
    .slice(0, 48);

/** Up to three known names nearest to a mistyped one, best first; none when nothing is near. */
export function suggest(typed: string, known: readonly string[]): string[] {
  const wanted = letters(typed);
  if (!wanted) return [];
  return known
    .map((name) => {
      const plain = letters(name);
      const edits = distance(wanted, plain);
      return { name, score: plain.includes(wanted) || wanted.includes(plain) ? edits / 4 : edits };
    })
    .filter(({ score }) => score <= Math.max(2, wanted.length / 3))
    .sort((a, b) => a.score - b.score)
    .slice(0, 3)
    .map(({ name }) => name);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value as a reader can recognise it in a message. */
function show(value: unknown): string {
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

const names = (candidates: readonly string[]): Record<string, string> =>
  candidates.length ? { suggestions: candidates.join(', ') } : {};

function fail(
  errors: RequestError[],
  code: string,
  field: string,
  value: unknown,
  allowed: string,
  near: readonly string[] = [],
): void {
  errors.push({ code, field, params: { value: show(value), ...names(near) }, allowed });
}

function check(rule: FieldRule, value: unknown, field: string, errors: RequestError[]): void {
  if (value === null && rule.nullable) return;
  const allowed = allowedText(rule);
  if (rule.values) {
    if (rule.values.includes(value as string)) return;
    const near = typeof value === 'string' ? suggest(value, rule.values.map(String)) : [];
    fail(errors, 'not-allowed', field, value, allowed, near);
  } else if (rule.text) {
    if (typeof value !== 'string') fail(errors, 'wrong-type', field, value, allowed);
    else if (!value || value.length > rule.text) fail(errors, 'out-of-range', field, value, allowed);
  } else if (typeof value !== 'number' || Number.isNaN(value)) {
    fail(errors, 'not-a-number', field, value, allowed);
  } else if (value < rule.min! || value > rule.max!) {
    fail(errors, 'out-of-range', field, value, allowed);
  } else if (!rule.real && !Number.isInteger(value)) {
    fail(errors, 'not-an-integer', field, value, allowed);
  }
}

/** Checks the fields of an object against tables of those it must and may have; names outside them are errors. */
function checkObject(
  value: Record<string, unknown>,
  needed: Record<string, FieldRule>,
  optional: Record<string, FieldRule>,
  prefix: string,
  errors: RequestError[],
  further: readonly string[] = [],
): void {
  const rules = { ...needed, ...optional };
  for (const name of Object.keys(rules)) {
    if (Object.hasOwn(value, name) && value[name] !== undefined)
      check(rules[name]!, value[name], prefix + name, errors);
    else if (name in needed) {
      errors.push({ code: 'required', field: prefix + name, params: {}, allowed: allowedText(rules[name]!) });
    }
  }
  rejectUnknown(value, [...Object.keys(rules), ...further], prefix, errors);
}

function rejectUnknown(
  value: object,
  known: readonly string[],
  prefix: string,
  errors: RequestError[],
): void {
  for (const name of Object.keys(value)) {
    if (known.includes(name)) continue;
    fail(errors, 'unknown-field', prefix + name.slice(0, 60), name, known.join(' | '), suggest(name, known));
  }
}

interface Index {
  gpus: Map<string, EstimationGpu>;
  models: Map<string, EstimationModel>;
  /** Models of kinds that the estimator cannot work with. */
  others: Map<string, OtherModel>;
}

const isKnownKind = (model: EstimationModel | OtherModel): model is EstimationModel =>
  (modelKinds as readonly string[]).includes(model.kind);

const indexes = new WeakMap<EstimationData, Index>();

function indexOf(data: EstimationData): Index {
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

export type Validation = { ok: true; request: EstimateRequest } | { ok: false; errors: RequestError[] };

const allFields: Record<string, FieldRule> = { ...fields, ...singleCardFields };
const allNames = [
  ...Object.keys(fields),
  'model',
  'gpu',
  'lora',
  'currency',
  ...Object.keys(singleCardFields),
];

function checkSlug(
  value: unknown,
  field: 'gpu' | 'model',
  known: ReadonlyMap<string, unknown>,
  errors: RequestError[],
  others?: ReadonlyMap<string, OtherModel>,
): void {
  const allowed = field === 'gpu' ? 'gpus.json: slug' : 'models.json: slug | { parameters, layers, … }';
  if (value === undefined) errors.push({ code: 'required', field, params: {}, allowed });
  else if (typeof value !== 'string') fail(errors, 'wrong-type', field, value, allowed);
  else if (others?.has(value)) {
    const params = { value: show(value), kind: others.get(value)!.kind };
    errors.push({ code: 'unsupported-model-kind', field, params, allowed: modelKinds.join(' | ') });
  } else if (!known.has(value))
    fail(errors, `unknown-${field}`, field, value, allowed, suggest(value, [...known.keys()]));
}

function checkLora(value: unknown, errors: RequestError[]): void {
  if (!isObject(value)) return fail(errors, 'wrong-type', 'lora', value, '{ rank, targets }');
  if (value.rank !== undefined) check(loraFields.rank, value.rank, 'lora.rank', errors);
  const { targets } = value;
  const listed =
    Array.isArray(targets) &&
    targets.length > 0 &&
    new Set(targets).size === targets.length &&
    targets.every((target) => loraTargets.includes(target as 'q_proj'));
  if (targets !== undefined && !listed && !loraFields.targets.values.includes(targets as 'attention')) {
    fail(
      errors,
      'not-allowed',
      'lora.targets',
      targets,
      `attention | all-linear | [${loraTargets.join(', ')}]`,
    );
  }
  rejectUnknown(value, Object.keys(loraFields), 'lora.', errors);
}

/** Checks the dimensions of a model that is not in the catalog, one by one and then against each other. */
export function checkModel(model: Record<string, unknown>, errors: RequestError[]): void {
  const before = errors.length;
  const parts = Object.keys(modelParts) as (keyof typeof modelParts)[];
  const simple: Record<string, unknown> = { ...model };
  for (const part of parts) delete simple[part];
  checkObject(simple, modelFields, optionalModelFields, 'model.', errors, parts);
  for (const part of parts) {
    const value = model[part];
    if (value === undefined || value === null) continue;
    if (isObject(value)) checkObject(value, modelParts[part], {}, `model.${part}.`, errors);
    else {
      const allowed = `{ ${Object.keys(modelParts[part]).join(', ')} }`;
      fail(errors, 'wrong-type', `model.${part}`, value, allowed);
    }
  }
  if (errors.length > before) return;

  const { heads, kvHeads, layers, slidingLayers, experts, kind, vocabSize } = model as unknown as CustomModel;
  if (heads % kvHeads !== 0) {
    fail(errors, 'not-a-divisor', 'model.kvHeads', kvHeads, `heads (${heads}) / n`);
  }
  const atMost = (field: string, value: number | undefined, limit: number): void => {
    if (value !== undefined && value > limit)
      fail(errors, 'more-than', `model.${field}`, value, `≤ ${limit}`);
  };
  atMost('slidingLayers', slidingLayers, layers);
  if (experts) {
    atMost('experts.perToken', experts.perToken, experts.count);
    atMost('experts.denseLayers', experts.denseLayers, layers);
  }
  const withKind = (field: string, value: unknown, allowed: string): void => {
    errors.push({
      code: 'not-with-kind',
      field: `model.${field}`,
      params: { value: show(value), kind: kind ?? 'decoder' },
      allowed,
    });
  };
  if ((kind === 'moe') !== Boolean(experts) && kind) {
    withKind('experts', experts ?? null, kind === 'moe' ? '{ … }' : 'null');
  }
  if (vocabSize === 0 && kind !== 'vision')
    withKind('vocabSize', 0, allowedText({ ...modelFields.vocabSize, min: 1 }));
}

/**
 * Checks whatever a caller sent and fills in the defaults. Never throws. Every field that is wrong gets an error of
 * its own; unknown names come with the nearest known ones.
 */
export function validateRequest(input: unknown, data: EstimationData): Validation {
  const errors: RequestError[] = [];
  if (!isObject(input)) {
    fail(errors, 'not-an-object', '', input, '{ task, model, gpu, … }');
    return { ok: false, errors };
  }
  const { gpus, models, others } = indexOf(data);
  for (const name of Object.keys(allFields)) {
    const value = Object.hasOwn(input, name) ? input[name] : undefined;
    if (value !== undefined) check(allFields[name]!, value, name, errors);
    else if (name === 'task') {
      errors.push({ code: 'required', field: name, params: {}, allowed: allowedText(fields.task) });
    }
  }
  checkSlug(input.gpu, 'gpu', gpus, errors);
  const { model } = input;
  if (isObject(model)) checkModel(model, errors);
  else checkSlug(model, 'model', models, errors, others);
  if (input.lora !== undefined) checkLora(input.lora, errors);
  if (
    input.currency !== undefined &&
    !(typeof input.currency === 'string' && currencyPattern.test(input.currency))
  ) {
    fail(errors, 'not-allowed', 'currency', input.currency, 'USD | EUR | CNY | …');
  }
  rejectUnknown(input, allNames, '', errors);
  if (errors.length) return { ok: false, errors };

  const valid = input as unknown as EstimateInput;
  const found = findModel(valid.model, data);
  const request = withDefaults(valid, found, findGpu(valid.gpu, data));
  for (const field of ['sequenceLength', 'contextLength'] as const) {
    // Only the tokens of an image are not the caller's to choose.
    if (valid[field] !== undefined && valid[field] !== request[field]) {
      errors.push({
        code: 'not-with-kind',
        field,
        params: { value: show(valid[field]), kind: found.kind },
        allowed: String(request[field]),
      });
    }
  }
  const { method, precision, weightFormat } = request;
  const { targets } = request.lora;
  const layers = linearNames(found);
  if (Array.isArray(targets) && !targets.some((name) => layers.includes(name))) {
    fail(errors, 'no-such-layer', 'lora.targets', targets, layers.join(' | '));
  }
  const formats = allowedWeightFormats(request.task, request.method, request.precision);
  if (!formats.includes(weightFormat)) {
    errors.push({
      code: 'not-with-method',
      field: 'weightFormat',
      params: { value: weightFormat, method, precision },
      allowed: formats.join(' | '),
    });
  }
  return errors.length ? { ok: false, errors } : { ok: true, request };
}
