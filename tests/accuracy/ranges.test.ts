import { describe, expect, it } from 'vitest';
import type { Measurement } from '../../catalog/index.ts';
import { calibrateRanges, coverageOf } from '../../src/accuracy/ranges.ts';
import { medianOf } from '../../src/accuracy/report.ts';
import { scoreRuns, scoreUnnamed, type Score } from '../../src/accuracy/score.ts';
import { ranges } from '../../src/estimation/profiles/ranges.ts';
import { rangeOf, type Ranges } from '../../src/estimation/range.ts';

/** Training runs of one framework whose measurements are these times their estimates, in three sources. */
const speeds = (profile: Score['profile'], ratios: readonly number[], more: Partial<Score> = {}): Score[] =>
  ratios.map((ratio, index) => ({
    run: { id: `${profile}-${index}`, source: `source-${index % 3}`, kind: 'training-speed' } as Measurement,
    what: 'training-speed',
    measured: 100 * ratio,
    estimated: 100,
    error: 1 / ratio - 1,
    profile,
    generation: 8,
    heldOut: false,
    ...more,
  }));
const even = Array.from({ length: 20 }, (_, index) => Math.exp((index - 9.5) / 50));

describe('ranges', () => {
  it('hold nine tenths of what calibration runs are off, alike to both sides', () => {
    const one = speeds('hf', even).map((score) => ({ ...score, run: { ...score.run, source: 'one' } }));
    const [low, high] = calibrateRanges(one, [])['training-speed'].hf!;
    // Of twenty strays, 0.5/50 to 9.5/50 twice each, the eighteenth.
    expect(high).toBe(Math.ceil(1000 * Math.exp(8.5 / 50)) / 1000);
    expect(low * high).toBeCloseTo(1, 2);
    const [lowest, highest] = calibrateRanges(speeds('hf', [2, 2, 2]), [])['training-speed'].hf!;
    expect([lowest, highest]).toEqual([0.5, 2]);
  });

  it('go by groups: a long sweep that is met does not outvote groups that are not', () => {
    const sweep = speeds('hf', Array<number>(200).fill(1)).map((score) => ({
      ...score,
      run: { ...score.run, source: 'sweep' },
    }));
    const others = speeds('hf', [1.5, 1.5, 1.5]);
    expect(calibrateRanges([...sweep, ...others], [])['training-speed'].hf![1]).toBeGreaterThanOrEqual(1.5);
  });

  it('are not narrower for a framework with few runs than for the others', () => {
    const both = [...speeds('hf', even), ...speeds('litgpt', [1, 1.001])];
    const made = calibrateRanges(both, [])['training-speed'];
    expect(made.litgpt![0]).toBeLessThanOrEqual(made.hf![0]);
    expect(made.litgpt![1]).toBeGreaterThanOrEqual(made.hf![1]);
  });

  it('know nothing of the runs held out', () => {
    const kept = speeds('hf', even);
    const wild = speeds('hf', [9, 0.1], { heldOut: true });
    expect(calibrateRanges([...kept, ...wild], kept)).toEqual(calibrateRanges(kept, kept));
  });

  it('stretch until runs of a group left out lie within them', () => {
    // The third source errs to the other side than the first two, so what those show does not hold for it.
    const split = Array.from(
      { length: 60 },
      (_, index) => (index % 3 ? 0.83 : 1.2) * even[Math.floor(index / 3)]!,
    );
    const made = calibrateRanges(speeds('hf', split), []);
    const plain = calibrateRanges(speeds('hf', [...even, ...even]), [])['training-speed'].hf!;
    expect(made['training-speed'].hf![1]).toBeGreaterThan(1.2 * 1.1);
    expect(plain[1]).toBeLessThan(1.25);
  });

  it('count what lies within them by hand', () => {
    const one = { unknown: [0.5, 2] } as const;
    const given: Ranges = {
      'training-memory': one,
      'inference-memory': one,
      'decode-speed': one,
      'training-speed': { hf: [0.9, 1.2], unknown: [0.5, 2] },
    };
    const rows = [...speeds('hf', [0.89, 1, 1.2, 1.3]), ...speeds('unknown', [0.6, 3])];
    const coverage = coverageOf(rows, given);
    expect([...coverage.keys()]).toEqual(['training-speed']);
    expect(coverage.get('training-speed')).toMatchObject({ n: 6, inside: 3 });
    expect(coverage.get('training-speed')!.halfWidth).toBeCloseTo(0.15, 12);
  });

  it('of memory are judged by the kind nearest to the total', () => {
    const run = { id: 'one', kind: 'training-memory', source: 's' } as Measurement;
    const base = { run, error: 0, profile: 'hf' as const, generation: 8, heldOut: false };
    const rows: Score[] = [
      { ...base, what: 'allocated', measured: 5, estimated: 1 },
      { ...base, what: 'process', measured: 1, estimated: 1 },
    ];
    expect(coverageOf(rows, ranges).get('training-memory')).toMatchObject({ n: 1, inside: 1 });
  });

  it('of a framework without any are those of an unknown stack', () => {
    expect(rangeOf('training-memory', null)).toBe(ranges['training-memory'].unknown);
    expect(rangeOf('training-memory', 'torchtune')).toBe(ranges['training-memory'].unknown);
    expect(rangeOf('training-memory', 'hf')).toBe(ranges['training-memory'].hf);
  });

  it('hold their estimate, and are no narrower for an unknown stack than for the middle of the known ones', () => {
    for (const byProfile of Object.values(ranges) as Ranges[keyof Ranges][]) {
      const { unknown, ...known } = byProfile;
      const lows = Object.values(known).map(([low]) => low);
      const highs = Object.values(known).map(([, high]) => high);
      for (const [low, high] of [unknown, ...Object.values(known)]) {
        expect(low).toBeLessThanOrEqual(1);
        expect(high).toBeGreaterThanOrEqual(1);
      }
      expect(unknown[0]).toBeLessThanOrEqual(medianOf(lows) + 0.001);
      expect(unknown[1]).toBeGreaterThanOrEqual(medianOf(highs) - 0.001);
    }
  });

  it('stand as the estimates of today make them; else run "npm run calibrate"', () => {
    expect(calibrateRanges(scoreRuns().scores, scoreUnnamed())).toEqual(ranges);
  });
});
