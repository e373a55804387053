import type { Job } from '../job.ts';

/** Memory of a job on any card: everything but the CUDA context and the card's capacity. Whole bytes of one card. */
export interface JobMemory {
  /** The job with the counts of what this card holds of it. */
  held: Job;
  weights: number;
  gradients: number;
  optimizerStates: number;
  activations: number;
  logits: number;
  kvCache: number;
  /** Live buffers beyond the parts above, without the allocator's slack. */
  buffers: number;
  slack: number;
  /** In the machine, for all of its cards. */
  host: number;
}
