import { dataVersion } from '#catalog';
import { dictionary, fill, type Lang } from '#i18n';

/**
 * Web address of the GitHub repository that takes reports, from `HEADROOM_REPOSITORY` at build time. Without it pages
 * show the same report as text to copy: a link that leads nowhere would be worse.
 */
export const repository: string | null = process.env['HEADROOM_REPOSITORY']?.replace(/\/$/, '') || null;

export interface Reported {
  /** What the report is about as a reader knows it: `GeForce RTX 3090`. */
  name: string;
  /** Slug of the card or model. */
  slug?: string;
  /** Catalog field, and its name as the page shows it. */
  field?: { key: string; label: string };
  /** The value as shown, unit included. */
  shown?: string;
  /** Address of the page that shows it. */
  page?: string;
}

/** Everything about the figure that the page knows, a line each. */
export function reportLines({ slug, field, shown, page }: Reported, lang: Lang): string[] {
  const { report } = dictionary(lang).catalogPages;
  const line = (label: string, value: string | undefined) =>
    value === undefined ? [] : [fill(report.line, { label, value })];
  return [
    ...line(report.record, slug),
    ...line(report.field, field?.key),
    ...line(report.shown, shown),
    ...line(report.version, dataVersion),
    ...line(report.pageAddress, page),
  ];
}

export const reportTitle = ({ name, field }: Reported): string => (field ? `${name}: ${field.label}` : name);

/**
 * Address of a new issue with everything about the figure already in it; the reader adds what it should be. `null` where
 * no repository takes reports.
 */
export function reportUrl(reported: Reported, lang: Lang, to: string | null = repository): string | null {
  if (to === null) return null;
  const { report } = dictionary(lang).catalogPages;
  const body = [...reportLines(reported, lang), '', report.ask].join('\n');
  return `${to}/issues/new?${new URLSearchParams({ title: reportTitle(reported), body })}`;
}
