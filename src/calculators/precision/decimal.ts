import { compare, floorLog2, magnitude, roundHalfEven, times, whole, type Rational } from './rational.ts';

/** Beyond these powers of ten a number is written with its power. */
const plainFrom = -6;
const plainTo = 15;

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A whole number as an exponent: -24 → `⁻²⁴`. */
export const superscript = (exponent: number): string =>
  (exponent < 0 ? '⁻' : '') +
  [...String(Math.abs(exponent))].map((digit) => superscripts[Number(digit)]).join('');

/** Digits whose first stands for 10^`power`, as people write them. */
function layOut(negative: boolean, all: string, power: number): string {
  const digits = all.replace(/0+$/, '') || '0';
  const sign = negative ? '−' : '';
  const point = (whole: string, rest: string) => (rest ? `${whole}.${rest}` : whole);
  if (power < plainFrom || power > plainTo)
    return `${sign}${point(digits[0]!, digits.slice(1))} × 10${superscript(power)}`;
  if (power < 0) return `${sign}0.${'0'.repeat(-power - 1)}${digits}`;
  return sign + point(digits.slice(0, power + 1).padEnd(power + 1, '0'), digits.slice(power + 1));
}

const tenTo = (power: number): Rational =>
  power >= 0 ? { n: 10n ** BigInt(power), d: 1n } : { n: 1n, d: 10n ** BigInt(-power) };

/** All decimals of a number, or `null` where they have no end (1/3). */
export function exactDecimal(value: Rational): string | null {
  if (value.n === 0n) return '0';
  const { n, d } = magnitude(value);
  const rest = d / gcd(n, d);
  // A fraction ends where twos and fives are all that divides it.
  let places = 0;
  for (let left = rest; left > 1n; places += 1) {
    const shared = gcd(left, 10n);
    if (shared === 1n) return null;
    left /= shared;
  }
  const digits = ((n * 10n ** BigInt(places)) / d).toString();
  return layOut(value.n < 0n, digits, digits.length - 1 - places);
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b);
}

/** A number rounded to so many figures. */
export function significantDecimal(value: Rational, figures: number): string {
  if (value.n === 0n) return '0';
  const size = magnitude(value);
  let power = Math.floor(floorLog2(size) * Math.LOG10E * Math.LN2);
  if (compare(size, tenTo(power + 1)) >= 0) power += 1;
  let digits = roundHalfEven(times(size, tenTo(figures - 1 - power))).toString();
  if (digits.length > figures) {
    power += 1;
    digits = digits.slice(0, figures);
  }
  return layOut(value.n < 0n, digits, power);
}

/** A share as a percentage to so many figures: 1/2400 → `0.042 %`. */
export const percentDecimal = (share: Rational, figures: number): string =>
  `${significantDecimal(times(share, whole(100)), figures)} %`;
