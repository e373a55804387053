import { constants as c } from '../constants.ts';
import { engineOf, linearBits, weightFormats } from '../formats.ts';
import type { Job } from '../job.ts';
import { kvCacheBytes } from '../memory/kv-cache.ts';
import type { EstimationGpu, SpeedAnswer } from '../types.ts';
import { peakRate } from './rates.ts';
import { attentionFlop } from './training.ts';

/** Work of reading a prompt and of decoding one token for every stream, on any card. */
export interface InferenceWork {
  /** Bytes read to decode one token for every stream: the weights once, and the whole KV cache. */
  decodeBytes: number;
  decodeFlop: number;
  /** FLOP to read one prompt of `contextLength` tokens. */
  prefillFlop: number;
  weightBytes: number;
}

/** Decoding reads every weight but the input embedding for each token; that, not arithmetic, bounds it. */
export function inferenceWork(job: Job): InferenceWork {
  const { request, model: m } = job;
  const products = job.linearParameters + job.headParameters;
  const headBits = weightFormats[request.weightFormat].otherBits;
  const weightBytes = (job.linearParameters * linearBits(request) + job.headParameters * headBits) / 8;
  const { contextLength: n, concurrency } = request;
  // A decoded token attends to the whole cache, a prompt token to half of it on average.
  const decodeAttention = attentionFlop(job, n) * (m.kind === 'decoder' ? 2 : 1);
  return {
    decodeBytes: weightBytes + kvCacheBytes(job),
    decodeFlop: concurrency * (2 * products + decodeAttention),
    prefillFlop: n * (2 * products + attentionFlop(job, n)),
    weightBytes,
  };
}

/** Tokens decoded per second by all streams; for an encoder, tokens read per second. */
export function inferenceSpeed(job: Job, work: InferenceWork, gpu: EstimationGpu): SpeedAnswer {
  const { request, model: m } = job;
  const peak = peakRate(gpu, request.precision);
  const bandwidth = gpu.memoryBandwidthGbps * 1e9;
  const engine = engineOf(request);
  const efficiency = c.decodeEfficiency[engine];
  const overhead = m.layers * c.decodeLayerOverhead[engine];

  const read = work.decodeBytes / (bandwidth * efficiency);
  const compute = work.decodeFlop / (peak * c.prefillEfficiency);
  const prefillCompute = work.prefillFlop / (peak * c.prefillEfficiency);
  const prefillRead = work.weightBytes / (bandwidth * efficiency);
  const prefill = Math.max(prefillCompute, prefillRead) + overhead;

  const encoder = m.kind === 'encoder';
  const seconds = encoder ? prefill : Math.max(read, compute) + overhead;
  const tokens = encoder ? request.contextLength : request.concurrency;
  const tokensPerSecond = tokens / seconds;
  return {
    tokensPerSecond,
    low: tokensPerSecond * c.speedLow,
    high: tokensPerSecond * c.speedHigh,
    boundBy: (encoder ? prefillCompute >= prefillRead : compute > read) ? 'compute' : 'memory-bandwidth',
    mfu: (encoder ? work.prefillFlop : work.decodeFlop) / (seconds * peak),
    stepSeconds: null,
    prefillTokensPerSecond: request.contextLength / prefill,
    timeToFirstTokenSeconds: prefill,
  };
}
