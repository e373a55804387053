/** The slowest interaction of each calculator page, on a processor slowed down as `latency.ts` says. */
import type { Figures } from '../../proof/measures.ts';
import { latencies } from '../latency.ts';

export async function measure({ directory }: { directory: string }): Promise<Figures> {
  const measured = await latencies(directory);
  return Object.fromEntries(
    [...measured].map(([path, controls]) => [
      `/${path}`,
      { worst: Math.max(...controls.map(({ worst }) => worst)), controls: controls.length },
    ]),
  );
}
