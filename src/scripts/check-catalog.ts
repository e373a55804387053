import { dataVersion, gpus, measurements, models, sources } from '../../catalog/index.ts';
import { describeProblems, validateCatalog } from '../../catalog/validate.ts';

/** Prints every problem of the catalog and exits with 1, or what the catalog holds and exits with 0. */
const problems = validateCatalog();
if (problems.length > 0) {
  console.error(describeProblems(problems));
  console.error(`Catalog: ${problems.length} problems.`);
  process.exitCode = 1;
} else {
  console.log(
    `Catalog ${dataVersion}: ${gpus.length} cards, ${models.length} models, ${measurements.length} measurements, ` +
      `${sources.length} sources, no problem.`,
  );
}
