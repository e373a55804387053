import { matricesAlone, plainGroup, projections, type LayerShapes, type Matrix } from '../layers.ts';
import type { EstimationModel } from '../types.ts';

/**
 * FLUX: image and text tokens attend together in every block. The first blocks have weights of their own for each of
 * the two, the others share them. Time and pooled text reach a block through one vector for the whole sample, whose
 * products make scale, shift and gate: six vectors for attention and MLP, three where one gate serves both, two at the
 * end. A request's tokens are those of the image; autoencoder and text encoders are left out.
 */
export function diffusionTransformer(m: EstimationModel, tokens: number): LayerShapes {
  const { hiddenSize: h, heads } = m;
  const { doubleBlocks, text, textWidth, latentWidth, vectorWidths } = m.joint!;
  const single = m.layers - doubleBlocks;
  const query = heads * m.headDim;
  const width = m.intermediateSize;
  const alike = {
    ...plainGroup,
    hiddenSize: h,
    queryWidth: query,
    keyWidth: query,
    attention: projections(h, query, query),
    mlpMatrices: 2,
    width,
    wholeWidth: width,
    matrixWidth: width,
  };
  const modulation = (vectors: number): Matrix => [null, h, vectors * h];
  const vectors: Matrix[] = vectorWidths.flatMap((from) => [
    [null, from, h],
    [null, h, h],
  ]);
  const attention = {
    heads,
    tokens: tokens + text,
    positions: tokens + text,
    causal: false,
    window: Infinity,
    width: 2 * query,
    cacheWidth: 0,
  };
  return {
    tokens,
    read: tokens,
    groups: [
      { ...alike, layers: doubleBlocks, tokens },
      { ...alike, layers: doubleBlocks, tokens: text },
      { ...alike, layers: single, tokens: tokens + text },
      matricesAlone(1, text, [[null, textWidth, h]]),
      matricesAlone(1, tokens, [
        [null, latentWidth, h],
        [null, h, latentWidth],
      ]),
      matricesAlone(2 * doubleBlocks, 1, [modulation(6)]),
      matricesAlone(single, 1, [modulation(3)]),
      matricesAlone(1, 1, [...vectors, modulation(2)]),
    ],
    attentions: [{ ...attention, layers: m.layers }],
    tables: 0,
  };
}
