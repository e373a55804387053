import type { EstimateAnswer, EstimateRequest } from '../../estimation/types.ts';
import { adviceFor, ask, complete, gpuOf, onEveryCard, type CardAnswer } from '../shared/engine.ts';
import { fromLaunchPrice } from '../shared/display.ts';
import { adviceToState, chosenRequest, jobOf, otherUseBytes } from './request.ts';
import type { GpuState, Sort } from './state.ts';

/** One card with its answer, advice included. */
export type Ranked = CardAnswer;

/** The answer with the advice that the calculator's controls can follow. */
const advised = (request: EstimateRequest, answer: EstimateAnswer): EstimateAnswer => ({
  ...answer,
  advice: adviceFor(request, answer, (change) => adviceToState(change) !== null),
});

/** The chosen card, with advice and with what the reader says about it. */
export function answerChosen(state: GpuState): Ranked {
  const request = chosenRequest(state);
  return { gpu: gpuOf(state.gpu), answer: advised(request, ask(request)) };
}

/** The job on every card. Advice is worked out for the chosen card and for those that the job does not fit. */
export function rankAll(state: GpuState): Ranked[] {
  const job = jobOf(state);
  return onEveryCard(job).map(({ gpu, answer }) => {
    if (gpu.slug === state.gpu) return answerChosen(state);
    if (answer.fits) return { gpu, answer };
    return { gpu, answer: advised(complete({ ...job, gpu: gpu.slug }), answer) };
  });
}

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

/**
 * The price that counts for a card, in the reader's currency: their own for the chosen card, else the launch price;
 * `null` if unknown, or in a currency to which the reader has given no rate.
 */
export function priceOf({ gpu }: Ranked, state: GpuState): number | null {
  return (gpu.slug === state.gpu ? state.gpuPrice : null) ?? fromLaunchPrice(gpu.launchPriceUsd, state);
}

/** Whether a card passes the reader's filters. A budget leaves out cards whose price is unknown. */
export function passes(ranked: Ranked, state: GpuState): boolean {
  const { gpu, answer } = ranked;
  const price = priceOf(ranked, state);
  return (
    (state.series === '' || gpu.series === state.series) &&
    (state.segment === 'all' || gpu.segment === state.segment) &&
    (state.minMemoryGb === null || gpu.memoryGb >= state.minMemoryGb) &&
    (state.budget === null || (price !== null && price <= state.budget)) &&
    (!state.fitsOnly || works(verdictOf(answer, otherUseBytes(state))))
  );
}

type Order = (a: Ranked, b: Ranked) => number;

/** Cards in the order the reader asked for; ties keep the ranking. Cards without a price stand last by price. */
export function sortCards(cards: readonly Ranked[], state: GpuState): Ranked[] {
  const workable = (ranked: Ranked) => (works(verdictOf(ranked.answer, otherUseBytes(state))) ? 0 : 1);
  const bySpeed: Order = (a, b) => b.answer.speed.tokensPerSecond - a.answer.speed.tokensPerSecond;
  const byRank: Order = (a, b) =>
    workable(a) - workable(b) || bySpeed(a, b) || b.answer.headroom - a.answer.headroom;
  const reversed = state.sort.startsWith('-');
  const direction = reversed ? -1 : 1;
  const orders: Record<string, Order> = {
    rank: byRank,
    name: (a, b) => direction * a.gpu.name.localeCompare(b.gpu.name, 'en', { numeric: true }),
    headroom: (a, b) => direction * (b.answer.headroom - a.answer.headroom),
    speed: (a, b) => direction * bySpeed(a, b),
    price: (a, b) => {
      const [x, y] = [priceOf(a, state), priceOf(b, state)];
      if (x === null || y === null) return Number(x === null) - Number(y === null);
      return direction * (x - y);
    },
  };
  const order = orders[state.sort.replace('-', '')]!;
  return [...cards].sort((a, b) => order(a, b) || byRank(a, b));
}

/** What a click on a column's heading asks for: its natural order first, then the reverse, then the ranking. */
export function nextSort(current: Sort, column: 'name' | 'headroom' | 'speed' | 'price'): Sort {
  if (current === column) return `-${column}`;
  return current === `-${column}` ? 'rank' : column;
}

/** `aria-sort` of a column. Name and price rise in their natural order, headroom and speed fall. */
export function ariaSort(current: Sort, column: 'name' | 'headroom' | 'speed' | 'price') {
  const rises = column === 'name' || column === 'price';
  if (current === column) return rises ? 'ascending' : 'descending';
  if (current === `-${column}`) return rises ? 'descending' : 'ascending';
  return 'none';
}
