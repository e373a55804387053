import { gpus, measurements, models } from './index.ts';
import type { Gpu, Measurement, Model } from './types.ts';

/** How much a part of the catalog holds and how well it is founded. A value is one field of one record with a figure. */
export interface Statistics {
  records: number;
  values: number;
  /** Values that cite two sources or more. */
  multipleSources: number;
  /** Values that follow from other values by a rule. */
  derived: number;
  /** Values that no second look has confirmed; pages mark them. */
  unverified: number;
}

export interface CatalogStatistics {
  gpus: Statistics;
  models: Statistics;
  measurements: Statistics;
  total: Statistics;
}

/** One value with what is known about it. */
interface Value {
  sources: number;
  derived: boolean;
  unverified: boolean;
}

function count(records: readonly (readonly Value[])[]): Statistics {
  const values = records.flat();
  return {
    records: records.length,
    values: values.length,
    multipleSources: values.filter(({ sources }) => sources > 1).length,
    derived: values.filter(({ derived }) => derived).length,
    unverified: values.filter(({ unverified }) => unverified).length,
  };
}

const at = (record: object, path: string): unknown =>
  path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | null)?.[key], record);

/** A resolved card files the sources of every value it shows, by path. */
const valuesOfGpu = (gpu: Gpu): Value[] =>
  Object.entries(gpu.sources)
    .filter(([field]) => at(gpu, field) !== null)
    .map(([field, sources]) => ({
      sources: sources.length,
      derived: gpu.basis[field] === 'derived',
      unverified: gpu.unverified.includes(field),
    }));

/** Keys that say something about a record, not about what it describes. */
const aboutTheRecord: ReadonlySet<string> = new Set([
  ...[
    'slug',
    'id',
    'name',
    'unit',
    'family',
    'kind',
    'sources',
    'source',
    'sourcePath',
    'unverified',
    'notes',
  ],
]);

const facts = (record: object): [field: string, value: unknown][] =>
  Object.entries(record).filter(([field, value]) => !aboutTheRecord.has(field) && value !== null);

/** Dimensions are stored as read; the count is published as read too, and a test recomputes it. */
const valuesOfModel = (model: Model): Value[] =>
  facts(model).map(([field]) => ({
    sources: (model.sources[field] ?? model.sources['default'] ?? []).length,
    derived: false,
    unverified: model.unverified.includes(field),
  }));

/** The figures of a run and its configuration, all from the one source; bytes are derived from the published unit. */
const valuesOfMeasurement = ({ published, ...run }: Measurement): Value[] =>
  [...facts(run), ...facts(published)].map(([field]) => ({
    sources: 1,
    derived: field.endsWith('Bytes'),
    unverified: false,
  }));

/** Counts of the whole catalog, or of the records handed in. */
export function catalogStatistics(catalog = { gpus, models, measurements }): CatalogStatistics {
  const each = {
    gpus: catalog.gpus.map(valuesOfGpu),
    models: catalog.models.map(valuesOfModel),
    measurements: catalog.measurements.map(valuesOfMeasurement),
  };
  return {
    gpus: count(each.gpus),
    models: count(each.models),
    measurements: count(each.measurements),
    total: count(Object.values(each).flat()),
  };
}
