import { constants as c } from '../constants.ts';
import { isQuantised, optimizerStates } from '../formats.ts';
import { isMixed, type Job } from '../job.ts';
import { matrixWeights } from '../layers.ts';
import { stateBytes } from './optimizer-states.ts';

/**
 * Half-precision copies of fp32 weights that autocast makes, bytes. They stay until the backward pass has used them;
 * with full checkpointing a frozen layer's copy goes as soon as the layer is done, trainable ones stay cached. A batch
 * reaches every expert.
 */
export function castBytes(job: Job): number {
  const { request } = job;
  if (!isMixed(request) || request.weightFormat !== 'fp32' || request.task === 'inference') return 0;
  const passing = request.method !== 'full' && request.gradientCheckpointing === 'full';
  const { linearParameters, convolutionParameters, headParameters } = job;
  const all = linearParameters + convolutionParameters;
  const layers = job.shapes.groups.map((group) => matrixWeights(group, group.wholeWidth) + group.convolution);
  return 2 * ((passing ? Math.min(Math.max(...layers), all) : all) + headParameters);
}

/** Bytes of the largest linear layer expanded to 16 bits, which a product with quantised weights needs. */
export function dequantisedLayerBytes(job: Job): number {
  if (!isQuantised(job.request.weightFormat)) return 0;
  const largest = job.shapes.groups.map(({ attention, hiddenSize, matrixWidth }) =>
    Math.max(hiddenSize * matrixWidth, ...attention.map(([, from, to]) => from * to)),
  );
  return 2 * Math.max(...largest);
}

/** Bytes of the copy that AdamW makes of one state when the step is not one fused kernel. */
export function stepBufferBytes(job: Job): number {
  const { optimizer, fusedOptimizer } = job.request;
  return fusedOptimizer ? 0 : optimizerStates[optimizer].stepCopies * stateBytes(job) * job.trainable;
}

/** Bytes the caching allocator reserves beyond live tensors: a share of the memory that comes and goes in a step. */
export function slackBytes(job: Job, dynamic: number): number {
  return dynamic * (job.request.attention === 'eager' ? c.slackShareEager : c.slackShare);
}
