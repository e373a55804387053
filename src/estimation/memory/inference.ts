/** Memory of serving: weights, cache and the workspace of a prompt, on the fullest card. */
import { isQuantised, linearBits, weightFormats } from '../formats.ts';
import { isCausal, type Job } from '../job.ts';
import { engineProfileOf } from '../profiles/engines.ts';
import { overLayers } from '../layers.ts';
import type { JobMemory } from './job-memory.ts';
import { kvCacheBytes } from './kv-cache.ts';
import { copiesOf, stageOf } from './share.ts';
import { dequantisedLayerBytes, slackBytes } from './temporary.ts';

/** Streams that one copy of the model serves. */
export const streamsOf = ({ request }: Job): number => Math.ceil(request.concurrency / copiesOf(request));

/** Share of the layers that lie on cards; the rest is in the machine's memory. */
export const onCards = ({ request, model }: Job): number =>
  request.gpuLayers === null ? 1 : Math.min(1, request.gpuLayers / model.layers);

/** Tokens of one prompt; encoders and vision models read all there is. */
export const promptLength = ({ request, model }: Job): number =>
  (isCausal(model) && !model.encoder && request.promptTokens) || request.contextLength;

/**
 * Tokens of one prompt that go through the layers at once: all, or the engine's chunk. Only a decoder can read its
 * prompt in chunks: what an encoder makes of a token depends on those behind it.
 */
export function promptChunk(job: Job): number {
  const { model } = job;
  const chunks = isCausal(model) && !model.encoder;
  return Math.min(promptLength(job), chunks ? engineProfileOf(job.request).promptTokens : Infinity);
}

/** Bytes of linear layers; under MXFP4 only the experts are quantised where a model has some. */
export function linearBytes({ request }: Job, parameters: number, routed: number): number {
  const bits = linearBits(request);
  const kept = request.weightFormat === 'mxfp4' && routed > 0 ? parameters - routed : 0;
  return ((parameters - kept) * bits + kept * 16) / 8;
}

/** Bytes that one token of a prompt needs in the feed-forward layer, where it needs most. */
function promptTokenBytes({ shapes, request, computeBytes }: Job): number {
  const { groups, attentions, tokens } = shapes;
  let widest = 0;
  for (const { tokens: passing, mlpMatrices, hiddenSize, width, copies, kept } of groups)
    widest = Math.max(
      widest,
      (passing / tokens) * ((4 + 2 * copies) * hiddenSize + mlpMatrices * width + kept),
    );
  // Eager attention stores the scores and their softmax: in 16 bits, and once in fp32 between.
  const scores = Math.max(...attentions.map((a) => (a.heads * a.tokens * a.positions) / tokens));
  const stored = request.attention !== 'flash' && engineProfileOf(request).storesScores ? 4 : 0;
  return computeBytes * widest + (request.attention === 'eager' ? 6 : stored) * scores;
}

/** What serving puts on the card at one end of the pipeline, and in the machine; bytes, those that are added up whole. */
export interface InferenceParts {
  held: Job;
  linear: number;
  embedding: number;
  head: number;
  norms: number;
  /** The cache, and its part of a whole copy's. */
  kvCache: number;
  cachePart: number;
  /** Entries of the vocabulary, times these bytes for the tokens whose logits are alive at once. */
  vocabSize: number;
  logitBytes: number;
  logits: number;
  /** What the widest part of a layer needs for the tokens that pass it at once. */
  layer: number;
  activations: number;
  /** Rotary tables and unpacked weights; and what joining projections needs, before anything is read. */
  tables: number;
  unpacked: number;
  joined: number;
  buffers: number;
  slack: number;
  host: number;
}

function partsAt(job: Job, end: 'first' | 'last'): InferenceParts {
  const { request, model, headParameters: words } = job;
  const { tensorParallel: ways, pipelineParallel: stages } = request;
  const { otherBits, headBits } = weightFormats[request.weightFormat];
  const profile = engineProfileOf(request);
  const held = stageOf(job, end);
  const share = onCards(job);
  const streams = streamsOf(job);
  const layers = Math.ceil(model.layers / stages) / model.layers;
  const first = stages === 1 || end === 'first';
  const last = stages === 1 || end === 'last';

  // A model whose head shares the embedding holds one matrix where both are on one card.
  const tied = model.tiedEmbeddings ?? true;
  const embedding = (Math.min(words, job.otherParameters) * otherBits) / 8;
  const head = (words * headBits) / 8;
  const headHere = last && share === 1 ? head / ways : 0;
  const shared = tied && !profile.separateHead && headHere > 0;
  const embeddingHere = first && !profile.hostEmbedding && !shared ? embedding / ways : 0;
  const norms = Math.max(0, job.otherParameters - (tied ? 1 : 2) * words);
  const { linearParameters, convolutionParameters: convolutions } = job;
  const linear =
    linearBytes(job, linearParameters - convolutions, job.routedParameters) + (convolutions * otherBits) / 8;

  const cache = kvCacheBytes(job, streams, profile.cacheBlock);
  const cachePart = (layers * share) / (model.mla ? 1 : Math.min(ways, model.kvHeads));
  const kvCache = Math.ceil(cache * cachePart);

  const tokens = promptChunk(job) * (profile.batchesPrompts ? streams : 1);
  const logitBytes = Math.max(4 * streams, isCausal(model) ? profile.promptLogits * tokens : 0);
  const logits = Math.ceil(logitBytes * held.vocabSize);
  const layer = promptTokenBytes(held) * tokens;
  const activations = Math.ceil(Math.max(0, layer - logits));
  const tables = profile.rotaryTables ? 4 * model.contextLength * model.headDim * model.layers * layers : 0;
  const unpacks = profile.unpacks && isQuantised(request.weightFormat);
  const unpacked = unpacks ? Math.max(0, dequantisedLayerBytes(held) - Math.max(0, logits - layer)) : 0;
  const projected = overLayers(
    job.shapes.groups,
    (group) => group.hiddenSize * (group.queryWidth + 2 * group.keyWidth),
  );
  const joined = profile.joinsProjections ? linearBytes(job, projected, projected) * layers : 0;
  const buffers = Math.ceil(Math.max(tables + unpacked, joined - kvCache - activations - logits));
  const hostWeights = linear * (1 - share) + (share < 1 ? head : 0) + (profile.hostEmbedding ? embedding : 0);
  return {
    held,
    linear: (linear * layers * share) / ways,
    embedding: embeddingHere,
    head: headHere,
    norms: (norms * otherBits) / 8 / ways,
    kvCache,
    cachePart,
    vocabSize: held.vocabSize,
    logitBytes,
    logits,
    layer,
    activations,
    tables,
    unpacked,
    joined,
    buffers,
    slack: profile.torch ? Math.ceil(slackBytes(job, activations + logits + unpacked)) : 0,
    host: ((hostWeights + cache * (1 - share)) * copiesOf(request)) / request.nodes,
  };
}

/** All of it on the card, slack included. */
const sum = (m: InferenceParts): number =>
  m.linear + m.embedding + m.head + m.norms + m.kvCache + m.activations + m.logits + m.buffers + m.slack;

/** The parts of the fullest card: of layers spread over several cards the first or the last. */
export function inferenceParts(job: Job): InferenceParts {
  const last = partsAt(job, 'last');
  if (job.request.pipelineParallel === 1) return last;
  const first = partsAt(job, 'first');
  return sum(first) > sum(last) ? first : last;
}

/**
 * The peak while a prompt is read and decoded. It is the least a job needs. vLLM, SGLang and LMDeploy take a set share
 * of the card instead (vLLM nine tenths) and give out as cache what is left of it, so their process always shows that
 * share; whether a job fits, and how many streams do, follows from what is needed. CUDA graphs, which take some hundred
 * MB more, are left out: no published run shows them.
 */
export function inferenceMemory(job: Job): JobMemory {
  const parts = inferenceParts(job);
  return {
    held: parts.held,
    weights: Math.ceil(parts.linear + parts.embedding + parts.head + parts.norms),
    gradients: 0,
    optimizerStates: 0,
    activations: parts.activations,
    logits: parts.logits,
    kvCache: parts.kvCache,
    buffers: parts.buffers,
    slack: parts.slack,
    host: Math.ceil(parts.host),
  };
}
