import { dataVersion } from '#catalog';
import { dictionary, fill, type Lang } from '#i18n';

/** Web address of the repository that takes reports; a deployment of its own names its own. */
export const repository = (
  process.env['HEADROOM_REPOSITORY'] ?? 'https://github.example/headroom/headroom'
).replace(/\/$/, '');

export interface Reported {
  /** What the report is about as a reader knows it: `GeForce RTX 3090`. */
  name: string;
  /** Slug of the card or model. */
  slug?: string;
  /** Catalog field, and its name as the page shows it. */
  field?: { key: string; label: string };
  /** The value as shown, unit included. */
  shown?: string;
}

/** Address of a new issue with everything about the figure already in it; the reader adds what it should be. */
export function reportUrl({ name, slug, field, shown }: Reported, lang: Lang): string {
  const { report } = dictionary(lang).catalogPages;
  const line = (label: string, value: string | undefined) =>
    value === undefined ? [] : [fill(report.line, { label, value })];
  const body = [
    ...line(report.record, slug),
    ...line(report.field, field?.key),
    ...line(report.shown, shown),
    ...line(report.version, dataVersion),
    '',
    report.ask,
  ].join('\n');
  const query = new URLSearchParams({ title: field ? `${name}: ${field.label}` : name, body });
  return `${repository}/issues/new?${query}`;
}
