import { gpus, models } from 'virtual:headroom-catalog';
import type { Option } from './fields.tsx';

/** Rows under their group, in the order in which the groups first appear. */
function grouped<Row extends { slug: string; name: string }>(rows: readonly Row[], group: (row: Row) => string) {
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

/** Cards by series, for a list to choose from. */
export const gpuGroups = grouped(gpus, (gpu) => gpu.series);
