import { sourceById } from '#catalog';
import type { WorkingStep } from '#estimation';
import type { Lang } from '#i18n';
import { formatDuration, formatGib, formatNumber, formatSignificant } from '../../content/i18n/quantities.ts';

/** Result of a line of working with its unit; bytes also as GiB. */
export function formatStepValue(step: WorkingStep, lang: Lang): string {
  switch (step.unit) {
    case 'bytes':
      return `${formatNumber(step.value, lang)} B = ${formatGib(step.value, lang)}`;
    case 's':
      return formatDuration(step.value, lang);
    case 'ratio':
      return formatSignificant(step.value, lang, 3);
    case 'FLOP':
    case 'FLOP/s':
    case 'bytes/s':
      return `${step.value.toExponential(2)} ${step.unit}`;
    default:
      return `${formatNumber(step.value, lang)} ${step.unit}`;
  }
}

/** Title of the source behind a line, or the catalog record it reads. */
export function stepSource(step: WorkingStep): string {
  return sourceById(step.source)?.title ?? step.source;
}
