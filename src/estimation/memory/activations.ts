import { constants as c } from '../constants.ts';
import { isQuantised } from '../formats.ts';
import { adaptedOutputs, type Job } from '../job.ts';
import type { LayerGroup } from '../layers.ts';
import { computesWithCopies } from './share.ts';

/** Activations of a training step, in bytes. */
export interface Activations {
  /** Kept from the forward pass until the backward pass, all layers together. */
  kept: number;
  /** What the backward pass through one layer needs beside them. */
  layer: number;
  /** All that one layer needs while it is computed, kept or not. */
  working: number;
}

/**
 * Elements of one token in one layer: all that the backward pass needs, and what selective checkpointing keeps of it.
 * `hidden` was counted in layers of two parts; each part of others is taken as one half of that.
 */
function layerElements(job: Job, group: LayerGroup): { whole: number; selected: number } {
  const { request, model, profile } = job;
  const { sublayers, queryWidth: q, keyWidth: k, latentWidth, width, kept } = group;
  // Norms and residuals are whole on every card that splits a layer, unless they are split along the sequence.
  const h = group.hiddenSize / (profile.sequenceParallel ? request.tensorParallel : 1);
  const gated = model.gatedMlp && group.mlpMatrices > 0;
  // Compiled kernels compute chains of pointwise operations again from their input.
  const hidden = request.compile ? Math.min(profile.hidden, c.layerHiddenFused) : profile.hidden;
  const fusedMlp = profile.fusedMlp || request.compile;
  const full = request.method === 'full';
  // A weight's gradient needs its input; 4-bit layers of bitsandbytes keep it for a frozen weight too.
  const inputs = full || (isQuantised(request.weightFormat) && !job.kbit && !profile.fusedMlp) ? 1 : 0;
  const ffn = gated
    ? c.layerFfnGated + (fusedMlp ? -1 : inputs)
    : c.layerFfnPlain - (fusedMlp ? 1 : 1 - inputs);
  // Only kernels that keep nothing else keep what a norm hands to a gated part: `hidden` counts it there.
  const unshared = gated && hidden > c.layerHiddenFused ? inputs : 0;
  const keys = profile.expandsKeys ? q : k;
  // Transformer-XL has queries, keys and values of the cached tokens too.
  const seen = recurrent(job) ? 2 : 1;
  let rest = latentWidth + c.layerExpertCopies * group.copies * h + kept;
  if (request.method === 'dora') rest += 2 * adaptedOutputs(request, model, group, width);
  let whole =
    ((hidden / 2) * sublayers + unshared) * h +
    seen * (c.layerQuery * q + c.layerKey * keys) +
    ffn * width +
    rest;
  // 8-bit instead of 16-bit inputs of the products: of two projections, of the output's, of the feed-forward part's.
  if (request.precision === 'fp8-mixed' && profile.fp8Inputs) whole -= (sublayers * h + q + width) / 2;
  if (profile.selective === 'all-but-scores') return { whole, selected: whole };
  const every = profile.selective === 'products';
  const selected =
    (every ? sublayers && sublayers + 1 : sublayers) * h +
    2 * q +
    (every ? 2 : 1) * k +
    (gated && every ? 2 : Number(group.mlpMatrices > 0)) * width +
    rest;
  return { whole, selected: Math.min(whole, selected) };
}

/** Whether a token also attends to as many cached ones as its sequence has. */
const recurrent = ({ profile, model }: Job): boolean => profile.recurrent && model.kind === 'decoder';

/**
 * What one micro-batch keeps. Without checkpointing each layer keeps the inputs of its matrix products, norms and
 * activation functions; full checkpointing keeps each layer's input and computes the rest again, one layer at a
 * time; selective checkpointing keeps what the framework selects. Eager attention adds the s x s matrices that fused
 * kernels never store. With experts a token keeps those of its own, as it does of an MLP.
 */
export function activations(job: Job): Activations {
  const { request, model, tokens, shapes, profile } = job;
  const checkpointing = request.gradientCheckpointing;
  const fp32Residual = residualIsFp32(job);
  const elements = job.computeBytes * (fp32Residual ? c.fp32ResidualFactor : 1) * tokens;
  // Recomputed layers of a k-bit model hold 16-bit activations: T4 runs with eager attention measure one layer.
  const again = job.kbit ? c.fp32ResidualFactor : 1;
  const split = profile.sequenceParallel ? request.tensorParallel : 1;
  /** Elements of a token that all layers keep, and at most in one layer: whole, and beside what is kept. */
  let kept = 0;
  let whole = 0;
  let beside = 0;
  for (const group of shapes.groups) {
    const of = layerElements(job, group);
    const input = group.hiddenSize / split;
    // A level that only every fourth token passes counts a quarter.
    const share = group.tokens / shapes.tokens;
    const stays = checkpointing === 'full' ? input : checkpointing === 'selective' ? of.selected : of.whole;
    const computed = checkpointing === 'full' ? of.whole / again : of.whole;
    kept += group.layers * share * stays;
    whole = Math.max(whole, (share * of.whole) / again);
    // The stage of a pipeline may hold a part of each stack, less than one layer of some.
    beside = Math.max(beside, Math.min(1, group.layers) * share * (computed - stays));
  }

  const eager = request.attention === 'eager';
  const fp32 = fp32Residual || job.computeBytes === 4;
  let positions = 0;
  /** Scores of all heads for one sample: in the layer with most, and in all of them. */
  let square = 0;
  let squares = 0;
  for (const stack of shapes.attentions) {
    const scores = stack.heads * stack.tokens * stack.positions;
    positions = Math.max(positions, stack.positions);
    square = Math.max(square, Math.min(1, stack.layers) * scores);
    squares += stack.layers * scores;
  }
  const samples = eager ? ((recurrent(job) ? 2 : 1) * tokens) / shapes.tokens : 0;
  const { kept: keptBytes, peak } = scoreBytes(job, fp32);
  const matrix = samples * peak * square;
  const stays = checkpointing === 'none';
  // Images have no words to hide from one another; fused kernels need a mask where samples share a sequence.
  const masked = model.vocabSize && (eager || (request.packing && request.attention === 'sdpa'));
  return {
    kept:
      elements * kept +
      (stays ? samples * keptBytes * squares : 0) +
      (masked ? (fp32 ? 4 : 2) * tokens * positions : 0),
    layer: elements * beside + matrix - (stays ? samples * keptBytes * square : 0),
    working: elements * whole + matrix,
  };
}

/** The residual stream is fp32 beside 16-bit products, unless what shards the states computes with 16-bit weights. */
const residualIsFp32 = (job: Job): boolean =>
  job.fp32Residual && (job.kbit || !computesWithCopies(job.request));

/**
 * Bytes of one score of eager attention: kept until the backward pass, and at the peak in one layer. With dropout the
 * probabilities, a byte of mask and the probabilities after it are kept (Korthikanti et al. 2022, section 4.1), and the
 * backward pass adds two gradients.
 */
function scoreBytes({ profile, model }: Job, fp32: boolean): { kept: number; peak: number } {
  if (model.kind === 'encoder' || profile.dropout) {
    const wide = fp32 ? 4 : 2;
    return { kept: 2 * wide + 1, peak: 4 * wide + 1 };
  }
  return { kept: c.eagerKeptBytes, peak: fp32 ? c.eagerBytesFp32Residual : c.eagerBytes };
}
