/** What is kept for reading without a connection: the home page, the calculators and the chapters. */
import { sidebar } from '../sidebar.ts';
import { fallbackPage } from './names.ts';

/** Groups of the sidebar that are kept whole: the calculators and the guide. */
export const keptGroups = sidebar.slice(0, 2);

export const keptPages = [
  '/',
  ...keptGroups.flatMap(({ items }) => items.map(({ link }) => link)),
  fallbackPage,
];
