/** Every link, anchor and file that a page of the site names, and those that lead nowhere or into another language. */
import type { Figures } from '../../proof/measures.ts';
import { crawl } from '../audit.ts';

export function measure({ directory }: { directory: string }): Figures {
  const { checked, problems } = crawl(directory, '/');
  for (const problem of problems) console.log(problem);
  return { site: { checked, problems: problems.length } };
}
