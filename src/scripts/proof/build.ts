/** How long a whole build takes on this machine, and each of its stages. */
import { columns, type Figures } from '../../proof/measures.ts';
import { builtPages } from '../pages.ts';
import { runBuild } from './run-build.ts';

export async function measure({ directory }: { directory: string }): Promise<Figures> {
  const { seconds, processorSeconds, stages } = await runBuild('.', { HEADROOM_OUT: directory });
  const round = (value: number) => Number(value.toFixed(1));
  const figures = { pages: builtPages(directory).length, seconds, processorSeconds, ...stages };
  return {
    site: Object.fromEntries(
      (Object.keys(columns.build) as (keyof typeof figures)[]).map((name) => [name, round(figures[name])]),
    ),
  };
}
