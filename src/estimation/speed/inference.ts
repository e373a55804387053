import { constants as c } from '../constants.ts';
import { engineOf, formatClass, kvBytes, weightFormats } from '../formats.ts';
import { isCausal, type Job } from '../job.ts';
import { layerShapes } from '../kinds/index.ts';
import { decodedLayers, expertShare, overAttention, positionsSeen } from '../layers.ts';
import { linearBytes, onCards, promptChunk, promptLength, streamsOf } from '../memory/inference.ts';
import { cacheElements } from '../memory/kv-cache.ts';
import { copiesOf } from '../memory/share.ts';
import { engineProfileOf, ofClass } from '../profiles/engines.ts';
import { rangeOf } from '../range.ts';
import type { EstimationGpu, SpeedAnswer } from '../types.ts';
import { hostRate, ringSeconds } from './links.ts';
import { peakRate } from './rates.ts';
import { attentionFlop } from './training.ts';

/** Work of one copy of the model, all its cards together: reading a prompt, decoding one token for every stream. */
export interface InferenceWork {
  streams: number;
  /** Bytes of linear layers and of the head read to decode: of experts those that some stream is sent to. */
  linearBytes: number;
  headBytes: number;
  /** Bytes of cache that decoding moves, and its elements times the query heads that work on each. */
  cacheBytes: number;
  cacheReads: number;
  /** Weights that one token meets. */
  weights: number;
  decodeFlop: number;
  /** Tokens of one prompt, the chunks it is read in, FLOP to read it and bytes of weights read for each chunk. */
  promptTokens: number;
  chunks: number;
  promptFlop: number;
  scoreFlop: number;
  chunkBytes: number;
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
 * reads those that some stream is sent to. A cache that is written anew is read and written whole, and where query
 * heads share keys and values these are repeated for each before attention reads them: 3 + 2g passes of g heads.
 */
export function inferenceWork(job: Job): InferenceWork {
  const { request, model: m } = job;
  const profile = engineProfileOf(request);
  const causal = isCausal(m);
  const streams = streamsOf(job);
  const { headBits, otherBits } = weightFormats[request.weightFormat];
  const { linearParameters, convolutionParameters, routedParameters } = job;
  const read = (tokens: number, idle = 0): number => {
    const routed = routedParameters * expertShare(m, tokens);
    return linearBytes(
      job,
      linearParameters - convolutionParameters - routedParameters - idle + routed,
      routed,
    );
  };
  const headBytes = (job.headParameters * headBits) / 8;
  const convolutions = causal ? 0 : (convolutionParameters * otherBits) / 8;
  const encoder = job.encoderParameters - (m.encoder ? convolutionParameters : 0);
  const elements = cacheElements(job) * streams;
  const group = m.mla ? 1 : m.heads / m.kvHeads;
  const passes = profile.copiesCache ? (group > 1 ? 3 + 2 * group : 3) : 1;
  const decoded = job.decodedParameters + job.headParameters;
  const prompt = promptLength(job);
  const whole = prompt === request.contextLength;
  return {
    streams,
    linearBytes: read(streams, causal ? encoder : 0) + convolutions,
    headBytes,
    cacheBytes: elements * kvBytes[request.kvCacheFormat] * passes,
    cacheReads: elements * group,
    weights: decoded,
    decodeFlop: streams * (2 * decoded + decodeAttentionFlop(job)),
    promptTokens: whole ? job.shapes.read : prompt,
    chunks: Math.ceil(prompt / promptChunk(job)),
    promptFlop: prompt * 2 * job.activeParameters + 2 * job.headParameters,
    scoreFlop: attentionFlop(whole ? job.shapes : layerShapes(m, prompt, false)),
    chunkBytes: read(promptChunk(job)) + convolutions + headBytes,
  };
}

/**
 * Dense rate of FP16 products summed in FP16, in units of the one with FP32 sums: GeForce cards since Turing halve the
 * latter. The full rate is 8 times that of the CUDA cores on Turing, 4 times on GA10x, Ada and GB20x.
 */
function halfSums({ computeCapability, fp32Tflops, tensor }: EstimationGpu): number {
  const times = computeCapability === 7.5 ? 8 : [8.6, 8.9, 12].includes(computeCapability) ? 4 : 0;
  return tensor?.fp16Acc32 ? Math.max(1, (times * fp32Tflops) / tensor.fp16Acc32) : 1;
}

/** Seconds of the parts of one step of decoding. */
export interface DecodeSeconds {
  /** Weights and cache read on the card, and arithmetic of the CUDA cores beside that. */
  read: number;
  beside: number;
  /** Arithmetic of the matrix products, which takes the place of both where it is more. */
  products: number;
  /** Between the kernels; and by the host to launch them, which takes the place of all of these where it is more. */
  gaps: number;
  launch: number;
  /** Layers outside the card. */
  host: number;
  communication: number;
}

/** What a card, or several, reach: bytes and FLOP per second. */
function ratesOf(job: Job, gpu: EstimationGpu) {
  const { request } = job;
  const ways = request.tensorParallel;
  return {
    bandwidth: ways * gpu.memoryBandwidthGbps * 1e9 * (gpu.inlineEcc ? 1 - c.inlineEccShare : 1),
    peak: ways * peakRate(gpu, request.precision),
    cuda: ways * gpu.fp32Tflops * 1e12,
    slot: hostRate(request, gpu),
    host: request.hostMemoryBandwidthGbps * 1e9 * c.hostShare,
  };
}

/** Seconds to add up the parts of `tokens` tokens on the cards that share every layer, twice a layer, and to hand them on. */
function communication(
  { request, model, computeBytes }: Job,
  gpu: EstimationGpu,
  tokens: number,
  layers: number,
): number {
  const { tensorParallel: ways, pipelineParallel: stages } = request;
  // Each sum gathers as many bytes as it scatters.
  const exchanged = 4 * ringSeconds(request, gpu, tokens * model.hiddenSize * computeBytes, ways);
  const reduced = ways === 1 ? 0 : layers * (engineProfileOf(request).layerReduce + exchanged);
  return reduced + (stages - 1) * c.handover;
}

/**
 * A step of decoding takes the time of its bytes at the share of the bandwidth that the engine reaches, or of its
 * arithmetic where streams are many; beside that the gaps between kernels, and at least the time in which the host
 * launches them. Cards that split every layer share the bytes; cards with layers of their own work one after the other.
 * Layers outside the card are read at the machine's memory, or through the slot by engines that compute nothing there.
 */
export function decodeSeconds(job: Job, work: InferenceWork, gpu: EstimationGpu): DecodeSeconds {
  const { request, model: m } = job;
  const profile = engineProfileOf(request);
  const format = formatClass(request.weightFormat);
  const { bandwidth, peak, cuda, slot, host } = ratesOf(job, gpu);
  const layers = decodedLayers(job.shapes);
  const share = onCards(job);
  const ways = request.tensorParallel;
  const slow = ofClass(profile.weightShare, format);
  // A 16-bit head is read like 16-bit weights, whatever the layers are stored in.
  const headShare = weightFormats[request.weightFormat].headBits >= 16 ? profile.weightShare.half : slow;
  // Cards that share fewer key-value heads than there are cards read the same ones.
  const spread = m.mla ? ways : Math.max(1, ways / m.kvHeads);
  const reads = work.streams * work.weights * ofClass(profile.weightFlop, format);
  const replayed = request.compile || request.contextLength <= profile.graphTokens;
  const routing = m.experts ? (m.layers - m.experts.denseLayers) * m.experts.count : 0;
  const outside = work.linearBytes * (1 - share) + (share < 1 ? work.headBytes : 0);
  return {
    read:
      (work.linearBytes * share) / (bandwidth * slow) +
      (share === 1 ? work.headBytes / (bandwidth * headShare) : 0) +
      (work.cacheBytes * share * spread) / (bandwidth * profile.cacheShare),
    beside: ((reads + work.cacheReads * profile.cacheFlop) * share) / cuda,
    products: (work.decodeFlop * share) / (peak * profile.matmulShare),
    gaps: layers * profile.layerGap,
    launch: replayed ? 0 : layers * ofClass(profile.layerLaunch, format) + routing * profile.expertLaunch,
    host:
      outside / (engineOf(request) === 'llama.cpp' ? host : Math.min(host, slot)) +
      (work.cacheBytes * (1 - share)) / host,
    communication: communication(job, gpu, work.streams, layers),
  };
}

/**
 * Seconds to read one prompt that finds the engine idle: its arithmetic, or the weights once for each chunk. Chunks
 * follow one another through cards with layers of their own. Published prompt speeds lie between two thirds and twice
 * this.
 */
function promptSeconds(
  job: Job,
  work: InferenceWork,
  gpu: EstimationGpu,
): { seconds: number; products: number; read: number } {
  const { request } = job;
  const profile = engineProfileOf(request);
  const { bandwidth, peak, slot, host } = ratesOf(job, gpu);
  const layers = job.model.layers;
  const format = formatClass(request.weightFormat);
  const launch = request.compile || profile.graphTokens > 0 ? 0 : ofClass(profile.layerLaunch, format);
  const rate = peak * (profile.sumsInHalf ? halfSums(gpu) : 1);
  const { chunks, chunkBytes } = work;
  const stages = request.pipelineParallel;
  const outside = chunkBytes * (1 - onCards(job));
  const products =
    work.promptFlop / (rate * ofClass(profile.promptShare, format)) +
    work.scoreFlop / (rate * profile.scoreShare);
  const read =
    chunks * (chunkBytes / (bandwidth * profile.weightShare.half) + outside / Math.min(host, slot));
  const whole = Math.max(products, read) + chunks * layers * profile.layerGap;
  const overlap = (chunks + stages - 1) / (chunks * stages);
  return {
    seconds:
      overlap * Math.max(whole, chunks * layers * launch) +
      communication(job, gpu, work.promptTokens, layers),
    products,
    read,
  };
}

/** Seconds of a step from those of its parts. */
export const stepSeconds = (t: DecodeSeconds): number =>
  Math.max(Math.max(t.read + t.beside, t.products) + t.gaps, t.launch) + t.host + t.communication;

/** Tokens decoded per second by all streams; where nothing is decoded (text encoders, vision), tokens read per second. */
export function inferenceSpeed(job: Job, work: InferenceWork, gpu: EstimationGpu): SpeedAnswer {
  const { request } = job;
  const encoder = !isCausal(job.model);
  const step = decodeSeconds(job, work, gpu);
  const prompt = promptSeconds(job, work, gpu);
  const seconds = encoder ? prompt.seconds : stepSeconds(step);
  const products = encoder ? prompt.products : step.products;
  const memory = encoder ? prompt.read : step.read + step.beside + step.host;
  const tokens = encoder ? request.contextLength * copiesOf(request) : request.concurrency;
  const flop = encoder ? work.promptFlop + work.scoreFlop : work.decodeFlop;
  const tokensPerSecond = tokens / seconds;
  const [low, high] = rangeOf('decode-speed', engineOf(request));
  const waits = !encoder && step.communication > Math.max(products, memory);
  return {
    tokensPerSecond,
    low: tokensPerSecond * low,
    high: tokensPerSecond * high,
    boundBy: waits ? 'communication' : products > memory ? 'compute' : 'memory-bandwidth',
    mfu: flop / (seconds * ratesOf(job, gpu).peak * request.pipelineParallel),
    stepSeconds: null,
    communicationSeconds: encoder ? 0 : step.communication,
    prefillTokensPerSecond: work.promptTokens / prompt.seconds,
    timeToFirstTokenSeconds: prompt.seconds,
  };
}
