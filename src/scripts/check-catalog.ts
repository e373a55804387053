import { dataVersion, sources } from '../../catalog/index.ts';
import { catalogStatistics, type Statistics } from '../../catalog/statistics.ts';
import { assertCatalog } from '../../catalog/validate.ts';

const row = ({ records, values, multipleSources, derived, unverified }: Statistics) => ({
  records,
  values,
  'with two or more sources': multipleSources,
  derived,
  unverified,
});

/** Prints what the catalog holds, or every problem it has and exits with 1. */
try {
  assertCatalog();
  const { gpus, models, measurements, total } = catalogStatistics();
  console.log(`Catalog of ${dataVersion}: ${sources.length} sources, no problem.`);
  console.table({
    cards: row(gpus),
    models: row(models),
    measurements: row(measurements),
    together: row(total),
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
