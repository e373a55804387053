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

/** Cards by segment and series, for a list to choose from. */
export const gpuGroups = (names: Record<GpuSegment, string>): OptionGroup[] =>
  grouped(
    gpus,
    (gpu) => `${names[gpu.segment]} · ${gpu.series}`,
    (gpu) => gpu.name,
  );

/** Series of a segment, or of all, in the order of the list. */
export const seriesOf = (segment: GpuSegment | 'all'): string[] => [
  ...new Set(gpus.filter((gpu) => segment === 'all' || gpu.segment === segment).map((gpu) => gpu.series)),
];
