import { constants as c } from '../constants.ts';
import { isQuantised, linearBits } from '../formats.ts';
import type { Job } from '../job.ts';
import { meanPositionsSeen, overAttention, type LayerShapes } from '../layers.ts';
import { elementsPerToken, scores } from '../memory/activations.ts';
import type { EstimationGpu, SpeedAnswer } from '../types.ts';
import { peakRate } from './rates.ts';

/** Work of one training step on any card. */
export interface TrainingWork {
  /** FLOP of one micro-batch in products with weights, recomputation included. */
  flop: number;
  /** FLOP of one micro-batch in attention scores and values, recomputation included. */
  attentionFlop: number;
  /** FLOP of one micro-batch that the training needs: `mfu` counts only these. */
  modelFlop: number;
  /** Bytes one micro-batch moves outside the matrix products. */
  bytes: number;
  /** Passes through the layers: forward, backward, and forward again under checkpointing. */
  passes: number;
  /** Bytes the optimizer step moves. */
  stepBytes: number;
}

/** FLOP of attention scores and values, all layers together, for one sample as it is read; a causal mask halves them. */
export const attentionFlop = (shapes: LayerShapes): number =>
  overAttention(shapes, (attention) => 2 * attention.width * attention.tokens * meanPositionsSeen(attention));

/**
 * A product with a weight matrix costs 2 FLOP per parameter and token, once forward, once for the gradient of its
 * input, and once for the gradient of the weight if that is trained: 6P for full training, 4P for frozen weights;
 * recomputation adds the forward pass of the layers again (Kaplan et al. 2020; Korthikanti et al. 2022). With experts P
 * is what a token passes through; a batch is taken to reach all of them.
 */
export function trainingWork(job: Job): TrainingWork {
  const { request, shapes, tokens } = job;
  const full = request.method === 'full';
  const recomputed = request.gradientCheckpointing === 'full' ? 1 : 0;
  const attention = attentionFlop(shapes) / shapes.tokens;
  const products = full ? 3 : 2;
  const linear =
    tokens * (2 * (job.activeParameters + job.headParameters) * products + 6 * job.activeLoraParameters);
  const recomputedFlop = tokens * 2 * (job.activeParameters + job.activeLoraParameters) * recomputed;
  // Selective checkpointing computes attention again, full checkpointing the products too.
  const attentionPasses = request.gradientCheckpointing === 'none' ? 3 : 4;

  const passes = 2 + recomputed;
  const element = job.computeBytes * (job.fp32Residual ? c.fp32ResidualFactor : 1);
  const eager =
    request.attention === 'eager'
      ? (c.eagerBytes * c.eagerTraffic * overAttention(shapes, scores)) / shapes.tokens
      : 0;
  const logits = 2 * c.logitsBytes * job.vocabSize;
  const layers = passes * (elementsPerToken(job) * element * c.activationTraffic + eager);
  // Quantised weights are expanded again in every pass: read in their format, written in 16 bits, read by the product.
  const expanded = isQuantised(request.weightFormat)
    ? passes * (job.linearParameters - job.convolutionParameters) * (linearBits(request) / 8 + 4)
    : 0;
  return {
    flop: linear + recomputedFlop,
    attentionFlop: tokens * attention * attentionPasses,
    modelFlop: linear + 3 * tokens * attention,
    bytes: tokens * (layers + logits) + expanded,
    passes,
    // AdamW in fp32 reads weight, gradient and two moments, and writes weight and moments: seven times 4 bytes.
    stepBytes: 28 * job.trainable,
  };
}

/** Tokens trained per second on one card: matrix products at a share of the dense rate, then the bytes, then launches. */
export function trainingSpeed(job: Job, work: TrainingWork, gpu: EstimationGpu): SpeedAnswer {
  const { request } = job;
  const peak = peakRate(gpu, request.precision);
  const bandwidth = gpu.memoryBandwidthGbps * 1e9 * c.bandwidthEfficiency;
  const sustained = peak * (gpu.tdpW <= 75 ? c.lowPowerEfficiency : 1);
  const compute =
    work.flop / (sustained * c.matmulEfficiency) + work.attentionFlop / (sustained * c.attentionEfficiency);
  const moved = work.bytes / bandwidth;
  const micro = compute + moved + work.passes * job.model.layers * c.layerOverhead;
  const accumulation = request.gradientAccumulationSteps;
  const stepSeconds = accumulation * micro + work.stepBytes / bandwidth;
  const tokensPerSecond = (accumulation * job.tokens) / stepSeconds;
  return {
    tokensPerSecond,
    low: tokensPerSecond * c.speedLow,
    high: tokensPerSecond * c.speedHigh,
    boundBy: compute >= moved ? 'compute' : 'memory-bandwidth',
    mfu: (accumulation * work.modelFlop) / (stepSeconds * peak),
    stepSeconds,
    communicationSeconds: 0,
    prefillTokensPerSecond: null,
    timeToFirstTokenSeconds: null,
  };
}
