/** The questions the other way round: not what a job needs, but what a card can do, and which card a job needs. */
import { estimateCore } from '../core.ts';
import { fields } from '../fields.ts';
import { findModel } from '../request.ts';
import {
  isImageKind,
  type EstimateAnswer,
  type EstimateInput,
  type EstimateRequest,
  type EstimationData,
  type EstimationGpu,
  type EstimationModel,
} from '../types.ts';
import { validateRequest } from '../validate.ts';
import { largestWhere } from './search.ts';

/** The largest value of a field with which a job fits. */
export interface Largest {
  /** The field that was raised. */
  field: 'microBatchSize' | 'concurrency' | 'sequenceLength' | 'contextLength';
  /** Its largest value: sequences, streams or tokens, as the field counts. */
  value: number;
  /** What stops it there: the card's memory, or the most that the model, or a request, can take. */
  limit: 'memory' | 'model' | 'request';
}

const runs = ({ fits, support }: EstimateAnswer): boolean =>
  fits && !support.some(({ level }) => level === 'unsupported');

function largest(
  field: Largest['field'],
  least: number,
  most: number,
  capped: 'model' | 'request',
  request: EstimateRequest,
  model: EstimationModel,
  gpu: EstimationGpu,
): Largest | null {
  const value = largestWhere(least, most, (n) =>
    runs(estimateCore({ ...request, [field]: n }, model, gpu, '')),
  );
  return value === null ? null : { field, value, limit: value === most ? capped : 'memory' };
}

/**
 * The largest micro-batch (training) or number of streams (inference) with which the job fits and runs, everything else
 * as it is; `null` where not even one does. By bisection: memory grows with either.
 * @param request - A request that `validateRequest` returned.
 * @param model - Its model, by `findModel`.
 * @param gpu - Its card, by `findGpu`.
 * @returns Field and value, in sequences (training) or streams (inference).
 */
export function largestMicroBatch(
  request: EstimateRequest,
  model: EstimationModel,
  gpu: EstimationGpu,
): Largest | null {
  const field = request.task === 'training' ? 'microBatchSize' : 'concurrency';
  return largest(field, 1, fields[field].max, 'request', request, model, gpu);
}

/**
 * The longest sequence (training) or context of each stream (inference) in tokens with which the job fits and runs, at
 * most what the model was made for; `null` where not even the shortest does. An image has one length. By bisection.
 * @param request - A request that `validateRequest` returned.
 * @param model - Its model, by `findModel`.
 * @param gpu - Its card, by `findGpu`.
 * @returns Field and value, in tokens.
 */
export function longestSequence(
  request: EstimateRequest,
  model: EstimationModel,
  gpu: EstimationGpu,
): Largest | null {
  const training = request.task === 'training';
  const field = training ? 'sequenceLength' : 'contextLength';
  const most = Math.min(model.contextLength, fields[field].max);
  const least = isImageKind(model.kind)
    ? most
    : ((training ? request.meanSampleTokens : request.promptTokens) ?? 1);
  return largest(field, least, most, 'model', request, model, gpu);
}

/** A model with the answer to the job on it. */
export interface FittingModel {
  /** The model. */
  model: EstimationModel;
  /** The job on it, every default filled in. */
  request: EstimateRequest;
  /** Its answer, without advice and working. */
  answer: EstimateAnswer;
}

/**
 * The model with the most parameters, of `models`, with which the job fits and runs; `null` where none does. Models with
 * which the request makes no sense (heads that its cards cannot share) are passed over.
 * @param job - The job without its model.
 * @param models - The models to try; each must be in `data`.
 * @param data - The cards and models that the request can ask for.
 * @returns The model, with request and answer.
 */
export function largestModel(
  job: Omit<EstimateInput, 'model'>,
  models: readonly EstimationModel[],
  data: EstimationData,
): FittingModel | null {
  for (const model of models.toSorted((a, b) => b.parameters - a.parameters)) {
    const checked = validateRequest({ ...job, model: model.slug }, data);
    if (!checked.ok) continue;
    const { request } = checked;
    const gpu = data.gpus.find(({ slug }) => slug === request.gpu)!;
    const answer = estimateCore(request, model, gpu, data.version);
    if (runs(answer)) return { model, request, answer };
  }
  return null;
}

/** Bounds and prices of a search for cards. */
export interface CheapestOptions {
  /** Most cards of one kind, 2 unless given: a card or a pair. */
  maxCount?: number;
  /** Most to pay for all of them, in the request's currency. */
  budget?: number | null;
  /** What the reader pays for one card, by slug; others take the launch price, where the currency is the dollar. */
  prices?: Readonly<Record<string, number>>;
}

/** Cards that do a job, with their price together. */
export interface PricedCards {
  /** The card. */
  gpu: EstimationGpu;
  /** How many cards. */
  count: number;
  /** Price of all of them in the request's currency. */
  price: number;
  /** The job on them, every default filled in. */
  request: EstimateRequest;
  /** Its answer, without advice and working. */
  answer: EstimateAnswer;
}

/**
 * Of each card the fewest, up to `maxCount`, on which the job fits and runs within the budget; the cheapest first, of
 * equal price the faster. Several cards share a training job by `fsdp` and a served model by the engine's way of
 * splitting it, unless the job says otherwise. Cards of unknown price are left out.
 * @param job - The job without its cards.
 * @param gpus - The cards to choose from; each must be in `data`.
 * @param data - The cards and models that the request can ask for.
 * @param options - Bounds and prices.
 * @returns Cards that do the job, cheapest first; empty where none does.
 */
export function cheapestCards(
  job: Omit<EstimateInput, 'gpu' | 'gpuCount' | 'gpuPrice'>,
  gpus: readonly EstimationGpu[],
  data: EstimationData,
  { maxCount = 2, budget = null, prices = {} }: CheapestOptions = {},
): PricedCards[] {
  const dollars = (job.currency ?? 'USD') === 'USD';
  const found = gpus.flatMap((gpu): PricedCards[] => {
    const gpuPrice = prices[gpu.slug] ?? (dollars ? gpu.launchPriceUsd : null);
    if (gpuPrice === null) return [];
    for (let count = 1; count <= maxCount; count++) {
      const price = gpuPrice * count;
      if (budget !== null && price > budget) return [];
      const input: EstimateInput = { ...job, gpu: gpu.slug, gpuCount: count, gpuPrice };
      if (job.task === 'training' && count > 1 && job.sharding === undefined) input.sharding = 'fsdp';
      const checked = validateRequest(input, data);
      if (!checked.ok) continue;
      const { request } = checked;
      const answer = estimateCore(request, findModel(request.model, data), gpu, data.version);
      if (runs(answer)) return [{ gpu, count, price, request, answer }];
    }
    return [];
  });
  return found.sort(
    (a, b) => a.price - b.price || b.answer.speed.tokensPerSecond - a.answer.speed.tokensPerSecond,
  );
}
