import { gpus, models } from 'virtual:headroom-catalog';
import type { Option } from './fields.tsx';

/** Rows under their group, in the order in which the groups first appear. */
function grouped<Row extends { slug: string; name: string }>(
  rows: readonly Row[],
  group: (row: Row) => string,
) {
  const groups = new Map<string, Option[]>();
  for (const row of rows) {
    const options = groups.get(group(row)) ?? [];
    options.push({ value: row.slug, label: row.name });
    groups.set(group(row), options);
  }
  return [...groups].map(([label, options]) => ({ label, options }));
}

/** Models by family, for a list to choose from. */
export const modelGroups = grouped(models, (model) => model.family);

const segments: readonly string[] = ['desktop', 'laptop', 'workstation', 'datacenter'];

/** Cards by series, for a list to choose from: what people own at home first, newest series first. */
export const gpuGroups = grouped(
  [...gpus].sort(
    (a, b) =>
      segments.indexOf(a.segment) - segments.indexOf(b.segment) || (b.launchYear ?? 0) - (a.launchYear ?? 0),
  ),
  (gpu) => gpu.series,
).map((group) => ({
  ...group,
  options: group.options.sort((a, b) => b.label.localeCompare(a.label, 'en', { numeric: true })),
}));
