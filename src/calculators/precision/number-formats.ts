/** A binary floating-point format of IEEE 754's make: with subnormal numbers, and infinity above the largest. */
export interface NumberFormat {
  name: string;
  /** Bits of mantissa that are stored. */
  mantissaBits: number;
  /** Exponent of the smallest normal number. */
  minExponent: number;
  /** Exponent of the largest finite number. */
  maxExponent: number;
}

/** The formats gradients travel in. FP8 gradients use E5M2 (Micikevicius et al. 2022, arXiv:2209.05433). */
export const gradientFormats: readonly NumberFormat[] = [
  { name: 'FP16', mantissaBits: 10, minExponent: -14, maxExponent: 15 },
  { name: 'BF16', mantissaBits: 7, minExponent: -126, maxExponent: 127 },
  { name: 'FP8 E5M2', mantissaBits: 2, minExponent: -14, maxExponent: 15 },
];

/** Exponent of the smallest number above zero. */
export const smallestExponent = (format: NumberFormat): number => format.minExponent - format.mantissaBits;

export type Outcome = 'kept' | 'subnormal' | 'zero' | 'overflow';

/**
 * What becomes of the power of two 2^`exponent` in a format, rounding to nearest with ties to even: half of the
 * smallest number is a tie between it and zero, and zero is even.
 */
export function outcomeOf(exponent: number, format: NumberFormat): Outcome {
  if (exponent > format.maxExponent) return 'overflow';
  if (exponent >= format.minExponent) return 'kept';
  return exponent >= smallestExponent(format) ? 'subnormal' : 'zero';
}
