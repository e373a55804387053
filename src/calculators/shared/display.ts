import { choice, optionalNumber, type Field } from './codec.ts';
import type { Lang } from '../../../content/i18n/languages.ts';
import { formatMoney, memoryUnits } from './format.ts';

/** Currency of launch prices. */
export const launchCurrency = 'USD';

export const rateRange = { min: 1e-6, max: 1e9 } as const;

/** How a reader wants to see figures; the job is the same. */
export interface DisplayState {
  unit: (typeof memoryUnits)[number];
  /** Three-letter code of the amounts that the reader types. */
  currency: string;
  /** What one US dollar is in it, as the reader says. */
  rate: number | null;
}

/** Fields of a state that say how to show it. */
export const displayFields = {
  unit: choice('unit', memoryUnits, 'gib'),
  currency: {
    key: 'cur',
    fallback: launchCurrency,
    allowed: 'USD, EUR, CNY, …',
    read: (text) => (/^[A-Z]{3}$/.test(text) ? { value: text } : { code: 'not-listed' }),
    write: (code) => code,
  } as Field<string>,
  rate: optionalNumber('rate', rateRange),
};

/** Whether launch prices cannot be compared with the reader's amounts for want of a rate. */
export const needsRate = ({ currency, rate }: DisplayState): boolean =>
  currency !== launchCurrency && rate === null;

/** A launch price in the reader's currency; `null` where that takes a rate that the reader has not given. */
export function fromLaunchPrice(usd: number | null, { currency, rate }: DisplayState): number | null {
  if (usd === null || currency === launchCurrency) return usd;
  return rate === null ? null : usd * rate;
}

/** A launch price as it was, in US dollars, and beside it in the reader's currency where they gave a rate. */
export function launchPriceText(usd: number, display: DisplayState, lang: Lang): string {
  if (display.currency === launchCurrency) return formatMoney(usd, launchCurrency, lang);
  const here = fromLaunchPrice(usd, display);
  const there = `US${formatMoney(usd, launchCurrency, lang).replace(/^US/, '')}`;
  return here === null ? there : `${there} ≈ ${formatMoney(here, display.currency, lang)}`;
}

/** What stands for the currency in a label: its code, or what the language calls US dollars. */
export const currencyLabel = (currency: string, dollars: string): string =>
  currency === launchCurrency ? dollars : currency;
