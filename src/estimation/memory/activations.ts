import { constants as c } from '../constants.ts';
import type { Job } from '../job.ts';

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
  const perToken = c.layerHidden * m.hiddenSize + c.layerQuery * q + c.layerKey * k + ffn * m.intermediateSize;
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

/** Bytes alive while a chunk of prompt goes through one layer of a model that is not trained. */
export function inferenceActivations(job: Job): number {
  const { request, model: m, queryWidth: q, keyWidth: k } = job;
  const tokens = Math.min(c.prefillChunk, request.contextLength * request.concurrency);
  const ffn = m.gatedMlp ? 3 : 2;
  const perToken = 4 * m.hiddenSize + 2 * (q + k) + ffn * m.intermediateSize;
  const matrix = request.attention === 'eager' ? 6 * m.heads * tokens * request.contextLength : 0;
  return job.computeBytes * tokens * perToken + matrix;
}
