import { smallestExponent, type NumberFormat } from './number-formats.ts';

/*
 * A model of gradients, not a measurement: magnitudes are log-normal, so the exponents of two are spread in a normal
 * distribution whose centre and spread the reader chooses. Shares are worked out, not sampled.
 */

export interface GradientModel {
  /** Exponent of two of the median magnitude. */
  centre: number;
  /** Standard deviation of the exponent; above zero. */
  spread: number;
}

/** Above this many standard deviations the continued fraction converges faster than the series. */
const seriesEnd = 3;
/** Terms enough for all digits of a double at the changeover, from either side. */
const terms = 80;

/**
 * Share of a normal distribution above `z` standard deviations. Abramowitz & Stegun, Handbook of Mathematical
 * Functions: series 26.2.11 near the centre, Laplace's continued fraction 26.2.14 in the tail.
 */
export function upperTail(z: number): number {
  if (z < 0) return 1 - upperTail(-z);
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  if (z < seriesEnd) {
    let term = z;
    let sum = z;
    for (let k = 1; k < terms; k += 1) {
      term *= (z * z) / (2 * k + 1);
      sum += term;
    }
    return 0.5 - density * sum;
  }
  let below = z;
  for (let k = terms; k > 0; k -= 1) below = z + k / below;
  return density / below;
}

/** The number of standard deviations above which `share` (at most one half) of a normal distribution lies. */
export function upperQuantile(share: number): number {
  let low = 0;
  // Beyond, the tail is smaller than the smallest double.
  let high = 38;
  for (let i = 0; i < 40; i += 1) {
    const middle = (low + high) / 2;
    if (upperTail(middle) > share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Share of gradients with exponents from `from` to `to`, all of them multiplied by 2^`scale`. */
export const shareBetween = (
  { centre, spread }: GradientModel,
  scale: number,
  from: number,
  to: number,
): number => {
  const tail = (exponent: number) => upperTail((exponent - centre - scale) / spread);
  return tail(from) - tail(to);
};

export type Zone = 'zero' | 'subnormal' | 'kept' | 'overflow';
export const zones: readonly Zone[] = ['zero', 'subnormal', 'kept', 'overflow'];

/**
 * Exponents at which one zone ends and the next begins, rounding to nearest: half the smallest number still rounds to
 * zero, and half a step beyond the largest rounds to infinity.
 */
export function zoneEnds(format: NumberFormat): { zero: number; subnormal: number; kept: number } {
  const largest = 2 - 2 ** -format.mantissaBits;
  return {
    zero: smallestExponent(format) - 1,
    subnormal: format.minExponent,
    kept: format.maxExponent + Math.log2(largest + 2 ** -(format.mantissaBits + 1)),
  };
}

/** Share of the gradients in each zone of a format, multiplied by 2^`scale`. The shares sum to one. */
export function zoneShares(model: GradientModel, scale: number, format: NumberFormat): Record<Zone, number> {
  const { zero, subnormal, kept } = zoneEnds(format);
  const share = (from: number, to: number) => shareBetween(model, scale, from, to);
  return {
    zero: share(-Infinity, zero),
    subnormal: share(zero, subnormal),
    kept: share(subnormal, kept),
    overflow: share(kept, Infinity),
  };
}
