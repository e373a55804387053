/** Runs that the estimate misses by more than 30 %, each with a reason from a closed list. */
import { farOff, type OutlierReason } from './report.ts';
import type { Score } from './score.ts';

/**
 * Runs whose record, read beside its neighbours, shows what is at fault. Every other miss counts as a defect of the
 * estimator until someone shows otherwise.
 */
const shown: Record<string, OutlierReason> = {
  // Speed of host and PCI Express unknown, on which steps with sharded or offloaded parts wait.
  'tt-fsdpq-001': 'option-not-recorded',
  'tt-fsdpq-004': 'option-not-recorded',
  'tt-fsdpq-022': 'option-not-recorded',
  // "A6000 Ada": which card is a guess.
  'tt-fsdpq-028': 'wrong-label',
  'tt-fsdpq-029': 'wrong-label',
  // A quarter below runs that differ in nothing the page states: how long the samples were decides.
  'tm-swift-041': 'option-not-recorded',
  'tm-swift-042': 'option-not-recorded',
  'tm-swift-062': 'option-not-recorded',
  'tm-swift-072': 'option-not-recorded',
};

export interface FarOff {
  score: Score;
  reason: OutlierReason;
}

/** Scores beyond 30 %, the worst first; fits have no size of error. */
export const farOffScores = (scores: readonly Score[]): FarOff[] =>
  scores
    .filter(({ what, error }) => what !== 'fit' && Math.abs(error) > farOff)
    .sort((a, b) => Math.abs(b.error) - Math.abs(a.error))
    .map((score) => ({ score, reason: shown[score.run.id] ?? 'defect-of-ours' }));
