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
  field: 'microBatchSize' | 'concurrency' | 'sequenceLength' | 'contextLength';
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
  model: EstimationModel;
  request: EstimateRequest;
  answer: EstimateAnswer;
}

/**
 * The model with the most parameters, of `models`, with which the job fits and runs; `null` where none does. Models with
 * which the request makes no sense (heads that its cards cannot share) are passed over.
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
  gpu: EstimationGpu;
  count: number;
  price: number;
  request: EstimateRequest;
  answer: EstimateAnswer;
}

/**
 * Of each card the fewest, up to `maxCount`, on which the job fits and runs within the budget; the cheapest first, of
 * equal price the faster. Several cards share a training job by `fsdp` and a served model by the engine's way of
 * splitting it, unless the job says otherwise. Cards of unknown price are left out.
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
