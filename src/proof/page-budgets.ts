/** What a page may weigh: checked by `npm test`, shown beside what it weighs by the page of measurements. */

/** kB (1 000 bytes) after gzip; layout shift without unit. */
export const budgets = {
  'JS before an island is visible': 5,
  'JS of a chapter scrolled to its end': 45,
  'JS of a calculator page': 45,
  'JS of the table of cards': 12,
  'JS of the comparison': 45,
  'JS of a widget': 30,
  /** An address with a state asks for an answer that the server has not given. */
  'JS of a widget with a state': 45,
  loader: 1.5,
  CSS: 26,
  'inline scripts': 2.5,
  'data after the first answer': 60,
  // Below what a screen can show; every tool prints it as 0.
  'layout shift': 0.001,
} as const;

export type Budget = keyof typeof budgets;

/** Pages, without language, whose island is what one sees first. */
const visibleAtOnce: Record<string, Budget> = {
  'gpus/': 'JS of the table of cards',
  'compare/': 'JS of the comparison',
};

export const isWidget = (path: string): boolean => /^embed\/(gpu|precision)\/$/.test(path);
export const isCalculator = (path: string): boolean => path === '' || path.startsWith('calculators/');

/** The budget of what a page without language loads before scroll and touch. */
export const scriptBudget = (path: string): Budget =>
  isWidget(path)
    ? 'JS of a widget'
    : isCalculator(path)
      ? 'JS of a calculator page'
      : (visibleAtOnce[path] ?? 'JS before an island is visible');
