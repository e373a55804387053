import { constants as c } from '../constants.ts';
import type { Job } from '../job.ts';
import { activations } from './activations.ts';
import { gradientBytes } from './gradients.ts';
import type { JobMemory } from './job-memory.ts';
import { logitsBytes } from './logits.ts';
import { optimizerBytes } from './optimizer-states.ts';
import { shareOf, type Share } from './share.ts';
import {
  bucketBytes,
  castBytes,
  columnNormBytes,
  dequantisedLayerBytes,
  gatheredBytes,
  largestShare,
  slackBytes,
  stepBufferBytes,
} from './temporary.ts';
import { weightBytes } from './weights.ts';

/** The states of training on one card and, where they are offloaded or paged, in the machine for that card; bytes. */
interface States {
  weights: number;
  gradients: number;
  optimizerStates: number;
  host: number;
}

/**
 * Sharded states, and what of them lies in the machine's memory: optimizer offload takes states, master copies and
 * gradients (Ren et al. 2021, section 3), parameter offload the weights too. Paged states (Dettmers et al. 2023,
 * section 3) lie there as well, and move to the card for the matrix that is stepped; bitsandbytes pages matrices from
 * 1e5 elements on, which those of adapters rarely have.
 */
function trainingStates({ held, parameters, gradients, states }: Share): States {
  const weights = weightBytes(held) / parameters;
  const gradient = gradientBytes(held) / gradients;
  const optimizer = optimizerBytes(held) / states;
  const { offload, optimizer: name } = held.request;
  if (offload === 'optimizer-and-parameters')
    return { weights: 0, gradients: 0, optimizerStates: 0, host: weights + gradient + optimizer };
  if (offload === 'optimizer')
    return { weights, gradients: 0, optimizerStates: 0, host: gradient + optimizer };
  if (!name.startsWith('paged') || held.request.method !== 'full')
    return { weights, gradients: gradient, optimizerStates: optimizer, host: 0 };
  return { weights, gradients: gradient, optimizerStates: optimizer * largestShare(held), host: optimizer };
}

/** What training puts on the card at one end of the pipeline, bytes, as the working shows it. */
export interface TrainingParts {
  share: Share;
  weights: number;
  gradients: number;
  optimizerStates: number;
  logits: number;
  /** One micro-batch: kept until its backward pass, and needed in one layer beside that. */
  kept: number;
  layer: number;
  activations: number;
  /** Copies of weights: cast, gathered, and expanded beyond the room that the logits leave. */
  copies: number;
  expanded: number;
  buckets: number;
  /** What the optimizer's step copies. */
  step: number;
  buffers: number;
  /** What comes and goes for a moment, and what the allocator reserves beyond it. */
  momentary: number;
  slack: number;
  /** In the machine, for one card. */
  host: number;
}

function partsAt(job: Job, end: 'first' | 'last'): TrainingParts {
  const share = shareOf(job, end);
  const { held, inFlight } = share;
  const states = trainingStates(share);
  const gradients = Math.ceil(states.gradients);
  const logits = Math.ceil(logitsBytes(held));
  const { kept, layer, working } = activations(held);
  const live = Math.ceil(inFlight * kept + Math.max(0, layer - logits));
  const expansion = dequantisedLayerBytes(held) + columnNormBytes(held);
  const expanded = Math.max(0, layer + expansion - Math.max(logits, layer));
  const copies = castBytes(held) + gatheredBytes(held);
  const buckets = bucketBytes(held, gradients);
  const step = stepBufferBytes(share);
  const momentary = Math.max(working + expansion, logits) + copies;
  return {
    share,
    weights: Math.ceil(states.weights),
    gradients,
    optimizerStates: Math.ceil(states.optimizerStates),
    logits,
    kept,
    layer,
    activations: live,
    copies,
    expanded,
    buckets,
    step,
    buffers: Math.ceil(c.cublasWorkspace + buckets + Math.max(expanded + copies, step - live - logits)),
    momentary,
    slack: Math.ceil(slackBytes(held, momentary)),
    host: states.host,
  };
}

/** All of it on the card, slack included. */
const sum = (m: TrainingParts): number =>
  m.weights + m.gradients + m.optimizerStates + m.activations + m.logits + m.buffers + m.slack;

/**
 * The peak of one training step on the fullest card. The loss, the backward pass through one layer and the optimizer
 * step need their memory one after the other, so a later one counts only with what exceeds the room the earlier ones
 * leave. Of a pipeline's stages the first or the last is fullest.
 */
export function trainingParts(job: Job): TrainingParts {
  const last = partsAt(job, 'last');
  if (job.request.pipelineParallel === 1) return last;
  const first = partsAt(job, 'first');
  return sum(first) > sum(last) ? first : last;
}

/** The same as the parts of the answer. */
export function trainingMemory(job: Job): JobMemory {
  const parts = trainingParts(job);
  const { weights, gradients, optimizerStates, activations, logits, buffers, slack } = parts;
  const { gpuCount, nodes } = job.request;
  return {
    held: parts.share.held,
    weights,
    gradients,
    optimizerStates,
    activations,
    logits,
    kvCache: 0,
    buffers,
    slack,
    host: Math.ceil((parts.host * gpuCount) / nodes),
  };
}
