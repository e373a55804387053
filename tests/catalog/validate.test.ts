import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { gpuFiles } from '../../catalog/gpus/index.ts';
import {
  assertCatalog,
  catalogFiles,
  describeProblems,
  validateCatalog,
  type CatalogFiles,
} from '../../catalog/validate.ts';

type Group = keyof CatalogFiles;
type Fields = Record<string, unknown>;

const originals = catalogFiles as Record<Group, Record<string, readonly Fields[]>>;

/** Everything but the runs and their verdicts: most of the catalog, and no record of these tests refers to them. */
const other: CatalogFiles = { ...catalogFiles, measurements: {}, scope: {} };

/** The real catalog, without its runs, with one record of one file changed. */
function spoil(
  group: Group,
  file: string,
  slug: string,
  change: (record: Fields) => Fields | Fields[],
): CatalogFiles {
  const records = originals[group][file] ?? [];
  const index = records.findIndex((record) => (record['slug'] ?? record['id']) === slug);
  if (index < 0) throw new Error(`no ${slug} in ${file}`);
  const changed = [change(structuredClone(records[index]!))].flat();
  return { ...other, [group]: { ...originals[group], [file]: records.toSpliced(index, 1, ...changed) } };
}

const set = (fields: Fields) => (record: Fields) => ({ ...record, ...fields });
const nested = (field: string, fields: Fields) => (record: Fields) => ({
  ...record,
  [field]: { ...(record[field] as Fields), ...fields },
});
const rename = (from: string, to: string) => (record: Fields) => {
  const { [from]: value, ...rest } = record;
  return { ...rest, [to]: value };
};
const without = (field: string) => (record: Fields) =>
  Object.fromEntries(Object.entries(record).filter(([key]) => key !== field));
const cite = (field: string, ids: string[]) => (record: Fields) => ({
  ...record,
  sources: { ...(record['sources'] as Fields), [field]: ids },
});

const rtx3090 = (change: (record: Fields) => Fields | Fields[]) =>
  spoil('gpus', 'gpus/ampere.ts', 'rtx-3090', change);
const llama = (change: (record: Fields) => Fields) =>
  spoil('models', 'models/llama.ts', 'llama-3.1-8b', change);
const mixtral = (change: (record: Fields) => Fields) =>
  spoil('models', 'models/mistral.ts', 'mixtral-8x7b', change);
const gemma = (change: (record: Fields) => Fields) =>
  spoil('models', 'models/gemma.ts', 'gemma-2-9b', change);
const vit = (change: (record: Fields) => Fields) => spoil('models', 'models/vit.ts', 'vit-b-16', change);
const source = (change: (record: Fields) => Fields) =>
  spoil('sources', 'sources/hardware.ts', 'techpowerup', change);

describe('the catalog', () => {
  it('has no problem', () => {
    expect(describeProblems(validateCatalog())).toBe('');
  });
});

describe('a wrong record', () => {
  const gpu = { file: 'gpus/ampere.ts', slug: 'rtx-3090' };
  const model = { file: 'models/llama.ts', slug: 'llama-3.1-8b' };
  const moe = { file: 'models/mistral.ts', slug: 'mixtral-8x7b' };
  const sliding = { file: 'models/gemma.ts', slug: 'gemma-2-9b' };

  it.each([
    ['unknown key', rtx3090(set({ colour: 'black' })), { ...gpu, field: 'colour', reason: 'unknown key' }],
    [
      'missing unit',
      rtx3090(rename('memoryGb', 'memory')),
      { ...gpu, field: 'memory', reason: 'unknown key' },
    ],
    ['field left out', rtx3090(without('memoryGb')), { ...gpu, field: 'memoryGb', reason: 'is missing' }],
    [
      'negative memory',
      rtx3090(set({ memoryGb: -24 })),
      { ...gpu, field: 'memoryGb', reason: /expected number to be >0/ },
    ],
    ['zero cores', rtx3090(set({ cudaCores: 0 })), { ...gpu, field: 'cudaCores', reason: />0/ }],
    [
      'text for a number',
      rtx3090(set({ tdpW: '350 W' })),
      { ...gpu, field: 'tdpW', reason: /expected number/ },
    ],
    [
      'impossible date',
      rtx3090(set({ launchDate: '2020-02-30' })),
      { ...gpu, field: 'launchDate', reason: /date/i },
    ],
    [
      'unknown source id',
      rtx3090(cite('tdpW', ['nobody'])),
      { ...gpu, field: 'sources.tdpW', reason: 'unknown source id "nobody"' },
    ],
    [
      'source of no field',
      rtx3090(cite('price', ['techpowerup'])),
      { ...gpu, field: 'sources.price', reason: 'names no field of the record' },
    ],
    [
      'no source',
      rtx3090(cite('tdpW', [])),
      { ...gpu, field: 'tdpW', reason: 'has no source and is not marked unverified' },
    ],
    [
      'no default source',
      rtx3090(set({ sources: { tdpW: ['techpowerup'] } })),
      { ...gpu, field: 'sources', reason: 'no "default" list' },
    ],
    [
      'duplicate slug',
      rtx3090((record) => [record, record]),
      { ...gpu, field: 'slug', reason: 'duplicate: "rtx-3090" also stands in gpus/ampere.ts' },
    ],
    [
      'slug of another file',
      rtx3090((record) => [record, { ...record, slug: 'gtx-1080' }]),
      {
        file: 'gpus/ampere.ts',
        slug: 'gtx-1080',
        field: 'slug',
        reason: 'duplicate: "gtx-1080" also stands in gpus/pascal.ts',
      },
    ],
    [
      'dangling variant',
      rtx3090(set({ variantOf: 'rtx-3091' })),
      { ...gpu, field: 'variantOf', reason: 'no card "rtx-3091"' },
    ],
    [
      'variant of a variant',
      rtx3090(set({ variantOf: 'rtx-3060-12gb-ga104' })),
      { ...gpu, field: 'variantOf', reason: '"rtx-3060-12gb-ga104" is itself a variant' },
    ],
    [
      'unknown architecture',
      rtx3090(set({ computeCapability: 8.8 })),
      { ...gpu, field: 'computeCapability', reason: 'no rules for 8.8 in architectures.ts' },
    ],
    [
      'cores and SMs apart',
      rtx3090(set({ smCount: 84 })),
      { ...gpu, field: 'cudaCores', reason: '84 SMs of this architecture have 10752' },
    ],
    [
      'figure against the rule',
      rtx3090(set({ officialTensor: { fp16Acc32: 142 } })),
      {
        ...gpu,
        field: 'officialTensor.fp16Acc32',
        reason: "142 is not within 1 % of the rule's 71.2 but twice it: with sparsity?",
      },
    ],
    [
      'figure for a missing format',
      rtx3090(set({ officialTensor: { fp4: 100 } })),
      { ...gpu, field: 'officialTensor.fp4', reason: 'the rule knows no such rate on this card' },
    ],
    [
      'exception that is none',
      rtx3090(
        set({ exceptions: [{ field: 'tensor.bf16', value: 71, reason: 'x' }], officialTensor: undefined }),
      ),
      {
        ...gpu,
        field: 'exceptions.tensor.bf16',
        reason: "71 is within 1 % of the rule's 71.2: no exception",
      },
    ],
    [
      'exception of the CUDA cores that is none',
      rtx3090(set({ exceptions: [{ field: 'fp32Tflops', value: 35.6, reason: 'x' }] })),
      {
        ...gpu,
        field: 'exceptions.fp32Tflops',
        reason: "35.6 is within 1 % of the rule's 35.58: no exception",
      },
    ],
    [
      'exception with a sparse figure',
      rtx3090(set({ exceptions: [{ field: 'tensor.bf16', value: 142, reason: 'x' }] })),
      {
        ...gpu,
        field: 'exceptions.tensor.bf16',
        reason: "142 is twice the rule's 71.2: with sparsity?",
      },
    ],
    [
      'exception of a figure without a rule',
      rtx3090(set({ exceptions: [{ field: 'tdpW', value: 142, reason: 'x' }] })),
      { ...gpu, field: 'exceptions.0.field', reason: /Invalid/ },
    ],
    [
      'exception without a reason',
      rtx3090(set({ exceptions: [{ field: 'memoryBandwidthGbps', value: 500, reason: '' }] })),
      { ...gpu, field: 'exceptions.0.reason', reason: /Too small/ },
    ],
    [
      'stored bandwidth',
      rtx3090(set({ memoryBandwidthGbps: 936 })),
      { ...gpu, field: 'memoryBandwidthGbps', reason: 'unknown key' },
    ],
    [
      'no bandwidth at all',
      rtx3090(set({ memoryDataRateGbps: null })),
      { ...gpu, field: 'memoryBandwidthGbps', reason: 'neither a data rate nor an exception gives it' },
    ],
    [
      "a laptop's range on a desktop card",
      rtx3090(set({ tgpRangeW: [300, 350] })),
      { ...gpu, field: 'tgpRangeW', reason: 'only makers of laptops choose it' },
    ],
    [
      'more usable than there is',
      rtx3090(set({ usableMemoryMib: 25000 })),
      { ...gpu, field: 'usableMemoryMib', reason: 'more than the memory of the card' },
    ],
    [
      'boost below base',
      rtx3090(set({ baseClockMhz: 2000 })),
      { ...gpu, field: 'boostClockMhz', reason: 'below the base clock' },
    ],
    [
      'unverified field that is none',
      rtx3090(set({ unverified: ['glamour'] })),
      { ...gpu, field: 'unverified', reason: '"glamour" names no field' },
    ],
    [
      'wrong parameter count',
      llama(set({ parameters: 8e9 })),
      { ...model, field: 'parameters', reason: 'the dimensions make 8030261248' },
    ],
    [
      'uneven heads',
      llama(set({ kvHeads: 7 })),
      { ...model, field: 'kvHeads', reason: 'does not divide the heads' },
    ],
    [
      'unknown model kind',
      llama(set({ kind: 'diffusion' })),
      { ...model, field: 'kind', reason: /Expected 'decoder' \| 'moe' \| 'encoder'/ },
    ],
    [
      'field of another kind of model',
      llama(set({ experts: { count: 8 } })),
      { ...model, field: 'experts', reason: 'unknown key' },
    ],
    [
      'active parameters that are not',
      mixtral(set({ activeParameters: 13e9 })),
      { ...moe, field: 'activeParameters', reason: 'the dimensions make 12879925248' },
    ],
    [
      'more experts for a token than there are',
      mixtral(nested('experts', { perToken: 9 })),
      { ...moe, field: 'experts.perToken', reason: 'more than the 8 experts' },
    ],
    [
      'no layer with experts',
      mixtral(nested('experts', { denseLayers: 32 })),
      { ...moe, field: 'experts.denseLayers', reason: 'leaves none of the 32 layers with experts' },
    ],
    [
      'window without layers',
      gemma(set({ slidingLayers: 0 })),
      { ...sliding, field: 'slidingLayers', reason: 'a window and the layers that use it come together' },
    ],
    [
      'window in more layers than there are',
      gemma(set({ slidingLayers: 43 })),
      { ...sliding, field: 'slidingLayers', reason: 'more than the 42 layers' },
    ],
    [
      'window beyond the context',
      gemma(set({ slidingWindow: 16384 })),
      { ...sliding, field: 'slidingWindow', reason: 'more than the 8192 tokens of the context' },
    ],
    [
      'tokens of another image',
      vit(set({ contextLength: 196 })),
      {
        file: 'models/vit.ts',
        slug: 'vit-b-16',
        field: 'contextLength',
        reason: 'image and patches make 197 tokens',
      },
    ],
    [
      'disagreement about nothing',
      llama(set({ disagreements: [{ field: 'colour', values: { rule: 1 }, chosen: 1, why: 'x' }] })),
      { ...model, field: 'disagreements.0.field', reason: '"colour" names no field' },
    ],
    [
      'disagreement settled otherwise than the record',
      llama(
        set({
          disagreements: [
            { field: 'layers', values: { rule: 31, 'litgpt-config': 32 }, chosen: 31, why: 'x' },
          ],
        }),
      ),
      { ...model, field: 'disagreements.0.chosen', reason: '31 is not what the record keeps: 32' },
    ],
    [
      'bad address',
      source(set({ url: 'techpowerup' })),
      { file: 'sources/hardware.ts', slug: 'techpowerup', field: 'url', reason: /URL/ },
    ],
    [
      'bad commit',
      source(set({ repository: { name: 'a/b', path: null, commit: 'main' } })),
      {
        file: 'sources/hardware.ts',
        slug: 'techpowerup',
        field: 'repository.commit',
        reason: 'not a commit',
      },
    ],
    [
      'source from nowhere',
      source(set({ url: null, repository: null, note: null })),
      { file: 'sources/hardware.ts', slug: 'techpowerup', field: 'note', reason: /says where/ },
    ],
  ])('%s: file, slug, field and reason', (_name, files, expected) => {
    const found = validateCatalog(files);
    const { reason, ...where } = expected;
    const matched = found.filter(
      (problem) =>
        problem.file === where.file && problem.slug === where.slug && problem.field === where.field,
    );
    expect(matched, describeProblems(found)).toContainEqual({
      ...where,
      reason: typeof reason === 'string' ? reason : expect.stringMatching(reason),
      fix: expect.stringMatching(/^(?:write|add|rename|remove|give|keep) /),
    });
  });

  it('is reported together with every other one', () => {
    const files = rtx3090(set({ memoryGb: -24, tdpW: 0, colour: 'black' }));
    expect(validateCatalog(files).map(({ field }) => field)).toEqual(
      expect.arrayContaining(['memoryGb', 'tdpW', 'colour']),
    );
  });

  it('without a slug is named by its place in the file', () => {
    const problems = validateCatalog({
      ...other,
      gpus: { ...gpuFiles, 'gpus/new.ts': [null, { name: 'x' }] },
    });
    expect(problems.map(({ file, slug }) => `${file} ${slug}`)).toEqual(
      expect.arrayContaining(['gpus/new.ts #1', 'gpus/new.ts #2']),
    );
  });

  it('reads as one line', () => {
    const line = describeProblems(validateCatalog(rtx3090(set({ memoryGb: -24 }))).slice(0, 1));
    expect(line).toBe(
      'catalog/gpus/ampere.ts: rtx-3090, memoryGb: Too small: expected number to be >0. ' +
        'Fix: write a number greater than 0 instead of -24',
    );
  });
});

describe('assertCatalog', () => {
  it('stops with every problem in the message', () => {
    const files = rtx3090(set({ memoryGb: -24, colour: 'black' }));
    expect(() => assertCatalog(files)).toThrow(/catalog\/gpus\/ampere\.ts: rtx-3090, memoryGb: .*>0/);
    expect(() => assertCatalog(files)).toThrow('catalog/gpus/ampere.ts: rtx-3090, colour: unknown key');
  });

  it('is silent on the real catalog', () => {
    expect(() => assertCatalog()).not.toThrow();
  });
});

describe('the catalog step of npm test', () => {
  it('exits with 0 on the real catalog', () => {
    const script = fileURLToPath(new URL('../../src/scripts/check-catalog.ts', import.meta.url));
    const { status, stdout } = spawnSync(process.execPath, [script], { encoding: 'utf8' });
    expect(stdout).toContain('no problem');
    expect(status).toBe(0);
  }, 60_000);
});
