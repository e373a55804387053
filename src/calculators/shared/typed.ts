import type { NumberRange, Read } from './codec.ts';

/**
 * What a number counts, which decides what its letters mean:
 * - `count`: k is 1 000 (samples, tokens of a job, money)
 * - `length`: k is 1 024, as engineers write the length of a sequence or context (4k is 4 096)
 * - `gib`: memory in GiB (2^30 bytes); another unit is converted (24GB is 22.4)
 * - `box`: GB as on a card's box, which count GiB (24 GiB is 24, 24576 MiB is 24)
 */
export type Measure = 'count' | 'length' | 'gib' | 'box';

/** How the fields of a state are measured; the others are counts. */
export const measures: Record<string, Measure> = {
  sequenceLength: 'length',
  contextLength: 'length',
  otherUseGib: 'gib',
  minMemoryGb: 'box',
};

const decimal: Record<string, number> = { k: 3, m: 6, g: 9, b: 9, bn: 9, t: 12 };
const chinese: Record<string, number> = {
  百: 2,
  千: 3,
  万: 4,
  百万: 6,
  千万: 7,
  亿: 8,
  十亿: 9,
  百亿: 10,
  万亿: 12,
};
const binary: Record<string, number> = { k: 10, m: 20, g: 30 };
const memory: Record<string, number> = { m: 1, g: 2, t: 3 };

/** Words after a number that say no more than its field does. */
const filler = /(?:tokens?|samples?|词元|样本|个|条)$/;

/** Digits with separators between groups of three, or without any; a comma anywhere else may be a decimal one. */
const grouped = /^([+-]?)(\d{1,3}(?:([, _'’])\d{3}(?:\3\d{3})*)?|\d+)?(\.\d*)?(?:e([+-]?\d{1,3}))?$/;

/**
 * A number as people type it: `8b`, `1.5m`, `4k`, `2e9`, `24GB`, `10,000`, `1 000`, full-width digits, 万 and 亿.
 * A comma that may be a decimal one (`1,5`) is not guessed at. Of a whole number with a letter, what is closest counts.
 * An address is read strictly instead (`readNumber`).
 */
export function readTyped(text: string, range: NumberRange, measure: Measure = 'count'): Read<number> {
  const wrong = { code: 'not-a-number' } as const;
  // Full-width digits, letters, commas and spaces become plain ones.
  const plain = text.normalize('NFKC').trim().toLowerCase().replace(filler, '').trim();
  const [, figures, unit] = /^([+-]?[\d.][\d.,_'’\s]*(?:e[+-]?\d+)?)(\D*)$/.exec(plain) ?? [];
  if (figures === undefined || unit === undefined) return wrong;
  const parts = grouped.exec(figures.trim().replace(/\s/g, ' '));
  if (!parts || !/\d/.test(parts[2] ?? parts[3] ?? parts[4] ?? '')) return wrong;
  const [, sign = '', whole = '', , fraction = '', exponent = '0'] = parts;
  const digits = `${sign}${whole.replace(/\D/g, '')}${fraction}`;
  // Powers of ten go into the text, so that 1.1m is 1100000 and not a hair more.
  const scaled = (power: number) => Number(`${digits}e${Number(exponent) + power}`);

  const letter = unit.trim();
  const value = letter === '' ? scaled(0) : withUnit(scaled, letter, measure);
  if (value === null || Number.isNaN(value)) return wrong;
  const result = range.integer && letter !== '' ? Math.round(value) : value;
  if (!(result >= range.min && result <= range.max)) return { code: 'out-of-range' };
  if (range.integer && !Number.isInteger(result)) return { code: 'out-of-range' };
  // Minus zero is in range and would print as "0" but compare unequal to the state it came from.
  return { value: result + 0 };
}

function withUnit(scaled: (power: number) => number, unit: string, measure: Measure): number | null {
  if (measure === 'count' || measure === 'length') {
    if (measure === 'length' && unit in binary) return scaled(0) * 2 ** binary[unit]!;
    const power = decimal[unit] ?? chinese[unit];
    return power === undefined ? null : scaled(power);
  }
  const [, prefix = '', i, b] = /^([mgt])(i?)(b?)$/.exec(unit) ?? [];
  const size = memory[prefix];
  if (size === undefined || (i && !b)) return null;
  // On a box and with a bare letter, the thousands of memory are 1 024.
  if (measure === 'box' || i || !b) return scaled(0) * 1024 ** (size - 2);
  return scaled(3 * size + 3) / 2 ** 30;
}
