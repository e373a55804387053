/**
 * How quantities are written in each language. Memory is GiB (2^30 bytes) everywhere a reader sees it; the number
 * on a card's box is written GB as on the box.
 */
import { htmlLang, type Lang } from './languages.ts';

const GIB = 2 ** 30;

const formatters = new Map<string, Intl.NumberFormat>();

function numberFormat(lang: Lang, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${lang}${JSON.stringify(options)}`;
  let format = formatters.get(key);
  if (!format) {
    format = new Intl.NumberFormat(htmlLang[lang], options);
    formatters.set(key, format);
  }
  return format;
}

/**
 * A number as both languages write it, with groups of three, `digits` decimals (or that many zeros where they are
 * negative) and of closing zeros only those that make `least` decimals. Not by `Intl`, which takes a phone a tenth of a
 * second before its first number; `null` where only that will do, as for numbers that JavaScript writes as powers of ten.
 * Rounds the decimals that people see, as `Intl` does: 0.285 to 0.29, though its double lies a hair below.
 */
function plainNumber(value: number, digits: number, least = 0): string | null {
  const written = /^(\d+)(?:\.(\d+))?$/.exec(String(Math.abs(value)));
  if (!written) return null;
  const figures = written[1] + (written[2] ?? '').padEnd(digits, '0');
  const end = written[1]!.length + digits;
  const kept = BigInt(figures.slice(0, end)) + (figures.charAt(end) >= '5' ? 1n : 0n);
  const text = String(kept).padStart(digits + 1, '0') + '0'.repeat(Math.max(0, -digits));
  const point = text.length - Math.max(0, digits);
  const decimals = text.slice(point).replace(/0+$/, '').padEnd(least, '0');
  const whole = text.slice(0, point).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${value < 0 ? '-' : ''}${whole}${decimals && `.${decimals}`}`;
}

/** A number with at most `digits` decimals, and `least` of them whatever they are. */
export function formatNumber(value: number, lang: Lang, digits = 0, least = 0): string {
  const options = { minimumFractionDigits: least, maximumFractionDigits: digits };
  return plainNumber(value, digits, least) ?? numberFormat(lang, options).format(value);
}

/** A round number on an axis, short: 10K, 1M; 1万, 100万. */
export function formatTick(value: number, lang: Lang): string {
  const notation = value >= 10_000 ? 'compact' : 'standard';
  return numberFormat(lang, { notation, maximumFractionDigits: value < 1 ? 2 : 0 }).format(value);
}

/** A number to `digits` significant figures, for estimates whose further digits mean nothing. */
export function formatSignificant(value: number, lang: Lang, digits = 2): string {
  const decimals = digits - 1 - Number(value.toExponential(digits - 1).split('e')[1]);
  return (
    plainNumber(value, decimals) ?? numberFormat(lang, { maximumSignificantDigits: digits }).format(value)
  );
}

/** Bytes as GiB with one decimal: `9.1 GiB`. */
export function formatGib(bytes: number, lang: Lang): string {
  return `${formatNumber(bytes / GIB, lang, 1, 1)} GiB`;
}

/** A share as a percentage, with all its digits so that a column of them lines up: 0.0123 → `1.2 %`, 0.004 → `0.4 %`. */
export function formatPercent(share: number, lang: Lang, digits = 1): string {
  return `${formatNumber(share * 100, lang, digits, digits)} %`;
}

/** Tokens per second to two significant figures. */
export function formatTokensPerSecond(rate: number, lang: Lang): string {
  const figure = formatSignificant(rate, lang);
  return lang === 'zh-cn' ? `${figure} token/s` : `${figure} tokens/s`;
}

const durationUnits = {
  en: [' d', ' h', ' min', ' s', ' ms'],
  'zh-cn': ['天', '小时', '分', '秒', '毫秒'],
} as const satisfies Record<Lang, unknown>;

/** Seconds as `420 ms`, `3 min 20 s`, `3 h 20 min`, `12 d 4 h`: the two largest units that matter. */
export function formatDuration(seconds: number, lang: Lang): string {
  const [day, hour, minute, second, millisecond] = durationUnits[lang];
  if (seconds < 0.9995) return `${formatSignificant(seconds * 1000, lang)}${millisecond}`;
  if (seconds < 59.5) return `${formatSignificant(seconds, lang)}${second}`;
  const two = (whole: number, step: number, big: string, small: string) => {
    const rest = whole % step;
    const join = lang === 'zh-cn' ? '' : ' ';
    return `${Math.floor(whole / step)}${big}${rest === 0 ? '' : `${join}${rest}${small}`}`;
  };
  // Rounded to the smaller unit first, so that 119.7 s is two minutes and not "1 min 60 s".
  const wholeSeconds = Math.round(seconds);
  if (wholeSeconds < 3600) return two(wholeSeconds, 60, minute, second);
  const wholeMinutes = Math.round(seconds / 60);
  if (wholeMinutes < 48 * 60) return two(wholeMinutes, 60, hour, minute);
  return two(Math.round(seconds / 3600), 24, day, hour);
}

/** An amount in the currency whose three-letter code is given; never converted. */
export function formatMoney(amount: number, currency: string, lang: Lang): string {
  const digits = amount < 100 && !Number.isInteger(amount) ? 2 : 0;
  // Most amounts are, and the formatter of a currency is slow to come.
  const plain = currency === 'USD' && amount >= 0 ? plainNumber(amount, digits, digits) : null;
  if (plain) return `$${plain}`;
  return numberFormat(lang, {
    style: 'currency',
    currency,
    // A dollar of elsewhere says where: $ is the US dollar's.
    currencyDisplay: currency === 'USD' ? 'narrowSymbol' : 'symbol',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amount);
}

/** A count of parameters: `8.03 B`, `124 M`; in Chinese `80.3 亿`, `1.24 亿`. */
export function formatParameters(count: number, lang: Lang): string {
  if (lang === 'zh-cn') {
    return count >= 1e8
      ? `${formatSignificant(count / 1e8, lang, 3)}亿`
      : `${formatSignificant(count / 1e4, lang, 3)}万`;
  }
  return count >= 1e9
    ? `${formatSignificant(count / 1e9, lang, 3)} B`
    : `${formatSignificant(count / 1e6, lang, 3)} M`;
}

/** A date of the catalog (ISO, day or month): `25 February 2021`, `2021年2月25日`. */
export function formatDate(iso: string, lang: Lang): string {
  const [year, month, day] = iso.split('-').map(Number);
  if (!year || !month) return iso;
  const options: Intl.DateTimeFormatOptions = { year: 'numeric', month: 'long', timeZone: 'UTC' };
  if (day) options.day = 'numeric';
  const format = new Intl.DateTimeFormat(lang === 'zh-cn' ? 'zh-CN' : 'en-GB', options);
  return format.format(Date.UTC(year, month - 1, day || 1));
}
