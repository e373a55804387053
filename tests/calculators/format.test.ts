import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { languages } from '../../content/i18n/languages.ts';
import {
  formatDuration,
  formatGib,
  formatMoney,
  formatNumber,
  formatSignificant,
  formatTokensPerSecond,
} from '../../src/calculators/shared/format.ts';

const GIB = 2 ** 30;

/** What the browser's own formatter writes, which ours must not differ from. */
const standard = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat('en', options);
const anyNumber = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.double({ min: -1e7, max: 1e7, noNaN: true }),
  fc.integer({ min: -(10 ** 9), max: 10 ** 9 }).map((value) => value / 1000),
  fc.constantFrom(0, 0.5, 1.5, 2.5, 0.05, 0.25, 999.95, 999_999.5, 1e21, 1e-7, Infinity, NaN),
);

describe('plain numbers are written as the browser’s formatter would', () => {
  test.each(languages)('with a number of decimals: %s', (lang) => {
    const digits = fc.integer({ min: 0, max: 6 });
    fc.assert(
      fc.property(anyNumber, digits, digits, (value, a, b) => {
        const [least, most] = [Math.min(a, b), Math.max(a, b)];
        const expected = standard({ minimumFractionDigits: least, maximumFractionDigits: most });
        // Minus zero is zero to a reader.
        expect(formatNumber(value, lang, most, least)).toBe(expected.format(value === 0 ? 0 : value));
      }),
      { numRuns: 3000 },
    );
  });

  test.each(languages)('with a number of significant figures: %s', (lang) => {
    fc.assert(
      fc.property(anyNumber, fc.integer({ min: 1, max: 6 }), (value, digits) => {
        const expected = standard({ maximumSignificantDigits: digits });
        expect(formatSignificant(value, lang, digits)).toBe(expected.format(value === 0 ? 0 : value));
      }),
      { numRuns: 3000 },
    );
  });

  test.each(languages)('as US dollars: %s', (lang) => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e9, noNaN: true }), (amount) => {
        const digits = amount < 100 && !Number.isInteger(amount) ? 2 : 0;
        const expected = new Intl.NumberFormat(lang === 'en' ? 'en' : 'zh-CN', {
          style: 'currency',
          currency: 'USD',
          currencyDisplay: 'narrowSymbol',
          minimumFractionDigits: digits,
          maximumFractionDigits: digits,
        });
        expect(formatMoney(amount, 'USD', lang)).toBe(expected.format(amount));
      }),
    );
  });
});

describe('quantities as readers see them', () => {
  test('memory counts GiB with one decimal', () => {
    expect(formatGib(9.1 * GIB, 'en')).toBe('9.1 GiB');
    expect(formatGib(0, 'zh-cn')).toBe('0.0 GiB');
    expect(formatGib(1234 * GIB, 'en')).toBe('1,234.0 GiB');
  });

  test('speed keeps two significant figures', () => {
    expect(formatTokensPerSecond(1879, 'en')).toBe('1,900 tokens/s');
    expect(formatTokensPerSecond(1879, 'zh-cn')).toBe('1,900 token/s');
    expect(formatSignificant(0.0123, 'en')).toBe('0.012');
  });

  test('durations name the two largest units, and never sixty of one', () => {
    expect(formatDuration(0.42, 'en')).toBe('420 ms');
    expect(formatDuration(200, 'en')).toBe('3 min 20 s');
    expect(formatDuration(12_000, 'en')).toBe('3 h 20 min');
    expect(formatDuration(12_000, 'zh-cn')).toBe('3小时20分');
    expect(formatDuration(59.99, 'en')).toBe('1 min');
    expect(formatDuration(119.7, 'en')).toBe('2 min');
    expect(formatDuration(3599.9, 'en')).toBe('1 h');
    for (const seconds of [61, 3600, 7199.9, 172_799, 172_801]) {
      expect(formatDuration(seconds, 'en')).not.toMatch(/\b60 (s|min)\b/);
    }
  });

  test('money carries its currency and is not converted', () => {
    expect(formatMoney(1499, 'USD', 'en')).toBe('$1,499');
    expect(formatMoney(0.25, 'USD', 'en')).toBe('$0.25');
    expect(formatMoney(1499, 'CNY', 'zh-cn')).toContain('1,499');
  });
});
