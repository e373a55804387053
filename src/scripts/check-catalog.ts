import { dataVersion, gpus, measurements, models, sources } from '../../catalog/index.ts';
import { assertCatalog } from '../../catalog/validate.ts';

/** Prints what the catalog holds, or every problem it has and exits with 1. */
try {
  assertCatalog();
  console.log(
    `Catalog ${dataVersion}: ${gpus.length} cards, ${models.length} models, ${measurements.length} measurements, ` +
      `${sources.length} sources, no problem.`,
  );
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
