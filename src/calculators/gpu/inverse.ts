/** What the questions the other way round find, as the state that a click would take them to. */
import { gpus, models } from 'virtual:headroom-catalog';
import {
  cheapestCards,
  largestMicroBatch,
  largestModel,
  longestSequence,
  type FittingModel,
  type Largest,
  type PricedCards,
} from '../../estimation/advice/inverse.ts';
import { findGpu, findModel } from '../../estimation/request.ts';
import { data } from '../shared/engine.ts';
import { readCards } from './card-list.ts';
import { priceOfOne } from './chosen.ts';
import { passes } from './ranking.ts';
import { chosenRequest, jobOf } from './request.ts';
import { ranges, type GpuState } from './state.ts';

/** As many as one compares without counting. */
const most = 5;

/** The largest models with which the job of a state fits its card, each with the answer; the largest first. */
export function largestModels(state: GpuState): FittingModel[] {
  const input = {
    ...jobOf(state),
    gpu: state.gpu,
    gpuMemoryBytes: chosenRequest(state).gpuMemoryBytes,
  };
  let left = [...models];
  const found: FittingModel[] = [];
  while (found.length < most) {
    const next = largestModel(input, left, data);
    if (!next) break;
    found.push(next);
    left = left.filter(
      ({ slug, parameters }) => slug !== next.model.slug && parameters <= next.model.parameters,
    );
  }
  return found;
}

/** The largest micro-batch (streams) and the longest sequence (context) with which the job fits the chosen card. */
export function largestNumbers(state: GpuState): { batch: Largest | null; tokens: Largest | null } {
  const request = chosenRequest(state);
  const model = findModel(request.model, data);
  const gpu = findGpu(request.gpu, data);
  return { batch: largestMicroBatch(request, model, gpu), tokens: longestSequence(request, model, gpu) };
}

/**
 * The cheapest cards, or several of one kind, that do the job within the budget and pass the filters of the list. Laptops
 * hold one. Several share a training job by `fsdp` unless one was enough.
 */
export function cheapest(state: GpuState, mine = readCards(state.mine)): PricedCards[] {
  // How many cards, and how they share the job, is the answer and not the question.
  const job = {
    ...jobOf(state),
    sharding: undefined,
    tensorParallel: undefined,
    pipelineParallel: undefined,
  };
  const prices = Object.fromEntries(
    gpus.flatMap((gpu) => {
      const price = priceOfOne({ gpu }, state);
      return price === null ? [] : [[gpu.slug, price]];
    }),
  );
  // What several cost and draw is theirs to answer for; one by one the filters say which kinds to look at.
  const filter = { ...state, gpuCount: 1, fitsOnly: false };
  const kinds = gpus.filter((gpu) => passes({ gpu, answer: null as never }, filter, mine));
  const { budget, maxPowerW } = state;
  const found = [true, false].flatMap((laptop) =>
    cheapestCards(
      job,
      kinds.filter(({ segment }) => (segment === 'laptop') === laptop),
      data,
      { maxCount: laptop ? 1 : ranges.gpuCount.max, budget, prices },
    ),
  );
  return found
    .filter(({ gpu, count }) => maxPowerW === null || gpu.tdpW * count <= maxPowerW)
    .sort((a, b) => a.price - b.price || b.answer.speed.tokensPerSecond - a.answer.speed.tokensPerSecond)
    .slice(0, most);
}
