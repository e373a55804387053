import { costOf } from '../../estimation/cost/index.ts';
import { ask, gpuOf, type CardAnswer } from '../shared/engine.ts';
import { readCards, withCard } from './card-list.ts';
import { priceOf } from './chosen.ts';
import { chosenRequest } from './request.ts';
import { mostPins, type GpuState } from './state.ts';

/** One card, or several of one kind, beside others. */
export interface Pinned extends CardAnswer {
  slug: string;
  count: number;
  /** Dollars for all of them; `null` where no price is known. */
  price: number | null;
  /** Watts that all of them may draw. */
  powerW: number;
  /** Energy of a million tokens, and what it costs where the reader gave a price of electricity. */
  kwhPerMillion: number;
  electricityPerMillion: number | null;
}

/** A state as if a pinned card were the chosen one. */
export const stateOf = (state: GpuState, gpu: string, gpuCount: number): GpuState => ({
  ...state,
  gpu,
  gpuCount,
  ...(gpu === state.gpu ? {} : { gpuPrice: null, gpuMemoryGib: null }),
});

/** The job on every pinned card, in the order in which they were pinned. */
export function answerPinned(state: GpuState): Pinned[] {
  return readCards(state.pins).map(([slug, count]) => {
    const own = stateOf(state, slug, count);
    const request = chosenRequest(own);
    const gpu = gpuOf(slug);
    const answer = ask(request);
    const million = costOf({ ...request, tokens: 1e6 }, gpu, answer.speed.tokensPerSecond);
    return {
      slug,
      count,
      gpu,
      answer,
      price: priceOf({ gpu }, own),
      powerW: gpu.tdpW * count,
      kwhPerMillion: million.energy.kwh!,
      electricityPerMillion: million.cost.electricity,
    };
  });
}

/** The pins after one card is pinned with the number of cards of the job, or unpinned; full lists stay as they are. */
export function togglePin({ pins, gpuCount }: Pick<GpuState, 'pins' | 'gpuCount'>, slug: string): string {
  const cards = readCards(pins);
  if (cards.some(([pinned]) => pinned === slug)) return withCard(pins, slug, null);
  return cards.length < mostPins ? withCard(pins, slug, gpuCount) : pins;
}

/** The best value of a column: the largest, or the smallest where less is better; `null` where there is no contest. */
export function bestOf(values: readonly (number | null)[], less: boolean): number | null {
  const known = values.filter((value) => value !== null);
  const best = less ? Math.min(...known) : Math.max(...known);
  return known.length > 1 && known.some((value) => value !== best) ? best : null;
}
