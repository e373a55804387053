import { engineOf } from '../formats.ts';
import type { Job } from '../job.ts';
import { rangeOf } from '../range.ts';
import type { MemoryAnswer } from '../types.ts';
import { contextBytes } from './context.ts';
import { inferenceMemory } from './inference.ts';
import type { JobMemory } from './job-memory.ts';
import { trainingMemory } from './training.ts';

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
  const [low, high] =
    request.task === 'training'
      ? rangeOf('training-memory', request.framework)
      : rangeOf('inference-memory', engineOf(request));
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
