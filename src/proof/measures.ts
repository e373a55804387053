/** What is measured of the site, what each figure has to keep, and which figure of a run speaks for it. */
import { budgets, scriptBudget, type Budget } from './page-budgets.ts';

/** Figures of one run: rows (a page, a language, a kind of job) and what was measured of each. */
export type Figures = Record<string, Record<string, number>>;

export const measureNames = [
  'lighthouse',
  'weight',
  'interaction',
  'search',
  'accuracy',
  'estimator',
  'axe',
  'links',
  'mutants',
  'build',
  'scale',
] as const;
export type MeasureName = (typeof measureNames)[number];

export type Unit = 'score' | 'kB' | 'MB' | 's' | 'ms' | 'µs' | 'share' | 'count' | 'factor';

/** Columns of each measure's figures and their units, in the order in which they are shown. */
export const columns = {
  lighthouse: { performance: 'score', accessibility: 'score', bestPractices: 'score', seo: 'score' },
  weight: { html: 'kB', script: 'kB', inline: 'kB', style: 'kB', font: 'kB', image: 'kB', data: 'kB' },
  interaction: { worst: 'ms', controls: 'count' },
  search: { first: 'share', topThree: 'share', queries: 'count' },
  accuracy: { n: 'count', mean: 'share', median: 'share', worst: 'share', missed: 'count' },
  estimator: { estimate: 'µs', sweep: 's' },
  axe: { checked: 'count', problems: 'count' },
  links: { checked: 'count', problems: 'count' },
  mutants: { detected: 'count', survived: 'count' },
  build: {
    pages: 'count',
    seconds: 's',
    processorSeconds: 's',
    prepare: 's',
    bundle: 's',
    render: 's',
    index: 's',
    finish: 's',
  },
  scale: { pages: 'count', seconds: 's', processorSeconds: 's', indexMb: 'MB', htmlMb: 'MB' },
} as const satisfies Record<MeasureName, Record<string, Unit>>;

export interface Headline {
  id: string;
  unit: Unit;
  atMost?: number;
  atLeast?: number;
  /** `null` where the run does not have it. */
  of: (figures: Figures) => number | null;
}

export const keeps = ({ atMost, atLeast }: Headline, value: number): boolean =>
  (atMost === undefined || value <= atMost) && (atLeast === undefined || value >= atLeast);

type Pick = (row: string) => boolean;
const all: Pick = () => true;

const valuesOf = (figures: Figures, column: string, pick: Pick): number[] =>
  Object.entries(figures).flatMap(([row, values]) =>
    pick(row) && column in values ? [values[column]!] : [],
  );

const most =
  (column: string, pick = all) =>
  (figures: Figures): number | null => {
    const values = valuesOf(figures, column, pick);
    return values.length > 0 ? Math.max(...values) : null;
  };
const least =
  (column: string, pick = all) =>
  (figures: Figures): number | null => {
    const values = valuesOf(figures, column, pick);
    return values.length > 0 ? Math.min(...values) : null;
  };
const at = (row: string, column: string) => (figures: Figures) => figures[row]?.[column] ?? null;

/** Lighthouse scores of every page, of each category. */
const leastScore = 99;

/** A page's address without language. */
const languageless = (row: string) => row.replace(/^\/(zh-cn\/)?/, '');
const heaviestScript = (id: string, budget: Budget): Headline => ({
  id,
  unit: 'kB',
  atMost: budgets[budget],
  of: most('script', (row) => scriptBudget(languageless(row)) === budget),
});

/** How much more of something a page of the largest site takes than one of the smallest. */
const growth = (column: string) => (figures: Figures) => {
  const sizes = Object.keys(figures)
    .map(Number)
    .sort((a, b) => a - b);
  const per = (size: number | undefined) => {
    const row = figures[String(size)];
    return row?.[column] === undefined || !row['pages'] ? null : row[column] / row['pages'];
  };
  const [small, large] = [per(sizes[0]), per(sizes.at(-1))];
  return sizes.length < 2 || small === null || large === null ? null : large / small;
};

/** The figures that speak for a measure, each with its budget where it has one. */
export const headlines: Record<MeasureName, readonly Headline[]> = {
  lighthouse: (['performance', 'accessibility', 'bestPractices', 'seo'] as const).map((category) => ({
    id: category,
    unit: 'score',
    atLeast: leastScore,
    of: least(category),
  })),
  weight: [
    heaviestScript('scriptPage', 'JS before an island is visible'),
    heaviestScript('scriptTable', 'JS of the table of cards'),
    heaviestScript('scriptCalculator', 'JS of a calculator page'),
    heaviestScript('scriptComparison', 'JS of the comparison'),
    heaviestScript('scriptWidget', 'JS of a widget'),
    { id: 'style', unit: 'kB', atMost: budgets.CSS, of: most('style') },
    { id: 'inline', unit: 'kB', atMost: budgets['inline scripts'], of: most('inline') },
    { id: 'html', unit: 'kB', of: most('html') },
    { id: 'font', unit: 'kB', of: most('font') },
    { id: 'image', unit: 'kB', of: most('image') },
  ],
  interaction: [{ id: 'worst', unit: 'ms', atMost: 100, of: most('worst') }],
  search: [
    { id: 'first', unit: 'share', atLeast: 0.85, of: least('first') },
    { id: 'topThree', unit: 'share', atLeast: 0.95, of: least('topThree') },
  ],
  accuracy: [
    { id: 'missed', unit: 'count', atMost: 0, of: at('targets', 'missed') },
    { id: 'allocated', unit: 'share', of: at('allocated', 'median') },
    { id: 'training', unit: 'share', of: at('training-speed', 'median') },
    { id: 'decode', unit: 'share', of: at('decode-speed', 'median') },
  ],
  estimator: [
    { id: 'estimate', unit: 'µs', atMost: 10, of: at('site', 'estimate') },
    { id: 'sweep', unit: 's', atMost: 1, of: at('site', 'sweep') },
  ],
  axe: [{ id: 'problems', unit: 'count', atMost: 0, of: at('site', 'problems') }],
  links: [{ id: 'problems', unit: 'count', atMost: 0, of: at('site', 'problems') }],
  mutants: [
    {
      id: 'score',
      unit: 'share',
      atLeast: 0.85,
      of: ({ site }) =>
        site?.['detected'] === undefined || site['survived'] === undefined
          ? null
          : site['detected'] / (site['detected'] + site['survived']),
    },
  ],
  build: [
    {
      id: 'perThousand',
      unit: 's',
      atMost: 60,
      of: ({ site }) =>
        site?.['seconds'] === undefined || !site['pages'] ? null : (site['seconds'] / site['pages']) * 1000,
    },
    { id: 'seconds', unit: 's', of: at('site', 'seconds') },
  ],
  scale: [
    { id: 'time', unit: 'factor', atMost: 1, of: growth('processorSeconds') },
    { id: 'index', unit: 'factor', atMost: 1, of: growth('indexMb') },
  ],
};
