import {
  dataVersion,
  measurements as runs,
  scopeCounts,
  sources,
  type ScopeCounts,
} from '../../catalog/index.ts';
import { catalogStatistics, type Statistics } from '../../catalog/statistics.ts';
import { assertCatalog } from '../../catalog/validate.ts';

const row = ({ records, values, multipleSources, derived, unverified }: Statistics) => ({
  records,
  values,
  'with two or more sources': multipleSources,
  derived,
  unverified,
});

const scopeRow = ({ runs, testing, tests }: ScopeCounts) => ({ runs, testing, ...tests });

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
  const { all, byKind, bySource } = scopeCounts(runs);
  console.table(
    Object.fromEntries(
      [...byKind, ...bySource, ['all', all] as const].map(([name, counts]) => [name, scopeRow(counts)]),
    ),
  );
  console.table(all.reasons);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
