import { describe, expect, it } from 'vitest';
import { scoreRuns } from '../../src/accuracy/score.ts';
import { isMet, targetsOf } from '../../src/accuracy/targets.ts';
import { ranges } from '../../src/estimation/profiles/ranges.ts';

/** Targets that the estimator does not reach, with the figure it does: each may get better, none worse. */
const unmet: Record<string, number> = {
  'decode-speed, llama.cpp b2824..b2843, held out': 0.117,
  'decode-speed, LMDeploy TurboMind 0.2.0': 0.107,
  'decode-speed, LMDeploy TurboMind 0.2.0, held out': 0.107,
  'decode-speed, vLLM 0.4.2': 0.17,
  'decode-speed, vLLM 0.4.2, held out': 0.17,
  'decode-speed, llama.cpp': 0.135,
  'decode-speed, llama.cpp, held out': 0.135,
  'order of cards, training-speed, worst τ': 0.0,
  'ratio of the largest batches, median': 0.5,
  'ranges, held out, inside': 0.832,
  'ranges, held out, half-width': 0.197,
  'ranges, training-speed, held out, inside': 0.833,
  'ranges, training-speed, held out, half-width': 0.22,
  'ranges, decode-speed, held out, inside': 0.772,
  'ranges, decode-speed, held out, half-width': 0.197,
  'ranges, training-memory, held out, half-width': 0.154,
};

/** Figures are rounded where they are written down. */
const rounding = 0.002;

describe('what the estimator is to reach', () => {
  const targets = targetsOf(scoreRuns().scores, ranges);

  it('is reached but where the table says, and the table is of today', () => {
    for (const target of targets) {
      const { name, figure, atMost, atLeast, n } = target;
      const bound = atMost === undefined ? `≥ ${atLeast}` : `≤ ${atMost}`;
      console.log(`${isMet(target) ? 'met  ' : 'UNMET'} ${name}: ${figure.toFixed(3)} (${bound}, n ${n})`);
    }
    const missed = targets.filter((target) => !isMet(target)).map(({ name }) => name);
    expect(missed.sort()).toEqual(Object.keys(unmet).sort());
  });

  it('gets no worse where it is not reached', () => {
    for (const { name, figure, atMost } of targets) {
      const known = unmet[name];
      if (known === undefined) continue;
      if (atMost !== undefined) expect(figure, name).toBeLessThanOrEqual(known + rounding);
      else expect(figure, name).toBeGreaterThanOrEqual(known - rounding);
    }
  });

  it('is named once each, of figures that are numbers', () => {
    const names = targets.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { name, figure, n } of targets) {
      expect(Number.isFinite(figure), name).toBe(true);
      expect(n, name).toBeGreaterThan(0);
    }
  });
});

describe('a target', () => {
  it('is met at its bound, on either side', () => {
    expect(isMet({ name: '', figure: 0.15, atMost: 0.15, n: 1 })).toBe(true);
    expect(isMet({ name: '', figure: 0.151, atMost: 0.15, n: 1 })).toBe(false);
    expect(isMet({ name: '', figure: 0.9, atLeast: 0.9, n: 1 })).toBe(true);
    expect(isMet({ name: '', figure: 0.899, atLeast: 0.9, n: 1 })).toBe(false);
  });
});
