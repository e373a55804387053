/** What a page loads when a reader asks why: advice and the working behind each number. */
export { advise } from './advice/index.ts';
export { formulas, workingOf, type Formula, type FormulaId } from './working.ts';
