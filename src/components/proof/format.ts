import { dictionary, fill, type Lang } from '#i18n';
import { formatNumber, formatPercent } from '../../../content/i18n/quantities.ts';
import type { Headline, Unit } from '../../proof/measures.ts';

/** A figure with its unit, with as many digits as say something. */
export function formatFigure(value: number, unit: Unit, lang: Lang): string {
  if (unit === 'share') return `${value < 0 ? '−' : ''}${formatPercent(Math.abs(value), lang)}`;
  const whole = unit === 'count' || unit === 'score' || Math.abs(value) >= 100;
  const digits = whole ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return fill(dictionary(lang).proof.units[unit], { n: formatNumber(value, lang, digits) });
}

export function formatBudget({ unit, atMost, atLeast }: Headline, lang: Lang): string {
  const { proof } = dictionary(lang);
  if (atMost !== undefined) return fill(proof.atMost, { value: formatFigure(atMost, unit, lang) });
  if (atLeast !== undefined) return fill(proof.atLeast, { value: formatFigure(atLeast, unit, lang) });
  return proof.noBudget;
}
