/** What axe finds on every hand-written page, every template and some of each collection, in both themes. */
import type { Figures } from '../../proof/measures.ts';
import { axeEverywhere } from '../audit.ts';

export async function measure({ directory }: { directory: string }): Promise<Figures> {
  const { checked, problems } = await axeEverywhere(directory);
  for (const problem of problems) console.log(problem);
  return { site: { checked, problems: problems.length } };
}
