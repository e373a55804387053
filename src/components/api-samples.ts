import { dataVersion, gpus, models, type Gpu } from '../../catalog/index.ts';
import { attribution } from '../../catalog/open-data/index.ts';

/** Where the samples of `content/samples/` look for the data; pages show the address of the site instead. */
export const sampleOrigin = 'https://headroom.example/';

/** A sample with the address of a site, which ends in a slash. */
export const withSite = (sample: string, site: string) => sample.replaceAll(sampleOrigin, site);

type Priced = Gpu & { launchPriceUsd: number };

const affordable = gpus.filter(
  (gpu): gpu is Priced => gpu.memoryGb >= 24 && gpu.launchPriceUsd !== null && gpu.launchPriceUsd <= 1700,
);

const bf16 = (gpu: Gpu) => gpu.tensor?.bf16 ?? 0;
const fastest = <T extends Gpu>(list: readonly T[]) => list.toSorted((a, b) => bf16(b) - bf16(a)).slice(0, 3);

/** A number as pandas prints it in a column that holds fractions or gaps, and therefore floating-point numbers. */
const float = (value: number) => (Number.isInteger(value) ? `${value}.0` : String(value));
/** Every card has a memory size: a column of whole numbers as long as all are whole. */
const memory = (value: number) =>
  gpus.every(({ memoryGb }) => Number.isInteger(memoryGb)) ? String(value) : float(value);

/** Rows as pandas prints a table: the index to the left, everything else to the right. */
function frame(index: string, columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [['', ...columns], [index, ...columns.map(() => '')], ...rows];
  const widths = cells[0]!.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)));
  return cells
    .map(([first = '', ...rest]) =>
      [first.padEnd(widths[0]!), ...rest.map((cell, column) => cell.padStart(widths[column + 1]!))].join(
        '  ',
      ),
    )
    .join('\n');
}

function pandas(): string {
  const table = frame(
    'slug',
    ['memoryGb', 'tensorBf16Tflops', 'launchPriceUsd'],
    fastest(affordable).map((gpu) => [
      gpu.slug,
      memory(gpu.memoryGb),
      float(bf16(gpu)),
      float(gpu.launchPriceUsd),
    ]),
  );
  const kinds = Object.entries(Object.groupBy(models, ({ kind }) => kind))
    .map(([kind, list]) => [kind, String(list.length)] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  const width = Math.max(...kinds.map(([kind]) => kind.length));
  const digits = Math.max(...kinds.map(([, count]) => count.length));
  const series = kinds.map(([kind, count]) => `${kind.padEnd(width)}    ${count.padStart(digits)}`);
  return [`Data of ${dataVersion}`, table, 'kind', ...series, 'dtype: int64'].join('\n');
}

/** What each sample prints with the data of this build; a test runs the samples against it. */
export const sampleOutputs: Record<string, () => string> = {
  'api_curl.sh': () => `${gpus.length}\nAccess-Control-Allow-Origin: *`,
  'api_python.py': () =>
    [
      attribution,
      ...affordable
        .toSorted((a, b) => a.launchPriceUsd - b.launchPriceUsd || (a.slug < b.slug ? -1 : 1))
        .map((gpu) => [gpu.name, gpu.launchPriceUsd, ...gpu.sources['launchPriceUsd']!].join(' ')),
    ].join('\n'),
  'api_pandas.py': pandas,
  'api_browser.js': () =>
    [
      `Data of ${dataVersion}`,
      ...fastest(gpus.filter((gpu) => gpu.segment === 'desktop' && gpu.status === 'launched')).map(
        (gpu) => `${gpu.name}: ${bf16(gpu)} TFLOPS in BF16`,
      ),
    ].join('\n'),
};
