import { constants as c } from '../constants.ts';
import { isQuantised } from '../formats.ts';
import { adaptedOutputs, type Job } from '../job.ts';
import { overAttention, perToken, type AttentionStack, type LayerGroup } from '../layers.ts';
import { memoryProfileOf } from '../profiles/training-memory.ts';
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
  const { request, model } = job;
  const { sublayers, queryWidth: q, keyWidth: k, latentWidth, width, kept } = group;
  const profile = memoryProfileOf(request);
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
const recurrent = ({ request, model }: Job): boolean =>
  memoryProfileOf(request).recurrent && model.kind === 'decoder';

/** Elements that all layers keep of one token without checkpointing. */
export const elementsPerToken = (job: Job): number =>
  perToken(job.shapes, (group) => layerElements(job, group).whole);

/** Scores of all heads in one layer for one sample: what eager attention stores. */
export const scores = ({ heads, tokens, positions }: AttentionStack): number => heads * tokens * positions;

/**
 * What one micro-batch keeps. Without checkpointing each layer keeps the inputs of its matrix products, norms and
 * activation functions; full checkpointing keeps each layer's input and computes the rest again, one layer at a
 * time; selective checkpointing keeps the results of the matrix products. Eager attention adds the s x s matrices
 * that fused kernels never store. With experts a token keeps those of its own, as it does of an MLP.
 */
export function activations(job: Job): Activations {
  const { request, model, tokens, shapes } = job;
  const { groups, attentions } = shapes;
  const profile = memoryProfileOf(request);
  const fp32Residual = residualIsFp32(job);
  const elements = job.computeBytes * (fp32Residual ? c.fp32ResidualFactor : 1) * tokens;
  /** Elements of the layer with most, by the tokens that pass it. */
  const most = (of: (group: LayerGroup) => number): number =>
    Math.max(...groups.map((group) => (group.tokens / shapes.tokens) * of(group)));

  const samples = tokens / shapes.tokens;
  const eager = request.attention === 'eager';
  const fp32 = fp32Residual || job.computeBytes === 4;
  const seen = recurrent(job) ? 2 : 1;
  const square = eager ? seen * samples * Math.max(...attentions.map(scores)) : 0;
  const each = scoreBytes(job, fp32);
  const matrix = each.peak * square;
  const matrixKept = each.kept * square;
  const allKept = eager ? each.kept * seen * samples * overAttention(shapes, scores) : 0;
  // Images have no words to hide from one another; fused kernels need a mask where samples share a sequence.
  const masked = model.vocabSize && (eager || (request.packing && request.attention === 'sdpa'));
  const mask = masked ? (fp32 ? 4 : 2) * tokens * Math.max(...attentions.map((a) => a.positions)) : 0;

  // Recomputed layers of a k-bit model hold 16-bit activations: T4 runs with eager attention measure one layer.
  const again = job.kbit ? c.fp32ResidualFactor : 1;
  const working = (elements / again) * most((group) => layerElements(job, group).whole) + matrix;
  switch (request.gradientCheckpointing) {
    case 'none':
      return {
        kept: elements * elementsPerToken(job) + allKept + mask,
        layer: matrix - matrixKept,
        working,
      };
    case 'selective':
      return {
        working,
        kept: elements * perToken(shapes, (group) => layerElements(job, group).selected) + mask,
        layer:
          elements *
            most((group) => {
              const { whole, selected } = layerElements(job, group);
              return whole - selected;
            }) +
          matrix,
      };
    case 'full': {
      const split = profile.sequenceParallel ? request.tensorParallel : 1;
      return {
        working,
        kept: (elements / split) * perToken(shapes, ({ hiddenSize }) => hiddenSize) + mask,
        layer:
          elements *
            Math.max(
              0,
              most((group) => layerElements(job, group).whole / again - group.hiddenSize / split),
            ) +
          matrix,
      };
    }
  }
}

/** The residual stream is fp32 beside 16-bit products, unless what shards the states computes with 16-bit weights. */
const residualIsFp32 = (job: Job): boolean =>
  job.fp32Residual && (job.kbit || !computesWithCopies(job.request));

/**
 * Bytes of one score of eager attention: kept until the backward pass, and at the peak in one layer. With dropout the
 * probabilities, a byte of mask and the probabilities after it are kept (Korthikanti et al. 2022, section 4.1), and the
 * backward pass adds two gradients.
 */
function scoreBytes({ request, model }: Job, fp32: boolean): { kept: number; peak: number } {
  if (model.kind === 'encoder' || memoryProfileOf(request).dropout) {
    const wide = fp32 ? 4 : 2;
    return { kept: 2 * wide + 1, peak: 4 * wide + 1 };
  }
  return { kept: c.eagerKeptBytes, peak: fp32 ? c.eagerBytesFp32Residual : c.eagerBytes };
}
