import { floatFormats, smallestExponent, type FloatId, type NumberFormat } from './number-formats.ts';
import {
  compare,
  floorLog2,
  fromNumber,
  magnitude,
  minus,
  over,
  powerOfTwo,
  roundHalfEven,
  times,
  whole,
  type Rational,
} from './rational.ts';

/** Formats a number can be looked at in: floating point, and two that store a multiple of a block's absmax. */
export const formatIds = ['fp32', 'tf32', 'fp16', 'bf16', 'e4m3', 'e5m2', 'int8', 'nf4'] as const;
export type FormatId = (typeof formatIds)[number];

/** What rounding did to the number. */
export type Event =
  | 'exact'
  | 'rounded'
  /** Not zero, and stored as zero. */
  | 'underflow'
  /** Became infinity or NaN. */
  | 'overflow'
  /** Was beyond the largest number and became it. */
  | 'saturated';

export type Kind = 'zero' | 'subnormal' | 'normal' | 'infinity' | 'nan';

/** A run of bits of one meaning. */
export interface BitGroup {
  part: 'sign' | 'exponent' | 'fraction' | 'integer' | 'level';
  bits: string;
}

export interface Stored {
  groups: BitGroup[];
  kind: Kind;
  event: Event;
  negative: boolean;
  /** The stored number; `null` for infinity and NaN. */
  value: Rational | null;
  /** The stored numbers next below and next above; `null` where there is no finite one. */
  below: Rational | null;
  above: Rational | null;
}

const negate = ({ n, d }: Rational): Rational => ({ n: -n, d });
const binary = (code: number, width: number): string => code.toString(2).padStart(width, '0');

/** The magnitude a bit pattern without sign stands for. */
export function decode(code: number, format: NumberFormat): Rational {
  const steps = 2 ** format.mantissaBits;
  const exponent = Math.floor(code / steps);
  const fraction = code % steps;
  const unit = powerOfTwo(smallestExponent(format) + Math.max(0, exponent - 1));
  return times(whole(exponent === 0 ? fraction : steps + fraction), unit);
}

/**
 * The bit pattern, without sign, of a magnitude rounded to nearest with ties to even, as if exponents had no upper end:
 * patterns above `maxCode` overflow. Patterns count through subnormal and normal numbers alike, so that a mantissa
 * rounded up beyond its bits carries into the exponent by itself.
 */
function round(size: Rational, format: NumberFormat): number {
  if (size.n === 0n) return 0;
  const lowest = smallestExponent(format);
  const unit = Math.max(floorLog2(size) - format.mantissaBits, lowest);
  const mantissa = Number(roundHalfEven(times(size, powerOfTwo(-unit))));
  return (unit - lowest) * 2 ** format.mantissaBits + mantissa;
}

/**
 * A number as a floating-point format stores it.
 * @param saturate beyond the range gives the largest finite number; otherwise infinity, or NaN where the format has no
 *   infinity. OFP8 names both modes; magnitudes are rounded first and compared with the range then.
 */
export function encodeFloat(value: Rational, format: NumberFormat, saturate: boolean): Stored {
  const negative = value.n < 0n;
  const size = magnitude(value);
  const rounded = round(size, format);
  const beyond = rounded > format.maxCode;
  const { maxCode, exponentBits, mantissaBits } = format;
  // Infinity follows the largest number; so does E4M3's one NaN.
  const code = beyond ? (saturate ? maxCode : maxCode + 1) : rounded;
  const finite = !beyond || saturate;
  const signed = (one: Rational) => (negative ? negate(one) : one);
  const at = (other: number): Rational | null =>
    other > maxCode ? null : signed(other < 0 ? negate(decode(-other, format)) : decode(other, format));
  const stored = finite ? at(code) : null;
  const [inner, outer] = finite ? [at(code - 1), at(code + 1)] : [null, null];
  const bits = binary(code, exponentBits + mantissaBits);
  return {
    groups: [
      { part: 'sign', bits: negative ? '1' : '0' },
      { part: 'exponent', bits: bits.slice(0, exponentBits) },
      { part: 'fraction', bits: bits.slice(exponentBits) },
    ],
    kind: !finite ? format.above : code === 0 ? 'zero' : code < 2 ** mantissaBits ? 'subnormal' : 'normal',
    event: beyond
      ? saturate
        ? 'saturated'
        : 'overflow'
      : compare(stored!, value) === 0
        ? 'exact'
        : code === 0
          ? 'underflow'
          : 'rounded',
    negative,
    value: stored,
    below: negative ? outer : inner,
    above: negative ? inner : outer,
  };
}

const int8Most = 127n;

/**
 * A number as INT8 with one scale for its block: the nearest of 255 multiples of absmax / 127 (Dettmers et al. 2022,
 * LLM.int8(), equation 1).
 * @param absmax largest magnitude of the block, above zero
 */
export function encodeInt8(value: Rational, absmax: Rational): Stored {
  const negative = value.n < 0n;
  const step = over(absmax, whole(int8Most));
  const rounded = roundHalfEven(over(magnitude(value), step));
  const beyond = compare(magnitude(value), absmax) > 0;
  const size = rounded > int8Most ? int8Most : rounded;
  const code = negative ? -size : size;
  const at = (one: bigint): Rational | null =>
    one > int8Most || one < -int8Most ? null : times(whole(one), step);
  return {
    groups: [{ part: 'integer', bits: binary(Number(BigInt.asUintN(8, code)), 8) }],
    ...outcome(value, at(code)!, beyond),
    below: at(code - 1n),
    above: at(code + 1n),
  };
}

/** The 16 levels of NF4, quantiles of a normal distribution and zero, scaled to ±1 (Dettmers et al. 2023, QLoRA, appendix E). */
export const nf4Levels: readonly number[] = [
  -1, -0.6961928009986877, -0.5250730514526367, -0.39491748809814453, -0.28444138169288635,
  -0.18477343022823334, -0.09105003625154495, 0, 0.07958029955625534, 0.16093020141124725,
  0.24611230194568634, 0.33791524171829224, 0.44070982933044434, 0.5626170039176941, 0.7229568362236023, 1,
];
const exactLevels = nf4Levels.map(fromNumber);

/**
 * A number as NF4: the nearest of 16 levels times absmax, the lower one in a tie.
 * @param absmax largest magnitude of the block, above zero
 */
export function encodeNf4(value: Rational, absmax: Rational): Stored {
  const share = over(value, absmax);
  let code = 0;
  for (let next = 1; next < exactLevels.length; next += 1) {
    const nearer = compare(
      magnitude(minus(share, exactLevels[next]!)),
      magnitude(minus(share, exactLevels[code]!)),
    );
    if (nearer < 0) code = next;
  }
  const at = (index: number): Rational | null => {
    const level = exactLevels[index];
    return level === undefined ? null : times(level, absmax);
  };
  return {
    groups: [{ part: 'level', bits: binary(code, 4) }],
    ...outcome(value, at(code)!, compare(magnitude(value), absmax) > 0),
    below: at(code - 1),
    above: at(code + 1),
  };
}

/** What both block formats say of a stored number. */
function outcome(
  value: Rational,
  stored: Rational,
  beyond: boolean,
): Pick<Stored, 'kind' | 'event' | 'negative' | 'value'> {
  const zero = stored.n === 0n;
  const exact = compare(stored, value) === 0;
  return {
    kind: zero ? 'zero' : 'normal',
    event: beyond ? 'saturated' : exact ? 'exact' : zero ? 'underflow' : 'rounded',
    negative: value.n < 0n,
    value: stored,
  };
}

export interface EncodeOptions {
  /** Whether FP8 clamps what is beyond its range; wider floats become infinite in either case. */
  saturateFp8: boolean;
  /** Largest magnitude of the block of INT8 and NF4, above zero. */
  absmax: Rational;
}

/** A number in any of the formats. */
export function encode(value: Rational, id: FormatId, { saturateFp8, absmax }: EncodeOptions): Stored {
  if (id === 'int8') return encodeInt8(value, absmax);
  if (id === 'nf4') return encodeNf4(value, absmax);
  return encodeFloat(value, floatFormats[id], saturateFp8 && (id === 'e4m3' || id === 'e5m2'));
}

/** Distance between stored value and number, and that over the number's magnitude; `null` where nothing finite is stored. */
export function errorOf(
  value: Rational,
  stored: Stored,
): { absolute: Rational; relative: Rational | null } | null {
  if (!stored.value) return null;
  const absolute = magnitude(minus(stored.value, value));
  return { absolute, relative: value.n === 0n ? null : over(absolute, magnitude(value)) };
}

/** No number that can be typed needs more. */
const largestShift = 400;

/**
 * The smallest powers of two to multiply a number by so that a format does not store zero, and so that it stores all its
 * digits; both 0 where that is so already. The number is not zero.
 */
export function savingExponents(value: Rational, id: FloatId): { nonZero: number; full: number } {
  const format = floatFormats[id];
  const first = (wanted: (kind: Kind) => boolean): number => {
    for (let shift = 0; shift < largestShift; shift += 1) {
      if (wanted(encodeFloat(times(value, powerOfTwo(shift)), format, true).kind)) return shift;
    }
    return largestShift;
  };
  return { nonZero: first((kind) => kind !== 'zero'), full: first((kind) => kind === 'normal') };
}
