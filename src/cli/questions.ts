/** What the command computes, without words: one result for one line of input. */
import { cards, dataVersion, gpus, measurements, models } from '../../catalog/index.ts';
import { measuredRuns } from '../accuracy/nearest-runs.ts';
import {
  cheapestCards,
  estimate,
  findGpu,
  findModel,
  fromCatalog,
  largestMicroBatch,
  largestModel,
  longestSequence,
  nearestMeasurements,
  suggest,
  validateRequest,
  type EstimateAnswer,
  type EstimateInput,
  type EstimateRequest,
  type EstimationData,
  type EstimationGpu,
  type EstimationModel,
  type MeasuredRun,
  type NearestMeasurement,
  type PricedCards,
  type RequestError,
} from '../estimation/index.ts';
import type { Question, Size } from './options.ts';

const known = models.map(fromCatalog);
const data: EstimationData = { version: dataVersion, gpus, models: known };
// Read only where an answer is held against them: they are thousands of records.
let runs: MeasuredRun[] | undefined;
const quick = { working: false, advice: false } as const;

/** An answer to a request, with what is needed to speak of it. */
export interface Answered {
  request: EstimateRequest;
  model: EstimationModel;
  gpu: EstimationGpu;
  answer: EstimateAnswer;
  nearest: NearestMeasurement[];
}

export interface SweepRow {
  gpu: EstimationGpu;
  answer: EstimateAnswer;
}

export type Result =
  | { ask: 'errors'; errors: RequestError[] }
  | { ask: 'answer'; answered: Answered }
  /** Cards that do the job first, the fastest first; `refused` are those that the request makes no sense on. */
  | { ask: 'sweep'; rows: SweepRow[]; refused: { gpu: EstimationGpu; error: RequestError }[] }
  | { ask: 'largest'; field: string; value: string | number; limit: string; answered: Answered }
  /** Nothing fits, not even the smallest. */
  | { ask: 'none' }
  | { ask: 'cheapest'; rows: PricedCards[] };

const answered = (input: EstimateInput): Answered => {
  const request = validateRequest(input, data);
  if (!request.ok) throw new Error(`A checked request is refused: ${JSON.stringify(request.errors)}`);
  const answer = estimate(request.request, data);
  return {
    request: request.request,
    model: findModel(request.request.model, data),
    gpu: findGpu(request.request.gpu, data),
    answer,
    nearest: nearestMeasurements(request.request, answer, (runs ??= measuredRuns(measurements)), data),
  };
};

/** A card that runs the job. */
export const runsOn = ({ fits, support }: EstimateAnswer): boolean =>
  fits && support.every(({ level }) => level !== 'unsupported');

/** Errors of a job on every card, where no card takes it; else `null`. The card that a line names does not matter. */
function errorsEverywhere(input: object): RequestError[] | null {
  let first: RequestError[] | null = null;
  for (const { slug } of cards) {
    const checked = validateRequest({ ...input, gpu: slug }, data);
    if (checked.ok) return null;
    first ??= checked.errors;
  }
  return first;
}

function sweep(input: object, limit: number): Result {
  const rows: SweepRow[] = [];
  const refused: { gpu: EstimationGpu; error: RequestError }[] = [];
  for (const gpu of cards) {
    const checked = validateRequest({ ...input, gpu: gpu.slug }, data);
    if (checked.ok) rows.push({ gpu, answer: estimate(checked.request, data, quick) });
    else refused.push({ gpu, error: checked.errors[0]! });
  }
  rows.sort(
    (a, b) =>
      Number(runsOn(b.answer)) - Number(runsOn(a.answer)) ||
      b.answer.speed.tokensPerSecond - a.answer.speed.tokensPerSecond,
  );
  return { ask: 'sweep', rows: rows.slice(0, limit), refused };
}

function largest(input: Record<string, unknown>, size: Size): Result {
  if (size === 'model') {
    // Errors that no model mends are those of the request.
    const checked = known.map(({ slug }) => validateRequest({ ...input, model: slug }, data));
    if (!checked.some(({ ok }) => ok)) {
      const [first] = checked;
      return { ask: 'errors', errors: first && !first.ok ? first.errors : [] };
    }
    const found = largestModel(input as unknown as EstimateInput, known, data);
    if (found === null) return { ask: 'none' };
    const { slug } = found.model;
    const atAll = known.every(({ parameters }) => parameters <= found.model.parameters);
    return {
      ask: 'largest',
      field: 'model',
      value: slug,
      limit: atAll ? 'model' : 'memory',
      answered: answered({ ...(input as unknown as EstimateInput), model: slug }),
    };
  }
  const checked = validateRequest(input, data);
  if (!checked.ok) return { ask: 'errors', errors: checked.errors };
  const { request } = checked;
  const question = size === 'batch' ? largestMicroBatch : longestSequence;
  const found = question(request, findModel(request.model, data), findGpu(request.gpu, data));
  if (found === null) return { ask: 'none' };
  return { ask: 'largest', ...found, answered: answered({ ...request, [found.field]: found.value }) };
}

/** A price of a card that there is not. */
function unknownPrice(value: string, slugs: readonly string[]): RequestError {
  const near = suggest(value, slugs);
  const params = { value, ...(near.length && { suggestions: near.join(', ') }) };
  return { code: 'unknown-gpu', field: '--price', params, allowed: 'gpus.json: slug' };
}

/** The result for one parsed line. */
export function resultOf(input: unknown, question: Question): Result {
  if (typeof input !== 'object' || input === null || Array.isArray(input) || question.ask === 'answer') {
    const checked = validateRequest(input, data);
    return checked.ok
      ? { ask: 'answer', answered: answered(checked.request) }
      : { ask: 'errors', errors: checked.errors };
  }
  if (question.ask === 'largest') return largest(input as Record<string, unknown>, question.size);
  const errors = errorsEverywhere(input);
  if (errors) return { ask: 'errors', errors };
  if (question.ask === 'sweep') return sweep(input, question.limit);
  const { count: maxCount, budget, prices, limit } = question;
  const slugs = gpus.map(({ slug }) => slug);
  const unknown = Object.keys(prices).filter((slug) => !slugs.includes(slug));
  if (unknown.length) return { ask: 'errors', errors: unknown.map((slug) => unknownPrice(slug, slugs)) };
  const rows = cheapestCards(input as EstimateInput, cards, data, { maxCount, budget, prices });
  return rows.length ? { ask: 'cheapest', rows: rows.slice(0, limit) } : { ask: 'none' };
}
