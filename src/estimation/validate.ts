import { linearNames } from './kinds/index.ts';
import { fields } from './fields.ts';
import {
  allowedWeightFormats,
  currencyPattern,
  findGpu,
  findModel,
  indexOf,
  loraFields,
  loraTargets,
  modelFields,
  modelParts,
  optionalModelFields,
  withDefaults,
  type FieldRule,
} from './request.ts';
import { suggest } from './suggest.ts';
import {
  engines,
  trainingFrameworks,
  type CustomModel,
  type EstimateInput,
  type EstimateRequest,
  type EstimationData,
  type EstimationGpu,
  type EstimationModel,
  type RequestError,
} from './types.ts';

/** The allowed values of a field in one line that reads the same in every language. */
export function allowedText(rule: FieldRule): string {
  const text = rule.values
    ? rule.values.join(' | ')
    : rule.text
      ? `1 … ${rule.text} characters`
      : `${rule.real ? '' : 'integer '}${rule.min} … ${rule.max}`;
  return rule.nullable ? `${text} | null` : text;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value as a reader can recognise it in a message. */
function show(value: unknown): string {
  let text: string;
  try {
    text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  } catch {
    // A caller in JavaScript can hand over what is no JSON: a circle, a BigInt in an object.
    text = '{ … }';
  }
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

/** The words for a rule are put together for a wrong value only: this runs for every field of every request. */
function check(rule: FieldRule, value: unknown, field: string, errors: RequestError[]): void {
  if (value === null && rule.nullable) return;
  const code = problemWith(rule, value);
  if (code === null) return;
  const near = rule.values && typeof value === 'string' ? suggest(value, rule.values.map(String)) : [];
  fail(errors, code, field, value, allowedText(rule), near);
}

function problemWith(rule: FieldRule, value: unknown): string | null {
  if (rule.values) return rule.values.includes(value as string) ? null : 'not-allowed';
  if (rule.text) {
    if (typeof value !== 'string') return 'wrong-type';
    return !value || value.length > rule.text ? 'out-of-range' : null;
  }
  if (typeof value !== 'number' || Number.isNaN(value)) return 'not-a-number';
  if (value < rule.min! || value > rule.max!) return 'out-of-range';
  return rule.real || Number.isInteger(value) ? null : 'not-an-integer';
}

/** Tables of what an object must and may have, as one; put together once, since every request passes them. */
interface RuleSet {
  rules: ReadonlyMap<string, FieldRule>;
  needed: readonly string[];
  /** All names, those of parts with rules of their own included. */
  known: ReadonlySet<string>;
}

const ruleSet = (
  needed: Record<string, FieldRule>,
  optional: Record<string, FieldRule> = {},
  further: readonly string[] = [],
): RuleSet => ({
  rules: new Map(Object.entries({ ...needed, ...optional })),
  needed: Object.keys(needed),
  known: new Set([...Object.keys({ ...needed, ...optional }), ...further]),
});

/** Checks the fields of an object; names outside the rules are errors. */
function checkObject(
  value: Record<string, unknown>,
  { rules, needed, known }: RuleSet,
  prefix: string,
  errors: RequestError[],
): void {
  let unknown = false;
  for (const name of Object.keys(value)) {
    const rule = rules.get(name);
    if (!rule) unknown ||= !known.has(name);
    else if (value[name] !== undefined) check(rule, value[name], prefix + name, errors);
  }
  for (const name of needed) {
    if (value[name] !== undefined && Object.hasOwn(value, name)) continue;
    errors.push({
      code: 'required',
      field: prefix + name,
      params: {},
      allowed: allowedText(rules.get(name)!),
    });
  }
  if (unknown) rejectUnknown(value, known, prefix, errors);
}

function rejectUnknown(
  value: object,
  known: ReadonlySet<string>,
  prefix: string,
  errors: RequestError[],
): void {
  for (const name of Object.keys(value)) {
    if (known.has(name)) continue;
    const names = [...known];
    fail(errors, 'unknown-field', prefix + name.slice(0, 60), name, names.join(' | '), suggest(name, names));
  }
}

/** A request with every default filled in, or what is wrong with it. */
export type Validation =
  | {
      /** The request can be answered. */
      ok: true;
      /** The same with every default filled in. */
      request: EstimateRequest;
    }
  | {
      /** The request makes no sense. */
      ok: false;
      /** One for each field that is wrong. */
      errors: RequestError[];
    };

const { task: taskRule, ...furtherFields } = fields;
const requestRules = ruleSet({ task: taskRule }, furtherFields, ['model', 'gpu', 'lora', 'currency']);
const loraNames: ReadonlySet<string> = new Set(Object.keys(loraFields));
const modelPartNames = Object.keys(modelParts) as (keyof typeof modelParts)[];
const modelRules = ruleSet(modelFields, optionalModelFields, modelPartNames);
const modelPartRules = Object.fromEntries(
  modelPartNames.map((part) => [part, ruleSet(modelParts[part])]),
) as Record<keyof typeof modelParts, RuleSet>;

function checkSlug(
  value: unknown,
  field: 'gpu' | 'model',
  known: ReadonlyMap<string, unknown>,
  errors: RequestError[],
): void {
  const allowed = field === 'gpu' ? 'gpus.json: slug' : 'models.json: slug | { parameters, layers, … }';
  if (value === undefined) errors.push({ code: 'required', field, params: {}, allowed });
  else if (typeof value !== 'string') fail(errors, 'wrong-type', field, value, allowed);
  else if (!known.has(value))
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
  rejectUnknown(value, loraNames, 'lora.', errors);
}

/** Reports where `value` does not divide the whole; what does, and divides `also`, is allowed. */
function divides(
  value: number,
  field: string,
  whole: number,
  of: string,
  errors: RequestError[],
  also = whole,
): void {
  if (whole % value === 0) return;
  const upToWhole = Array.from({ length: whole }, (_, i) => i + 1);
  const divisors = upToWhole.filter((n) => whole % n === 0 && also % n === 0);
  errors.push({
    code: 'not-a-divisor',
    field,
    params: { value, of, whole },
    allowed: divisors.join(' | '),
  });
}

/** Checks how several cards share the job. */
function checkSplit(
  request: EstimateRequest,
  model: EstimationModel,
  gpu: EstimationGpu,
  errors: RequestError[],
) {
  const { task, gpuCount, nodes, tensorParallel: tensor, pipelineParallel: pipeline } = request;
  divides(nodes, 'nodes', gpuCount, 'gpuCount', errors);
  // The default of one of the two follows from the other, and is no whole number where that one is wrong.
  if (Number.isInteger(pipeline)) divides(pipeline, 'pipelineParallel', gpuCount, 'gpuCount', errors);
  if (errors.length === 0) divides(tensor, 'tensorParallel', gpuCount, 'gpuCount', errors);
  if (errors.length === 0)
    divides(pipeline, 'pipelineParallel', gpuCount / tensor, 'gpuCount / tensorParallel', errors);
  if (errors.length === 0) divides(tensor, 'tensorParallel', model.heads, 'heads', errors, gpuCount);
  const more = (field: string, value: number | null, limit: number): void => {
    if (value !== null && value > limit) fail(errors, 'more-than', field, value, `≤ ${limit}`);
  };
  more('tensorParallel', tensor, fields.tensorParallel.max);
  more('pipelineParallel', pipeline, Math.min(model.layers, fields.pipelineParallel.max));
  more('gpuLayers', request.gpuLayers, model.layers);
  more('meanSampleTokens', request.meanSampleTokens, request.sequenceLength);
  checkOptimizer(request, model, errors);
  more('promptTokens', request.promptTokens, request.contextLength);
  if (request.interconnect === 'nvlink' && !gpu.nvlink)
    errors.push({
      code: 'no-nvlink',
      field: 'interconnect',
      params: { value: 'nvlink', name: gpu.name },
      allowed: 'pcie',
    });
  type Tied = 'sharding' | 'offload' | 'framework' | 'gpuLayers';
  const withTask = (field: Tied, allowed: readonly (string | number | null)[]): void => {
    const value = request[field];
    if (value !== null && !allowed.includes(value))
      errors.push({
        code: 'not-with-task',
        field,
        params: { value, task },
        allowed: allowed.map(String).join(' | '),
      });
  };
  withTask('framework', task === 'training' ? trainingFrameworks : engines);
  if (task === 'training') return withTask('gpuLayers', [null]);
  withTask('sharding', ['none']);
  withTask('offload', ['none']);
}

const isGalore = (optimizer: string): boolean => optimizer.startsWith('galore');

/** GaLore projects the gradients of whole matrices: it takes no adapters, and no rank above that of a matrix. */
function checkOptimizer(request: EstimateRequest, model: EstimationModel, errors: RequestError[]): void {
  const { optimizer, method, galoreRank } = request;
  if (request.task !== 'training' || !isGalore(optimizer)) return;
  if (method !== 'full') {
    const params = { value: optimizer, other: 'method', otherValue: method };
    const allowed = fields.optimizer.values.filter((value) => !isGalore(value));
    errors.push({ code: 'not-together', field: 'optimizer', params, allowed: allowed.join(' | ') });
  }
  if (galoreRank > model.hiddenSize)
    fail(errors, 'more-than', 'galoreRank', galoreRank, `≤ ${model.hiddenSize}`);
}

/** Checks the dimensions of a model that is not in the catalog, one by one and then against each other. */
export function checkModel(model: Record<string, unknown>, errors: RequestError[]): void {
  const before = errors.length;
  checkObject(model, modelRules, 'model.', errors);
  for (const part of modelPartNames) {
    const value = model[part];
    if (value === undefined || value === null) continue;
    if (isObject(value)) checkObject(value, modelPartRules[part], `model.${part}.`, errors);
    else {
      const allowed = `{ ${modelPartRules[part].needed.join(', ')} }`;
      fail(errors, 'wrong-type', `model.${part}`, value, allowed);
    }
  }
  if (errors.length > before) return;

  const { hiddenSize, heads, kvHeads, layers, slidingLayers, experts, encoder, kind, vocabSize } =
    model as unknown as CustomModel;
  divides(heads, 'model.heads', hiddenSize, 'hiddenSize', errors);
  divides(kvHeads, 'model.kvHeads', heads, 'heads', errors);
  const atMost = (field: string, value: number | undefined, limit: number): void => {
    if (value !== undefined && value > limit)
      fail(errors, 'more-than', `model.${field}`, value, `≤ ${limit}`);
  };
  atMost('slidingLayers', slidingLayers, layers);
  if (experts) {
    atMost('experts.perToken', experts.perToken, experts.count);
    atMost('experts.denseLayers', experts.denseLayers, layers);
  }
  if (encoder) atMost('encoder.layers', encoder.layers, layers - 1);
  const withKind = (field: string, value: unknown, allowed: string): void => {
    errors.push({
      code: 'not-with-kind',
      field: `model.${field}`,
      params: { value: show(value), kind: kind ?? 'decoder' },
      allowed,
    });
  };
  const withPart = (part: 'experts' | 'encoder', value: unknown, needed: boolean): void => {
    if (kind && needed !== Boolean(value)) withKind(part, value ?? null, needed ? '{ … }' : 'null');
  };
  withPart('experts', experts, kind === 'moe');
  withPart('encoder', encoder, kind === 'encoder-decoder' || kind === 'speech');
  if (vocabSize === 0 && kind !== 'vision')
    withKind('vocabSize', 0, allowedText({ ...modelFields.vocabSize, min: 1 }));
}

/**
 * Checks whatever a caller sent and fills in the defaults. Never throws. Every field that is wrong gets an error of
 * its own; unknown names come with the nearest known ones.
 * @param input - Anything: what was typed, parsed or received.
 * @param data - The cards and models that the request can ask for.
 * @returns The complete request, or an error for each field that is wrong.
 */
export function validateRequest(input: unknown, data: EstimationData): Validation {
  const errors: RequestError[] = [];
  if (!isObject(input)) {
    fail(errors, 'not-an-object', '', input, '{ task, model, gpu, … }');
    return { ok: false, errors };
  }
  const { gpus, models } = indexOf(data);
  checkObject(input, requestRules, '', errors);
  checkSlug(input.gpu, 'gpu', gpus, errors);
  const { model } = input;
  if (isObject(model)) checkModel(model, errors);
  else checkSlug(model, 'model', models, errors);
  if (input.lora !== undefined) checkLora(input.lora, errors);
  if (
    input.currency !== undefined &&
    !(typeof input.currency === 'string' && currencyPattern.test(input.currency))
  ) {
    fail(errors, 'not-allowed', 'currency', input.currency, 'USD | EUR | CNY | …');
  }
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
  const gpu = findGpu(valid.gpu, data);
  checkSplit(request, found, gpu, errors);
  if (request.precision === 'fp8-mixed' && gpu.computeCapability < 8.9) {
    const without = fields.precision.values.filter((value) => value !== 'fp8-mixed');
    const params = { value: 'fp8-mixed', name: gpu.name };
    errors.push({ code: 'not-on-card', field: 'precision', params, allowed: without.join(' | ') });
  }
  const { method, precision, weightFormat } = request;
  const { targets } = request.lora;
  if (Array.isArray(targets)) {
    const layers = linearNames(found);
    if (!targets.some((name) => layers.includes(name)))
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
