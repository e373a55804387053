import {
  allowedWeightFormats,
  optimizerValues,
  precisionValues,
  weightFormatValues,
} from '../../estimation/request.ts';
import type {
  Attention,
  Checkpointing,
  Framework,
  KvCacheFormat,
  Offload,
  Precision,
  Sharding,
  Task,
  WeightFormat,
} from '../../estimation/types.ts';
import { engines, isImageKind, trainingFrameworks, type ModelKind } from '../../estimation/types.ts';
import type { GpuSegment } from '../../../catalog/types.ts';
import { choice, createCodec, flag, number, optionalNumber, slug, type StateOf } from '../shared/codec.ts';
import { displayFields } from '../shared/display.ts';
import { modelConflicts, modelStateFields, ownModel, usualTokens } from '../shared/own-model.ts';
import { foreignKeys } from '../shared/url-state.ts';
import { cardList } from './card-list.ts';

/** What the reader wants to do with the model: a method of training, or running it. */
export const jobs = ['qlora', 'lora', 'dora', 'full', 'run'] as const;
export type Job = (typeof jobs)[number];

export const checkpointings = ['none', 'selective', 'full'] as const satisfies readonly Checkpointing[];
/** `auto` leaves the choice to the estimator, which knows what each card computes well. */
export const precisions = ['auto', ...precisionValues] as const;
export const attentions = ['eager', 'sdpa', 'flash'] as const satisfies readonly Attention[];
export const loraTargets = ['attention', 'all-linear'] as const;
export const weightFormats: readonly (WeightFormat | 'auto')[] = ['auto', ...weightFormatValues];
export const kvCacheFormats = ['fp16', 'fp8', 'q8_0', 'q4_0'] as const satisfies readonly KvCacheFormat[];

/** How cards share a training job. One card shares nothing, whatever stands here. */
export const shardings = ['ddp', 'zero-1', 'zero-2', 'zero-3', 'fsdp'] as const satisfies readonly Sharding[];
/** How cards share a served model: each layer among all (`tensor`), or layers one card after the other (`pipeline`). */
export const splits = ['auto', 'tensor', 'pipeline'] as const;
export const offloads = [
  'none',
  'optimizer',
  'optimizer-and-parameters',
] as const satisfies readonly Offload[];
/** What can run a job; `auto` leaves it to the estimator. */
export const frameworksFor = (job: Job): readonly (Framework | 'auto')[] => [
  'auto',
  ...(job === 'run' ? engines : trainingFrameworks),
];
const frameworks = [...new Set([...frameworksFor('run'), ...frameworksFor('full')])];

/** What the plot sets against speed. */
export const plotAxes = ['price', 'memory', 'power'] as const;

/** Cards side by side: more columns than this are a table to study. */
export const mostPins = 5;

/** `rank` is fits first, then speed. A minus turns a column round. */
export const sorts = [
  'rank',
  'name',
  '-name',
  'headroom',
  '-headroom',
  'speed',
  '-speed',
  'price',
  '-price',
] as const;
export type Sort = (typeof sorts)[number];

export const ranges = {
  sequenceLength: { min: 1, max: 1_048_576, integer: true },
  microBatchSize: { min: 1, max: 4096, integer: true },
  gradientAccumulationSteps: { min: 1, max: 65_536, integer: true },
  loraRank: { min: 1, max: 4096, integer: true },
  contextLength: { min: 1, max: 1_048_576, integer: true },
  concurrency: { min: 1, max: 4096, integer: true },
  otherUseGib: { min: 0, max: 1024 },
  tokens: { min: 1, max: 1e15, integer: true },
  samples: { min: 1, max: 1e12, integer: true },
  electricityPricePerKwh: { min: 0, max: 100 },
  gpuPrice: { min: 0, max: 1e6 },
  gpuMemoryGib: { min: 0.5, max: 1024 },
  minMemoryGb: { min: 0, max: 1024 },
  budget: { min: 0, max: 1e6 },
  maxPowerW: { min: 1, max: 100_000 },
  gpuCount: { min: 1, max: 8, integer: true },
  promptTokens: { min: 1, max: 1_048_576, integer: true },
} as const;

/** Which cards to list; `all` first so that a link can ask for it. */
export const segments = [
  'all',
  'desktop',
  'laptop',
  'workstation',
  'datacenter',
] as const satisfies readonly (GpuSegment | 'all')[];

/** Defaults for models whose context is at least as long. */
const fallbackTokens = { sequenceLength: 2048, contextLength: 4096 };

const fields = (modelSlugs: readonly string[], gpuSlugs: readonly string[], series: readonly string[]) => ({
  ...modelStateFields(modelSlugs, 'llama-3.1-8b'),
  job: choice('job', jobs, 'qlora'),
  gpu: slug('gpu', gpuSlugs, 'rtx-3090'),
  gpuCount: number('n', ranges.gpuCount, 1),
  sharding: choice('shard', shardings, 'ddp'),
  split: choice('split', splits, 'auto'),
  offload: choice('offload', offloads, 'none'),
  framework: choice('fw', frameworks, 'auto'),
  sequenceLength: number('seq', ranges.sequenceLength, fallbackTokens.sequenceLength),
  microBatchSize: number('batch', ranges.microBatchSize, 1),
  gradientAccumulationSteps: number('accum', ranges.gradientAccumulationSteps, 1),
  gradientCheckpointing: choice('ckpt', checkpointings, 'full'),
  precision: choice('prec', precisions, 'auto'),
  optimizer: choice('opt', optimizerValues, 'adamw'),
  attention: choice('attn', attentions, 'sdpa'),
  fusedCrossEntropy: flag('fce', false),
  fusedOptimizer: flag('fopt', true),
  loraRank: number('rank', ranges.loraRank, 16),
  loraTargets: choice('targets', loraTargets, 'attention'),
  weightFormat: choice('wf', weightFormats, 'auto'),
  doubleQuantization: flag('dq', true),
  kvCacheFormat: choice('kv', kvCacheFormats, 'fp16'),
  contextLength: number('ctx', ranges.contextLength, fallbackTokens.contextLength),
  promptTokens: optionalNumber('prompt', ranges.promptTokens),
  concurrency: number('conc', ranges.concurrency, 1),
  otherUseGib: number('other', ranges.otherUseGib, 0),
  tokens: optionalNumber('tokens', ranges.tokens),
  samples: optionalNumber('samples', ranges.samples),
  electricityPricePerKwh: optionalNumber('kwh', ranges.electricityPricePerKwh),
  gpuPrice: optionalNumber('price', ranges.gpuPrice),
  gpuMemoryGib: optionalNumber('mem', ranges.gpuMemoryGib),
  segment: choice('seg', segments, 'desktop'),
  series: slug('series', ['', ...series], ''),
  minMemoryGb: optionalNumber('minmem', ranges.minMemoryGb),
  budget: optionalNumber('budget', ranges.budget),
  fitsOnly: flag('fits', false),
  maxPowerW: optionalNumber('watts', ranges.maxPowerW),
  ownOnly: flag('own', false),
  sort: choice('sort', sorts, 'rank'),
  axis: choice('x', plotAxes, 'price'),
  /** Cards side by side, each with how many of it. */
  pins: cardList('pins', gpuSlugs, { range: ranges.gpuCount, implied: 1, most: mostPins }),
  /** What the reader pays for a card. */
  paid: cardList('paid', gpuSlugs, { range: ranges.gpuPrice, most: 40 }),
  /** Cards that the reader has. */
  mine: cardList('mine', gpuSlugs, { range: { min: 1, max: 1 }, implied: 1, most: 20 }),
  ...displayFields,
});

/** What lets cards through. */
export const filterFields = [
  'segment',
  'series',
  'minMemoryGb',
  'budget',
  'maxPowerW',
  'fitsOnly',
  'ownOnly',
] as const satisfies readonly (keyof GpuState)[];

/** What only orders and shows what was found: no answer hangs on it. */
export const orderFields = ['sort', 'axis', 'pins', 'unit'] as const satisfies readonly (keyof GpuState)[];

/** Fields that choose among cards already computed, or show them another way: they ask for no new answers. */
export const listingFields = [
  ...filterFields,
  ...orderFields,
  'paid',
  'mine',
  'rate',
] as const satisfies (keyof GpuState)[];

export type GpuState = StateOf<ReturnType<typeof fields>>;

/** Precisions that `auto` may become, by card. */
const automatic = {
  training: ['bf16-mixed', 'fp16-mixed'],
  inference: ['bf16', 'fp16'],
} as const satisfies Record<Task, readonly Precision[]>;

/** Formats of the base weights that the job and precision of a state allow, on whatever card. */
export function weightFormatsFor(state: Pick<GpuState, 'job' | 'precision'>): WeightFormat[] {
  const task = state.job === 'run' ? 'inference' : 'training';
  const each = state.precision === 'auto' ? automatic[task] : [state.precision];
  return [...new Set(each.flatMap((precision) => [...allowedWeightFormats(task, state.job, precision)]))];
}

/** The query-string codec over the cards and models of a catalog. */
export function createGpuCodec(catalog: {
  gpus: readonly { slug: string; series: string; segment: GpuSegment }[];
  models: readonly { slug: string; contextLength: number; kind: ModelKind; layers: number }[];
}) {
  const models = new Map(catalog.models.map((model) => [model.slug, model]));
  const segmentOf = new Map(catalog.gpus.map(({ slug: card, segment }) => [card, segment]));
  const shape = fields(
    [...models.keys()],
    [...segmentOf.keys()],
    [...new Set(catalog.gpus.map((gpu) => gpu.series))],
  );
  const limitsOf = ({ model, dimensions }: Pick<GpuState, 'model' | 'dimensions'>) =>
    model === ownModel ? dimensions : models.get(model);
  return createCodec(1, shape, {
    derive: (state) => {
      const model = limitsOf(state);
      return {
        sequenceLength: usualTokens(model, fallbackTokens.sequenceLength),
        contextLength: usualTokens(model, fallbackTokens.contextLength),
        // Cards like the chosen one come first; a series names its own.
        segment: state.series === '' ? segmentOf.get(state.gpu)! : ('all' as const),
      };
    },
    conflicts: (state) => {
      const found: { name: keyof GpuState; allowed: string }[] = [...modelConflicts(state)];
      const image = limitsOf(state);
      if (image?.kind && isImageKind(image.kind)) {
        for (const name of ['sequenceLength', 'contextLength'] as const)
          if (state[name] !== image.contextLength) found.push({ name, allowed: String(image.contextLength) });
      }
      // Layers are shared out whole.
      const layers = limitsOf(state)?.layers ?? Infinity;
      if (state.job === 'run' && state.gpuCount > layers)
        found.push({ name: 'gpuCount', allowed: `1–${layers}` });
      if (state.promptTokens !== null && state.promptTokens > state.contextLength)
        found.push({ name: 'promptTokens', allowed: `1–${state.contextLength}` });
      const stacks = frameworksFor(state.job);
      if (!stacks.includes(state.framework)) found.push({ name: 'framework', allowed: stacks.join(', ') });
      const formats = weightFormatsFor(state);
      if (state.weightFormat !== 'auto' && !formats.includes(state.weightFormat))
        found.push({ name: 'weightFormat', allowed: ['auto', ...formats].join(', ') });
      return found;
    },
    foreign: foreignKeys,
  });
}

/** A state as a key, without the fields that what hangs on it does not ask for. */
export const keyWithout = (state: GpuState, fields: readonly (keyof GpuState)[]): string =>
  JSON.stringify({ ...state, ...Object.fromEntries(fields.map((field) => [field, null])) });
