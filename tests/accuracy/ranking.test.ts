import { describe, expect, it } from 'vitest';
import { measurements } from '../../catalog/index.ts';
import { cardRatios } from '../../src/accuracy/cards.ts';
import { kendallTau, rankings } from '../../src/accuracy/ranking.ts';
import { scoreRuns } from '../../src/accuracy/score.ts';

const pairs = (measured: number[], estimated: number[]) =>
  measured.map((value, index) => ({ measured: value, estimated: estimated[index]! }));

describe("Kendall's τ", () => {
  it('is 1 for the same order, −1 for the reverse, and in between by pairs', () => {
    expect(kendallTau(pairs([1, 2, 3], [10, 20, 30]))).toBe(1);
    expect(kendallTau(pairs([1, 2, 3], [3, 2, 1]))).toBe(-1);
    // One pair of three the wrong way round.
    expect(kendallTau(pairs([1, 2, 3], [1, 3, 2]))).toBeCloseTo(1 / 3, 12);
  });

  it('ignores cards measured within 5 % of each other, not those estimated alike', () => {
    expect(kendallTau(pairs([100, 104, 200], [2, 1, 3]))).toBe(1);
    expect(kendallTau(pairs([100, 106, 200], [2, 1, 3]))).toBeCloseTo(1 / 3, 12);
    expect(kendallTau(pairs([1, 2, 3], [1, 1, 2]))).toBeCloseTo(2 / 3, 12);
    expect(kendallTau(pairs([100, 101], [1, 2]))).toBeNull();
  });
});

describe('rankings of cards', () => {
  const { scores } = scoreRuns(
    measurements.filter((run) => run.source === 'gpu-benchmarks-on-llm-inference'),
  );

  it('compare at least three cards on one job of one source', () => {
    const jobs = rankings(scores, 'decode-speed');
    expect(jobs.length).toBeGreaterThan(5);
    for (const { cards, tau } of jobs) {
      expect(cards).toBeGreaterThanOrEqual(3);
      expect(Math.abs(tau)).toBeLessThanOrEqual(1);
    }
    expect(rankings(scores, 'training-speed')).toEqual([]);
  });

  it('are perfect for an estimate that repeats the measurement', () => {
    const perfect = scores.map((score) => ({ ...score, estimated: score.measured }));
    for (const { tau } of rankings(perfect, 'decode-speed')) expect(tau).toBe(1);
    const reversed = scores.map((score) => ({ ...score, estimated: 1 / score.measured }));
    for (const { tau } of rankings(reversed, 'decode-speed')) expect(tau).toBe(-1);
  });
});

describe('card-to-card ratios of networks that are not estimated', () => {
  it('are compared in pairs within a job', () => {
    const { jobs, pairs, medianAbsolute, tau, ranked } = cardRatios();
    console.log(
      `ratios of cards on other networks: ${pairs} pairs of ${jobs} jobs, median error ` +
        `${(100 * medianAbsolute).toFixed(1)} %; τ ${tau?.toFixed(2)} over ${ranked} jobs`,
    );
    expect(jobs).toBeGreaterThan(50);
    expect(pairs).toBeGreaterThan(jobs);
    expect(medianAbsolute).toBeLessThan(0.3);
    expect(tau).toBeGreaterThan(0.6);
  });

  it('turn printed times round, and need two cards', () => {
    const run = measurements.find(
      ({ scope, ratio }) => scope.tests.includes('card-ratio') && ratio?.figureUnit === 'ms',
    )!;
    const on = (gpu: string, factor: number) => ({
      ...run,
      gpu,
      ratio: { ...run.ratio!, from: 100 * factor, to: 100 * factor },
    });
    expect(cardRatios([run]).jobs).toBe(0);
    // The card with the shorter time is the faster one, as it is for the estimator.
    const { jobs, medianAbsolute } = cardRatios([on('gtx-1080-ti', 1), on('v100-sxm2-16gb', 0.6)]);
    const turned = cardRatios([on('gtx-1080-ti', 0.6), on('v100-sxm2-16gb', 1)]);
    expect(jobs).toBe(2);
    expect(turned.medianAbsolute).toBeGreaterThan(medianAbsolute);
  });
});
