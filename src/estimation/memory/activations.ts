import { constants as c } from '../constants.ts';
import { engineOf } from '../formats.ts';
import { isCausal, type Job } from '../job.ts';
import { overAttention, perToken, type AttentionStack, type LayerGroup } from '../layers.ts';

/** Activations of a training step, in bytes. */
export interface Activations {
  /** Kept from the forward pass until the backward pass, all layers together. */
  kept: number;
  /** What the backward pass through one layer needs beside them. */
  layer: number;
}

/**
 * Elements of one token in one layer: all that the backward pass needs, and the results of matrix products alone.
 * `layerHidden` was found in layers of two parts; each part of others is taken as one half of that.
 */
function layerElements(job: Job, group: LayerGroup): { whole: number; products: number } {
  const { hiddenSize: h, sublayers, queryWidth: q, keyWidth: k, latentWidth, width, kept } = group;
  const ffn = job.model.gatedMlp ? c.layerFfnGated : c.layerFfnPlain;
  const rest = latentWidth + c.layerExpertCopies * group.copies * h + kept;
  return {
    whole: (c.layerHidden / 2) * sublayers * h + c.layerQuery * q + c.layerKey * k + ffn * width + rest,
    products: (sublayers && sublayers + 1) * h + 2 * (q + k) + (ffn - 1) * width + rest,
  };
}

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
  const { request, tokens, shapes } = job;
  const { groups, attentions } = shapes;
  const elements = job.computeBytes * (job.fp32Residual ? c.fp32ResidualFactor : 1) * tokens;
  /** Elements of the layer with most, by the tokens that pass it. */
  const most = (of: (group: LayerGroup) => number): number =>
    Math.max(...groups.map((group) => (group.tokens / shapes.tokens) * of(group)));

  const samples = tokens / shapes.tokens;
  const eager = request.attention === 'eager';
  const fp32 = job.fp32Residual || job.computeBytes === 4;
  const square = eager ? samples * Math.max(...attentions.map(scores)) : 0;
  const matrix = (fp32 ? c.eagerBytesFp32Residual : c.eagerBytes) * square;
  const matrixKept = c.eagerKeptBytes * square;
  const allKept = eager ? c.eagerKeptBytes * samples * overAttention(shapes, scores) : 0;
  // Images have no words to hide from one another.
  const mask =
    eager && job.model.vocabSize
      ? (fp32 ? 4 : 2) * tokens * Math.max(...attentions.map((a) => a.positions))
      : 0;

  switch (request.gradientCheckpointing) {
    case 'none':
      return {
        kept: elements * elementsPerToken(job) + allKept + mask,
        layer: matrix - matrixKept,
      };
    case 'selective':
      return {
        kept: elements * perToken(shapes, (group) => layerElements(job, group).products) + mask,
        layer:
          elements *
            most((group) => {
              const { whole, products } = layerElements(job, group);
              return whole - products;
            }) +
          matrix,
      };
    case 'full': {
      // Recomputed layers of a k-bit model hold 16-bit activations: T4 runs with eager attention measure one layer.
      const again = job.kbit ? c.fp32ResidualFactor : 1;
      return {
        kept: elements * perToken(shapes, ({ hiddenSize }) => hiddenSize) + mask,
        layer:
          elements *
            Math.max(
              0,
              most((group) => layerElements(job, group).whole / again - group.hiddenSize),
            ) +
          matrix,
      };
    }
  }
}

/**
 * Tokens of one prompt that go through the layers at once: all of them in Transformers, a chunk in the others. Only a
 * decoder can read its prompt in chunks: what an encoder makes of a token depends on those behind it.
 */
export function promptTokens({ request, model }: Job): number {
  const engine = engineOf(request);
  const chunks = (engine === 'vllm' || engine === 'llama.cpp') && isCausal(model) && !model.encoder;
  return Math.min(request.contextLength, chunks ? c.promptChunk[engine] : Infinity);
}

/** Bytes alive while a prompt is read, in the feed-forward layer, where they are most. Prompts are read one by one. */
export function inferenceActivations(job: Job): number {
  const { groups, attentions, tokens } = job.shapes;
  const prompt = promptTokens(job);
  const widest = groups.map(
    ({ tokens: passing, mlpMatrices, hiddenSize, width, copies, kept }) =>
      (passing / tokens) *
      (4 * hiddenSize + mlpMatrices * width + c.layerExpertCopies * copies * hiddenSize + kept),
  );
  const eager = job.request.attention === 'eager' ? Math.max(...attentions.map(scores)) / tokens : 0;
  return prompt * (job.computeBytes * Math.max(...widest) + 6 * eager);
}
