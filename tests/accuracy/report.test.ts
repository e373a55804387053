import { describe, expect, it } from 'vitest';
import type { Measurement } from '../../catalog/index.ts';
import { farOffScores } from '../../src/accuracy/far-off.ts';
import {
  bestConstant,
  classReport,
  fitReport,
  meanOfMeans,
  medianOf,
  speedupClass,
  summarise,
  table,
} from '../../src/accuracy/report.ts';
import { oncePerRun, type Quantity, type Score } from '../../src/accuracy/score.ts';

/** A score as the estimator would make it, of a run that only has what a report reads. */
const score = (
  what: Quantity,
  measured: number,
  estimated: number,
  more: Partial<Score> = {},
  run: object = {},
): Score => ({
  run: { id: `run-${measured}-${estimated}`, source: 'source', ...run } as Measurement,
  what,
  measured,
  estimated,
  error: estimated / measured - 1,
  profile: 'hf',
  generation: 8.6,
  heldOut: false,
  ...more,
});

describe('errors summed up', () => {
  it('by hand', () => {
    const summary = summarise([{ error: 0.1 }, { error: -0.3 }, { error: 0.02 }, { error: 0.06 }])!;
    expect(summary.n).toBe(4);
    expect(summary.meanAbsolute).toBeCloseTo(0.12, 12);
    expect(summary.medianAbsolute).toBeCloseTo(0.08, 12);
    expect(summary.mean).toBeCloseTo(-0.03, 12);
    expect(summary.median).toBeCloseTo(0.04, 12);
    expect(summary.worst).toBe(-0.3);
    expect(summarise([])).toBeNull();
  });

  it('take the middle value, or between the two in the middle', () => {
    expect(medianOf([9, 1, 5])).toBe(5);
    expect(medianOf([4, 1, 3, 100])).toBe(3.5);
  });

  it('apart for runs that constants were fitted on and runs held out', () => {
    const rows = table(
      [
        score('allocated', 10, 11),
        score('allocated', 10, 8, { heldOut: true }),
        score('allocated', 10, 13, { profile: 'litgpt' }),
      ],
      ({ profile }) => profile,
    );
    expect(rows.map(({ key }) => key)).toEqual(['hf', 'litgpt']);
    expect(rows[0]!.calibrated!.mean).toBeCloseTo(0.1, 12);
    expect(rows[0]!.heldOut!.mean).toBeCloseTo(-0.2, 12);
    expect(rows[1]!.heldOut).toBeNull();
  });

  it('let no source outvote another by its number of rows', () => {
    const of = (source: string, error: number) => score('allocated', 1, 1 + error, {}, { source });
    const rows = [of('a', 0.1), of('a', -0.1), of('a', 0.1), of('b', 0.3)];
    expect(meanOfMeans(rows, ({ run }) => run.source)).toBeCloseTo(0.2, 12);
  });

  it('count a run once that published several kinds of memory', () => {
    const run = { id: 'one' };
    const rows = [
      score('allocated', 1, 2, {}, run),
      score('reserved', 2, 3, {}, run),
      score('process', 5, 5),
    ];
    expect(oncePerRun(rows).map(({ what }) => what)).toEqual(['allocated', 'process']);
  });
});

describe('jobs that fit', () => {
  it('are counted apart from those that ran out of memory', () => {
    const rows = [
      score('fit', 1, 1),
      score('fit', 1, 0),
      score('fit', 1, 1),
      score('fit', 0, 0),
      score('fit', 0, 1),
      score('allocated', 1, 1),
    ];
    expect(fitReport(rows)).toEqual({ kept: { n: 3, right: 2 }, caught: { n: 2, right: 1 } });
  });
});

describe('classes of speed-up', () => {
  it('end at 1.3 and at 2.2', () => {
    expect([1, 1.299, 1.3, 2.2, 2.201].map(speedupClass)).toEqual(['none', 'none', 'some', 'some', 'large']);
  });

  it('are counted for ratios of speed only', () => {
    const ratio = (of: string) => ({ ratio: { of } });
    const report = classReport([
      score('precision-ratio', 1.1, 1.2, {}, ratio('speed')),
      score('precision-ratio', 1.1, 1.4, {}, ratio('speed')),
      score('precision-ratio', 3, 2.5, {}, ratio('speed')),
      score('precision-ratio', 2, 2, {}, ratio('batch')),
    ]);
    expect(report).toMatchObject({ n: 3, right: 2 });
    expect(report.counts.none).toEqual({ none: 1, some: 1, large: 0 });
    expect(report.counts.large.large).toBe(1);
  });
});

describe('the best constant', () => {
  it('is the one with the least median error', () => {
    // 1 errs by 0 and 1/2; of an even count the median is the mean of the two in the middle.
    expect(bestConstant([1, 2])).toEqual({ constant: 1, medianAbsolute: 0.25 });
    // 4/3 errs by 1/3, 1/3 and 2/3; at 1, 2 and 4 themselves the middle error is 1/2 or more.
    expect(bestConstant([1, 2, 4]).medianAbsolute).toBeCloseTo(1 / 3, 12);
    expect(bestConstant([2, 2, 2, 9]).medianAbsolute).toBe(0);
  });

  it('no other constant beats', () => {
    const measured = [1.2, 1.9, 2.1, 1.4, 2.8, 1.7];
    const best = bestConstant(measured).medianAbsolute;
    for (let constant = 0.8; constant < 3; constant += 0.01)
      expect(medianOf(measured.map((value) => Math.abs(constant / value - 1)))).toBeGreaterThanOrEqual(
        best - 1e-9,
      );
  });
});

describe('runs missed by more than 30 %', () => {
  it('have a reason each, ours unless a fault of the source is shown', () => {
    const rows = [
      score('allocated', 10, 13.1, {}, { id: 'any' }),
      score('training-speed', 10, 1, {}, { id: 'tt-fsdpq-001' }),
      score('allocated', 10, 12.9, {}, { id: 'near' }),
      score('fit', 1, 0, {}, { id: 'fit' }),
    ];
    expect(farOffScores(rows).map(({ score, reason }) => [score.run.id, reason])).toEqual([
      ['tt-fsdpq-001', 'option-not-recorded'],
      ['any', 'defect-of-ours'],
    ]);
  });
});
