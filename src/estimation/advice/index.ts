import { estimateCore } from '../core.ts';
import type {
  Advice,
  EstimateAnswer,
  EstimateRequest,
  EstimationGpu,
  EstimationModel,
  SupportNote,
} from '../types.ts';
import { savings, spendings, type Change } from './levers.ts';
import { largestWhere } from './search.ts';

/** More would be a list to study, not advice. */
const limit = 5;
/** A change that saves less than this share of the memory is not worth a line. */
const leastSaving = 0.01;
/** A change that makes a job that fits faster by less than this is not worth a line either. */
const leastSpeedUp = 0.05;

const unsupported = (support: readonly SupportNote[]): number =>
  support.filter(({ level }) => level === 'unsupported').length;

/**
 * What to change. Where the job does not fit: the changes that save memory, smallest first, and where none is enough
 * alone, those that save most, and last a combination that is. Where it fits: what makes it faster in the memory that
 * is left. A change that the card refuses is none; `possible` narrows them, to what a caller can follow; `further` adds
 * what costs money ({@link moreCards}).
 */
export function advise(
  request: EstimateRequest,
  answer: EstimateAnswer,
  model: EstimationModel,
  gpu: EstimationGpu,
  possible: (change: Change) => boolean = () => true,
  further: (request: EstimateRequest, model: EstimationModel) => Change[] = () => [],
): Advice[] {
  const refused = unsupported(answer.support);
  const attempt = (change: Change): Advice & { runs: boolean } => {
    const after = estimateCore({ ...request, ...change }, model, gpu, answer.dataVersion);
    return {
      change,
      total: after.memory.total,
      fits: after.fits,
      timeFactor: answer.speed.tokensPerSecond / after.speed.tokensPerSecond,
      runs: unsupported(after.support) <= refused,
    };
  };
  const shown = ({ change, total, fits, timeFactor }: Advice): Advice => ({
    change,
    total,
    fits,
    timeFactor,
  });
  if (answer.fits) {
    const useful = spendings(request)
      .filter(possible)
      .map(attempt)
      .filter(({ fits, timeFactor, runs }) => fits && runs && timeFactor < 1 - leastSpeedUp);
    return firstOfEach(useful).slice(0, 2).map(shown);
  }

  const tried = [...savings(request, model), ...further(request, model)]
    .filter(possible)
    .map(attempt)
    .filter(({ runs }) => runs);
  const saving = tried.filter(({ total }) => total < answer.memory.total * (1 - leastSaving));
  /** As many layers on the card as it holds, where a change takes layers off it. */
  const refine = (one: Advice): Advice => {
    if (one.change.gpuLayers !== 0 || !one.fits) return shown(one);
    const layers = largestWhere(0, model.layers - 1, (n) => attempt({ ...one.change, gpuLayers: n }).fits);
    return shown(attempt({ ...one.change, gpuLayers: layers! }));
  };
  const enough = firstOfEach(saving.filter(({ fits }) => fits));
  if (enough.some(({ change }) => !isMoreCards(change))) return enough.slice(0, limit).map(refine);
  // More cards alone are enough at most: what the present ones can do comes first, and the fewest more cards last.
  const cards = enough.slice(0, 1);
  const combined = combine(
    tried.map(({ change }) => change),
    attempt,
  );
  const together = combined && Object.keys(combined.change).length > 0 && !isMoreCards(combined.change);
  const rest = [...(together ? [refine(combined)] : []), ...cards.map(shown)];
  const most = firstOfEach(
    saving.filter((one) => !enough.includes(one)).toSorted((a, b) => a.total - b.total),
  ).slice(0, limit - rest.length);
  return [...saving.filter((one) => most.includes(one)).map(shown), ...rest];
}

/** Whether a change is nothing but more cards. */
const isMoreCards = (change: Change): boolean =>
  Object.keys(change).every((field) =>
    ['gpuCount', 'sharding', 'tensorParallel', 'pipelineParallel'].includes(field),
  ) && 'gpuCount' in change;

const fieldsOf = (change: Change): string => Object.keys(change).join();

/** Of several values for the same options only the first. */
const firstOfEach = <Item extends Advice>(list: readonly Item[]): Item[] =>
  list.filter((one, i) => list.findIndex((other) => fieldsOf(other.change) === fieldsOf(one.change)) === i);

/**
 * Adds each change that still saves memory until the job fits, then takes back each one that it fits without, the
 * largest first.
 */
function combine(
  changes: readonly Change[],
  attempt: (change: Change) => Advice & { runs: boolean },
): Advice | null {
  const merged = (list: readonly Change[]): Change => Object.assign({}, ...list) as Change;
  let chosen: Change[] = [];
  let best = attempt({});
  for (const change of changes) {
    // One way to share the job among more cards: two of them would not multiply to the number of cards.
    const before = chosen.find((one) => 'gpuCount' in one);
    if ('gpuCount' in change && before && fieldsOf(before) !== fieldsOf(change)) continue;
    const more = attempt(merged([...chosen, change]));
    if (!more.runs || more.total >= best.total) continue;
    chosen.push(change);
    best = more;
    if (best.fits) break;
  }
  if (!best.fits) return null;
  for (const change of [...chosen].reverse()) {
    const rest = chosen.filter((one) => one !== change);
    const without = attempt(merged(rest));
    if (!without.fits || !without.runs) continue;
    chosen = rest;
    best = without;
  }
  return best;
}
