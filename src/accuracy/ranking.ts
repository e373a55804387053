/** Whether the estimator puts cards in the order in which they were measured on the same job. */
import type { Measurement } from '../../catalog/types.ts';
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

/** A request's job: everything but the card, the link that follows from it, and the batch. */
function jobOf(source: string, request: EstimateRequest): string {
  const card = { gpu: null, interconnect: null, microBatchSize: null, gradientAccumulationSteps: null };
  return JSON.stringify([source, { ...request, ...card }]);
}

const batchOf = ({ request }: { request: EstimateRequest }): string =>
  [request.microBatchSize, request.gradientAccumulationSteps].join();

/**
 * τ of each job that at least three cards ran, a card's repeated runs taken by their median. Where a source gave each
 * card the batch that fills it, that batch belongs to the card; where cards ran several, only equal ones compare.
 */
export function rankings(scores: readonly Score[], what: 'training-speed' | 'decode-speed'): Ranking[] {
  const rows = scores.flatMap((score) => {
    const request = score.what === what ? completeRequest(score.run) : null;
    return request === null || typeof request === 'string' ? [] : [{ score, request }];
  });
  const jobs = [...groupBy(rows, ({ score, request }) => jobOf(score.run.source, request)).values()];
  const compared = jobs.flatMap((job) => {
    const byCard = [...groupBy(job, ({ score }) => score.run.gpu).values()];
    const oneBatchEach = byCard.every((runs) => new Set(runs.map(batchOf)).size === 1);
    return oneBatchEach ? [job] : [...groupBy(job, batchOf).values()];
  });
  return compared.flatMap((group) => {
    const cards = [...groupBy(group, ({ score }) => score.run.gpu).values()].map((runs) => ({
      measured: medianOf(runs.map(({ score }) => score.measured)),
      estimated: medianOf(runs.map(({ score }) => score.estimated)),
    }));
    const tau = cards.length < fewestCards ? null : kendallTau(cards);
    return tau === null ? [] : [{ run: group[0]!.score.run, what, cards: cards.length, tau }];
  });
}
