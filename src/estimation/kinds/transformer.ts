import { plainGroup, projections, type LayerGroup, type LayerShapes, type Matrix } from '../layers.ts';
import type { EstimationModel } from '../types.ts';

/**
 * Decoders, mixtures of experts, text encoders and Vision Transformers: one stack of layers over one sequence.
 *
 * Multi-head latent attention (DeepSeek-AI 2024, arXiv:2405.04434, section 2.1) caches one compressed vector and one
 * rotary key per token instead of keys and values; while it trains, both are expanded for every head.
 */
export function transformer(m: EstimationModel, tokens: number): LayerShapes {
  const { layers, hiddenSize: h, heads, experts, mla } = m;
  const queryWidth = heads * (mla ? mla.nopeHeadDim + mla.ropeHeadDim : m.headDim);
  const valueWidth = heads * (mla ? mla.valueHeadDim : m.headDim);
  const keyWidth = mla ? queryWidth : m.kvHeads * m.headDim;
  const compressed = mla ? mla.kvRank + mla.ropeHeadDim : 0;
  const latent = (): Matrix[] => [
    ...(mla!.queryRank
      ? ([
          ['q_a_proj', h, mla!.queryRank],
          ['q_b_proj', mla!.queryRank, queryWidth],
        ] as const)
      : ([['q_proj', h, queryWidth]] as const)),
    ['kv_a_proj_with_mqa', h, compressed],
    ['kv_b_proj', mla!.kvRank, heads * mla!.nopeHeadDim + valueWidth],
    ['o_proj', valueWidth, h],
  ];
  const causal = m.kind === 'decoder' || m.kind === 'moe';
  const alike = {
    ...plainGroup,
    tokens,
    decodes: causal,
    hiddenSize: h,
    queryWidth,
    keyWidth,
    latentWidth: compressed + (mla?.queryRank ?? 0),
    attention: mla ? latent() : projections(h, queryWidth, keyWidth),
    mlpMatrices: m.gatedMlp ? 3 : 2,
  };

  const groups: LayerGroup[] = [];
  const dense = experts ? experts.denseLayers : layers;
  if (dense > 0) {
    const width = m.intermediateSize;
    groups.push({ ...alike, layers: dense, width, wholeWidth: width, matrixWidth: width });
  }
  if (experts && layers > dense) {
    const { count, perToken, intermediateSize: width, sharedIntermediateSize: shared } = experts;
    groups.push({
      ...alike,
      layers: layers - dense,
      width: perToken * width + shared,
      wholeWidth: count * width + shared,
      matrixWidth: Math.max(width, shared),
      copies: perToken,
    });
  }

  const sliding = m.slidingWindow ? (m.slidingLayers ?? layers) : 0;
  const attention = {
    heads,
    tokens,
    positions: tokens,
    causal,
    width: queryWidth + valueWidth,
    cacheWidth: causal ? (mla ? compressed : 2 * keyWidth) : 0,
  };
  const attentions = [];
  if (layers > sliding) attentions.push({ ...attention, layers: layers - sliding, window: Infinity });
  if (sliding) attentions.push({ ...attention, layers: sliding, window: m.slidingWindow! });

  const words = m.vocabSize ?? 0;
  const rows = words + (m.positionEmbeddings ?? 0) + (causal && !m.tiedEmbeddings ? words : 0);
  return { tokens, read: tokens, groups, attentions, tables: (rows + 2 * layers + 1) * h };
}
