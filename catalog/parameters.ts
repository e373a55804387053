import type { Model, ModelOf } from './types.ts';

/**
 * Number of parameters of a model, exact, from its dimensions: everything that its weights hold, fixed tables
 * included. Each kind is counted as it is published; see `schema.ts` for what belongs to it.
 */
export function countParameters(model: Model): number {
  switch (model.kind) {
    case 'decoder':
    case 'moe':
    case 'encoder':
      return countLanguageModel(model);
    case 'vision':
      return countVision(model);
    case 'encoder-decoder':
      return countT5(model);
    case 'speech':
      return countWhisper(model);
    case 'unet':
      return countUnet(model);
    case 'diffusion-transformer':
      return countFlux(model);
  }
}

type LayerStack = ModelOf<'decoder' | 'moe' | 'encoder' | 'vision'>;

/** A matrix, with its bias vector where it has one. */
const linear = (from: number, to: number, bias: boolean): number => from * to + (bias ? to : 0);

const norm = (model: Pick<LayerStack, 'norm'>, width: number): number =>
  model.norm === 'layer' ? 2 * width : width;

function attention(model: LayerStack): number {
  const { hiddenSize: h, heads, kvHeads, headDim } = model;
  const width = heads * headDim;
  const kvWidth = kvHeads * headDim;
  const qkNorm =
    model.qkNorm === null
      ? 0
      : model.qkNorm === 'head'
        ? 2 * headDim
        : norm(model, width) + norm(model, kvWidth);
  return (
    linear(h, width, model.qkvBias) +
    2 * linear(h, kvWidth, model.qkvBias) +
    linear(width, h, model.outputBias) +
    qkNorm
  );
}

/** Multi-head latent attention (DeepSeek-V2): low-rank queries, keys and values, with a norm on each low-rank vector. */
function latentAttention(
  { hiddenSize: h, heads, outputBias }: LayerStack,
  mla: NonNullable<ModelOf<'decoder' | 'moe'>['mla']>,
): number {
  const { queryRank, kvRank, nopeHeadDim, ropeHeadDim, valueHeadDim } = mla;
  const queryWidth = heads * (nopeHeadDim + ropeHeadDim);
  const query = queryRank === null ? h * queryWidth : h * queryRank + queryRank + queryRank * queryWidth;
  const keyValue = h * (kvRank + ropeHeadDim) + kvRank + kvRank * heads * (nopeHeadDim + valueHeadDim);
  return query + keyValue + linear(heads * valueHeadDim, h, outputBias);
}

const mlp = (model: LayerStack, width: number): number =>
  (model.gatedMlp ? 2 : 1) * linear(model.hiddenSize, width, model.mlpBias) +
  linear(width, model.hiddenSize, model.mlpBias);

/** The experts of a layer, `routed` of them chosen by the router, with router, shared expert and its gate. */
function experts(model: ModelOf<'moe'>, routed: number): number {
  const { hiddenSize: h, experts } = model;
  const shared = experts.sharedIntermediateSize;
  return (
    routed * mlp(model, experts.intermediateSize) +
    linear(h, experts.count, experts.routerBias) +
    (shared > 0 ? mlp(model, shared) : 0) +
    (experts.sharedGate ? h : 0)
  );
}

function countLanguageModel(
  model: ModelOf<'decoder' | 'moe' | 'encoder'>,
  routed = model.kind === 'moe' ? model.experts.count : 0,
): number {
  const { hiddenSize: h, layers } = model;
  const layer =
    (model.mla ? latentAttention(model, model.mla) : attention(model)) +
    (model.attentionSinks ? model.heads : 0) +
    model.normsPerLayer * norm(model, h);
  const dense = model.kind === 'moe' ? model.experts.denseLayers : layers;
  const mlps =
    dense * mlp(model, model.intermediateSize) +
    (model.kind === 'moe' ? (layers - dense) * experts(model, routed) : 0);

  const words = model.vocabSize * h * (model.tiedEmbeddings ? 1 : 2) + (model.headBias ? model.vocabSize : 0);
  const rows = model.positionEmbeddings + (model.kind === 'encoder' ? model.segmentEmbeddings : 0);
  const pooler = model.kind === 'encoder' && model.pooler ? linear(h, h, true) : 0;
  // One norm more: behind the last layer of a decoder, on the embeddings of an encoder.
  return words + rows * h + layers * layer + mlps + norm(model, h) + pooler;
}

/**
 * Parameters that one token passes through in a mixture of experts. Both embedding matrices are counted whole;
 * published counts often leave the input table out.
 */
export function activeParameters(model: ModelOf<'moe'>): number {
  return countLanguageModel(model, model.experts.perToken);
}

/** Tokens of one image: its patches, and the class token. */
export function imageTokens(
  model: Pick<ModelOf<'vision'>, 'imageSize' | 'patchSize' | 'classToken'>,
): number {
  return (model.imageSize / model.patchSize) ** 2 + (model.classToken ? 1 : 0);
}

function countVision(model: ModelOf<'vision'>): number {
  const { hiddenSize: h } = model;
  const layer = attention(model) + mlp(model, model.intermediateSize) + model.normsPerLayer * norm(model, h);
  const patches = linear(model.imageChannels * model.patchSize ** 2, h, true);
  const tokens = (imageTokens(model) + (model.classToken ? 1 : 0)) * h;
  const head = model.classes > 0 ? linear(h, model.classes, true) : 0;
  return patches + tokens + model.layers * layer + norm(model, h) + head;
}

function countT5(model: ModelOf<'encoder-decoder'>): number {
  const { hiddenSize: h, heads, headDim, encoderLayers, decoderLayers } = model;
  const attention = 2 * h * heads * headDim + 2 * h * model.kvHeads * headDim;
  const mlp = (model.gatedMlp ? 3 : 2) * h * model.intermediateSize;
  const encoder = encoderLayers * (attention + mlp + 2 * h) + h;
  const decoder = decoderLayers * (2 * attention + mlp + 3 * h) + h;
  const positions = 2 * model.relativeBuckets * heads;
  return model.vocabSize * h * (model.tiedEmbeddings ? 1 : 2) + positions + encoder + decoder;
}

function countWhisper(model: ModelOf<'speech'>): number {
  const { hiddenSize: h, headDim, convolutionKernel: kernel } = model;
  const width = model.heads * headDim;
  const kvWidth = model.kvHeads * headDim;
  const attention =
    linear(h, width, true) + linear(h, kvWidth, false) + linear(h, kvWidth, true) + linear(width, h, true);
  const mlp = linear(h, model.intermediateSize, true) + linear(model.intermediateSize, h, true);
  const norm = 2 * h;
  const convolutions = linear(kernel * model.melBins, h, true) + linear(kernel * h, h, true);
  const encoder =
    convolutions + model.audioContext * h + model.encoderLayers * (attention + mlp + 2 * norm) + norm;
  const words = model.vocabSize * h * (model.tiedEmbeddings ? 1 : 2);
  const decoder =
    words + model.contextLength * h + model.decoderLayers * (2 * attention + mlp + 3 * norm) + norm;
  return encoder + decoder;
}

function countUnet(model: ModelOf<'unet'>): number {
  const { channels, residualBlocks, contextWidth } = model;
  const timeWidth = 4 * channels;
  const convolution = (from: number, to: number): number => linear(9 * from, to, true);
  const norm = (width: number): number => 2 * width;
  const residual = (from: number, to: number): number =>
    norm(from) +
    convolution(from, to) +
    linear(timeWidth, to, true) +
    norm(to) +
    convolution(to, to) +
    (from === to ? 0 : linear(from, to, true));
  const transformer = (width: number, depth: number): number => {
    if (depth === 0) return 0;
    const attention = (context: number): number =>
      width * width + 2 * context * width + linear(width, width, true);
    // The MLP is four times as wide as its input, and gated: its first matrix makes two halves.
    const mlp = linear(width, 8 * width, true) + linear(4 * width, width, true);
    const layer = attention(width) + attention(contextWidth) + mlp + 3 * norm(width);
    return norm(width) + 2 * linear(width, width, true) + depth * layer;
  };

  const levels = model.channelMultipliers.map((multiplier, index) => ({
    width: multiplier * channels,
    depth: model.transformerDepths[index] ?? 0,
  }));
  const embed = (width: number): number =>
    linear(width, timeWidth, true) + linear(timeWidth, timeWidth, true);
  let total = embed(channels) + (model.vectorWidth === null ? 0 : embed(model.vectorWidth));
  total += convolution(model.latentChannels, channels);

  let width = channels;
  /** Widths handed across the U, to be joined to the input of the blocks on the way up. */
  const across = [width];
  for (const [index, level] of levels.entries()) {
    for (let block = 0; block < residualBlocks; block++) {
      total += residual(width, level.width) + transformer(level.width, level.depth);
      width = level.width;
      across.push(width);
    }
    if (index < levels.length - 1) {
      total += convolution(width, width);
      across.push(width);
    }
  }
  total += 2 * residual(width, width) + transformer(width, model.middleTransformerDepth);
  for (const [index, level] of [...levels.entries()].reverse()) {
    for (let block = 0; block <= residualBlocks; block++) {
      total += residual(width + across.pop()!, level.width) + transformer(level.width, level.depth);
      width = level.width;
    }
    if (index > 0) total += convolution(width, width);
  }
  return total + norm(width) + convolution(width, model.latentChannels);
}

function countFlux(model: ModelOf<'diffusion-transformer'>): number {
  const { hiddenSize: h, intermediateSize: inner } = model;
  const width = model.heads * model.headDim;
  const qkNorm = 2 * model.headDim;
  const embed = (from: number): number => linear(from, h, true) + linear(h, h, true);
  const inputs =
    linear(model.latentWidth, h, true) +
    linear(model.contextWidth, h, true) +
    embed(model.timestepWidth) +
    embed(model.vectorWidth) +
    (model.guidanceEmbedding ? embed(model.timestepWidth) : 0);
  // Time and text reach a block as scale, shift and gate: six vectors for two parts, three for one, two at the end.
  const modulation = (vectors: number): number => linear(h, vectors * h, true);
  const stream =
    modulation(6) +
    linear(h, 3 * width, true) +
    qkNorm +
    linear(width, h, true) +
    linear(h, inner, true) +
    linear(inner, h, true);
  const single = modulation(3) + linear(h, 3 * width + inner, true) + qkNorm + linear(width + inner, h, true);
  const output = modulation(2) + linear(h, model.latentWidth, true);
  return inputs + model.doubleBlocks * 2 * stream + model.singleBlocks * single + output;
}
