import type { Lang } from '../../../content/i18n/languages.ts';
import { localiseLink } from '../../../content/i18n/localise-link.ts';

/** The calculators with a page of their own. */
export const calculators = ['gpu', 'precision', 'step'] as const;
export type CalculatorName = (typeof calculators)[number];

/** Address of a calculator's own page with a state, in the reader's language. */
export function calculatorLink(name: CalculatorName, query: string, base: string, lang: Lang): string {
  return localiseLink(`/calculators/${name}/${query && `?${query}`}`, base, lang);
}

/** Keys that mean the same in every calculator. */
const common = new Set('v model dims name gpu seq batch ckpt opt rank other mem unit cur rate'.split(' '));

/** Ways of training that every calculator knows. */
const methods = new Set(['full', 'lora']);

/** Calculators that speak of the same job in the same keys, but for a moment of a step. */
const alike = new Set<CalculatorName>(['gpu', 'step']);

/**
 * The part of a query that another calculator understands too. Where defaults differ it has to say all: `whole` is the
 * query with them.
 */
export function carry(query: string, whole: string, from: CalculatorName, to: CalculatorName): string {
  if (alike.has(from) && alike.has(to)) {
    const same = new URLSearchParams(query);
    same.delete('at');
    return String(same);
  }
  const given = new URLSearchParams(whole);
  const carried = new URLSearchParams([...given].filter(([key]) => common.has(key)));
  // One calls it the job, the other the method.
  for (const [named, other] of [
    ['job', 'method'],
    ['method', 'job'],
  ] as const) {
    const value = given.get(named);
    if (value !== null && methods.has(value)) carried.set(other, value);
  }
  return String(carried);
}
