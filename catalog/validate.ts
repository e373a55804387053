import type { z } from 'zod';
import { architectures } from './architectures.ts';
import { gpuFiles } from './gpus/index.ts';
import { measurementFiles } from './measurements/index.ts';
import { modelFiles } from './models/index.ts';
import { activeParameters, countParameters, imageTokens } from './parameters.ts';
import { bandwidthGbps, cudaTflops, fp32Tflops, tensorRates } from './rates.ts';
import { factFields, resolveGpu, sourcesOfException } from './resolve.ts';
import { gpuSchema, measurementSchema, modelSchema, sourceSchema } from './schema.ts';
import { sourceFiles } from './sources/index.ts';
import type { Model, Source, StoredGpu, StoredMeasurement, TensorRates } from './types.ts';

/** One thing that is wrong with one record. */
export interface Problem {
  /** File under `catalog/`. */
  file: string;
  /** Slug or id of the record; `#n` (counted from 1) where it has none. */
  slug: string;
  /** Path of the field inside the record, or an empty string for the record as a whole. */
  field: string;
  reason: string;
}

/** Records by the file they stand in, as written: nothing is known about them yet. */
type Files = Record<string, readonly unknown[]>;

/** All that is validated together, since records refer to one another. */
export interface CatalogFiles {
  gpus: Files;
  models: Files;
  measurements: Files;
  sources: Files;
}

/** The records of this repository. */
export const catalogFiles: CatalogFiles = {
  gpus: gpuFiles,
  models: modelFiles,
  measurements: measurementFiles,
  sources: sourceFiles,
};

interface Entry<T> {
  file: string;
  slug: string;
  record: T;
}

/** Keys of a model that say something about the record, not about the model. */
const aboutTheModelRecord: ReadonlySet<string> = new Set([
  'slug',
  'name',
  'family',
  'kind',
  'sources',
  'disagreements',
  'unverified',
  'notes',
]);

/** How far a published figure may stand from the one the rule gives, as a share. */
const tolerance = 0.01;

const differs = (figure: number, rule: number): boolean => Math.abs(figure / rule - 1) > tolerance;

/**
 * Checks every record against its schema, then the records against one another and against the rules.
 * @returns every problem found, in the order of the files; an empty list when all is well.
 */
export function validateCatalog(files: CatalogFiles = catalogFiles): Problem[] {
  const problems: Problem[] = [];
  const report = (entry: Pick<Entry<unknown>, 'file' | 'slug'>, field: string, reason: string): void => {
    problems.push({ file: entry.file, slug: entry.slug, field, reason });
  };

  /** The records that meet the schema; cross checks of the others would only repeat their problem. */
  function read<T>(group: Files, schema: z.ZodType<T>, key: 'slug' | 'id'): Entry<T>[] {
    const entries: Entry<T>[] = [];
    const seen = new Map<string, string>();
    for (const [file, records] of Object.entries(group)) {
      for (const [index, record] of records.entries()) {
        const name = (record as Record<string, unknown> | null)?.[key];
        const entry = { file, slug: typeof name === 'string' ? name : `#${index + 1}` };
        const first = seen.get(entry.slug);
        if (first !== undefined) report(entry, key, `duplicate: "${entry.slug}" also stands in ${first}`);
        seen.set(entry.slug, file);
        const result = schema.safeParse(record);
        if (result.success) entries.push({ ...entry, record: result.data });
        else {
          for (const issue of result.error.issues) {
            const keys = issue.code === 'unrecognized_keys' ? issue.keys : [undefined];
            for (const unknownKey of keys) {
              const path = unknownKey === undefined ? issue.path : [...issue.path, unknownKey];
              const reason = unknownKey === undefined ? issue.message : 'unknown key';
              report(entry, path.map(String).join('.'), reason);
            }
          }
        }
      }
    }
    return entries;
  }

  const gpus = read<StoredGpu>(files.gpus, gpuSchema, 'slug');
  const models = read<Model>(files.models, modelSchema, 'slug');
  const measurements = read<StoredMeasurement>(files.measurements, measurementSchema, 'id');
  const sources = read<Source>(files.sources, sourceSchema, 'id');

  const sourceIds = new Set(sources.map(({ slug }) => slug));
  const modelSlugs = new Set(models.map(({ slug }) => slug));
  const gpuBySlug = new Map(gpus.map((entry) => [entry.slug, entry.record]));

  /** Every id is known, every key of the map is a field, and every value has a source or is marked unverified. */
  function checkSources(
    entry: Entry<{ sources: Record<string, string[]>; unverified?: string[] | undefined }>,
    stored: readonly string[],
    known: ReadonlySet<string>,
  ): void {
    const { sources: map, unverified = [] } = entry.record;
    for (const [field, ids] of Object.entries(map)) {
      if (field !== 'default' && !known.has(field))
        report(entry, `sources.${field}`, 'names no field of the record');
      for (const id of ids)
        if (!sourceIds.has(id)) report(entry, `sources.${field}`, `unknown source id "${id}"`);
    }
    for (const field of stored) {
      const ids = map[field] ?? map['default'] ?? [];
      if (ids.length === 0 && !unverified.includes(field)) {
        report(entry, field, 'has no source and is not marked unverified');
      }
    }
    for (const field of unverified)
      if (!known.has(field)) report(entry, 'unverified', `"${field}" names no field`);
  }

  for (const entry of gpus) {
    const { record: gpu } = entry;
    if (!architectures[gpu.computeCapability.toFixed(1)]) {
      report(entry, 'computeCapability', `no rules for ${gpu.computeCapability} in architectures.ts`);
      continue;
    }
    const excepted = new Set<string>((gpu.exceptions ?? []).map(({ field }) => field));
    if (gpu.memoryDataRateGbps === null && !excepted.has('memoryBandwidthGbps')) {
      report(entry, 'memoryBandwidthGbps', 'neither a data rate nor an exception gives it');
      continue;
    }
    const stored = factFields(gpu);
    const resolved = resolveGpu(gpu);
    const known = [...stored, ...Object.keys(resolved), ...Object.keys(resolved.sources)];
    checkSources(entry, stored, new Set(known));
    checkRates(entry, excepted);
    for (const field of excepted) {
      const cited = sourcesOfException(gpu, field).length > 0;
      if (!cited && !resolved.unverified.includes(field))
        report(entry, field, 'has no source and is not marked unverified');
    }
    if (gpu.variantOf !== undefined) {
      const card = gpuBySlug.get(gpu.variantOf);
      if (!card) report(entry, 'variantOf', `no card "${gpu.variantOf}"`);
      else if (card.variantOf !== undefined)
        report(entry, 'variantOf', `"${gpu.variantOf}" is itself a variant`);
    }
    if (gpu.baseClockMhz !== null && gpu.boostClockMhz < gpu.baseClockMhz)
      report(entry, 'boostClockMhz', 'below the base clock');
    for (const field of ['baseClockRangeMhz', 'boostClockRangeMhz', 'tgpRangeW'] as const) {
      const range = gpu[field];
      if (!range) continue;
      if (range[0] > range[1]) report(entry, field, 'the least is above the most');
      if (gpu.segment !== 'laptop') report(entry, field, 'only makers of laptops choose it');
    }
    if (gpu.usableMemoryMib !== undefined && gpu.usableMemoryMib > gpu.memoryGb * 1024) {
      report(entry, 'usableMemoryMib', 'more than the memory of the card');
    }
  }

  /** Core counts follow from the architecture, and every figure from its rule or from a stated exception. */
  function checkRates(entry: Entry<StoredGpu>, excepted: ReadonlySet<string>): void {
    const { record: gpu } = entry;
    const { coresPerSm, tensorCoresPerSm } = architectures[gpu.computeCapability.toFixed(1)]!;
    const cores = coresPerSm * gpu.smCount;
    if (gpu.cudaCores !== cores)
      report(entry, 'cudaCores', `${gpu.smCount} SMs of this architecture have ${cores}`);
    const tensorCores = tensorCoresPerSm * gpu.smCount;
    if (gpu.tensorCores !== 0 && gpu.tensorCores !== tensorCores) {
      report(entry, 'tensorCores', `${gpu.smCount} SMs of this architecture have ${tensorCores}`);
    }
    const rates = tensorRates(gpu);
    for (const [rate, figure] of Object.entries(gpu.officialTensor ?? {})) {
      const derived = rates?.[rate as keyof TensorRates] ?? null;
      const field = `officialTensor.${rate}`;
      if (excepted.has(`tensor.${rate}`)) report(entry, field, 'is also an exception');
      else if (derived === null) report(entry, field, 'the rule knows no such rate on this card');
      else if (differs(figure, derived)) {
        const twice = differs(figure, 2 * derived) ? '' : ' but twice it: with sparsity?';
        report(entry, field, `${figure} is not within 1 % of the rule's ${derived}${twice}`);
      }
    }
    const rules: Record<string, number | null> = {
      fp32Tflops: fp32Tflops(gpu),
      fp16Tflops: cudaTflops(gpu, 'fp16'),
      fp64Tflops: cudaTflops(gpu, 'fp64'),
      memoryBandwidthGbps: bandwidthGbps(gpu),
    };
    for (const [rate, value] of Object.entries(rates ?? {})) rules[`tensor.${rate}`] = value;
    const seen = new Set<string>();
    for (const { field, value } of gpu.exceptions ?? []) {
      const where = `exceptions.${field}`;
      const rule = rules[field] ?? null;
      if (seen.has(field)) report(entry, where, 'stands there twice');
      seen.add(field);
      if (!(field in rules)) report(entry, where, 'the card has no such figure');
      else if (value === null && !field.startsWith('tensor.'))
        report(entry, where, 'only Tensor Core rates may be unknown');
      else if (value === rule || (value !== null && rule !== null && !differs(value, rule)))
        report(entry, where, `${value} is within 1 % of the rule's ${rule}: no exception`);
      else if (value !== null && rule !== null && field.startsWith('tensor.') && !differs(value, 2 * rule))
        report(entry, where, `${value} is twice the rule's ${rule}: with sparsity?`);
    }
  }

  for (const entry of models) {
    const { record: model } = entry;
    const known = new Set(Object.keys(model).filter((key) => !aboutTheModelRecord.has(key)));
    const stored = [...known].filter((field) => model[field as keyof Model] !== null);
    checkSources(entry, stored, known);
    checkDimensions(entry);
    for (const [index, { field, values, chosen }] of model.disagreements.entries()) {
      const at = `disagreements.${index}`;
      const kept = model[field as keyof Model];
      if (!known.has(field)) report(entry, `${at}.field`, `"${field}" names no field`);
      else if (typeof kept !== 'boolean' && kept !== chosen)
        report(entry, `${at}.chosen`, `${chosen} is not what the record keeps: ${JSON.stringify(kept)}`);
      if (!Object.values(values).includes(chosen))
        report(entry, `${at}.chosen`, `${chosen} is none of the values`);
      for (const id of Object.keys(values))
        if (id !== 'rule' && !sourceIds.has(id)) report(entry, `${at}.values`, `unknown source id "${id}"`);
    }
  }

  /** The counts follow from the dimensions, and the dimensions fit together. */
  function checkDimensions(entry: Entry<Model>): void {
    const { record: model } = entry;
    const counted = countParameters(model);
    if (counted !== model.parameters) report(entry, 'parameters', `the dimensions make ${counted}`);
    if ('kvHeads' in model && model.heads % model.kvHeads !== 0)
      report(entry, 'kvHeads', 'does not divide the heads');
    if ('slidingLayers' in model) {
      const { slidingWindow, slidingLayers, layers, contextLength, mla, headDim } = model;
      if (slidingLayers > layers) report(entry, 'slidingLayers', `more than the ${layers} layers`);
      if ((slidingWindow === null) !== (slidingLayers === 0))
        report(entry, 'slidingLayers', 'a window and the layers that use it come together');
      if (slidingWindow !== null && slidingWindow > contextLength)
        report(entry, 'slidingWindow', `more than the ${contextLength} tokens of the context`);
      if (mla && mla.nopeHeadDim + mla.ropeHeadDim !== headDim)
        report(entry, 'headDim', `the two parts of a query make ${mla.nopeHeadDim + mla.ropeHeadDim}`);
    }
    if (model.kind === 'moe') {
      const { experts, layers } = model;
      const active = activeParameters(model);
      if (active !== model.activeParameters)
        report(entry, 'activeParameters', `the dimensions make ${active}`);
      if (experts.perToken > experts.count)
        report(entry, 'experts.perToken', `more than the ${experts.count} experts`);
      if (experts.denseLayers >= layers)
        report(entry, 'experts.denseLayers', `leaves none of the ${layers} layers with experts`);
    }
    if (model.kind === 'vision' && imageTokens(model) !== model.contextLength)
      report(entry, 'contextLength', `image and patches make ${imageTokens(model)} tokens`);
    if (model.kind === 'unet') {
      if (model.transformerDepths.length !== model.channelMultipliers.length)
        report(entry, 'transformerDepths', 'needs one entry for each of channelMultipliers');
      if ((model.heads === null) === (model.headDim === null))
        report(entry, 'heads', 'either heads or headDim is fixed, and the other null');
    }
  }

  for (const entry of measurements) {
    const { record: run } = entry;
    if (!modelSlugs.has(run.model)) report(entry, 'model', `no model "${run.model}"`);
    if (!gpuBySlug.has(run.gpu)) report(entry, 'gpu', `no card "${run.gpu}"`);
    if (!sourceIds.has(run.source)) report(entry, 'source', `unknown source id "${run.source}"`);
    const { allocated, reserved, process } = run.published;
    if (allocated === null && reserved === null && process === null)
      report(entry, 'published', 'no figure at all');
    if (allocated !== null && reserved !== null && reserved < allocated) {
      report(entry, 'published.reserved', 'below the allocated figure');
    }
  }

  for (const entry of sources) {
    const { url, repository, note } = entry.record;
    if (url === null && repository === null && note === null) {
      report(entry, 'note', 'a source without address or repository says where its text was read');
    }
  }

  for (const [capability, architecture] of Object.entries(architectures)) {
    for (const id of [...architecture.sources, ...architecture.tensorSources]) {
      if (!sourceIds.has(id)) {
        report({ file: 'architectures.ts', slug: capability }, 'sources', `unknown source id "${id}"`);
      }
    }
  }
  return problems;
}

/** One line per problem: file, record, field, reason. */
export function describeProblems(problems: readonly Problem[]): string {
  return problems
    .map(({ file, slug, field, reason }) => `catalog/${file}: ${slug}${field && `, ${field}`}: ${reason}`)
    .join('\n');
}

/**
 * Stops a build that would publish a wrong record.
 * @throws {Error} that lists every problem.
 */
export function assertCatalog(files: CatalogFiles = catalogFiles): void {
  const problems = validateCatalog(files);
  if (problems.length === 0) return;
  throw new Error(`The catalog has ${problems.length} problems.\n${describeProblems(problems)}`);
}
