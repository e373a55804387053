import type { z } from 'zod';
import { architectures } from './architectures.ts';
import { explainer, nearestFix } from './explain.ts';
import { gpuFiles } from './gpus/index.ts';
import { measurementFiles } from './measurements/index.ts';
import { measurementSchema } from './measurements/schema.ts';
import { listed } from './measurements/scope.ts';
import { checkMeasurement } from './measurements/validate.ts';
import { modelFiles } from './models/index.ts';
import { activeParameters, countParameters, imageTokens } from './parameters.ts';
import { bandwidthGbps, cudaTflops, fp32Tflops, tensorRates } from './rates.ts';
import { factFields, resolveGpu, sourcesOfException } from './resolve.ts';
import {
  architectureSchema,
  gpuSchema,
  modelSchema,
  scopeSchema,
  softwareSchema,
  sourceSchema,
} from './schema.ts';
import { software } from './software.ts';
import { sourceFiles } from './sources/index.ts';
import type { Model, Software, Source, StoredGpu, StoredMeasurement, TensorRates } from './types.ts';
import { softwareProblems } from './validate-software.ts';

/** One thing that is wrong with one record. */
export interface Problem {
  /** File under `catalog/`. */
  file: string;
  /** Slug or id of the record; `#n` (counted from 1) where it has none. */
  slug: string;
  /** Path of the field inside the record, or an empty string for the record as a whole. */
  field: string;
  reason: string;
  /** What to write instead: the value, the allowed values or their range. */
  fix: string;
}

/** The field that names a record. */
type Key = 'slug' | 'id' | 'computeCapability';

/** Records by the file they stand in, as written: nothing is known about them yet. */
type Files = Record<string, readonly unknown[]>;

/** All that is validated together, since records refer to one another. */
export interface CatalogFiles {
  gpus: Files;
  models: Files;
  measurements: Files;
  software: Files;
  architectures: Files;
  /** Runs that are set aside by name. */
  scope: Files;
  sources: Files;
}

/** The records of this repository. */
export const catalogFiles: CatalogFiles = {
  gpus: gpuFiles,
  models: modelFiles,
  measurements: measurementFiles,
  software: { 'software.ts': software },
  architectures: {
    'architectures.ts': Object.entries(architectures).map(([computeCapability, architecture]) => ({
      computeCapability,
      ...architecture,
    })),
  },
  scope: {
    'measurements/scope.ts': Object.entries(listed).flatMap(([reason, ids]) =>
      ids.map((id) => ({ id, reason })),
    ),
  },
  sources: sourceFiles,
};

interface Entry<T> {
  file: string;
  slug: string;
  record: T;
}

/** What other records may refer to: also the names of records that are wrong themselves. */
function names(group: Files, key: Key): Set<string> {
  const found = Object.values(group)
    .flat()
    .map((record) => (record as Record<string, unknown> | null)?.[key]);
  return new Set(found.filter((name) => typeof name === 'string'));
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

/** Compute capability from which Tensor Cores multiply a format. */
const firstCapability: Partial<Record<keyof TensorRates, number>> = {
  int8: 7.5,
  bf16: 8,
  tf32: 8,
  fp8Acc16: 8.9,
  fp8Acc32: 8.9,
  fp4: 10,
};

/** How far a published figure may stand from the one the rule gives, as a share. */
const tolerance = 0.01;

const differs = (figure: number, rule: number): boolean => Math.abs(figure / rule - 1) > tolerance;

/**
 * Checks every record against its schema, then the records against one another and against the rules.
 * @returns every problem found, in the order of the files; an empty list when all is well.
 */
export function validateCatalog(files: CatalogFiles = catalogFiles): Problem[] {
  const problems: Problem[] = [];
  const report = (
    entry: Pick<Entry<unknown>, 'file' | 'slug'>,
    field: string,
    reason: string,
    fix: string,
  ): void => {
    problems.push({ file: entry.file, slug: entry.slug, field, reason, fix });
  };

  /** The records that meet the schema; cross checks of the others would only repeat their problem. */
  function read<T>(group: Files, schema: z.ZodType<T>, key: Key): Entry<T>[] {
    const entries: Entry<T>[] = [];
    const seen = new Map<string, string>();
    const explain = explainer(schema);
    for (const [file, records] of Object.entries(group)) {
      for (const [index, record] of records.entries()) {
        const name = (record as Record<string, unknown> | null)?.[key];
        const entry = { file, slug: typeof name === 'string' ? name : `#${index + 1}` };
        const first = seen.get(entry.slug);
        if (first !== undefined) {
          report(
            entry,
            key,
            `duplicate: "${entry.slug}" also stands in ${first}`,
            `give one of the two another ${key}, or remove it if both are the same`,
          );
        }
        seen.set(entry.slug, file);
        const result = schema.safeParse(record);
        if (result.success) entries.push({ ...entry, record: result.data });
        else {
          for (const { field, reason, fix } of explain(record, result.error.issues)) {
            report(entry, field, reason, fix);
          }
        }
      }
    }
    return entries;
  }

  const gpus = read<StoredGpu>(files.gpus, gpuSchema, 'slug');
  const models = read<Model>(files.models, modelSchema, 'slug');
  const measurements = read<StoredMeasurement>(files.measurements, measurementSchema, 'id');
  const softwareEntries = read<Software>(files.software, softwareSchema, 'slug');
  const sources = read<Source>(files.sources, sourceSchema, 'id');
  const verdicts = read(files.scope, scopeSchema, 'id');
  const capabilities = read(files.architectures, architectureSchema, 'computeCapability');

  const sourceIds = names(files.sources, 'id');
  const modelSlugs = names(files.models, 'slug');
  const modelBySlug = new Map(models.map((entry) => [entry.slug, entry.record]));
  const gpuSlugs = names(files.gpus, 'slug');
  const gpuBySlug = new Map(gpus.map((entry) => [entry.slug, entry.record]));
  const sourceFix = (id: string) => nearestFix(id, sourceIds, 'add the source to a file under sources/');
  const gpuFix = (slug: string) => nearestFix(slug, gpuSlugs, 'add the card to a file under gpus/');

  /** Every id is known, every key of the map is a field, and every value has a source or is marked unverified. */
  function checkSources(
    entry: Entry<{ sources: Record<string, string[]>; unverified?: string[] | undefined }>,
    stored: readonly string[],
    known: ReadonlySet<string>,
  ): void {
    const { sources: map, unverified = [] } = entry.record;
    for (const [field, ids] of Object.entries(map)) {
      if (field !== 'default' && !known.has(field))
        report(
          entry,
          `sources.${field}`,
          'names no field of the record',
          nearestFix(field, known, 'remove it'),
        );
      for (const id of ids)
        if (!sourceIds.has(id)) report(entry, `sources.${field}`, `unknown source id "${id}"`, sourceFix(id));
    }
    for (const field of stored) {
      const ids = map[field] ?? map['default'] ?? [];
      if (ids.length === 0 && !unverified.includes(field)) {
        report(
          entry,
          field,
          'has no source and is not marked unverified',
          `add the ids of its sources as sources.${field}, or list "${field}" under unverified`,
        );
      }
    }
    for (const field of unverified)
      if (!known.has(field))
        report(entry, 'unverified', `"${field}" names no field`, nearestFix(field, known, 'remove it'));
  }

  for (const entry of gpus) {
    const { record: gpu } = entry;
    if (!architectures[gpu.computeCapability.toFixed(1)]) {
      report(
        entry,
        'computeCapability',
        `no rules for ${gpu.computeCapability} in architectures.ts`,
        `write one of ${Object.keys(architectures).map(Number).join(', ')}, or add its rules to architectures.ts`,
      );
      continue;
    }
    const excepted = new Set<string>((gpu.exceptions ?? []).map(({ field }) => field));
    if (gpu.memoryDataRateGbps === null && !excepted.has('memoryBandwidthGbps')) {
      report(
        entry,
        'memoryBandwidthGbps',
        'neither a data rate nor an exception gives it',
        'add memoryDataRateGbps, or the bandwidth in GB/s to exceptions with its reason',
      );
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
        report(
          entry,
          field,
          'has no source and is not marked unverified',
          `add the ids of its sources as sources["${field}"] or sources.exceptions, or list "${field}" under unverified`,
        );
    }
    if (gpu.variantOf !== undefined) {
      const card = gpuBySlug.get(gpu.variantOf);
      if (!gpuSlugs.has(gpu.variantOf))
        report(entry, 'variantOf', `no card "${gpu.variantOf}"`, gpuFix(gpu.variantOf));
      else if (card?.variantOf !== undefined)
        report(
          entry,
          'variantOf',
          `"${gpu.variantOf}" is itself a variant`,
          `write the card that it is a variant of, "${card.variantOf}"`,
        );
    }
    if (gpu.baseClockMhz !== null && gpu.boostClockMhz < gpu.baseClockMhz) {
      report(
        entry,
        'boostClockMhz',
        'below the base clock',
        `write a clock of at least ${gpu.baseClockMhz}, or correct baseClockMhz`,
      );
    }
    for (const field of ['baseClockRangeMhz', 'boostClockRangeMhz', 'tgpRangeW'] as const) {
      const range = gpu[field];
      if (!range) continue;
      if (range[0] > range[1])
        report(entry, field, 'the least is above the most', `write [${range[1]}, ${range[0]}]`);
      if (gpu.segment !== 'laptop')
        report(entry, field, 'only makers of laptops choose it', 'remove it, or write "laptop" as segment');
    }
    if (gpu.usableMemoryMib !== undefined && gpu.usableMemoryMib > gpu.memoryGb * 1024) {
      report(
        entry,
        'usableMemoryMib',
        'more than the memory of the card',
        `write less than ${gpu.memoryGb * 1024} MiB (memoryGb × 1024)`,
      );
    }
  }

  /** Core counts follow from the architecture, and every figure from its rule or from a stated exception. */
  function checkRates(entry: Entry<StoredGpu>, excepted: ReadonlySet<string>): void {
    const { record: gpu } = entry;
    const { coresPerSm, tensorCoresPerSm } = architectures[gpu.computeCapability.toFixed(1)]!;
    const cores = coresPerSm * gpu.smCount;
    if (gpu.cudaCores !== cores)
      report(
        entry,
        'cudaCores',
        `${gpu.smCount} SMs of this architecture have ${cores}`,
        `write ${cores} instead of ${gpu.cudaCores}, or correct smCount`,
      );
    const tensorCores = tensorCoresPerSm * gpu.smCount;
    if (gpu.tensorCores !== 0 && gpu.tensorCores !== tensorCores) {
      report(
        entry,
        'tensorCores',
        `${gpu.smCount} SMs of this architecture have ${tensorCores}`,
        `write ${tensorCores} instead of ${gpu.tensorCores}, 0 for a card without, or correct smCount`,
      );
    }
    const rates = tensorRates(gpu);
    for (const [rate, figure] of Object.entries(gpu.officialTensor ?? {})) {
      const derived = rates?.[rate as keyof TensorRates] ?? null;
      const field = `officialTensor.${rate}`;
      if (excepted.has(`tensor.${rate}`))
        report(entry, field, 'is also an exception', 'keep the figure in one of the two places');
      else if (derived === null)
        report(
          entry,
          field,
          'the rule knows no such rate on this card',
          'remove it, or add the rate to rates.ts',
        );
      else if (differs(figure, derived)) {
        const twice = differs(figure, 2 * derived) ? '' : ' but twice it: with sparsity?';
        report(
          entry,
          field,
          `${figure} is not within 1 % of the rule's ${derived}${twice}`,
          `write the dense figure (${derived}), or move it to exceptions with the reason why it departs`,
        );
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
      if (seen.has(field)) report(entry, where, 'stands there twice', 'remove one of the two');
      seen.add(field);
      if (!(field in rules))
        report(
          entry,
          where,
          'the card has no such figure',
          nearestFix(field, Object.keys(rules), 'remove it'),
        );
      else if (value === null && !field.startsWith('tensor.'))
        report(
          entry,
          where,
          'only Tensor Core rates may be unknown',
          `write the figure that departs${rule === null ? '' : `, or remove it: the rule gives ${rule}`}`,
        );
      else if (value === rule || (value !== null && rule !== null && !differs(value, rule)))
        report(
          entry,
          where,
          `${value} is within 1 % of the rule's ${rule}: no exception`,
          'remove the exception; a Tensor Core figure of NVIDIA belongs to officialTensor',
        );
      else if (value !== null && rule !== null && field.startsWith('tensor.') && !differs(value, 2 * rule))
        report(
          entry,
          where,
          `${value} is twice the rule's ${rule}: with sparsity?`,
          `write the dense figure, ${value / 2}`,
        );
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
      if (!known.has(field))
        report(entry, `${at}.field`, `"${field}" names no field`, nearestFix(field, known, 'remove it'));
      else if (typeof kept !== 'boolean' && kept !== chosen)
        report(
          entry,
          `${at}.chosen`,
          `${chosen} is not what the record keeps: ${JSON.stringify(kept)}`,
          `write ${JSON.stringify(kept)}, or correct ${field}`,
        );
      if (chosen !== null && !Object.values(values).includes(chosen))
        report(
          entry,
          `${at}.chosen`,
          `${chosen} is none of the values`,
          `write one of ${Object.values(values)
            .map((value) => JSON.stringify(value))
            .join(', ')}, or null`,
        );
      for (const id of Object.keys(values))
        if (id !== 'rule' && !sourceIds.has(id))
          report(entry, `${at}.values`, `unknown source id "${id}"`, sourceFix(id));
    }
  }

  /** The counts follow from the dimensions, and the dimensions fit together. */
  function checkDimensions(entry: Entry<Model>): void {
    const { record: model } = entry;
    const correct = (counted: number, written: number): string =>
      `write ${counted} instead of ${written}, or correct the dimension that is wrong`;
    const counted = countParameters(model);
    if (counted !== model.parameters)
      report(entry, 'parameters', `the dimensions make ${counted}`, correct(counted, model.parameters));
    if ('kvHeads' in model && model.heads % model.kvHeads !== 0)
      report(
        entry,
        'kvHeads',
        'does not divide the heads',
        `write a divisor of ${model.heads} (heads) instead of ${model.kvHeads}`,
      );
    if ('slidingLayers' in model) {
      const { slidingWindow, slidingLayers, layers, contextLength, mla, headDim } = model;
      if (slidingLayers > layers)
        report(
          entry,
          'slidingLayers',
          `more than the ${layers} layers`,
          `write a whole number of at most ${layers} (layers)`,
        );
      if ((slidingWindow === null) !== (slidingLayers === 0))
        report(
          entry,
          'slidingLayers',
          'a window and the layers that use it come together',
          slidingWindow === null
            ? 'write 0, or the window as slidingWindow'
            : 'write how many layers use the window, or null as slidingWindow',
        );
      if (slidingWindow !== null && slidingWindow > contextLength)
        report(
          entry,
          'slidingWindow',
          `more than the ${contextLength} tokens of the context`,
          `write a whole number of at most ${contextLength} (contextLength), or null where every layer sees all`,
        );
      if (mla && mla.nopeHeadDim + mla.ropeHeadDim !== headDim) {
        const made = mla.nopeHeadDim + mla.ropeHeadDim;
        report(entry, 'headDim', `the two parts of a query make ${made}`, correct(made, headDim));
      }
    }
    if (model.kind === 'moe') {
      const { experts, layers } = model;
      const active = activeParameters(model);
      if (active !== model.activeParameters)
        report(
          entry,
          'activeParameters',
          `the dimensions make ${active}`,
          correct(active, model.activeParameters),
        );
      if (experts.perToken > experts.count)
        report(
          entry,
          'experts.perToken',
          `more than the ${experts.count} experts`,
          `write a whole number of at most ${experts.count} (experts.count)`,
        );
      if (experts.denseLayers >= layers)
        report(
          entry,
          'experts.denseLayers',
          `leaves none of the ${layers} layers with experts`,
          `write a whole number below ${layers} (layers)`,
        );
    }
    if (model.kind === 'vision' && imageTokens(model) !== model.contextLength) {
      const made = imageTokens(model);
      report(
        entry,
        'contextLength',
        `image and patches make ${made} tokens`,
        correct(made, model.contextLength),
      );
    }
    if (model.kind === 'unet') {
      const levels = model.channelMultipliers.length;
      if (model.transformerDepths.length !== levels)
        report(
          entry,
          'transformerDepths',
          'needs one entry for each of channelMultipliers',
          `write ${levels} numbers, 0 for a level without attention`,
        );
      if ((model.heads === null) === (model.headDim === null))
        report(
          entry,
          'heads',
          'either heads or headDim is fixed, and the other null',
          'write null for the one of the two that follows from the width of the level',
        );
    }
  }

  const known = { models: modelSlugs, modelBySlug, gpus: gpuSlugs, sources: sourceIds };
  for (const entry of measurements) {
    checkMeasurement(entry.record, known, (field, reason, fix) => report(entry, field, reason, fix));
  }
  const runIds = names(files.measurements, 'id');
  for (const entry of verdicts) {
    if (!runIds.has(entry.slug))
      report(entry, 'id', 'no such run', nearestFix(entry.slug, runIds, 'remove it from the list'));
  }

  for (const { file, slug, record } of softwareEntries) {
    for (const problem of softwareProblems(record, sourceIds)) problems.push({ file, slug, ...problem });
  }

  for (const entry of sources) {
    const { url, repository, note } = entry.record;
    if (url === null && repository === null && note === null) {
      report(
        entry,
        'note',
        'a source without address or repository says where its text was read',
        'write url, repository or a note that says whose quotation was read',
      );
    }
  }

  for (const entry of capabilities) checkArchitecture(entry);

  /** Cores and rates belong together, and no format stands before the architecture that brought it. */
  function checkArchitecture(entry: Entry<z.infer<typeof architectureSchema>>): void {
    const { record: architecture } = entry;
    for (const field of ['sources', 'tensorSources'] as const) {
      for (const id of architecture[field]) {
        if (!sourceIds.has(id)) report(entry, field, `unknown source id "${id}"`, sourceFix(id));
      }
    }
    const fp32 = 2 * architecture.coresPerSm;
    if (architecture.cudaFlopPerClock.fp32 !== fp32)
      report(
        entry,
        'cudaFlopPerClock.fp32',
        `${architecture.coresPerSm} cores make ${fp32}`,
        `write ${fp32} instead of ${architecture.cudaFlopPerClock.fp32}, or correct coresPerSm`,
      );
    const rates = architecture.tensorFlopPerClock;
    if ((rates === null) !== (architecture.tensorCoresPerSm === 0))
      report(
        entry,
        'tensorFlopPerClock',
        'Tensor Cores and their rates come together',
        rates === null
          ? 'write the rates, or 0 as tensorCoresPerSm'
          : 'write null, or the number of Tensor Cores',
      );
    for (const [rate, from] of Object.entries(firstCapability)) {
      const figure = rates?.[rate as keyof TensorRates] ?? null;
      if (figure !== null && Number(architecture.computeCapability) < from)
        report(
          entry,
          `tensorFlopPerClock.${rate}`,
          `no compute capability below ${from.toFixed(1)} has it`,
          `write null instead of ${figure}`,
        );
    }
  }
  return problems;
}

/** One line per problem: file, record, field, reason, and what to write instead. */
export function describeProblems(problems: readonly Problem[]): string {
  return problems
    .map(
      ({ file, slug, field, reason, fix }) =>
        `catalog/${file}: ${slug}${field && `, ${field}`}: ${reason}. Fix: ${fix}`,
    )
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
