import type { Lang } from '../../../content/i18n/languages.ts';
import { formatGib as inGib, formatNumber } from '../../../content/i18n/quantities.ts';

export * from '../../../content/i18n/quantities.ts';

/** A share as CSS and SVG take it: two decimals, a hundredth of a pixel on a narrow screen. */
export const percent = (share: number) => `${(share * 100).toFixed(2)}%`;

/** Bytes of one GiB. */
export const GIB = 2 ** 30;

/** Units of memory that a reader can choose: 2^30 bytes, or 10^9. */
export const memoryUnits = ['gib', 'gb'] as const;
export type MemoryUnit = (typeof memoryUnits)[number];

// One for the page: where a reader can choose, one island has the page to itself. Every root sets it as it draws.
let unit: MemoryUnit = 'gib';

/** Unit of every figure of memory drawn from now on. */
export const showMemoryIn = (chosen: MemoryUnit): void => {
  unit = chosen;
};

/** Bytes in the reader's unit with one decimal: `9.1 GiB`, `9.8 GB`. */
export const formatGib = (bytes: number, lang: Lang): string =>
  unit === 'gib' ? inGib(bytes, lang) : `${formatNumber(bytes / 1e9, lang, 1, 1)} GB`;
