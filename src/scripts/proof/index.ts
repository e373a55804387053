/**
 * Measures the site and writes what it finds into `content/proof/history.json`, from which the page of measurements is
 * made. Each measure is renewed alone; the others keep their last figures and dates.
 *
 * Run after a build: `npm run proof` for all, `npm run proof -- lighthouse axe` for some (`--try` writes nothing).
 * Figures that depend on the machine's speed are worth something only when it does nothing else.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { dataVersion } from '../../../catalog/index.ts';
import { historySchema, standings, type Run } from '../../proof/history.ts';
import { keeps, measureNames, type Figures, type MeasureName } from '../../proof/measures.ts';

const file = 'content/proof/history.json';
const directory = 'dist';

type Measure = (options: { directory: string }) => Figures | Promise<Figures>;

/** In the order in which they are taken: what speed disturbs first, what builds again last. */
const order: readonly MeasureName[] = [
  'estimator',
  'build',
  'lighthouse',
  'interaction',
  'weight',
  'search',
  'links',
  'axe',
  'accuracy',
  'mutants',
  'scale',
];

/** Loaded one by one: each stands alone, and brings a browser or a bundler along. */
async function load(name: MeasureName): Promise<Measure> {
  const { measure } = (await import(`./${name}.ts`)) as { measure: Measure };
  return measure;
}

async function save(measure: MeasureName, figures: Figures): Promise<void> {
  const runs = historySchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const run: Run = {
    measure,
    date: `${new Date().toISOString().slice(0, 16)}Z`,
    dataVersion,
    machine: {
      cores: cpus().length,
      memoryGb: Math.round(totalmem() / 2 ** 30),
      node: process.versions.node,
    },
    figures,
  };
  const text = JSON.stringify(historySchema.parse([...runs, run]));
  writeFileSync(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
}

/** Prints where the headlines of a run stand; returns how many don't keep their budgets. */
function report(measure: MeasureName, figures: Figures): number {
  const run = { measure, date: '2000-01-01T00:00Z', dataVersion, figures } as Run;
  let failed = 0;
  for (const { headline, latest } of standings([run])) {
    if (!latest) continue;
    const { id, unit, atMost, atLeast } = headline;
    const kept = keeps(headline, latest.value);
    if (!kept) failed += 1;
    const budget =
      atMost !== undefined ? `, at most ${atMost}` : atLeast !== undefined ? `, at least ${atLeast}` : '';
    console.log(`${measure}: ${id} ${latest.value} ${unit}${budget}${kept ? '' : ': NOT KEPT'}`);
  }
  return failed;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { try: { type: 'boolean', default: false } },
});
const unknown = positionals.filter((name) => !(measureNames as readonly string[]).includes(name));
if (unknown.length > 0)
  throw new Error(`No measure ${unknown.join(', ')}; there are ${measureNames.join(', ')}`);

let failed = 0;
for (const name of order) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  const start = performance.now();
  console.log(`── ${name}`);
  try {
    const measure = await load(name);
    const figures = await measure({ directory });
    failed += report(name, figures);
    if (!values.try) await save(name, figures);
  } catch (error) {
    failed += 1;
    console.log(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
  console.log(`── ${name}: ${((performance.now() - start) / 1000).toFixed(0)} s`);
}
console.log(failed === 0 ? 'every budget kept' : `${failed} not kept or not measured`);
process.exitCode = failed > 0 ? 1 : 0;
