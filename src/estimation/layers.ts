import type { EstimationModel, LoraTarget } from './types.ts';

/**
 * A matrix that tokens are multiplied with: its name in Transformers (`null`: it has none that LoRA could be asked to
 * adapt), input and output width.
 */
export type Matrix = readonly [name: LoraTarget | null, from: number, to: number];

/** A stack of layers that are alike and that see the same tokens. Widths and elements are per token and layer. */
export interface LayerGroup {
  layers: number;
  /** Tokens of one sample that pass them: words, patches, positions of a feature map. */
  tokens: number;
  /** Whether every decoded token passes them; an encoder runs once for each prompt. */
  decodes: boolean;
  /** Width of what enters a layer, which checkpointing keeps. */
  hiddenSize: number;
  /** Parts that add to the residual stream, each with a norm: attention, cross-attention, feed-forward. */
  sublayers: number;
  /** Width of all query heads together, over self- and cross-attention, and of all key heads. */
  queryWidth: number;
  keyWidth: number;
  /** Width of the compressed queries, keys and values of latent attention; 0 without. */
  latentWidth: number;
  /** Projections around the attention, and matrices that belong to no other part. */
  attention: readonly Matrix[];
  /** Matrices of one MLP: gate, up and down, or up and down; 0 without. */
  mlpMatrices: number;
  /** Width of the feed-forward part that one token passes: one MLP, or its experts and the shared one together. */
  width: number;
  /** Width of everything there is to pass: with all experts. */
  wholeWidth: number;
  /** Width of the widest single feed-forward matrix. */
  matrixWidth: number;
  /** Experts a token goes to; each gets a copy of its hidden state. 0 without experts. */
  copies: number;
  /** Weights of convolutions: as many multiplications for a position as there are weights. */
  convolution: number;
  /** Elements that the backward pass needs beside those that follow from the widths above. */
  kept: number;
}

/** Attention that is alike in several layers: who asks, and what there is to see. */
export interface AttentionStack {
  layers: number;
  heads: number;
  /** Tokens of one sample that ask, and positions that each could see. */
  tokens: number;
  positions: number;
  /** A token sees only those before it. */
  causal: boolean;
  /** Positions that a token sees at most: a sliding window, or `Infinity`. */
  window: number;
  /** Width of the queries and of what leaves the heads, together. */
  width: number;
  /** Elements that one layer caches of a position while text is decoded. */
  cacheWidth: number;
}

/** The shapes inside a model for samples of one length. */
export interface LayerShapes {
  /** Tokens of one sample as a request counts them. */
  tokens: number;
  /** Tokens of one sample that are read before the first one is written. */
  read: number;
  groups: readonly LayerGroup[];
  attentions: readonly AttentionStack[];
  /** Parameters of embeddings, positions, norms and the separate output head. */
  tables: number;
}

/** Layers without the parts that few kinds have. */
export const plainGroup = {
  decodes: false,
  sublayers: 2,
  latentWidth: 0,
  mlpMatrices: 0,
  width: 0,
  wholeWidth: 0,
  matrixWidth: 0,
  copies: 0,
  convolution: 0,
  kept: 0,
};

/** Matrices beside the stack of layers, which `tokens` tokens of a sample pass. */
export const matricesAlone = (
  layers: number,
  tokens: number,
  attention: readonly Matrix[],
  kept = 0,
): LayerGroup => ({
  ...plainGroup,
  layers,
  tokens,
  hiddenSize: 0,
  sublayers: 0,
  queryWidth: 0,
  keyWidth: 0,
  attention,
  kept,
});

/** Projections of attention over states of width `context`, which is the model's own in self-attention. */
export const projections = (
  hidden: number,
  query: number,
  key: number,
): readonly [Matrix, Matrix, Matrix, Matrix] => [
  ['q_proj', hidden, query],
  ['k_proj', hidden, key],
  ['v_proj', hidden, key],
  ['o_proj', query, hidden],
];

export const mlpTargets = ['gate_proj', 'up_proj', 'down_proj'] as const satisfies readonly LoraTarget[];

/** Sum over the groups of layers. */
export const overLayers = (groups: readonly LayerGroup[], of: (group: LayerGroup) => number): number =>
  groups.reduce((sum, group) => sum + group.layers * of(group), 0);

/** Sum over the groups for one token of the sample: a group that only every fourth passes counts a quarter. */
export const perToken = ({ groups, tokens }: LayerShapes, of: (group: LayerGroup) => number): number =>
  groups.reduce((sum, group) => sum + group.layers * (group.tokens / tokens) * of(group), 0);

/** Sum over the stacks of attention. */
export const overAttention = (
  { attentions }: LayerShapes,
  of: (attention: AttentionStack) => number,
): number => attentions.reduce((sum, attention) => sum + attention.layers * of(attention), 0);

/** Weights of one layer, with feed-forward parts `width` wide together. */
export const layerWeights = (
  { attention, mlpMatrices, hiddenSize, convolution }: LayerGroup,
  width: number,
): number =>
  attention.reduce((sum, [, from, to]) => sum + from * to, mlpMatrices * hiddenSize * width + convolution);

/** Layers that every decoded token passes. */
export const decodedLayers = ({ groups }: LayerShapes): number =>
  overLayers(groups, ({ decodes }) => Number(decodes));

/** Positions that the last token sees in one layer. */
export const positionsSeen = ({ positions, window }: AttentionStack): number => Math.min(positions, window);

/** Positions that a token sees in one layer on average: under a causal mask half of them, or nearly the whole of a short window. */
export function meanPositionsSeen(attention: AttentionStack): number {
  const seen = positionsSeen(attention);
  return attention.causal ? seen - seen ** 2 / (2 * attention.positions) : seen;
}

/** Parameters of the experts that a router chooses from, all layers; `perLayer` of them in each. */
export function routedParameters(m: EstimationModel, perLayer: number): number {
  if (!m.experts) return 0;
  const { denseLayers, intermediateSize } = m.experts;
  return (m.layers - denseLayers) * perLayer * (m.gatedMlp ? 3 : 2) * m.hiddenSize * intermediateSize;
}

/**
 * Share of a layer's experts that `tokens` tokens reach, expected: 1 − (1 − k/E)^tokens. Takes the choices of different
 * tokens as independent and even over the experts, which a router is trained towards; text of one kind reaches fewer.
 */
export function expertShare(m: EstimationModel, tokens: number): number {
  return m.experts ? 1 - (1 - m.experts.perToken / m.experts.count) ** tokens : 1;
}
