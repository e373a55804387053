/** What is kept for reading without a connection: the home page, the calculators and the chapters. */
import { keptGroups } from '../sidebar.ts';
import { fallbackPage } from './names.ts';

export const keptPages = [
  '/',
  ...keptGroups.flatMap(({ items }) => items.map(({ link }) => link)),
  fallbackPage,
];
