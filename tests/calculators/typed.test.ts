import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stepped } from '../../src/calculators/shared/number-field.tsx';
import { readTyped, type Measure } from '../../src/calculators/shared/typed.ts';

const any = { min: 0, max: 1e15 };
const whole = { ...any, integer: true };

describe('a number as people type it', () => {
  test.each<[string, number, Measure?]>([
    ['8b', 8e9],
    ['8B', 8e9],
    ['7.24 bn', 7.24e9],
    ['1.5m', 1_500_000],
    // As floating point 1.1 times a million is a hair more.
    ['1.1m', 1_100_000],
    ['20M tokens', 20e6],
    ['4k', 4000],
    ['4k', 4096, 'length'],
    ['128K', 131_072, 'length'],
    ['2e9', 2e9],
    ['10,000', 10_000],
    ['1 000', 1000],
    ['1\u00a0000\u202f000', 1_000_000],
    ['1_000', 1000],
    ['１０，０００', 10_000],
    ['３．５万', 35_000],
    ['1.2亿', 120e6],
    ['5百万', 5e6],
    ['100 词元', 100],
    ['.5', 0.5],
    ['24', 24, 'gib'],
    ['24 GiB', 24, 'gib'],
    ['512MiB', 0.5, 'gib'],
    ['24g', 24, 'gib'],
    ['24GB', 24, 'box'],
    ['24 GiB', 24, 'box'],
    ['24576 MB', 24, 'box'],
  ])('%s is %d (%s)', (text, value, measure = 'count') => {
    expect(readTyped(text, any, measure)).toEqual({ value });
  });

  test('24 GB of 10^9 bytes are 22.4 GiB', () => {
    expect(readTyped('24GB', any, 'gib')).toEqual({ value: 24e9 / 2 ** 30 });
  });

  test.each([
    '',
    ' ',
    'k',
    '.',
    'e5',
    '0x10',
    '1..2',
    '1.2.3',
    'Infinity',
    // A decimal comma or a slip: not guessed at.
    '1,5',
    '1,0000',
    '10,00,000',
    '1,000 000',
    '12 34',
    '4q',
    '24GB',
  ])('%j is no count', (text) => {
    expect(readTyped(text, any)).toEqual({ code: 'not-a-number' });
  });

  test('a letter leaves a whole number, a point does not', () => {
    expect(readTyped('1.3k', whole, 'length')).toEqual({ value: 1331 });
    expect(readTyped('1.3', whole)).toEqual({ code: 'out-of-range' });
    expect(readTyped('2m', { min: 1, max: 1e6 })).toEqual({ code: 'out-of-range' });
    expect(readTyped('-3', any)).toEqual({ code: 'out-of-range' });
  });

  test('whatever a program writes is read as it was', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e15, noNaN: true }), (value) => {
        expect(readTyped(String(value), any)).toEqual({ value });
      }),
    );
  });

  test('grouped in either language, full-width or not, it is the same whole number', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e15 }),
        fc.constantFrom('en', 'zh-CN', 'fr'),
        fc.boolean(),
        (value, locale, wide) => {
          const text = new Intl.NumberFormat(locale).format(value);
          const typed = wide
            ? text.replace(/[0-9,]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
            : text;
          expect(readTyped(typed, whole)).toEqual({ value });
        },
      ),
    );
  });

  test('no text throws or leaves the range', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom<Measure>('count', 'length', 'gib', 'box'),
        (text, measure) => {
          const read = readTyped(text, { min: 1, max: 100, integer: true }, measure);
          if ('value' in read) expect([1, 100, read.value].sort((a, b) => a - b)[1]).toBe(read.value);
        },
      ),
    );
  });
});

describe('steps', () => {
  const range = { min: 1, max: 1000 };
  test('go to the next multiple, up and down, and stop at the ends', () => {
    expect(stepped(2048, 128, true, { min: 1, max: 1e6 })).toBe(2176);
    expect(stepped(1, 128, true, range)).toBe(128);
    expect(stepped(130, 128, false, range)).toBe(128);
    expect(stepped(1, 128, false, range)).toBe(1);
    expect(stepped(1000, 1, true, range)).toBe(1000);
  });

  test('of a tenth stay tenths', () => {
    let value = 0;
    for (let i = 0; i < 30; i += 1) value = stepped(value, 0.1, true, { min: 0, max: 10 });
    expect(value).toBe(3);
  });
});
