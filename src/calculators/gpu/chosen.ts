import type { Lang } from '../../../content/i18n/languages.ts';
import type { EstimateAnswer } from '../../estimation/types.ts';
import { ask, gpuOf, type CardAnswer } from '../shared/engine.ts';
import { fromLaunchPrice } from '../shared/display.ts';
import { chosenRequest, otherUseBytes, ownPrice } from './request.ts';
import type { GpuState } from './state.ts';
import type { GpuStrings } from './strings.ts';

/** One card with its answer. */
export type Ranked = CardAnswer;

/** What every part of the answer is drawn from. */
export interface AnswerProps {
  chosen: Ranked;
  state: GpuState;
  strings: GpuStrings;
  lang: Lang;
}

/** The chosen card, with what the reader says about it. */
export const answerChosen = (state: GpuState): Ranked => ({
  gpu: gpuOf(state.gpu),
  answer: ask(chosenRequest(state)),
});

/**
 * - `fits`: the whole likely range fits
 * - `close`: the estimate fits, the top of the range does not
 * - `unlikely`: the estimate does not fit, the bottom of the range does
 * - `short`: nothing of the range fits
 * - `unsupported`: the card cannot do the job at any size
 */
export type Verdict = 'fits' | 'close' | 'unlikely' | 'short' | 'unsupported';

export function verdictOf(answer: EstimateAnswer, otherUse: number): Verdict {
  if (answer.support.some((note) => note.level === 'unsupported')) return 'unsupported';
  const { low, high, usable } = answer.memory;
  if (answer.fits) return high + otherUse <= usable ? 'fits' : 'close';
  return low + otherUse <= usable ? 'unlikely' : 'short';
}

export const works = (verdict: Verdict) => verdict === 'fits' || verdict === 'close';

/** Whether the job runs on a card as a state describes it. */
export const worksOn = ({ answer }: Ranked, state: GpuState): boolean =>
  works(verdictOf(answer, otherUseBytes(state)));

/**
 * The price of one card that counts, in the reader's currency: their own, else the launch price; `null` if unknown, or in
 * a currency to which the reader has given no rate.
 */
export const priceOfOne = ({ gpu }: Pick<Ranked, 'gpu'>, state: GpuState): number | null =>
  ownPrice(state, gpu.slug) ?? fromLaunchPrice(gpu.launchPriceUsd, state);

/** The same for all cards of the job. */
export function priceOf(ranked: Pick<Ranked, 'gpu'>, state: GpuState): number | null {
  const one = priceOfOne(ranked, state);
  return one === null ? null : one * state.gpuCount;
}
