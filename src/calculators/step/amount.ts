import type { Lang } from '../../../content/i18n/languages.ts';
import { formatGib, formatSignificant } from '../shared/format.ts';

const MIB = 2 ** 20;

/** Bytes in the unit that shows them: what comes and goes within a step may be a thousandth of what stays. */
export function amount(bytes: number, lang: Lang): string {
  if (bytes >= 100 * MIB) return formatGib(bytes, lang);
  if (bytes >= MIB) return `${formatSignificant(bytes / MIB, lang)} MiB`;
  return `${formatSignificant(bytes / 1024, lang)} KiB`;
}
