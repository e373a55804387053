/** The only door of the estimator. Everything is a pure function of what it is handed. */
import { onCard, prepare } from './core.ts';
import { moreCards } from './advice/more-cards.ts';
import { advise, workingOf } from './explain.ts';
import { findGpu, findModel } from './request.ts';
import { validateRequest } from './validate.ts';
import type {
  EstimateAnswer,
  EstimateInput,
  EstimateOptions,
  EstimationData,
  RequestError,
} from './types.ts';

export * from './types.ts';
export { estimateCore, onCard, prepare, type PreparedJob } from './core.ts';
export { allowedWeightFormats, findGpu, findModel, withDefaults, type FieldRule } from './request.ts';
export { fromCatalog } from './from-catalog.ts';
export { suggest } from './suggest.ts';
export { allowedText, validateRequest, type Validation } from './validate.ts';
export { compare, type Comparison } from './compare.ts';
export { advise, formulas, workingOf, type Formula, type FormulaId } from './explain.ts';
export { precisionsOf, type PrecisionSupport } from './support.ts';
export { largestParts, type LargestPart } from './advice/reasons.ts';
export {
  cheapestCards,
  largestMicroBatch,
  largestModel,
  longestSequence,
  type CheapestOptions,
  type FittingModel,
  type Largest,
  type PricedCards,
} from './advice/inverse.ts';
export {
  measuredFigures,
  nearestMeasurements,
  type MeasuredFigure,
  type MeasuredRun,
  type NearestMeasurement,
} from './nearest.ts';

/** A request that `validateRequest` refuses; `errors` says what is wrong with which field. */
export class InvalidRequest extends Error {
  /** One for each field that is wrong. */
  readonly errors: RequestError[];
  /** @param errors - What is wrong, at least one. */
  constructor(errors: RequestError[]) {
    super(errors.map(({ code, field }) => `${field}: ${code}`).join('; '));
    this.name = 'InvalidRequest';
    this.errors = errors;
  }
}

/**
 * Checks the request and answers it: memory in bytes, time in seconds, speed in tokens per second, energy in kWh, money
 * in the request's currency. Advice and working are included unless `options` leaves them out. The working names the
 * formula and the source of every number; constants that were fitted are fitted to published runs.
 * @param input - The job: `task`, `model` and `gpu`, and of the rest what differs from its default.
 * @param data - The cards and models that the request can ask for.
 * @param options - What to leave out.
 * @returns The answer for one card, the fullest, and for the job on all of them.
 * @throws {InvalidRequest} Where a field is unknown, missing, out of range or at odds with another.
 * @source roofline
 * @source activation-recomputation
 * @source zero
 * @source qlora
 * @source scaling-laws
 */
export function estimate(
  input: EstimateInput,
  data: EstimationData,
  options: EstimateOptions = {},
): EstimateAnswer {
  const checked = validateRequest(input, data);
  if (!checked.ok) throw new InvalidRequest(checked.errors);
  const { request } = checked;
  const model = findModel(request.model, data);
  const gpu = findGpu(request.gpu, data);
  const prepared = prepare(request, model);
  const answer = onCard(prepared, gpu, data.version);
  if (options.advice !== false) answer.advice = advise(request, answer, model, gpu, undefined, moreCards);
  if (options.working !== false) answer.working = workingOf(prepared, answer, gpu);
  return answer;
}
