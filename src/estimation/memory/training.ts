import { constants as c } from '../constants.ts';
import type { Job } from '../job.ts';
import { activations } from './activations.ts';
import { gradientBytes } from './gradients.ts';
import type { JobMemory } from './index.ts';
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

/** The memory of the card at one end of the pipeline. */
function memoryAt(job: Job, end: 'first' | 'last'): JobMemory {
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
  const buffers = Math.ceil(
    bucketBytes(held, gradients) +
      c.cublasWorkspace +
      Math.max(expanded + copies, stepBufferBytes(share) - live - logits),
  );
  return {
    held,
    weights: Math.ceil(states.weights),
    gradients,
    optimizerStates: Math.ceil(states.optimizerStates),
    activations: live,
    logits,
    kvCache: 0,
    buffers,
    slack: Math.ceil(slackBytes(held, Math.max(working + expansion, logits) + copies)),
    host: Math.ceil((states.host * job.request.gpuCount) / job.request.nodes),
  };
}

/** All of it on the card, slack included. */
const sum = (m: JobMemory): number =>
  m.weights + m.gradients + m.optimizerStates + m.activations + m.logits + m.buffers + m.slack;

/**
 * The peak of one training step on the fullest card. The loss, the backward pass through one layer and the optimizer
 * step need their memory one after the other, so a later one counts only with what exceeds the room the earlier ones
 * leave. Of a pipeline's stages the first or the last is fullest.
 */
export function trainingMemory(job: Job): JobMemory {
  const last = memoryAt(job, 'last');
  if (job.request.pipelineParallel === 1) return last;
  const first = memoryAt(job, 'first');
  return sum(first) > sum(last) ? first : last;
}
