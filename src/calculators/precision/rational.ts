/*
 * Exact fractions: what a reader types (0.1, 1/3, 2^-24) has no error of its own, so that every error shown is that of the
 * format.
 */

/** `n / d` with `d` above zero; not always in lowest terms. */
export interface Rational {
  n: bigint;
  d: bigint;
}

export const whole = (n: bigint | number): Rational => ({ n: BigInt(n), d: 1n });

const abs = (n: bigint): bigint => (n < 0n ? -n : n);
export const magnitude = ({ n, d }: Rational): Rational => ({ n: abs(n), d });
export const times = (a: Rational, b: Rational): Rational => ({ n: a.n * b.n, d: a.d * b.d });
export const minus = (a: Rational, b: Rational): Rational => ({ n: a.n * b.d - b.n * a.d, d: a.d * b.d });
/** `a / b`; `b` is not zero. */
export const over = (a: Rational, b: Rational): Rational =>
  b.n < 0n ? { n: -a.n * b.d, d: -a.d * b.n } : { n: a.n * b.d, d: a.d * b.n };
/** Below, at or above zero as `a` is below, at or above `b`. */
export const compare = (a: Rational, b: Rational): number => {
  const { n } = minus(a, b);
  return n < 0n ? -1 : n > 0n ? 1 : 0;
};

/** Two to a whole power. */
export const powerOfTwo = (exponent: number): Rational =>
  exponent >= 0 ? { n: 1n << BigInt(exponent), d: 1n } : { n: 1n, d: 1n << BigInt(-exponent) };

/** The number a double holds, exactly; finite numbers only. */
export function fromNumber(value: number): Rational {
  let scaled = value;
  let shift = 0;
  while (!Number.isInteger(scaled)) {
    scaled *= 2;
    shift += 1;
  }
  return { n: BigInt(scaled), d: 1n << BigInt(shift) };
}

/** The nearest double, good to its last digits: for drawing and for logarithms, not for errors. */
export function toNumber(value: Rational): number {
  if (value.n === 0n) return 0;
  const exponent = floorLog2(magnitude(value));
  // 64 leading bits, and the power of two that was taken out.
  const scaled = times(value, powerOfTwo(63 - exponent));
  return Number(scaled.n / scaled.d) * 2 ** (exponent - 63);
}

/** The exponent of the largest power of two that is no larger than `value`, which is above zero. */
export function floorLog2(value: Rational): number {
  const guess = value.n.toString(2).length - value.d.toString(2).length;
  return compare(value, powerOfTwo(guess)) < 0 ? guess - 1 : guess;
}

/** The nearest whole number to a number not below zero; a tie goes to the even one. */
export function roundHalfEven({ n, d }: Rational): bigint {
  const down = n / d;
  const twiceRest = 2n * (n - down * d);
  if (twiceRest > d || (twiceRest === d && (down & 1n) === 1n)) return down + 1n;
  return down;
}

/** Longest text read, and the range of what it may say: beyond every format's own on both sides. */
const longest = 40;
const least: Rational = { n: 1n, d: 10n ** 60n };
const most: Rational = { n: 10n ** 60n, d: 1n };

/**
 * Reads a number as people write it: `65504`, `-3.5`, `1e-8`, `1/3`, `2^-24`, `1.5*2^-3`. `null` where it is none, or
 * where its magnitude is neither zero nor between 10^-60 and 10^60.
 */
export function parseNumber(text: string): Rational | null {
  if (text.length > longest) return null;
  const plain = text.trim().replaceAll(/[−–]/g, '-').replaceAll(/[×·]/g, '*').replaceAll(' ', '');
  const sign = /^[+-]/.exec(plain)?.[0];
  const factors = plain.slice(sign ? 1 : 0).split(/([*/])/);
  let value: Rational = whole(1);
  for (let i = 0; i < factors.length; i += 2) {
    const factor = parseFactor(factors[i]!);
    if (!factor) return null;
    if (factors[i - 1] === '/') {
      if (factor.n === 0n) return null;
      value = over(value, factor);
    } else value = times(value, factor);
  }
  if (value.n !== 0n && (compare(value, least) < 0 || compare(value, most) > 0)) return null;
  return sign === '-' ? { n: -value.n, d: value.d } : value;
}

/** A decimal number, or one to a whole power. */
function parseFactor(text: string): Rational | null {
  const match = /^(?:(\d+)\.?(\d*)|\.(\d+))(?:e([+-]?\d{1,3}))?(?:\^\(?([+-]?\d{1,3})\)?)?$/i.exec(text);
  if (!match) return null;
  const [, before = '', after = '', bare = '', exponent = '0', power = '1'] = match;
  const fraction = after + bare;
  const tens = Number(exponent) - fraction.length;
  const digits = BigInt(before + fraction);
  const base: Rational =
    tens >= 0 ? { n: digits * 10n ** BigInt(tens), d: 1n } : { n: digits, d: 10n ** BigInt(-tens) };
  const times = Number(power);
  if (times >= 0) return { n: base.n ** BigInt(times), d: base.d ** BigInt(times) };
  return base.n === 0n ? null : { n: base.d ** BigInt(-times), d: base.n ** BigInt(-times) };
}
