import type { Job } from '../job.ts';
import { rangeOf } from '../range.ts';
import type { MemoryAnswer } from '../types.ts';
import { contextBytes } from './context.ts';
import { inferenceMemory } from './inference.ts';
import { trainingMemory } from './training.ts';

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

/** The peak of one step, split into parts. */
export const jobMemory = (job: Job): JobMemory =>
  job.request.task === 'training' ? trainingMemory(job) : inferenceMemory(job);

/** Adds the card: context, capacity and the range that published measurements justify. */
export function memoryOnCard(
  job: Job,
  m: JobMemory,
  computeCapability: number,
  usable: number,
): MemoryAnswer {
  const { request } = job;
  const context = (request.task === 'training' && job.profile.context) || contextBytes(computeCapability);
  const temporary = m.buffers + m.slack;
  // Added in the order of the parts, so that their sum equals the total even where it exceeds exact integers.
  const reserved =
    m.weights + m.gradients + m.optimizerStates + m.activations + m.logits + m.kvCache + temporary;
  const allocated = reserved - m.slack;
  const total = reserved + context;
  const kind = request.task === 'training' ? 'training-memory' : 'inference-memory';
  const [low, high] = rangeOf(kind, request.framework);
  return {
    unit: 'bytes',
    perGpu: {
      weights: m.weights,
      gradients: m.gradients,
      optimizerStates: m.optimizerStates,
      activations: m.activations,
      logits: m.logits,
      kvCache: m.kvCache,
      temporary,
      context,
    },
    allocated,
    reserved,
    total,
    low: Math.floor(total * low),
    high: Math.ceil(total * high),
    usable,
    host: m.host,
  };
}
