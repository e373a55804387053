import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  gradScaler,
  runSteps,
  simulate,
  stretches,
  updateScale,
} from '../../src/calculators/precision/grad-scaler.ts';
import {
  shareBetween,
  upperQuantile,
  upperTail,
  zoneEnds,
  zones,
  zoneShares,
} from '../../src/calculators/precision/gradient-model.ts';
import { floatFormats, gradientFormats } from '../../src/calculators/precision/number-formats.ts';

describe('the model of gradients', () => {
  test('tails of the normal distribution, from tables', () => {
    expect(upperTail(0)).toBe(0.5);
    expect(upperTail(1)).toBeCloseTo(0.158655253931457, 14);
    expect(upperTail(-1.96)).toBeCloseTo(0.97500210485178, 14);
    expect(upperTail(3)).toBeCloseTo(0.00134989803163009, 15);
    expect(upperTail(5) / 2.866515718791939e-7).toBeCloseTo(1, 12);
    expect(upperTail(10) / 7.619853024160527e-24).toBeCloseTo(1, 12);
    // Both ways of working it out meet.
    expect(upperTail(3 - 1e-9) / upperTail(3)).toBeCloseTo(1, 7);
  });

  test('the quantile undoes the tail', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 8, noNaN: true }), (z) => {
        expect(upperQuantile(upperTail(z))).toBeCloseTo(z, 8);
      }),
    );
  });

  test('shares of the zones sum to one, and a scale moves gradients upwards only', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -40, max: 4 }),
        fc.double({ min: 0.5, max: 12, noNaN: true }),
        fc.integer({ min: 0, max: 23 }),
        fc.constantFrom(...gradientFormats),
        (centre, spread, scale, format) => {
          const before = zoneShares({ centre, spread }, scale, format);
          const after = zoneShares({ centre, spread }, scale + 1, format);
          expect(zones.reduce((sum, zone) => sum + before[zone], 0)).toBeCloseTo(1, 12);
          expect(after.zero).toBeLessThanOrEqual(before.zero);
          expect(after.overflow).toBeGreaterThanOrEqual(before.overflow);
        },
      ),
    );
  });

  test('half of the gradients vanish where the median is half the smallest number', () => {
    expect(zoneEnds(floatFormats.fp16).zero).toBe(-25);
    expect(2 ** zoneEnds(floatFormats.fp16).kept).toBeCloseTo(65_520, 6);
    expect(zoneShares({ centre: -25, spread: 3 }, 0, floatFormats.fp16).zero).toBe(0.5);
    expect(zoneShares({ centre: -35, spread: 3 }, 10, floatFormats.fp16).zero).toBe(0.5);
  });

  test('a stretch of exponents holds what lies between its ends', () => {
    expect(shareBetween({ centre: 0, spread: 1 }, 0, -1, 1)).toBeCloseTo(0.682689492137086, 12);
  });
});

describe('the scaler', () => {
  test('grows, resets and backs off as PyTorch tests it to', () => {
    const rules = { growthFactor: 2, backoffFactor: 0.25, growthInterval: 2 };
    let state = { scale: 4, tracker: 0 };
    state = updateScale(state, false, rules);
    expect(state).toEqual({ scale: 4, tracker: 1 });
    state = updateScale(state, false, rules);
    expect(state).toEqual({ scale: 8, tracker: 0 });
    state = updateScale(updateScale(state, false, rules), true, rules);
    expect(state).toEqual({ scale: 2, tracker: 0 });
  });

  test('never becomes infinite', () => {
    expect(
      updateScale({ scale: 2 ** 1023, tracker: 0 }, false, { ...gradScaler, growthInterval: 1 }).scale,
    ).toBe(2 ** 1023);
  });
});

describe('a run', () => {
  const calm = {
    centre: -27,
    spread: 2,
    initialExponent: 16,
    growthInterval: 2000,
    spikeStep: 0,
    spikeExponent: 12,
  };

  test('is the same each time', () => {
    expect(simulate(calm)).toEqual(simulate(calm));
    expect(simulate(calm)).toHaveLength(runSteps);
  });

  test("with PyTorch's interval stands still in so few steps, but for a spike, which costs one step and a half", () => {
    expect(stretches(simulate(calm))).toEqual([{ from: 1, to: runSteps, scaleExponent: 16, end: 'run' }]);
    const spiked = simulate({ ...calm, spikeStep: 150, spikeExponent: 30 });
    expect(spiked.filter(({ skipped }) => skipped).map(({ step }) => step)).toEqual([150]);
    expect(stretches(spiked)).toEqual([
      { from: 1, to: 150, scaleExponent: 16, end: 'skipped' },
      { from: 151, to: runSteps, scaleExponent: 15, end: 'run' },
    ]);
  });

  test('doubles after each interval until the largest gradients reach the end of FP16', () => {
    const steps = simulate({ ...calm, growthInterval: 10 });
    expect(stretches(steps).slice(0, 2)).toEqual([
      { from: 1, to: 10, scaleExponent: 16, end: 'grown' },
      { from: 11, to: 20, scaleExponent: 17, end: 'grown' },
    ]);
    for (const { largestExponent, scaleExponent, skipped, nextExponent } of steps) {
      expect(skipped).toBe(largestExponent + scaleExponent >= Math.log2(65_520));
      if (skipped) expect(nextExponent).toBe(scaleExponent - 1);
    }
    expect(steps.some(({ skipped }) => skipped)).toBe(true);
  });

  test('stretches cover every step once', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 0, max: 400 }),
        (growthInterval, spikeStep) => {
          const steps = simulate({ ...calm, growthInterval, spikeStep, spikeExponent: 30 });
          let next = 1;
          for (const { from, to, scaleExponent } of stretches(steps)) {
            expect(from).toBe(next);
            for (const step of steps.slice(from - 1, to)) expect(step.scaleExponent).toBe(scaleExponent);
            next = to + 1;
          }
          expect(next).toBe(runSteps + 1);
        },
      ),
      { numRuns: 20 },
    );
  });

  test('the largest of a million gradients lies about five deviations out', () => {
    const mean = simulate(calm).reduce((sum, { largestExponent }) => sum + largestExponent, 0) / runSteps;
    const deviations = (mean - calm.centre) / calm.spread;
    expect(deviations).toBeGreaterThan(4.7);
    expect(deviations).toBeLessThan(5.1);
  });
});
