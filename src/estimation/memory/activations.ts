import { constants as c } from '../constants.ts';
import { engineOf } from '../formats.ts';
import type { Job } from '../job.ts';
import type { EstimateRequest } from '../types.ts';

/** Activations of a training step, in bytes. */
export interface Activations {
  /** Kept from the forward pass until the backward pass, all layers together. */
  kept: number;
  /** What the backward pass through one layer needs beside them. */
  layer: number;
}

/**
 * What one micro-batch keeps. Without checkpointing each layer keeps the inputs of its matrix products, norms and
 * activation functions; full checkpointing keeps each layer's input and computes the rest again, one layer at a
 * time; selective checkpointing keeps the results of the matrix products. Eager attention adds the s x s matrices
 * that fused kernels never store.
 */
export function activations(job: Job): Activations {
  const { request, model: m, tokens, queryWidth: q, keyWidth: k } = job;
  const element = job.computeBytes * (job.fp32Residual ? c.fp32ResidualFactor : 1);
  const ffn = m.gatedMlp ? c.layerFfnGated : c.layerFfnPlain;
  const perToken =
    c.layerHidden * m.hiddenSize + c.layerQuery * q + c.layerKey * k + ffn * m.intermediateSize;
  const input = element * tokens * m.hiddenSize;
  const whole = element * tokens * perToken;
  const products = element * tokens * (3 * m.hiddenSize + 2 * (q + k) + (ffn - 1) * m.intermediateSize);

  const square = tokens * request.sequenceLength;
  const eager = request.attention === 'eager';
  const fp32 = job.fp32Residual || job.computeBytes === 4;
  const matrix = eager ? (fp32 ? c.eagerBytesFp32Residual : c.eagerBytes) * m.heads * square : 0;
  const matrixKept = eager ? c.eagerKeptBytes * m.heads * square : 0;
  const mask = eager ? (fp32 ? 4 : 2) * square : 0;

  switch (request.gradientCheckpointing) {
    case 'none':
      return { kept: m.layers * (whole + matrixKept) + mask, layer: matrix - matrixKept };
    case 'selective':
      return { kept: m.layers * products + mask, layer: whole - products + matrix };
    case 'full':
      // Recomputed layers of a k-bit model hold 16-bit activations: T4 runs with eager attention measure one layer.
      return {
        kept: m.layers * input + mask,
        layer: Math.max(0, (job.kbit ? whole / c.fp32ResidualFactor : whole) - input) + matrix,
      };
  }
}

/** Tokens of one prompt that go through the layers at once: all of them in Transformers, a chunk in the others. */
function promptTokens(request: EstimateRequest): number {
  const engine = engineOf(request);
  return Math.min(request.contextLength, engine === 'hf' ? Infinity : c.promptChunk[engine]);
}

/** Bytes alive while a prompt is read, in the feed-forward layer, where they are most. Prompts are read one by one. */
export function inferenceActivations(job: Job): number {
  const { request, model: m } = job;
  const tokens = promptTokens(request);
  const perToken = 4 * m.hiddenSize + (m.gatedMlp ? 3 : 2) * m.intermediateSize;
  const matrix = request.attention === 'eager' ? 6 * m.heads * tokens * request.contextLength : 0;
  return job.computeBytes * tokens * perToken + matrix;
}
