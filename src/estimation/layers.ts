import type { EstimationModel, LoraTarget } from './types.ts';

/** A matrix that every token is multiplied with: its name in Transformers, input and output width. */
export type Matrix = readonly [name: LoraTarget, from: number, to: number];

/** Layers of a model that are alike. */
export interface LayerGroup {
  layers: number;
  /** Width of the feed-forward part that one token passes: one MLP, or its experts and the shared one together. */
  width: number;
  /** Width of everything there is to pass: with all experts. */
  wholeWidth: number;
  /** Width of the widest single feed-forward matrix. */
  matrixWidth: number;
  /** Experts a token goes to; each gets a copy of its hidden state. 0 without experts. */
  copies: number;
}

/** The shapes inside a model's layers, from its dimensions. Widths are elements per token. */
export interface LayerShapes {
  /** Width of all query heads together, of all key heads, and of what leaves the heads. */
  queryWidth: number;
  keyWidth: number;
  valueWidth: number;
  /** Width of the compressed queries, keys and values of latent attention; 0 without. */
  latentWidth: number;
  /** Elements that one layer keeps of a token in the KV cache. */
  cacheWidth: number;
  attention: readonly Matrix[];
  /** Matrices of one MLP: gate, up and down, or up and down. */
  mlpMatrices: number;
  groups: readonly LayerGroup[];
  /** Layers that attend to everything, and those that see a window of `window` tokens. */
  fullLayers: number;
  slidingLayers: number;
  window: number;
}

/**
 * Multi-head latent attention (DeepSeek-AI 2024, arXiv:2405.04434, section 2.1) caches one compressed vector and one
 * rotary key per token instead of keys and values; while it trains, both are expanded for every head.
 */
export function layerShapes(m: EstimationModel): LayerShapes {
  const { layers, hiddenSize: h, heads, experts, mla } = m;
  const queryWidth = heads * (mla ? mla.nopeHeadDim + mla.ropeHeadDim : m.headDim);
  const valueWidth = heads * (mla ? mla.valueHeadDim : m.headDim);
  const keyWidth = mla ? queryWidth : m.kvHeads * m.headDim;
  const compressed = mla ? mla.kvRank + mla.ropeHeadDim : 0;
  const query: Matrix[] = mla?.queryRank
    ? [
        ['q_a_proj', h, mla.queryRank],
        ['q_b_proj', mla.queryRank, queryWidth],
      ]
    : [['q_proj', h, queryWidth]];
  const keyValue: Matrix[] = mla
    ? [
        ['kv_a_proj_with_mqa', h, compressed],
        ['kv_b_proj', mla.kvRank, heads * mla.nopeHeadDim + valueWidth],
      ]
    : [
        ['k_proj', h, keyWidth],
        ['v_proj', h, keyWidth],
      ];

  const groups: LayerGroup[] = [];
  const dense = experts ? experts.denseLayers : layers;
  if (dense > 0) {
    const width = m.intermediateSize;
    groups.push({ layers: dense, width, wholeWidth: width, matrixWidth: width, copies: 0 });
  }
  if (experts && layers > dense) {
    const { count, perToken, intermediateSize: width, sharedIntermediateSize: shared } = experts;
    groups.push({
      layers: layers - dense,
      width: perToken * width + shared,
      wholeWidth: count * width + shared,
      matrixWidth: Math.max(width, shared),
      copies: perToken,
    });
  }

  const slidingLayers = m.slidingWindow ? (m.slidingLayers ?? layers) : 0;
  return {
    queryWidth,
    keyWidth,
    valueWidth,
    latentWidth: compressed + (mla?.queryRank ?? 0),
    cacheWidth: mla ? compressed : 2 * keyWidth,
    attention: [...query, ...keyValue, ['o_proj', valueWidth, h]],
    mlpMatrices: m.gatedMlp ? 3 : 2,
    groups,
    fullLayers: layers - slidingLayers,
    slidingLayers,
    window: m.slidingWindow ?? 0,
  };
}

export const mlpTargets = ['gate_proj', 'up_proj', 'down_proj'] as const satisfies readonly LoraTarget[];

/** Names of the linear layers that a model has, in the words of Transformers' decoders. */
export function linearNames(m: EstimationModel): LoraTarget[] {
  const attention = layerShapes(m).attention.map(([name]) => name);
  return [...attention, ...mlpTargets.slice(m.gatedMlp ? 0 : 1)];
}

/** Sum over the groups of layers. */
export const overLayers = (groups: readonly LayerGroup[], of: (group: LayerGroup) => number): number =>
  groups.reduce((sum, group) => sum + group.layers * of(group), 0);

/** Positions that the last of `n` tokens attends to, all layers together. */
export function positionsSeen({ fullLayers, slidingLayers, window }: LayerShapes, n: number): number {
  return fullLayers * n + slidingLayers * Math.min(n, window);
}

/** The same on average over `n` tokens under a causal mask: half of them, or nearly the whole of a short window. */
export function meanPositionsSeen({ fullLayers, slidingLayers, window }: LayerShapes, n: number): number {
  const most = Math.min(n, window);
  return (fullLayers * n) / 2 + slidingLayers * (most - most ** 2 / (2 * n));
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
