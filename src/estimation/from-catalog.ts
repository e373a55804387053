import type { Model, ModelOf } from '../../catalog/types.ts';
import type { EstimationModel } from './types.ts';

/**
 * A model of the catalog as the estimator reads it. Text models and Vision Transformers are taken as they are; of the
 * others the dimensions that all kinds have are those of the decoder, or of the widest level, and a part says the rest.
 * @param model - A record of the catalog.
 * @returns The same model in the estimator's terms.
 */
export function fromCatalog(model: Model): EstimationModel {
  const { slug, name, kind, parameters } = model;
  const head = { slug, name, kind, parameters };
  switch (kind) {
    case 'encoder-decoder':
    case 'speech':
      return { ...head, ...encoderDecoder(model) };
    case 'unet':
      return { ...head, ...unet(model) };
    case 'diffusion-transformer':
      return { ...head, ...diffusionTransformer(model) };
    default:
      return model;
  }
}

type Shape = Omit<EstimationModel, 'slug' | 'name' | 'kind' | 'parameters'>;

function encoderDecoder(model: ModelOf<'encoder-decoder' | 'speech'>): Shape {
  const speech = model.kind === 'speech' ? model : null;
  return {
    layers: model.encoderLayers + model.decoderLayers,
    hiddenSize: model.hiddenSize,
    intermediateSize: model.intermediateSize,
    heads: model.heads,
    kvHeads: model.kvHeads,
    headDim: model.headDim,
    gatedMlp: speech ? false : (model as ModelOf<'encoder-decoder'>).gatedMlp,
    vocabSize: model.vocabSize,
    tiedEmbeddings: model.tiedEmbeddings,
    positionEmbeddings: speech ? speech.contextLength + speech.audioContext : 0,
    contextLength: model.contextLength,
    encoder: {
      layers: model.encoderLayers,
      positions: speech?.audioContext ?? 0,
      bands: speech?.melBins ?? 0,
      kernel: speech?.convolutionKernel ?? 0,
    },
  };
}

/** Positions of the latent image, or patches of it. */
const latentTokens = ({ imageSize, patchSize }: ModelOf<'unet' | 'diffusion-transformer'>): number =>
  (imageSize / patchSize) ** 2;

function unet(model: ModelOf<'unet'>): Shape {
  const { channels, channelMultipliers: multipliers, transformerDepths: depths } = model;
  const { residualBlocks: blocks, middleTransformerDepth: middleDepth } = model;
  const hiddenSize = channels * Math.max(...multipliers);
  const heads = model.heads ?? hiddenSize / model.headDim!;
  // A level has its blocks once on the way down and once more, and one, on the way up; the middle has two.
  const passes = 2 * blocks + 1;
  const transformers = depths.reduce((sum, depth) => sum + passes * depth, middleDepth);
  return {
    layers: passes * multipliers.length + 2 + transformers,
    hiddenSize,
    intermediateSize: 4 * hiddenSize,
    heads,
    kvHeads: heads,
    headDim: hiddenSize / heads,
    gatedMlp: true,
    contextLength: latentTokens(model),
    unet: {
      channels,
      multipliers,
      blocks,
      depths,
      middleDepth,
      headDim: model.headDim,
      text: model.contextLength,
      textWidth: model.contextWidth,
      vectorWidth: model.vectorWidth,
    },
  };
}

function diffusionTransformer(model: ModelOf<'diffusion-transformer'>): Shape {
  const { timestepWidth, vectorWidth, guidanceEmbedding } = model;
  return {
    layers: model.doubleBlocks + model.singleBlocks,
    hiddenSize: model.hiddenSize,
    intermediateSize: model.intermediateSize,
    heads: model.heads,
    kvHeads: model.heads,
    headDim: model.headDim,
    gatedMlp: false,
    contextLength: latentTokens(model),
    joint: {
      doubleBlocks: model.doubleBlocks,
      text: model.contextLength,
      textWidth: model.contextWidth,
      latentWidth: model.latentWidth,
      vectorWidths: [timestepWidth, vectorWidth, ...(guidanceEmbedding ? [timestepWidth] : [])],
    },
  };
}
