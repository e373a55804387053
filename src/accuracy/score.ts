/** Published runs put through the estimator, each against the kind of figure it published. */
import { dataVersion, gpuBySlug, gpus, measurements, models, type Measurement } from '../../catalog/index.ts';
import {
  estimate,
  fromCatalog,
  validateRequest,
  type EstimateAnswer,
  type EstimateInput,
  type EstimateRequest,
  type EstimationData,
  type Framework,
} from '../estimation/index.ts';
import { measuredMemory } from './figures.ts';
import { isExamples, requestOf, writtenPerSecond } from './request.ts';
import { isHeldOut } from './split.ts';

/** What the estimator is handed when it is put to the test: the whole catalog. */
export const data: EstimationData = { version: dataVersion, gpus, models: models.map(fromCatalog) };

/** The figures that are compared. The three kinds of memory differ by the allocator's slack and the CUDA context. */
export const quantities = [
  'allocated',
  'reserved',
  'process',
  'training-speed',
  'decode-speed',
  'precision-ratio',
  'fit',
] as const;
export type Quantity = (typeof quantities)[number];

/** What ran a job, as the estimator knows it; `unknown` has no profile of its own. */
export type Profile = Framework | 'unknown';

/**
 * One figure of one run beside its estimate: bytes per card, tokens per second of the whole machine, new over old, or
 * 1 for a job that fits and 0 for one that does not.
 */
export interface Score {
  run: Measurement;
  what: Quantity;
  measured: number;
  estimated: number;
  /** Estimate over measurement, less one. */
  error: number;
  profile: Profile;
  /** Compute capability of the card; `null` where the card is not in the catalog (memory does not depend on it). */
  generation: number | null;
  heldOut: boolean;
}

/** Why a run that tests something is not compared. */
export type Unscored = 'not-a-request' | 'refused';

export interface Scores {
  scores: Score[];
  unscored: { run: Measurement; reason: Unscored }[];
}

/** Allocated and reserved memory depend on no card: a run on one that the catalog lacks is put on this one. */
const standIn = 'h100-sxm5-80gb';

/** The complete request behind a run, or why there is none. */
export function completeRequest(run: Measurement): EstimateRequest | Unscored {
  const memory = run.scope.tests.includes('memory');
  const input = requestOf(run.gpu === null && memory ? { ...run, gpu: standIn } : run);
  if (!input) return 'not-a-request';
  const checked = validateRequest(input, data);
  return checked.ok ? checked.request : 'refused';
}

/** The profile that a request names: what an answer's range goes by. */
export const profileOf = ({ framework }: EstimateRequest): Profile => framework ?? 'unknown';

const answer = (request: EstimateInput): EstimateAnswer =>
  estimate(request, data, { working: false, advice: false });

type Figure = Pick<Score, 'what' | 'measured' | 'estimated'>;

function memoryFigures(run: Measurement, { memory }: EstimateAnswer): Figure[] {
  const estimates = { allocated: memory.allocated, reserved: memory.reserved, process: memory.total };
  return measuredMemory(run).map(({ what, bytes }) => ({
    what,
    measured: bytes,
    estimated: estimates[what],
  }));
}

/** Tokens that keep a card busy: what a run whose batch is not recorded is taken to have given it. */
const busyTokens = 4096;

/** Tokens of a sequence in NVIDIA's examples: Transformer-XL's targets, and BERT's on SQuAD. */
const exampleLengths: Record<string, number> = {
  'transformer-xl-base': 192,
  'transformer-xl-large': 256,
  bert: 384,
};

/** The two requests that a ratio of formats compares; `null` where a precision is not one a request can say. */
export function ratioRequests(run: Measurement): [EstimateRequest, EstimateRequest] | null {
  const { ratio, parallelism, gpuCount } = run;
  if (!ratio) return null;
  const capability = run.gpu === null ? 0 : gpuBySlug(run.gpu)!.computeCapability;
  const sides = [
    { precision: ratio.fromPrecision, batch: ratio.fromBatch },
    { precision: ratio.toPrecision, batch: ratio.toBatch },
  ].map(({ precision, batch }) => {
    const inference = run.method === 'inference';
    const input = requestOf({
      ...run,
      kind: inference ? 'inference-memory' : 'training-speed',
      // PyTorch computed FP32 products in TF32 on Ampere unless told otherwise until version 1.12.
      precision: precision === 'fp32-or-tf32' ? (capability >= 8 ? 'tf32' : 'fp32') : precision,
      microBatchSize:
        batch ?? run.microBatchSize ?? Math.ceil(busyTokens / (run.sequenceLength ?? busyTokens)),
      // Fused attention came with PyTorch 2; what NVIDIA's examples compute, and the lengths their scripts set.
      ...((isExamples(run) || (run.date ?? '9') < '2023') && { attention: 'eager' as const }),
      ...(isExamples(run) && {
        sequenceLength: run.sequenceLength ?? exampleLengths[run.dimensions ?? 'bert'],
      }),
      // These sources count the cards of one machine.
      ...(parallelism?.nodes !== undefined && { gpuCount: (gpuCount ?? 1) * parallelism.nodes }),
    });
    if (!input?.precision) return null;
    const checked = validateRequest(input, data);
    return checked.ok ? checked.request : null;
  });
  const [from, to] = sides;
  return from && to ? [from, to] : null;
}

/** Largest micro-batch of a request that fits its card; 0 where not even one sequence does. */
export function largestBatch(request: EstimateRequest): number {
  const fits = (microBatchSize: number) => answer({ ...request, microBatchSize }).fits;
  if (!fits(1)) return 0;
  let [fitting, tooMuch] = [1, 2];
  while (tooMuch < 65536 && fits(tooMuch)) [fitting, tooMuch] = [tooMuch, tooMuch * 2];
  while (tooMuch - fitting > 1) {
    const middle = Math.floor((fitting + tooMuch) / 2);
    if (fits(middle)) fitting = middle;
    else tooMuch = middle;
  }
  return fitting;
}

/** New over old: of speed, of the largest batch that fits, of memory where both figures are printed. */
function ratioFigure(run: Measurement, [from, to]: [EstimateRequest, EstimateRequest]): Figure | null {
  const ratio = run.ratio!;
  const what = 'precision-ratio';
  if (ratio.of === 'batch') {
    const [before, after] = [largestBatch(from), largestBatch(to)];
    return before === 0 ? null : { what, measured: ratio.value, estimated: after / before };
  }
  const [before, after] = [answer(from), answer(to)];
  if (ratio.of === 'speed')
    return {
      what,
      measured: ratio.value,
      estimated: after.speed.tokensPerSecond / before.speed.tokensPerSecond,
    };
  if (ratio.from === undefined || ratio.to === undefined) return null;
  return { what, measured: ratio.to / ratio.from, estimated: after.memory.total / before.memory.total };
}

const scored = (run: Measurement, request: EstimateRequest, figures: readonly Figure[]): Score[] =>
  figures.map((figure) => ({
    run,
    ...figure,
    error: figure.estimated / figure.measured - 1,
    profile: profileOf(request),
    generation: run.gpu === null ? null : gpuBySlug(run.gpu)!.computeCapability,
    heldOut: isHeldOut(run),
  }));

function figuresOf(run: Measurement, request: EstimateRequest): Figure[] {
  const { tests } = run.scope;
  const estimated = answer(request);
  const figures = tests.includes('memory') ? memoryFigures(run, estimated) : [];
  for (const what of ['training-speed', 'decode-speed'] as const)
    if (tests.includes(what))
      figures.push({ what, measured: run.tokensPerSecond!, estimated: writtenPerSecond(run, estimated) });
  if (tests.includes('fit'))
    figures.push({
      what: 'fit',
      measured: Number(run.outcome === 'fits'),
      estimated: Number(estimated.fits),
    });
  return figures;
}

/** A request that doesn't say what runs it, as most readers write theirs. */
const unnamed = (request: EstimateRequest): EstimateRequest => ({
  ...request,
  framework: null,
  frameworkVersion: null,
});

/** The memory and speed of runs whose framework the estimator isn't told: what it says of a stack it doesn't know. */
export const scoreUnnamed = (runs: readonly Measurement[] = measurements): Score[] =>
  runs.flatMap((run) => {
    if (run.scope.tests.length === 0) return [];
    const request = completeRequest(run);
    return typeof request === 'string' ? [] : scored(run, request, figuresOf(run, unnamed(request)));
  });

/** The scores of one run, or why it has none. Ratios of cards on networks that are not estimated are in `cards.ts`. */
export function scoreRun(run: Measurement): Score[] | Unscored {
  const { tests } = run.scope;
  if (tests.includes('precision-ratio')) {
    const requests = ratioRequests(run);
    const figure = requests && ratioFigure(run, requests);
    return figure ? scored(run, requests[1], [figure]) : 'not-a-request';
  }
  const request = completeRequest(run);
  return typeof request === 'string' ? request : scored(run, request, figuresOf(run, request));
}

/** Every run in scope through the estimator; duplicates are out of scope, so that each figure counts once. */
export function scoreRuns(runs: readonly Measurement[] = measurements): Scores {
  const scores: Score[] = [];
  const unscored: Scores['unscored'] = [];
  for (const run of runs) {
    if (!run.scope.tests.some((test) => test !== 'card-ratio')) continue;
    const result = scoreRun(run);
    if (typeof result === 'string') unscored.push({ run, reason: result });
    else scores.push(...result);
  }
  return { scores, unscored };
}

/** Of a run that published several kinds of memory, the score of the one nearest to the tensors. */
export function oncePerRun(scores: readonly Score[]): Score[] {
  const first = new Map<string, Score>();
  for (const score of scores) if (!first.has(score.run.id)) first.set(score.run.id, score);
  return [...first.values()];
}
