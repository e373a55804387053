import { constants as c } from '../constants.ts';
import { engineOf, linearBits, weightFormats } from '../formats.ts';
import { isCausal, type Job } from '../job.ts';
import { decodedLayers, expertShare, overAttention, positionsSeen } from '../layers.ts';
import { promptTokens } from '../memory/activations.ts';
import { kvCacheBytes } from '../memory/kv-cache.ts';
import type { EstimationGpu, SpeedAnswer } from '../types.ts';
import { peakRate } from './rates.ts';
import { attentionFlop } from './training.ts';

/** Work of reading a prompt and of decoding one token for every stream, on any card. */
export interface InferenceWork {
  /** Bytes read to decode one token for every stream: the weights they reach once, and the whole KV cache. */
  decodeBytes: number;
  decodeFlop: number;
  /** FLOP to read one prompt: of `contextLength` tokens, or whatever an encoder reads. */
  prefillFlop: number;
  /** Bytes of weights read for one token of every stream, and for a chunk of prompt. */
  weightBytes: number;
  promptWeightBytes: number;
}

/** FLOP of attention to decode one token. With latent attention every head works on the compressed vectors of the cache. */
function decodeAttentionFlop(job: Job): number {
  const { mla, heads } = job.model;
  const latent = mla && heads * (2 * mla.kvRank + mla.ropeHeadDim);
  return overAttention(job.shapes, (attention) =>
    attention.cacheWidth ? 2 * (latent ?? attention.width) * positionsSeen(attention) : 0,
  );
}

/**
 * Decoding reads every weight but the input embedding for each token; that, not arithmetic, bounds it. Of experts it
 * reads those that some stream is sent to.
 */
export function inferenceWork(job: Job): InferenceWork {
  const { request, model: m } = job;
  const decoded = job.decodedParameters + job.headParameters;
  const products = job.activeParameters + job.headParameters;
  const headBits = weightFormats[request.weightFormat].otherBits;
  const { contextLength: n, concurrency } = request;
  const { linearParameters, convolutionParameters, headParameters } = job;
  const read = (tokens: number, idle = 0): number => {
    const unread = job.routedParameters * (1 - expertShare(m, tokens)) + idle;
    const unquantised = headParameters + (isCausal(m) ? 0 : convolutionParameters);
    const linear = linearParameters - convolutionParameters - unread;
    return (linear * linearBits(request) + unquantised * headBits) / 8;
  };
  const weightBytes = read(concurrency, isCausal(m) ? job.encoderParameters - convolutionParameters : 0);
  return {
    decodeBytes: weightBytes + kvCacheBytes(job),
    decodeFlop: concurrency * (2 * decoded + decodeAttentionFlop(job)),
    prefillFlop: n * 2 * products + attentionFlop(job.shapes),
    weightBytes,
    promptWeightBytes: read(promptTokens(job)),
  };
}

/** Tokens decoded per second by all streams; where nothing is decoded (text encoders, vision), tokens read per second. */
export function inferenceSpeed(job: Job, work: InferenceWork, gpu: EstimationGpu): SpeedAnswer {
  const { request, model: m } = job;
  const peak = peakRate(gpu, request.precision);
  const bandwidth = gpu.memoryBandwidthGbps * 1e9;
  const engine = engineOf(request);
  const efficiency = c.decodeEfficiency[engine];
  const encoder = !isCausal(m);
  const overhead = (layers: number): number => layers * c.decodeLayerOverhead[engine];

  const read = work.decodeBytes / (bandwidth * efficiency);
  const compute = work.decodeFlop / (peak * c.prefillEfficiency);
  const prefillCompute = work.prefillFlop / (peak * c.prefillEfficiency);
  const prefillRead = work.promptWeightBytes / (bandwidth * efficiency);
  const prefill = Math.max(prefillCompute, prefillRead) + overhead(m.layers);

  const seconds = encoder ? prefill : Math.max(read, compute) + overhead(decodedLayers(job.shapes));
  const tokens = encoder ? request.contextLength : request.concurrency;
  const tokensPerSecond = tokens / seconds;
  return {
    tokensPerSecond,
    low: tokensPerSecond * c.speedLow,
    high: tokensPerSecond * c.speedHigh,
    boundBy: (encoder ? prefillCompute >= prefillRead : compute > read) ? 'compute' : 'memory-bandwidth',
    mfu: (encoder ? work.prefillFlop : work.decodeFlop) / (seconds * peak),
    stepSeconds: null,
    communicationSeconds: 0,
    prefillTokensPerSecond: job.shapes.read / prefill,
    timeToFirstTokenSeconds: prefill,
  };
}
