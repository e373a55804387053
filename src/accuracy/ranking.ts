/** Whether the estimator puts cards in the order in which they were measured on the same job. */
import { gpuBySlug, type Measurement } from '../../catalog/index.ts';
import type { EstimateRequest } from '../estimation/index.ts';
import { groupBy, medianOf } from './report.ts';
import { completeRequest, type Score } from './score.ts';

/** Speeds this close are as good as equal: their order says nothing. */
const tie = 0.05;
/** Fewer cards make no ranking. */
const fewestCards = 3;

export interface Pair {
  measured: number;
  estimated: number;
}

/**
 * Kendall's τ: pairs in the measured order less pairs in the other, over all pairs whose measurements differ by more
 * than 5 %. An estimate that ties such a pair counts for neither. `null` without a pair.
 */
export function kendallTau(items: readonly Pair[]): number | null {
  let [pairs, balance] = [0, 0];
  for (const [i, a] of items.entries())
    for (const b of items.slice(i + 1)) {
      if (Math.max(a.measured, b.measured) / Math.min(a.measured, b.measured) <= 1 + tie) continue;
      pairs++;
      balance += Math.sign(a.measured - b.measured) * Math.sign(a.estimated - b.estimated);
    }
  return pairs === 0 ? null : balance / pairs;
}

export interface Ranking {
  /** One run of the job. */
  run: Measurement;
  what: Score['what'];
  cards: number;
  tau: number;
}

/** The job of a request, card left out. A training batch that was chosen to fill each card is part of the card, not of the job. */
function jobOf(run: Measurement, request: EstimateRequest): string {
  const { gpu: _gpu, microBatchSize, gradientAccumulationSteps, ...job } = request;
  const filled = run.notes?.includes('batch-fills-card');
  return JSON.stringify([run.source, job, filled ? null : [microBatchSize, gradientAccumulationSteps]]);
}

/**
 * τ of each job that at least three cards ran, speeds of one card on the same job taken by their median. The defaults that
 * follow from the card (its link) are not part of the job.
 */
export function rankings(scores: readonly Score[], what: 'training-speed' | 'decode-speed'): Ranking[] {
  const rows = scores.flatMap((score) => {
    if (score.what !== what) return [];
    const request = completeRequest(score.run);
    if (typeof request === 'string') return [];
    return [{ score, job: jobOf(score.run, { ...request, interconnect: 'pcie' }) }];
  });
  return [...groupBy(rows, ({ job }) => job).values()].flatMap((group) => {
    const byCard = groupBy(group, ({ score }) => score.run.gpu);
    if (byCard.size < fewestCards) return [];
    const cards = [...byCard.values()].map((runs) => ({
      measured: medianOf(runs.map(({ score }) => score.measured)),
      estimated: medianOf(runs.map(({ score }) => score.estimated)),
    }));
    const tau = kendallTau(cards);
    return tau === null ? [] : [{ run: group[0]!.score.run, what, cards: cards.length, tau }];
  });
}
