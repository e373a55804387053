import { isQuantised, linearBits, optimizerStates } from '../formats.ts';
import { isCausal, isMixed, type Job } from '../job.ts';
import {
  meanPositionsSeen,
  mlpTargets,
  overAttention,
  overLayers,
  perToken,
  positionsSeen,
  type AttentionStack,
  type LayerGroup,
  type LayerShapes,
} from '../layers.ts';
import { stateBytes } from '../memory/optimizer-states.ts';
import { copiesOf } from '../memory/share.ts';
import {
  nvidiaExamples,
  trainingSpeedConstants as c,
  trainingSpeedProfiles,
  type TrainingSpeedProfile,
} from '../profiles/training-speed.ts';
import { rangeOf } from '../range.ts';
import type { EstimateRequest, EstimationGpu, LoraTarget, SpeedAnswer, TrainingFramework } from '../types.ts';
import { hostRate, machineCards, ringSeconds } from './links.ts';
import { cacheFactor, peakRate, streamRate, sustainedClock } from './rates.ts';

/** Work of one training step of one card, on any card. A micro-batch passes the card's share of the model. */
export interface TrainingWork {
  profile: TrainingSpeedProfile;
  /** Parameters that a token is multiplied with, in the layers and at the output, and FLOP that no token causes. */
  layerParameters: number;
  headParameters: number;
  normFlop: number;
  /** Cards that share one model. */
  split: number;
  /** FLOP of one micro-batch in products with weights, recomputation included. */
  flop: number;
  /** FLOP of one micro-batch in attention scores and values, recomputation included. */
  attentionFlop: number;
  /** FLOP of one micro-batch that the training needs, all cards that share it: `mfu` counts only these. */
  modelFlop: number;
  /** Bytes one micro-batch moves between pointwise kernels, and those that pass but once: weights and loss. */
  bytes: number;
  streamedBytes: number;
  /** Seconds the processor needs to launch the kernels of one micro-batch. */
  launchSeconds: number;
  /** FLOP and bytes of the optimizer step: on the card, or in the machine's memory where the states lie there. */
  stepFlop: number;
  stepBytes: number;
  hostStepBytes: number;
  traffic: TrainingTraffic;
}

/** Bytes that leave a card: what a ring gathers or scatters once, or what is sent once. */
export interface TrainingTraffic {
  /** Between the copies of the model: for each micro-batch, and once a step. */
  micro: number;
  step: number;
  /** Between machines that repeat the shards of a hybrid, for each micro-batch. */
  repeated: number;
  /** Between cards that share layers, for each micro-batch; nothing else runs meanwhile. */
  tensor: number;
  /** To and from the next stage of a pipeline, for each micro-batch. */
  pipeline: number;
  /** To and from the machine's memory. */
  hostMicro: number;
  hostStep: number;
}

/** FLOP of attention scores and values, all layers together, for one sample as it is read; a causal mask halves them. */
export const attentionFlop = (
  shapes: LayerShapes,
  seen: (attention: AttentionStack) => number = meanPositionsSeen,
): number => overAttention(shapes, (attention) => 2 * attention.width * attention.tokens * seen(attention));

/** Whether a version is before another of two numbers; an unknown one counts as current. */
function isBefore(version: string | null, major: number, minor: number): boolean {
  const [a, b] = (version ?? '').split('.').map(Number);
  return a !== undefined && b !== undefined && (a < major || (a === major && b < minor));
}

/** Whether a token also attends to cached ones, by relative positions: Transformer-XL of NVIDIA's examples. */
export const isRecurrent = ({ profile, model }: Job): boolean => profile.recurrent && isCausal(model);

function profileOf(job: Job): TrainingSpeedProfile {
  const { framework, frameworkVersion } = job.request;
  if (framework === 'nvidia-examples') {
    const early = isBefore(frameworkVersion, 1, 5);
    if (isRecurrent(job)) return early ? nvidiaExamples.transformerXl14 : nvidiaExamples.transformerXl;
    if (early) return nvidiaExamples.bert14;
  }
  return trainingSpeedProfiles[framework as TrainingFramework] ?? trainingSpeedProfiles.hf;
}

/** Words of Transformer-XL's vocabulary that every token is compared with, three of them for groups of the rest. */
const adaptiveClasses = 20_000;

/**
 * Elements of one token that the kernels of one layer read and write in a forward pass when each does so once: a norm
 * and a sum for each part, inputs and outputs of the products, rotation and reading of queries and keys, and the
 * activation; of a convolution what it keeps.
 */
function layerElements({ attention, ...group }: LayerGroup): number {
  const { hiddenSize, sublayers, queryWidth, keyWidth, mlpMatrices, width, copies, kept } = group;
  return attention.reduce(
    (sum, [, from, to]) => sum + from + to,
    (5 * sublayers + 4 * copies) * hiddenSize +
      4 * (queryWidth + keyWidth) +
      2 * mlpMatrices * width +
      2 * kept,
  );
}

/** Elements of one token that enter the products of one layer. */
const productElements = ({ attention, mlpMatrices, hiddenSize, width }: LayerGroup): number =>
  attention.reduce((sum, [, from]) => sum + from, mlpMatrices && (mlpMatrices - 1) * hiddenSize + width);

/** Bytes for each logit: written, turned to fp32, normalised, and as much again for the gradients; or in one kernel. */
const logitTraffic = { plain: 34, fused: 10 };

/**
 * Bytes for each GPTQ weight in one pass: codes shifted out of their words, masked, shifted by the zero point and
 * scaled by plain kernels one after the other. Formats of bitsandbytes are read once and written once in 16 bits.
 */
const unpackTraffic = 12;

/**
 * Elements of eager attention for each head and position: scores written, scaled and masked, softmax, dropout, product
 * with the values. Relative positions add a second product, shifted and summed.
 */
const squareTraffic = { plain: 7.5, relative: 13.5 };

/** Whether LoRA adapts a matrix; those of the feed-forward part count under `all-linear` only. */
function adapts({ lora, method }: EstimateRequest, name: LoraTarget | null, inMlp: boolean): boolean {
  if (method === 'full') return false;
  const { targets } = lora;
  if (typeof targets !== 'string') return name !== null && targets.includes(name);
  return targets === 'all-linear' || (name !== null && !inMlp);
}

/** Matrices of one MLP that LoRA adapts. */
const adaptedMlps = ({ request, model }: Job): number =>
  mlpTargets.filter((name) => (model.gatedMlp || name !== 'gate_proj') && adapts(request, name, true)).length;

/** Parameters of the matrices that LoRA adapts, all layers. */
const adaptedParameters = (job: Job): number =>
  overLayers(job.shapes.groups, ({ attention, mlpMatrices, hiddenSize, wholeWidth }) =>
    attention.reduce(
      (sum, [name, from, to]) => sum + (adapts(job.request, name, false) ? from * to : 0),
      mlpMatrices && adaptedMlps(job) * hiddenSize * wholeWidth,
    ),
  );

/** Calls of one layer beside its matrices for each part, and what an adapter, a quantised matrix, a convolution adds. */
const calls = { part: 4, adapter: 3, quantised: 1, convolution: 3 };

/** Calls of one layer of a plain transformer: two parts, six matrices. */
const plainCalls = 2 * calls.part + 6;

/** Calls of all layers, in layers of a plain transformer. */
function launchedLayers(job: Job): number {
  const { request, model } = job;
  const quantised = isQuantised(request.weightFormat) ? 1 + calls.quantised : 1;
  const adapter = calls.adapter * (request.method === 'dora' ? 2 : 1);
  // Each expert is called for itself.
  const experts = (group: LayerGroup): number => (group.copies ? model.experts!.count : 1);
  const all = overLayers(job.shapes.groups, (group) => {
    const { attention, mlpMatrices, sublayers, convolution } = group;
    let adapted = mlpMatrices && adaptedMlps(job);
    for (const [name] of attention) if (adapts(request, name, false)) adapted++;
    return (
      calls.part * sublayers +
      quantised * (attention.length + mlpMatrices * experts(group)) +
      adapter * adapted +
      (convolution ? calls.convolution : 0)
    );
  });
  return all / plainCalls;
}

/** Bytes and FLOP of one optimizer step over `trainable` parameters. */
function optimizerWork(job: Job, trainable: number): { flop: number; bytes: number } {
  const { request, model } = job;
  const { optimizer } = request;
  const { moments, fixed } = optimizerStates[optimizer];
  const state = stateBytes(job);
  // Weights and states are read and written, gradients read.
  const master = request.method === 'full' && isMixed(request) && request.weightFormat !== 'fp32' ? 8 : 0;
  let perParameter = 3 * state + 2 * (moments * state + fixed) + master;
  let flop = 0;
  const galore = optimizer.startsWith('galore');
  if (galore) {
    // States and gradients are projected to a few rows of each matrix, and back.
    const share = Math.min(1, request.galoreRank / model.hiddenSize);
    perParameter = 3 * state + 2 * share * (moments * state + fixed) + 2 * state;
    flop = 4 * request.galoreRank * trainable;
  }
  // Adafactor reads the squared gradient by rows and by columns, and the update once more to clip it.
  if (optimizer === 'adafactor') perParameter += 5 * state;
  // Five Newton–Schulz iterations of three products of a matrix with itself.
  if (optimizer === 'muon') flop = 5 * 6 * model.hiddenSize * trainable;
  // Without one fused kernel each operation reads and writes for itself.
  return { flop, bytes: trainable * perParameter * (request.fusedOptimizer ? 1 : 2) };
}

const gathers = (request: EstimateRequest): boolean =>
  request.sharding === 'zero-3' || request.sharding.startsWith('fsdp');

/**
 * What the cards exchange (Rajbhandari et al. 2020, section 7; Shoeybi et al. 2019; Narayanan et al. 2021). Copies sum
 * their gradients once a step. Shards of parameters are gathered forward and backward for each micro-batch, gradients
 * scattered. Sharing layers sums a hidden state twice in each, forward, backward and in recomputation.
 */
function trafficOf(job: Job): TrainingTraffic {
  const { request, model: m, tokens } = job;
  const { sharding, tensorParallel, pipelineParallel, offload, gradientCheckpointing } = request;
  const split = tensorParallel * pipelineParallel;
  const full = request.method === 'full';
  const copies = copiesOf(request);
  const gradients = ((full ? (request.weightFormat === 'fp32' ? 4 : 2) : 4) * job.trainable) / split;
  // What is gathered is in the compute type, or quantised.
  const bits = isQuantised(request.weightFormat) ? linearBits(request) : 8 * job.computeBytes;
  const weights =
    ((job.linearParameters * bits) / 8 +
      (m.parameters - job.linearParameters) * job.computeBytes +
      4 * job.loraParameters) /
    split;
  const sharded = gathers(request);
  const state = tokens * m.hiddenSize * job.computeBytes;
  const stageLayers = m.layers / pipelineParallel;
  const sums = gradientCheckpointing === 'full' ? 6 : 4;
  const perMachine = Math.max(1, machineCards(request) / split);
  const shards = sharding === 'none' || sharding === 'ddp' ? 1 : copies;
  return {
    micro: copies > 1 ? (sharded ? 2 * weights + gradients : sharding === 'zero-2' ? gradients : 0) : 0,
    step: copies > 1 && !sharded ? (sharding === 'zero-2' ? weights : 2 * gradients) : 0,
    repeated: sharding === 'fsdp-hybrid' ? (2 * gradients) / Math.min(copies, perMachine) : 0,
    tensor: tensorParallel > 1 ? 2 * sums * stageLayers * state : 0,
    pipeline: pipelineParallel > 1 ? (2 * state) / tensorParallel : 0,
    hostMicro: offload === 'optimizer-and-parameters' ? (2 * weights) / (sharded ? copies : 1) : 0,
    hostStep: offload === 'none' ? 0 : (2 * gradients) / shards,
  };
}

/**
 * Positions that are computed for a token in one layer. Kernels skip what a causal mask hides, and with variable
 * lengths what belongs to other samples; eager attention computes the whole square, with cached tokens twice as wide.
 */
export function scoredPositions(job: Job): (attention: AttentionStack) => number {
  const { attention, packing, meanSampleTokens, sequenceLength } = job.request;
  if (attention === 'eager') {
    const cached = isRecurrent(job) ? 2 : 1;
    return (stack) => cached * positionsSeen(stack);
  }
  const length = packing && attention === 'flash' ? (meanSampleTokens ?? sequenceLength) : Infinity;
  return (stack) => meanPositionsSeen(length < stack.positions ? { ...stack, positions: length } : stack);
}

/** Scores by content, scores by position, values: three products where there are two without relative positions. */
export const relativeProducts = 1.5;

/**
 * Passes through attention: forward, twice that backward, where fused kernels compute the scores once more; again under
 * checkpointing.
 */
export const attentionPasses = ({ attention, gradientCheckpointing }: EstimateRequest): number =>
  (attention === 'eager' ? 3 : 3.5) + (gradientCheckpointing === 'none' ? 0 : 1);

/**
 * A product with a weight matrix costs 2 FLOP per parameter and token, once forward, once for the gradient of its
 * input, and once for the gradient of the weight if that is trained: 6P for full training, 4P for frozen weights;
 * recomputation adds the forward pass of the layers again (Kaplan et al. 2020; Korthikanti et al. 2022). With experts P
 * is what a token passes through; a batch is taken to reach all of them. Cards that share a model share its work.
 */
export function trainingWork(job: Job): TrainingWork {
  const { request, model: m, shapes, tokens } = job;
  const { gradientCheckpointing, method, weightFormat } = request;
  const profile = profileOf(job);
  const relative = isRecurrent(job);
  const full = method === 'full';
  const eager = request.attention === 'eager';
  const again = gradientCheckpointing === 'full' ? 1 : 0;
  const products = full ? 3 : 2;
  const headProducts = full || request.trainEmbeddings ? 3 : 2;
  const classes = relative ? Math.min(adaptiveClasses, job.vocabSize) : job.vocabSize;
  const headParameters = classes * m.hiddenSize;
  // Transformer-XL computes keys and values of as many cached tokens again.
  const layerParameters = job.activeParameters + (relative ? 2 * m.layers * m.hiddenSize ** 2 : 0);
  const adapted = method === 'dora' ? adaptedParameters(job) : 0;

  const trained = tokens * (2 * layerParameters * products + 6 * job.activeLoraParameters);
  const head = tokens * 2 * headParameters * headProducts;
  // DoRA multiplies the adapter's two matrices in each forward pass to norm the sum.
  const normed = (1 + again) * 2 * adapted * request.lora.rank;
  const repeated = tokens * 2 * (layerParameters + job.activeLoraParameters) * again;

  const samples = tokens / shapes.tokens;
  const scores = samples * attentionFlop(shapes, scoredPositions(job)) * (relative ? relativeProducts : 1);
  const scorePasses = attentionPasses(request);

  const partlyFp32 =
    job.computeBytes === 2 &&
    (relative || (isMixed(request) && weightFormat === 'fp32' && !gathers(request)));
  const element = job.computeBytes * (job.kbit ? c.kbitTraffic : partlyFp32 ? c.mixedTraffic : 1);
  // Products in 8 bits read their inputs in 16, and write them in 8 as they are and transposed.
  const scaled = request.precision === 'fp8-mixed' ? 4 * perToken(shapes, productElements) : 0;
  const adapters = (2.5 * job.activeLoraParameters) / request.lora.rank;
  const layers = perToken(shapes, layerElements) + adapters;
  // Under k-bit preparation half of the kernels of eager attention work in fp32.
  const squareElement = job.kbit ? 1.5 * job.computeBytes : element;
  const squares = eager
    ? (relative ? 2 * squareTraffic.relative : squareTraffic.plain) *
      squareElement *
      overAttention(shapes, (attention) => attention.heads * attention.tokens * positionsSeen(attention))
    : 0;
  // Forward once, backward twice, and forward again under checkpointing.
  const passes = 3 + again;
  const pointwise =
    passes *
    (tokens * layers * element + samples * squares) *
    profile.traffic *
    (request.compile ? c.compiled : 1);
  const loss =
    classes *
    (relative ? c.adaptiveSoftmaxBytes : request.fusedCrossEntropy ? logitTraffic.fused : logitTraffic.plain);
  // Products read their weights in every pass; quantised ones are expanded before, fp32 ones cast.
  const weights = job.computeBytes * (passes * job.linearParameters + headProducts * headParameters);
  const expanded = isQuantised(weightFormat)
    ? (2 + again) *
      (job.linearParameters - job.convolutionParameters) *
      (weightFormat === 'gptq-int4' ? unpackTraffic : linearBits(request) / 8 + 2)
    : 0;
  const cast = isMixed(request) && weightFormat === 'fp32' ? 6 * job.linearParameters : 0;
  const norming = (1 + again) * adapted * 6 * job.computeBytes;

  const split = request.tensorParallel * request.pipelineParallel;
  const shards = request.sharding === 'none' || request.sharding === 'ddp' ? 1 : copiesOf(request);
  const step = optimizerWork(job, job.trainable / (split * shards));
  const onHost = request.offload !== 'none';
  const traffic = trafficOf(job);
  // What a ring moves is written and read again on the card.
  const copied = 2 * traffic.micro;
  return {
    profile,
    layerParameters,
    headParameters,
    normFlop: normed,
    split,
    flop: (trained + head + repeated + normed) / split,
    attentionFlop: (scores * scorePasses) / split,
    modelFlop: trained + head + 3 * scores,
    bytes: pointwise / split,
    streamedBytes: (tokens * (loss + passes * scaled) + weights + expanded + cast + norming) / split + copied,
    launchSeconds:
      (passes * launchedLayers(job) * profile.launch * (request.compile ? c.compiled : 1)) /
      request.pipelineParallel,
    stepFlop: step.flop,
    stepBytes: onHost ? 0 : step.bytes,
    hostStepBytes: onHost ? step.bytes : 0,
    traffic,
  };
}

/** What of a transfer is left to wait for when a share of it may run beside `meanwhile` seconds of other work. */
const exposed = (seconds: number, meanwhile: number, { overlap }: TrainingSpeedProfile): number =>
  Math.max(seconds * (1 - overlap), seconds - meanwhile);

/** Seconds of one step, by what the time goes to. */
export interface TrainingSeconds {
  /** Of one micro-batch: arithmetic, bytes, launches, and the three together. */
  compute: number;
  memory: number;
  launch: number;
  micro: number;
  /** Micro-batches a step takes the time of: with a pipeline more than there are. */
  micros: number;
  /** Of one micro-batch: waiting for other cards and for the machine's memory. */
  microWait: number;
  /** Of the end of a step: the optimizer, and waiting for other cards and the machine. */
  finish: number;
  finishWait: number;
}

/** Share of the rate that scores and values reach: as other products, or in one kernel, which older cards do badly. */
export const attentionShare = (
  { attention }: EstimateRequest,
  profile: TrainingSpeedProfile,
  { computeCapability }: EstimationGpu,
): number =>
  attention === 'eager'
    ? profile.matmul
    : computeCapability < 8
      ? c.attentionBeforeAmpere
      : profile.attention;

/** Puts the work on a card. */
export function trainingSeconds(job: Job, work: TrainingWork, gpu: EstimationGpu): TrainingSeconds {
  const { request } = job;
  const { profile, traffic } = work;
  const { precision, tensorParallel, pipelineParallel, gradientAccumulationSteps } = request;
  const clock = sustainedClock(gpu);
  const rate = peakRate(gpu, precision) * clock;
  // Attention stays in 16 bits beside 8-bit products.
  const attentionRate = precision === 'fp8-mixed' ? peakRate(gpu, 'bf16-mixed') * clock : rate;
  const stream = streamRate(gpu);
  const compute =
    work.flop / (rate * profile.matmul) +
    work.attentionFlop / (attentionRate * attentionShare(request, profile, gpu));
  const memory = work.bytes / (stream * cacheFactor(gpu)) + work.streamedBytes / stream;
  // The processor launches ahead while the card works; the longer of the two decides, less sharply where they are alike.
  const micro = Math.hypot(compute + memory, work.launchSeconds);

  const copies = copiesOf(request);
  const host = hostRate(request, gpu);
  const hybrid = request.sharding === 'fsdp-hybrid';
  const perMachine = Math.max(1, machineCards(request) / tensorParallel / pipelineParallel);
  const shards = hybrid ? Math.min(copies, perMachine) : copies;
  const ring = (bytes: number, cards: number, apart: number): number =>
    ringSeconds(request, gpu, bytes, cards, apart);
  const hidden =
    ring(traffic.micro, shards, tensorParallel) +
    ring(traffic.repeated, copies / shards, tensorParallel * shards) +
    traffic.hostMicro / host;
  const stages = pipelineParallel > 1 ? 2 : 1;
  const microWait =
    exposed(hidden, micro, profile) +
    ring(traffic.tensor, tensorParallel, 1) +
    // The ring of two is one hop: half of the bytes each way.
    2 * ring(traffic.pipeline, stages, tensorParallel * copies);
  const onHost =
    (work.hostStepBytes * machineCards(request)) / (request.hostMemoryBandwidthGbps * 1e9 * c.bandwidth);
  return {
    compute,
    memory,
    launch: work.launchSeconds,
    micro,
    micros: job.profile.pipelined
      ? gradientAccumulationSteps + pipelineParallel - 1
      : gradientAccumulationSteps * pipelineParallel,
    microWait,
    finish: work.stepFlop / (rate * profile.matmul) + work.stepBytes / stream,
    finishWait:
      exposed(ring(traffic.step, copies, tensorParallel), micro, profile) + traffic.hostStep / host + onHost,
  };
}

/**
 * Tokens trained per second by all cards together: matrix products at a share of the rate the card sustains, then the
 * bytes, or the launches where they take longer; what cards wait for each other comes on top. A pipeline of p stages
 * takes the time of p − 1 micro-batches more than it gets (Narayanan et al. 2021, section 2.2), or p times that of each
 * where the framework lets one stage work and the others wait.
 */
export function trainingSpeed(job: Job, work: TrainingWork, gpu: EstimationGpu): SpeedAnswer {
  const { request } = job;
  const t = trainingSeconds(job, work, gpu);
  const stepSeconds = t.micros * (t.micro + t.microWait) + t.finish + t.finishWait;
  const communicationSeconds = t.micros * t.microWait + t.finishWait;
  const micros = request.gradientAccumulationSteps * copiesOf(request);
  const tokensPerSecond = (micros * job.tokens) / stepSeconds;
  const peak = peakRate(gpu, request.precision) * request.gpuCount;
  const compute = t.micros * t.compute;
  const memory = t.micros * t.memory + t.finish;
  const [low, high] = rangeOf('training-speed', request.framework);
  return {
    tokensPerSecond,
    low: tokensPerSecond * low,
    high: tokensPerSecond * high,
    boundBy:
      communicationSeconds > Math.max(compute, memory)
        ? 'communication'
        : compute >= memory
          ? 'compute'
          : 'memory-bandwidth',
    mfu: (micros * work.modelFlop) / (stepSeconds * peak),
    stepSeconds,
    communicationSeconds,
    prefillTokensPerSecond: null,
    timeToFirstTokenSeconds: null,
  };
}
