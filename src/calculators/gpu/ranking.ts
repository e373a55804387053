import { gpus } from 'virtual:headroom-catalog';
import { compare } from '../../estimation/compare.ts';
import { data } from '../shared/engine.ts';
import { adviceOn } from './advice.ts';
import { readCards } from './card-list.ts';
import { answerChosen, priceOf, worksOn, type Ranked } from './chosen.ts';
import { jobOf } from './request.ts';
import type { GpuState, Sort } from './state.ts';

/** The job on every card, without advice: {@link withAdvice}. */
export function rankAll(state: GpuState): Ranked[] {
  // `compare` keeps the order of the cards, so each answer stands at its card's place.
  return compare(jobOf(state), gpus, data).map(({ answer }, index) =>
    gpus[index]!.slug === state.gpu ? answerChosen(state) : { gpu: gpus[index]!, answer },
  );
}

/** A card with what to change where the job does not fit it: dear to work out, so for the cards in sight only. */
export function withAdvice(card: Ranked, state: GpuState): Ranked {
  return card.answer.fits ? card : { ...card, answer: { ...card.answer, advice: adviceOn(card, state) } };
}

/**
 * Whether a card passes the reader's filters. A budget leaves out cards whose price is unknown; budget and power count
 * all cards of the job. A reader who has named no cards has none to list alone.
 */
export function passes(ranked: Ranked, state: GpuState, mine = readCards(state.mine)): boolean {
  const { gpu } = ranked;
  const price = priceOf(ranked, state);
  return (
    (state.series === '' || gpu.series === state.series) &&
    (state.segment === 'all' || gpu.segment === state.segment) &&
    (state.minMemoryGb === null || gpu.memoryGb >= state.minMemoryGb) &&
    (state.budget === null || (price !== null && price <= state.budget)) &&
    (state.maxPowerW === null || gpu.tdpW * state.gpuCount <= state.maxPowerW) &&
    (!state.ownOnly || mine.length === 0 || mine.some(([slug]) => slug === gpu.slug)) &&
    (!state.fitsOnly || worksOn(ranked, state))
  );
}

type Order = (a: Ranked, b: Ranked) => number;

/** Cards in the order the reader asked for; ties keep the ranking. Cards without a price stand last by price. */
export function sortCards(cards: readonly Ranked[], state: GpuState): Ranked[] {
  const workable = (ranked: Ranked) => (worksOn(ranked, state) ? 0 : 1);
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
