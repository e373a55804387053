/** How long one estimate takes, and a sweep of all cards, models and methods. */
import type { Figures } from '../../proof/measures.ts';
import { estimateMicroseconds, sweepSeconds } from '../benchmark.ts';

export function measure(): Figures {
  return {
    site: {
      estimate: Number(estimateMicroseconds().toFixed(2)),
      sweep: Number(sweepSeconds().toFixed(3)),
    },
  };
}
