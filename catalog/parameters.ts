import type { Model } from './types.ts';

/** BERT adds one of two learned segment vectors to every token. */
const segmentEmbeddings = 2;

type Dimensions = Pick<
  Model,
  | 'kind'
  | 'layers'
  | 'hiddenSize'
  | 'intermediateSize'
  | 'heads'
  | 'kvHeads'
  | 'headDim'
  | 'vocabSize'
  | 'tiedEmbeddings'
  | 'gatedMlp'
  | 'qkvBias'
  | 'bias'
  | 'positionEmbeddings'
>;

/**
 * Number of parameters of a dense transformer, from its dimensions. An encoder is counted as published: with its
 * pooler, without a head for masked words.
 */
export function countParameters(model: Dimensions): number {
  const { hiddenSize: h, intermediateSize: inner, headDim: d } = model;
  const queryWidth = model.heads * d;
  const keyWidth = model.kvHeads * d;
  const norm = model.bias ? 2 * h : h;

  const attention = 2 * h * queryWidth + 2 * h * keyWidth;
  const attentionBias = (model.qkvBias ? queryWidth + 2 * keyWidth : 0) + (model.bias ? h : 0);
  const mlp = (model.gatedMlp ? 3 : 2) * h * inner + (model.bias ? inner + h : 0);
  const layer = attention + attentionBias + mlp + 2 * norm;

  const tokens = model.vocabSize * h * (model.tiedEmbeddings ? 1 : 2);
  const positions = model.positionEmbeddings * h;
  const ends = model.kind === 'encoder' ? segmentEmbeddings * h + norm + h * h + h : norm;
  return tokens + positions + model.layers * layer + ends;
}
