import { matricesAlone, plainGroup, projections, type LayerGroup, type LayerShapes } from '../layers.ts';
import type { EstimationModel } from '../types.ts';

/**
 * T5 and Whisper: an encoder, and a decoder whose layers also attend to what the encoder made (Vaswani et al. 2017,
 * section 3.2.3). A request's tokens are the decoder's. T5's encoder reads as many; Whisper's has the positions of its
 * window of 30 s, silent or not, behind two convolutions of which the second halves the frames (Radford et al. 2022,
 * section 2.2). Keys and values of cross-attention are made once for each position of the encoder.
 * @param written tokens of one sample that pass the decoder: all in training, the first while a prompt is read.
 */
export function encoderDecoder(m: EstimationModel, tokens: number, written: number): LayerShapes {
  const { hiddenSize: h, heads } = m;
  const { layers, positions, bands, kernel } = m.encoder!;
  const source = positions || tokens;
  const decoderLayers = m.layers - layers;
  const query = heads * m.headDim;
  const key = m.kvHeads * m.headDim;
  const width = m.intermediateSize;
  const self = projections(h, query, key);
  const [q, k, v, o] = self;
  const alike = {
    ...plainGroup,
    hiddenSize: h,
    keyWidth: key,
    mlpMatrices: m.gatedMlp ? 3 : 2,
    width,
    wholeWidth: width,
    matrixWidth: width,
  };
  const groups: LayerGroup[] = [
    { ...alike, layers, tokens: source, queryWidth: query, attention: self },
    matricesAlone(decoderLayers, source, [k, v], 2 * key),
    {
      ...alike,
      layers: decoderLayers,
      tokens: written,
      decodes: true,
      sublayers: 3,
      queryWidth: 2 * query,
      attention: [...self, q, o],
    },
  ];
  // Both convolutions and the activation functions behind them keep what enters them.
  if (bands) {
    const before = { ...matricesAlone(1, 2 * source, []), convolution: kernel * bands * h, kept: bands + h };
    const behind = { ...matricesAlone(1, source, []), convolution: kernel * h * h, kept: 3 * h };
    groups.push(before, behind);
  }
  const attention = { heads, window: Infinity, width: 2 * query };
  const cacheWidth = 2 * key;
  const rows = m.vocabSize! * (m.tiedEmbeddings ? 1 : 2) + (m.positionEmbeddings ?? 0);
  return {
    tokens,
    read: source,
    groups,
    attentions: [
      { ...attention, layers, tokens: source, positions: source, causal: false, cacheWidth: 0 },
      { ...attention, layers: decoderLayers, tokens: written, positions: tokens, causal: true, cacheWidth },
      { ...attention, layers: decoderLayers, tokens: written, positions: source, causal: false, cacheWidth },
    ],
    // Two norms in an encoder's layer, three in a decoder's, one behind each stack.
    tables: (rows + 2 * layers + 3 * decoderLayers + 2) * h,
  };
}
