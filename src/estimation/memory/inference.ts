/** Memory of serving: weights, cache and the workspace of a prompt, on the fullest card. */
import { isQuantised, linearBits, weightFormats } from '../formats.ts';
import { isCausal, type Job } from '../job.ts';
import { engineProfileOf } from '../profiles/engines.ts';
import type { JobMemory } from './index.ts';
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
  return computeBytes * widest + (request.attention === 'eager' ? 6 * scores : 0);
}

/** Bytes of the first or last stage's weights, and of what of them lies in the machine's memory, for one copy. */
function stageWeights(job: Job, held: Job, end: 'first' | 'last'): { card: number; host: number } {
  const { request, model, headParameters: words } = job;
  const { tensorParallel, pipelineParallel } = request;
  const { otherBits, headBits } = weightFormats[request.weightFormat];
  const profile = engineProfileOf(request);
  const share = onCards(job);
  const tied = model.tiedEmbeddings ?? true;
  const first = pipelineParallel === 1 || end === 'first';
  const last = pipelineParallel === 1 || end === 'last';
  const norms = job.otherParameters - (tied ? 1 : 2) * words;
  const embedding = (words * otherBits) / 8;
  const head = (words * headBits) / 8;
  const shared = tied && first && last && !profile.separateHead;
  const headHere = last && share === 1 ? head : 0;
  const embeddingHere = first && !profile.hostEmbedding && !(shared && headHere) ? embedding : 0;
  const stage = held.linearParameters / Math.max(1, job.linearParameters);
  const linear = linearBytes(job, job.linearParameters, job.routedParameters);
  return {
    card: linear * stage * share + (embeddingHere + headHere + (norms * otherBits) / 8) / tensorParallel,
    host: linear * (1 - share) + (share < 1 ? head : 0) + (profile.hostEmbedding ? embedding : 0),
  };
}

/** The memory of the card at one end of the pipeline. */
function memoryAt(job: Job, end: 'first' | 'last'): JobMemory {
  const { request, model } = job;
  const held = stageOf(job, end);
  const profile = engineProfileOf(request);
  const share = onCards(job);
  const streams = streamsOf(job);
  const layers = Math.ceil(model.layers / request.pipelineParallel) / model.layers;
  const weights = stageWeights(job, held, end);
  const cache = kvCacheBytes(job, streams, profile.cacheBlock);
  const spread = model.mla ? 1 : Math.min(request.tensorParallel, model.kvHeads);
  const kvCache = (cache * layers * share) / spread;

  const tokens = promptChunk(job) * (profile.batchesPrompts ? streams : 1);
  const logits = Math.ceil(
    held.vocabSize * Math.max(4 * streams, isCausal(model) ? profile.promptLogits * tokens : 0),
  );
  const layer = promptTokenBytes(held) * tokens;
  const live = Math.ceil(Math.max(0, layer - logits));
  const tables = profile.rotaryTables ? 4 * model.contextLength * model.headDim * model.layers * layers : 0;
  const quantised = isQuantised(request.weightFormat);
  const unpacked =
    profile.unpacks && quantised
      ? Math.max(0, layer + dequantisedLayerBytes(held) - Math.max(logits, layer))
      : 0;
  const buffers = tables + unpacked;
  // Joining happens before anything is read: what it needs beyond the room that reading leaves.
  const attention = job.shapes.groups.reduce(
    (sum, group) => sum + group.layers * group.hiddenSize * (group.queryWidth + 2 * group.keyWidth),
    0,
  );
  const joined = profile.joinsProjections ? linearBytes(job, attention, attention) * layers : 0;
  const temporary = Math.ceil(Math.max(buffers, joined - kvCache - live - logits));
  return {
    held,
    weights: Math.ceil(weights.card),
    gradients: 0,
    optimizerStates: 0,
    activations: live,
    logits,
    kvCache: Math.ceil(kvCache),
    buffers: temporary,
    slack: profile.torch ? Math.ceil(slackBytes(job, live + logits + temporary)) : 0,
    host: Math.ceil(((weights.host + cache * (1 - share)) * copiesOf(request)) / request.nodes),
  };
}

/** All of it on the card, slack included. */
const sum = (m: JobMemory): number =>
  m.weights + m.activations + m.logits + m.kvCache + m.buffers + m.slack;

/**
 * The peak while a prompt is read and decoded, on the fullest card: of layers spread over several cards the first or
 * the last. It is the least a job needs. vLLM, SGLang and LMDeploy take a set share of the card instead (vLLM nine
 * tenths) and give out what is left as cache; that they need more than the share is what this says, and how many
 * streams they hold follows from `concurrency`. CUDA graphs, which take some hundred MB more, are left out: no
 * published run shows them.
 */
export function inferenceMemory(job: Job): JobMemory {
  const last = memoryAt(job, 'last');
  if (job.request.pipelineParallel === 1) return last;
  const first = memoryAt(job, 'first');
  return sum(first) > sum(last) ? first : last;
}
