import type { EstimateAnswer } from '../../estimation/types.ts';

/** The two figures that a reader would call the answer. */
export interface Figure {
  /** Memory at the peak. */
  bytes: number;
  tokensPerSecond: number;
}

export const figureOf = ({ memory, speed }: EstimateAnswer): Figure => ({
  bytes: memory.total,
  tokensPerSecond: speed.tokensPerSecond,
});
