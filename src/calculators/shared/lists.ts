import { gpus, models } from 'virtual:headroom-catalog';
import type { Lang } from '../../../content/i18n/languages.ts';
import type { GpuSegment } from '../../../catalog/types.ts';
import type { Option } from './fields.tsx';
import { formatParameters } from './format.ts';

export interface OptionGroup {
  label: string;
  options: Option[];
}

/** Rows under their group, in the order in which the groups first appear. */
function grouped<Row extends { slug: string }>(
  rows: readonly Row[],
  group: (row: Row) => string,
  label: (row: Row) => string,
): OptionGroup[] {
  const groups = new Map<string, Option[]>();
  for (const row of rows) {
    const options = groups.get(group(row)) ?? [];
    options.push({ value: row.slug, label: label(row) });
    groups.set(group(row), options);
  }
  return [...groups].map(([name, options]) => ({ label: name, options }));
}

/** Models by family with their size, for a list to choose from. */
export const modelGroups = (lang: Lang): OptionGroup[] =>
  grouped(
    models,
    (model) => model.family,
    (model) => `${model.name} · ${formatParameters(model.parameters, lang)}`,
  );

const segments: readonly GpuSegment[] = ['desktop', 'laptop', 'workstation', 'datacenter'];

/** What people own at home first, newest series first, the largest number in a series first. */
const ordered = [...gpus].sort(
  (a, b) =>
    segments.indexOf(a.segment) - segments.indexOf(b.segment) ||
    (b.launchYear ?? 0) - (a.launchYear ?? 0) ||
    b.name.localeCompare(a.name, 'en', { numeric: true }),
);

/** Cards by segment and series, for a list to choose from. */
export const gpuGroups = (names: Record<GpuSegment, string>): OptionGroup[] =>
  grouped(
    ordered,
    (gpu) => `${names[gpu.segment]} · ${gpu.series}`,
    (gpu) => gpu.name,
  );

/** Series of a segment, or of all, in the order of the list. */
export const seriesOf = (segment: GpuSegment | 'all'): string[] => [
  ...new Set(ordered.filter((gpu) => segment === 'all' || gpu.segment === segment).map((gpu) => gpu.series)),
];
