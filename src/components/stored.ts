import { percentDecimal, significantDecimal } from '../calculators/precision/decimal.ts';
import { encodeFloat } from '../calculators/precision/encode.ts';
import { floatFormats, type FloatId } from '../calculators/precision/number-formats.ts';
import {
  magnitude,
  minus,
  over,
  parseNumber,
  times,
  whole,
  type Rational,
} from '../calculators/precision/rational.ts';

/** What a chapter can show of a stored number: the number itself, after dividing by the scale again, its error, its bits. */
export type StoredShow = 'stored' | 'restored' | 'error' | 'bits';

/**
 * A decimal number, multiplied by `scale`, as a floating-point format stores it; rounded exactly, to nearest with ties to even.
 * @param figures significant figures that are shown
 * @throws where `number` is none, or zero has no relative error
 */
export function storedInWords(
  number: string,
  format: FloatId,
  show: StoredShow,
  { scale = 1, figures = 5 }: { scale?: number; figures?: number } = {},
): string {
  const value = parseNumber(number);
  if (!value) throw new Error(`"${number}" is not a number`);
  const {
    groups,
    kind,
    value: stored,
  } = encodeFloat(times(value, whole(scale)), floatFormats[format], false);
  if (show === 'bits') return groups.map(({ bits }) => bits).join(' ');
  if (!stored) return kind === 'nan' ? 'NaN' : '∞';
  const restored = over(stored, whole(scale));
  switch (show) {
    case 'stored':
      return significantDecimal(stored, figures);
    case 'restored':
      return significantDecimal(restored, figures);
    case 'error':
      return percentDecimal(relativeError(restored, value), 2);
  }
}

function relativeError(restored: Rational, value: Rational): Rational {
  if (value.n === 0n) throw new Error('Zero has no relative error');
  return over(magnitude(minus(restored, value)), magnitude(value));
}
