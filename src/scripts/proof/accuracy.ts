/** How far the estimates are off the published runs, by kind of figure, and how many targets are missed. */
import { ranges } from '../../estimation/profiles/ranges.ts';
import { groupBy, summarise } from '../../accuracy/report.ts';
import { quantities, scoreRuns } from '../../accuracy/score.ts';
import { isMet, targetsOf } from '../../accuracy/targets.ts';
import type { Figures } from '../../proof/measures.ts';

export function measure(): Figures {
  const { scores } = scoreRuns();
  const byKind = groupBy(scores, ({ what }) => what);
  const round = (share: number) => Number(share.toFixed(4));
  const figures: Figures = {};
  for (const what of quantities) {
    const summary = what === 'fit' ? null : summarise(byKind.get(what) ?? []);
    if (!summary) continue;
    const { n, meanAbsolute, medianAbsolute, worst } = summary;
    figures[what] = { n, mean: round(meanAbsolute), median: round(medianAbsolute), worst: round(worst) };
  }
  const targets = targetsOf(scores, ranges);
  const missed = targets.filter((target) => !isMet(target));
  for (const { name, figure } of missed) console.log(`missed: ${name}: ${figure}`);
  figures['targets'] = { n: targets.length, missed: missed.length };
  return figures;
}
