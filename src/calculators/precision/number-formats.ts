/** A binary floating-point format: sign, exponent, fraction; subnormal numbers below the smallest normal one. */
export interface NumberFormat {
  id: FloatId;
  name: string;
  exponentBits: number;
  /** Bits of mantissa that are stored. */
  mantissaBits: number;
  /** Exponent of the smallest normal number. */
  minExponent: number;
  /** Exponent of the largest finite number. */
  maxExponent: number;
  /** Bit pattern, without sign, of the largest finite number. */
  maxCode: number;
  /** What stands above the largest finite number. */
  above: 'infinity' | 'nan';
}

export type FloatId = 'fp32' | 'tf32' | 'fp16' | 'bf16' | 'e4m3' | 'e5m2';

/** A format of IEEE 754's make: the highest exponent field is kept for infinity and NaN. */
function ieee(id: FloatId, name: string, exponentBits: number, mantissaBits: number): NumberFormat {
  const bias = 2 ** (exponentBits - 1) - 1;
  return {
    id,
    name,
    exponentBits,
    mantissaBits,
    minExponent: 1 - bias,
    maxExponent: bias,
    maxCode: (2 ** exponentBits - 1) * 2 ** mantissaBits - 1,
    above: 'infinity',
  };
}

/**
 * The floating-point formats of training. FP8: Micikevicius et al. 2022 (arXiv:2209.05433, table 1) and OCP's OFP8: E5M2
 * is IEEE's make; E4M3 has no infinity and one NaN, all ones, so that its largest number is 1.75 × 2^8 = 448. TF32 is
 * FP32 with 10 bits of mantissa as Tensor Cores read it.
 */
export const floatFormats: Record<FloatId, NumberFormat> = {
  fp32: ieee('fp32', 'FP32', 8, 23),
  tf32: ieee('tf32', 'TF32', 8, 10),
  fp16: ieee('fp16', 'FP16', 5, 10),
  bf16: ieee('bf16', 'BF16', 8, 7),
  e4m3: { ...ieee('e4m3', 'FP8 E4M3', 4, 3), maxExponent: 8, maxCode: 0x7e, above: 'nan' },
  e5m2: ieee('e5m2', 'FP8 E5M2', 5, 2),
};

/** The formats gradients travel in. FP8 gradients use E5M2 (Micikevicius et al. 2022). */
export const gradientFormats: readonly NumberFormat[] = [
  floatFormats.fp16,
  floatFormats.bf16,
  floatFormats.e5m2,
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
