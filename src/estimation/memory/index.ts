import { constants as c } from '../constants.ts';
import type { Job } from '../job.ts';
import type { MemoryAnswer } from '../types.ts';
import { activations, inferenceActivations } from './activations.ts';
import { contextBytes } from './context.ts';
import { gradientBytes } from './gradients.ts';
import { kvCacheBytes } from './kv-cache.ts';
import { logitsBytes } from './logits.ts';
import { optimizerBytes } from './optimizer-states.ts';
import { castBytes, dequantisedLayerBytes, slackBytes, stepBufferBytes } from './temporary.ts';
import { weightBytes } from './weights.ts';

/** Memory of a job on any card: everything but the CUDA context and the card's capacity. Whole bytes. */
export interface JobMemory {
  weights: number;
  gradients: number;
  optimizerStates: number;
  activations: number;
  logits: number;
  kvCache: number;
  /** Live buffers beyond the parts above, without the allocator's slack. */
  buffers: number;
  slack: number;
}

/**
 * The peak of one step, split into parts. The loss, the backward pass through one layer and the optimizer step need
 * their memory one after the other, so a later one counts only with what exceeds the room the earlier ones leave.
 */
export function jobMemory(job: Job): JobMemory {
  const training = job.request.task === 'training';
  const logits = Math.ceil(logitsBytes(job));
  const { kept, layer } = training ? activations(job) : { kept: 0, layer: inferenceActivations(job) };
  const live = Math.ceil(kept + Math.max(0, layer - logits));
  const expanded = Math.max(0, layer + dequantisedLayerBytes(job) - Math.max(logits, layer));
  const forward = expanded + castBytes(job);
  const buffers = Math.ceil(Math.max(forward, stepBufferBytes(job) - live - logits));
  return {
    weights: Math.ceil(weightBytes(job)),
    gradients: Math.ceil(training ? gradientBytes(job) : 0),
    optimizerStates: Math.ceil(training ? optimizerBytes(job) : 0),
    activations: live,
    logits,
    kvCache: Math.ceil(kvCacheBytes(job)),
    buffers,
    slack: Math.ceil(slackBytes(job, live + logits + buffers)),
  };
}

/** Adds the card: context, capacity and the range that published measurements justify. */
export function memoryOnCard(
  job: Job,
  m: JobMemory,
  computeCapability: number,
  usable: number,
): MemoryAnswer {
  const { request } = job;
  const context = contextBytes(computeCapability);
  const temporary = m.buffers + m.slack;
  // Added in the order of the parts, so that their sum equals the total even where it exceeds exact integers.
  const reserved =
    m.weights + m.gradients + m.optimizerStates + m.activations + m.logits + m.kvCache + temporary;
  const allocated = reserved - m.slack;
  const total = reserved + context;
  // Weights, states and cache follow from shapes; only what comes and goes in a step is uncertain.
  const fixed = m.weights + m.gradients + m.optimizerStates + m.kvCache;
  const dynamic = m.activations + m.logits + m.buffers;
  const error =
    request.task === 'inference'
      ? c.errorInference
      : request.method === 'full'
        ? c.errorFull
        : c.errorAdapter;
  const slackHigh = request.attention === 'eager' ? c.slackHighEager : c.slackHigh;
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
    low: Math.floor(fixed + dynamic * (1 - error) * (1 + c.slackLow) + c.contextMeasured),
    high: Math.ceil(fixed + dynamic * (1 + error) * (1 + slackHigh) + c.contextAllowance),
    usable,
    host: 0,
  };
}
