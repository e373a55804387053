import { constants as c } from '../constants.ts';
import { engineOf } from '../formats.ts';
import type { Job } from '../job.ts';
import { overLayers, type LayerGroup } from '../layers.ts';
import type { EstimateRequest } from '../types.ts';

/** Activations of a training step, in bytes. */
export interface Activations {
  /** Kept from the forward pass until the backward pass, all layers together. */
  kept: number;
  /** What the backward pass through one layer needs beside them. */
  layer: number;
}

/** Elements of one token in one layer: all that the backward pass needs, and the results of matrix products alone. */
function layerElements({ model, shapes }: Job, group: LayerGroup): { whole: number; products: number } {
  const { hiddenSize: h, gatedMlp } = model;
  const { queryWidth: q, keyWidth: k, latentWidth } = shapes;
  const ffn = gatedMlp ? c.layerFfnGated : c.layerFfnPlain;
  const copies = c.layerExpertCopies * group.copies * h;
  return {
    whole: c.layerHidden * h + c.layerQuery * q + c.layerKey * k + latentWidth + ffn * group.width + copies,
    products: 3 * h + 2 * (q + k) + latentWidth + (ffn - 1) * group.width + copies,
  };
}

/** Elements that all layers keep of one token without checkpointing. */
export const elementsPerToken = (job: Job): number =>
  overLayers(job.shapes.groups, (group) => layerElements(job, group).whole);

/**
 * What one micro-batch keeps. Without checkpointing each layer keeps the inputs of its matrix products, norms and
 * activation functions; full checkpointing keeps each layer's input and computes the rest again, one layer at a
 * time; selective checkpointing keeps the results of the matrix products. Eager attention adds the s x s matrices
 * that fused kernels never store. With experts a token keeps those of its own, as it does of an MLP.
 */
export function activations(job: Job): Activations {
  const { request, model: m, tokens, shapes } = job;
  const { groups } = shapes;
  const elements = job.computeBytes * (job.fp32Residual ? c.fp32ResidualFactor : 1) * tokens;
  const input = elements * m.hiddenSize;
  const largest = Math.max(...groups.map((group) => layerElements(job, group).whole));

  const square = tokens * request.sequenceLength;
  const eager = request.attention === 'eager';
  const fp32 = job.fp32Residual || job.computeBytes === 4;
  const matrix = eager ? (fp32 ? c.eagerBytesFp32Residual : c.eagerBytes) * m.heads * square : 0;
  const matrixKept = eager ? c.eagerKeptBytes * m.heads * square : 0;
  const mask = eager ? (fp32 ? 4 : 2) * square : 0;

  switch (request.gradientCheckpointing) {
    case 'none':
      return {
        kept: elements * elementsPerToken(job) + m.layers * matrixKept + mask,
        layer: matrix - matrixKept,
      };
    case 'selective': {
      const again = groups.map((group) => {
        const { whole, products } = layerElements(job, group);
        return whole - products;
      });
      return {
        kept: elements * overLayers(groups, (group) => layerElements(job, group).products) + mask,
        layer: elements * Math.max(...again) + matrix,
      };
    }
    case 'full':
      // Recomputed layers of a k-bit model hold 16-bit activations: T4 runs with eager attention measure one layer.
      return {
        kept: m.layers * input + mask,
        layer: Math.max(0, (elements * largest) / (job.kbit ? c.fp32ResidualFactor : 1) - input) + matrix,
      };
  }
}

/** Tokens of one prompt that go through the layers at once: all of them in Transformers, a chunk in the others. */
export function promptTokens(request: EstimateRequest): number {
  const engine = engineOf(request);
  return Math.min(
    request.contextLength,
    engine === 'vllm' || engine === 'llama.cpp' ? c.promptChunk[engine] : Infinity,
  );
}

/** Bytes alive while a prompt is read, in the feed-forward layer, where they are most. Prompts are read one by one. */
export function inferenceActivations(job: Job): number {
  const { request, model: m, shapes } = job;
  const tokens = promptTokens(request);
  const widest = shapes.groups.map(
    ({ width, copies }) => shapes.mlpMatrices * width + c.layerExpertCopies * copies * m.hiddenSize,
  );
  const perToken = 4 * m.hiddenSize + Math.max(...widest);
  const matrix = request.attention === 'eager' ? 6 * m.heads * tokens * request.contextLength : 0;
  return job.computeBytes * tokens * perToken + matrix;
}
