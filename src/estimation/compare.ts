import { onCard, prepare, type PreparedJob } from './core.ts';
import { allowedWeightFormats, findModel, withDefaults } from './request.ts';
import type { EstimateAnswer, EstimateInput, EstimationData, EstimationGpu } from './types.ts';

/** One card's answer in a comparison. */
export interface Comparison {
  /** The card. */
  gpu: EstimationGpu;
  /** Its answer, without advice and working. */
  answer: EstimateAnswer;
}

/**
 * One valid job on many cards, without advice and working. What does not depend on the card is worked out once for
 * each default precision and link (cards with and without bf16, boards with and without NVLink). A weight format that
 * a card's default precision excludes falls back to that precision's own. The request is not checked: hand it to
 * `validateRequest` with one of the cards before.
 * @param input - The job without its card.
 * @param gpus - The cards to put it on.
 * @param data - The models that the request can ask for, and the day of the data.
 * @returns An answer for each card, in their order.
 */
export function compare(
  input: Omit<EstimateInput, 'gpu'>,
  gpus: readonly EstimationGpu[],
  data: EstimationData,
): Comparison[] {
  const model = findModel(input.model, data);
  const jobs = new Map<string, PreparedJob>();
  return gpus.map((gpu) => {
    const request = withDefaults({ ...input, gpu: gpu.slug }, model, gpu);
    const formats = allowedWeightFormats(request.task, request.method, request.precision);
    if (!formats.includes(request.weightFormat)) request.weightFormat = formats[0]!;
    const key = request.precision + request.interconnect;
    let prepared = jobs.get(key);
    if (!prepared) jobs.set(key, (prepared = prepare(request, model)));
    return { gpu, answer: onCard(prepared, gpu, data.version) };
  });
}
