import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exactDecimal, percentDecimal, significantDecimal } from '../../src/calculators/precision/decimal.ts';
import {
  decode,
  encode,
  encodeFloat,
  encodeInt8,
  encodeNf4,
  errorOf,
  formatIds,
  nf4Levels,
  savingExponents,
  type FormatId,
  type Stored,
} from '../../src/calculators/precision/encode.ts';
import { floatFormats, type FloatId } from '../../src/calculators/precision/number-formats.ts';
import {
  compare,
  floorLog2,
  fromNumber,
  magnitude,
  minus,
  parseNumber,
  powerOfTwo,
  toNumber,
  whole,
  type Rational,
} from '../../src/calculators/precision/rational.ts';

const read = (text: string): Rational => {
  const value = parseNumber(text);
  if (!value) throw new Error(`not read: ${text}`);
  return value;
};
const one = { saturateFp8: false, absmax: whole(1) };
const stored = (text: string, id: FormatId, options = one): Stored => encode(read(text), id, options);
const pattern = (text: string, id: FormatId): string =>
  stored(text, id)
    .groups.map(({ bits }) => bits)
    .join(' ');
const floatIds = Object.keys(floatFormats) as FloatId[];

/** Doubles of every magnitude the formats span. */
const anyNumber = fc
  .tuple(fc.double({ min: 1, max: 2, noNaN: true }), fc.integer({ min: -160, max: 140 }), fc.boolean())
  .map(([mantissa, exponent, negative]) => (negative ? -1 : 1) * mantissa * 2 ** exponent);

describe('what a reader types', () => {
  test.each([
    ['65504', 65504, 1],
    ['0.1', 1, 10],
    ['-3.5', -7, 2],
    ['1e-8', 1, 1e8],
    ['1/3', 1, 3],
    ['2^-24', 1, 2 ** 24],
    ['1.5*2^-3', 3, 16],
    ['−.25', -1, 4],
    ['3 × 10^2', 300, 1],
    ['+7.', 7, 1],
    ['0', 0, 1],
  ])('%s', (text, n, d) => {
    expect(compare(read(text), { n: BigInt(n), d: BigInt(d) })).toBe(0);
  });

  test.each([
    '',
    'x',
    '1e',
    '0x10',
    '1/0',
    '0^-1',
    '1e61',
    '1e-61',
    '2^',
    '1,5',
    'Infinity',
    '--1',
    '9'.repeat(41),
  ])('no number: %s', (text) => expect(parseNumber(text)).toBeNull());

  test('a double is read as the number it holds', () => {
    fc.assert(
      fc.property(anyNumber, (x) => {
        expect(toNumber(fromNumber(x))).toBe(x);
      }),
    );
  });
});

describe('known bit patterns', () => {
  test.each<[string, FormatId, string]>([
    ['1', 'fp32', '0 01111111 00000000000000000000000'],
    ['0.1', 'fp32', '0 01111011 10011001100110011001101'],
    // 2^24 + 1 is the first whole number FP32 lacks: a tie, to the even one.
    ['16777217', 'fp32', '0 10010111 00000000000000000000000'],
    ['0.1', 'tf32', '0 01111011 1001100110'],
    ['0.1', 'fp16', '0 01011 1001100110'],
    ['0.1', 'bf16', '0 01111011 1001101'],
    ['65504', 'fp16', '0 11110 1111111111'],
    ['65519.99', 'fp16', '0 11110 1111111111'],
    ['65520', 'fp16', '0 11111 0000000000'],
    ['-2^-24', 'fp16', '1 00000 0000000001'],
    ['448', 'e4m3', '0 1111 110'],
    ['464', 'e4m3', '0 1111 110'],
    ['464.01', 'e4m3', '0 1111 111'],
    ['0.1', 'e4m3', '0 0011 101'],
    ['2^-9', 'e4m3', '0 0000 001'],
    ['57344', 'e5m2', '0 11110 11'],
    ['61440', 'e5m2', '0 11111 00'],
    ['2^-16', 'e5m2', '0 00000 01'],
    ['-1', 'int8', '10000001'],
    ['0.5', 'int8', '01000000'],
    ['0.1', 'nf4', '1000'],
    ['-1', 'nf4', '0000'],
    ['0', 'nf4', '0111'],
  ])('%s in %s', (text, id, bits) => expect(pattern(text, id)).toBe(bits));

  test('what is said of them', () => {
    expect(stored('65520', 'fp16')).toMatchObject({ kind: 'infinity', event: 'overflow', value: null });
    expect(stored('464.01', 'e4m3')).toMatchObject({ kind: 'nan', event: 'overflow', value: null });
    expect(stored('1e-8', 'fp16')).toMatchObject({ kind: 'zero', event: 'underflow' });
    expect(stored('6e-8', 'fp16')).toMatchObject({ kind: 'subnormal', event: 'rounded' });
    expect(stored('2^-25', 'fp16').event).toBe('underflow');
    expect(stored('1e-8', 'bf16')).toMatchObject({ kind: 'normal', event: 'rounded' });
    expect(stored('0', 'fp16')).toMatchObject({ kind: 'zero', event: 'exact' });
    expect(stored('2', 'int8')).toMatchObject({ event: 'saturated' });
    expect(stored('1e-3', 'int8')).toMatchObject({ event: 'underflow' });
  });

  test('saturation holds FP8 at its largest number and leaves FP16 alone', () => {
    const saturating = { ...one, saturateFp8: true };
    expect(exactDecimal(stored('1e6', 'e4m3', saturating).value!)).toBe('448');
    expect(exactDecimal(stored('-1e6', 'e5m2', saturating).value!)).toBe('−57344');
    expect(stored('1e6', 'fp16', saturating).event).toBe('overflow');
    expect(stored('464', 'e4m3', saturating).event).toBe('rounded');
  });

  test('0.1 in BF16, all decimals and error', () => {
    const bf16 = stored('0.1', 'bf16');
    expect(exactDecimal(bf16.value!)).toBe('0.10009765625');
    const error = errorOf(read('0.1'), bf16)!;
    expect(exactDecimal(error.absolute)).toBe('0.00009765625');
    expect(percentDecimal(error.relative!, 2)).toBe('0.098 %');
    expect(exactDecimal(bf16.below!)).toBe('0.099609375');
    expect(exactDecimal(bf16.above!)).toBe('0.1005859375');
  });

  test('1e-8 is saved by 2^2 at the least and whole from 2^13 on', () => {
    expect(savingExponents(read('1e-8'), 'fp16')).toEqual({ nonZero: 2, full: 13 });
    expect(savingExponents(read('1e-8'), 'bf16')).toEqual({ nonZero: 0, full: 0 });
  });
});

describe('the same as this machine', () => {
  const asNumber = ({ kind, value, negative }: Stored): number =>
    kind === 'infinity' ? (negative ? -Infinity : Infinity) : toNumber(value!);

  test('FP32 is Math.fround', () => {
    fc.assert(
      fc.property(anyNumber, (x) => {
        expect(asNumber(encodeFloat(fromNumber(x), floatFormats.fp32, false)) + 0).toBe(Math.fround(x) + 0);
      }),
    );
  });

  test('FP16 is what a 16-bit view stores, bits included', () => {
    const view = new DataView(new ArrayBuffer(2));
    fc.assert(
      fc.property(anyNumber, (x) => {
        view.setFloat16(0, x);
        const { groups } = encodeFloat(fromNumber(x), floatFormats.fp16, false);
        expect(groups.map(({ bits }) => bits).join('')).toBe(view.getUint16(0).toString(2).padStart(16, '0'));
      }),
    );
  });

  test('BF16 is the upper half of an FP32 number, where that is exact', () => {
    const view = new DataView(new ArrayBuffer(4));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0x7f7f }), (upper) => {
        view.setUint16(0, upper);
        const { groups, event } = encodeFloat(fromNumber(view.getFloat32(0)), floatFormats.bf16, false);
        expect(event).toBe('exact');
        expect(Number.parseInt(groups.map(({ bits }) => bits).join(''), 2)).toBe(upper);
      }),
    );
  });
});

describe.each(floatIds)('every float format: %s', (id) => {
  const format = floatFormats[id];
  const store = (value: Rational) => encodeFloat(value, format, true);

  test('each of its numbers comes back as itself', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: format.maxCode }), (code) => {
        const { groups, event } = store(decode(code, format));
        expect(event).toBe('exact');
        expect(Number.parseInt(groups.map(({ bits }) => bits).join(''), 2)).toBe(code);
      }),
    );
  });

  test('no neighbour is nearer, and a tie goes to the even one', () => {
    fc.assert(
      fc.property(anyNumber, (x) => {
        const value = fromNumber(x);
        const result = store(value);
        if (result.event === 'saturated') return;
        const own = magnitude(minus(value, result.value!));
        for (const neighbour of [result.below, result.above]) {
          if (!neighbour) continue;
          const nearer = compare(own, magnitude(minus(value, neighbour)));
          expect(nearer).toBeLessThanOrEqual(0);
          if (nearer === 0) expect(result.groups.at(-1)!.bits.at(-1)).toBe('0');
        }
      }),
    );
  });

  test('halfway between two of its numbers lies a tie', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: format.maxCode - 1 }), (code) => {
        const [low, high] = [decode(code, format), decode(code + 1, format)];
        const middle = { n: low.n * high.d + high.n * low.d, d: 2n * low.d * high.d };
        const even = code % 2 === 0 ? low : high;
        expect(compare(store(middle).value!, even)).toBe(0);
      }),
    );
  });
});

test.each(formatIds)('the larger number is never stored as the smaller: %s', (id) => {
  const options = { saturateFp8: true, absmax: whole(8) };
  fc.assert(
    fc.property(anyNumber, anyNumber, (a, b) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)].map((x) => encode(fromNumber(x), id, options)) as [
        Stored,
        Stored,
      ];
      if (low.value && high.value) expect(compare(low.value, high.value)).toBeLessThanOrEqual(0);
    }),
  );
});

describe('formats with a scale for their block', () => {
  test('INT8 holds every multiple of absmax / 127', () => {
    for (let q = -127; q <= 127; q += 1) {
      const absmax = read('3/7');
      const value = { n: BigInt(q) * absmax.n, d: 127n * absmax.d };
      const result = encodeInt8(value, absmax);
      expect(result.event).toBe('exact');
      expect(Number.parseInt(result.groups[0]!.bits, 2)).toBe(q & 0xff);
    }
  });

  test('a number as large as its block is stored exactly, however it is written', () => {
    for (const text of ['0.1', '3.7e-5', '1/3', '123.456']) {
      for (const store of [encodeInt8, encodeNf4]) {
        expect(store(read(text), read(text))).toMatchObject({ event: 'exact' });
        expect(store(read(`-${text}`), read(text))).toMatchObject({ event: 'exact' });
      }
    }
  });

  test('NF4 holds its 16 levels, rises from bit pattern to bit pattern, and takes the nearest', () => {
    expect(nf4Levels).toHaveLength(16);
    expect([...nf4Levels].sort((a, b) => a - b)).toEqual(nf4Levels);
    nf4Levels.forEach((level, code) => {
      const result = encodeNf4(fromNumber(level), whole(1));
      expect(result).toMatchObject({ event: 'exact', groups: [{ bits: code.toString(2).padStart(4, '0') }] });
    });
    fc.assert(
      fc.property(fc.double({ min: -1, max: 1, noNaN: true }), (x) => {
        const value = toNumber(encodeNf4(fromNumber(x), whole(1)).value!);
        const best = Math.min(...nf4Levels.map((level) => Math.abs(level - x)));
        expect(Math.abs(value - x)).toBeCloseTo(best, 12);
      }),
    );
  });
});

describe('decimals', () => {
  test('all of them', () => {
    expect(exactDecimal(fromNumber(Math.fround(0.1)))).toBe('0.100000001490116119384765625');
    expect(exactDecimal(powerOfTwo(-24))).toBe('5.9604644775390625 × 10⁻⁸');
    expect(exactDecimal(read('-65504'))).toBe('−65504');
    expect(exactDecimal(read('1200'))).toBe('1200');
    expect(exactDecimal(read('1/3'))).toBeNull();
    expect(exactDecimal(whole(0))).toBe('0');
  });

  test('to so many figures', () => {
    expect(significantDecimal(read('1/3'), 4)).toBe('0.3333');
    expect(significantDecimal(read('999.96'), 4)).toBe('1000');
    expect(significantDecimal(read('-1e-9'), 3)).toBe('−1 × 10⁻⁹');
    fc.assert(
      fc.property(anyNumber, (x) => {
        const text = significantDecimal(fromNumber(x), 17)
          .replace('−', '-')
          .replace(
            / × 10(.+)/,
            (_, power: string) =>
              `e${power.replace('⁻', '-').replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/g, (c) => String('⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(c)))}`,
          );
        expect(Number(text)).toBe(x);
      }),
    );
  });

  test('the exponent of the leading bit', () => {
    for (let e = -150; e < 150; e += 1) {
      expect(floorLog2(powerOfTwo(e))).toBe(e);
      expect(floorLog2({ n: powerOfTwo(e).n * 3n, d: powerOfTwo(e).d * 4n })).toBe(e - 1);
    }
  });
});
