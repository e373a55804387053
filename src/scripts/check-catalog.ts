import {
  dataVersion,
  gpus,
  measurements,
  models,
  scopeCounts,
  sources,
  type ScopeCounts,
} from '../../catalog/index.ts';
import { assertCatalog } from '../../catalog/validate.ts';

/** Prints what the catalog holds, or every problem it has and exits with 1. */
try {
  assertCatalog();
  console.log(
    `Catalog ${dataVersion}: ${gpus.length} cards, ${models.length} models, ${measurements.length} measurements, ` +
      `${sources.length} sources, no problem.`,
  );
  const { all, byKind, bySource } = scopeCounts(measurements);
  const row = ({ runs, testing, tests }: ScopeCounts) => ({ runs, testing, ...tests });
  console.table(
    Object.fromEntries(
      [...byKind, ...bySource, ['all', all] as const].map(([name, counts]) => [name, row(counts)]),
    ),
  );
  console.table(all.reasons);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
