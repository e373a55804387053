import { constants as c } from '../constants.ts';
import { isQuantised, linearBits, optimizerStates } from '../formats.ts';
import { isAdapted, isMixed, type Job } from '../job.ts';
import { layerWeights, mlpTargets } from '../layers.ts';
import { stateBytes } from './optimizer-states.ts';
import { copiesOf, gathers, type Share } from './share.ts';
import { tableBytes, weightBytes } from './weights.ts';

/**
 * Half-precision copies of fp32 weights that autocast makes, bytes. They stay until the backward pass has used them;
 * with full checkpointing a frozen layer's copy goes as soon as the layer is done, trainable ones stay cached. A batch
 * reaches every expert. Two 8-bit copies, one of them transposed, take fp8's place of one in 16 bits.
 */
export function castBytes(job: Job): number {
  const { request } = job;
  if (!isMixed(request) || request.weightFormat !== 'fp32') return 0;
  if (gathers(request)) return 0;
  const passing = request.method !== 'full' && request.gradientCheckpointing === 'full';
  const { linearParameters: all, headParameters } = job;
  return 2 * ((passing ? Math.min(largestLayer(job), all) : all) + headParameters);
}

/** Parameters of the layer with most. */
function largestLayer({ shapes, request }: Job): number {
  let most = 0;
  for (const group of shapes.groups) most = Math.max(most, layerWeights(group, group.wholeWidth));
  return most / request.tensorParallel;
}

/** Bytes of the largest linear layer expanded to 16 bits, which a product with quantised weights needs. */
export function dequantisedLayerBytes(job: Job): number {
  return isQuantised(job.request.weightFormat) ? 2 * largestMatrix(job) : 0;
}

/** Parameters of the largest matrix of a layer. */
function largestMatrix({ shapes, request }: Job): number {
  let most = 0;
  for (const { attention, hiddenSize, matrixWidth } of shapes.groups) {
    most = Math.max(most, hiddenSize * matrixWidth);
    for (const [, from, to] of attention) most = Math.max(most, from * to);
  }
  return most / request.tensorParallel;
}

/** Share of the parameters that the largest matrix is, embeddings and head included. */
export function largestShare(job: Job): number {
  const { headParameters, otherParameters, trainable } = job;
  return Math.min(1, Math.max(largestMatrix(job), headParameters || otherParameters) / trainable);
}

/**
 * Bytes of DoRA's column norms: the product of an adapter's two matrices and its sum with the weight, both as large as
 * the largest adapted matrix (Liu et al. 2024, section 4.3).
 */
export function columnNormBytes({ request, shapes, computeBytes }: Job): number {
  if (request.method !== 'dora') return 0;
  let largest = 0;
  for (const { attention, mlpMatrices, hiddenSize, matrixWidth } of shapes.groups) {
    for (const [name, from, to] of attention)
      if (isAdapted(request, name, false)) largest = Math.max(largest, from * to);
    if (mlpMatrices && mlpTargets.some((name) => isAdapted(request, name, true)))
      largest = Math.max(largest, hiddenSize * matrixWidth);
  }
  return (2 * computeBytes * largest) / request.tensorParallel;
}

/**
 * Bytes of parameters and gradients that are whole for a moment. Where parameters are sharded (or lie in the machine's
 * memory) the embeddings and the head are gathered for the step, and two layers, one computed and one fetched ahead;
 * the gradient of one layer is whole until it is reduced. DeepSpeed reduces gradients in a bucket of fixed size.
 */
export function gatheredBytes(job: Job): number {
  const { request, linearParameters, otherParameters, trainable, computeBytes } = job;
  const full = request.method === 'full';
  const quantised = isQuantised(request.weightFormat);
  let bytes = 0;
  if (gathers(request)) {
    const layer = Math.min(largestLayer(job), linearParameters);
    const each = quantised ? linearBits(request) / 8 : computeBytes;
    const ahead = Math.min(2 * layer, linearParameters);
    bytes += ahead * each + otherParameters * (quantised ? tableBytes(job) : computeBytes);
    if (full) bytes += computeBytes * layer;
    bytes += (job.profile.unsharded ?? 0) * weightBytes(job);
  }
  const bucketed = request.sharding.startsWith('zero') || request.offload === 'optimizer';
  return bucketed ? bytes + 2 * Math.min(c.zeroBucket, trainable) : bytes;
}

/** Bytes of DDP's buckets, which hold the gradients a second time unless the gradients are views of them. */
export const bucketBytes = ({ request, profile }: Job, gradients: number): number =>
  request.sharding === 'ddp' && copiesOf(request) > 1 && profile.bucketCopy ? gradients : 0;

/** Bytes of the copies that an optimizer makes when its step is not one fused kernel: AdamW of one state. */
export function stepBufferBytes({ held, states }: Share): number {
  const { optimizer, fusedOptimizer, offload } = held.request;
  if (offload !== 'none') return 0;
  const { step } = held.profile;
  const each = step ?? (fusedOptimizer ? 0 : optimizerStates[optimizer].stepCopies * stateBytes(held));
  return (each * held.trainable) / states;
}

/** Bytes the caching allocator reserves beyond live tensors: a share of what comes and goes for a moment. */
export const slackBytes = ({ request, profile }: Job, momentary: number): number =>
  momentary * (request.attention === 'eager' ? profile.slackEager : profile.slack);
