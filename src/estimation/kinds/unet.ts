import {
  matricesAlone,
  plainGroup,
  projections,
  type AttentionStack,
  type LayerGroup,
  type LayerShapes,
  type Matrix,
} from '../layers.ts';
import type { EstimationModel } from '../types.ts';

/** Weights of a 3 × 3 convolution for each pair of channels. */
const kernel = 9;

/**
 * The U-Net of a latent diffusion model (Rombach et al. 2022, arXiv:2112.10752): levels of half the side each, with
 * residual blocks of two 3 × 3 convolutions, and behind some of them transformer layers that attend to the positions of
 * the level and to the text. A request's tokens are the positions of the latent image. Autoencoder and text encoder,
 * which training needs only to prepare its samples, are left out.
 */
export function unet(m: EstimationModel, tokens: number): LayerShapes {
  const { channels, multipliers, blocks, depths, middleDepth, headDim, text, textWidth, vectorWidth } =
    m.unet!;
  const groups: LayerGroup[] = [];
  const attentions: AttentionStack[] = [];
  const timeWidth = 4 * channels;
  const embed = (from: number): Matrix[] => [
    [null, from, timeWidth],
    [null, timeWidth, timeWidth],
  ];
  /** What reaches every block through one vector for the whole sample. */
  const time: Matrix[] = [...embed(channels), ...(vectorWidth ? embed(vectorWidth) : [])];

  /** One more convolution layer; those that follow one of their own kind are counted with it. */
  const convolution = (positions: number, weights: number, from: number, kept: number): void => {
    const last = groups.at(-1);
    if (last?.convolution === weights && last.kept === kept && last.tokens === positions) last.layers++;
    else groups.push({ ...matricesAlone(1, positions, []), hiddenSize: from, convolution: weights, kept });
  };
  /** Norm, activation and convolution twice, each of which keeps what enters it, and a product where widths differ. */
  const residual = (positions: number, from: number, to: number): void => {
    const shortcut = from === to ? 0 : from * to;
    convolution(positions, kernel * (from + to) * to + shortcut, from, 3 * (from + to));
    time.push([null, timeWidth, to]);
  };
  /** Self-attention, cross-attention and an MLP of four times the width, `depth` of them between two products. */
  const transformers = (stacks: number, depth: number, positions: number, width: number): void => {
    if (depth === 0) return;
    const layers = stacks * depth;
    const self = projections(width, width, width);
    const around: Matrix = [null, width, width];
    const inner = 4 * width;
    groups.push(
      matricesAlone(stacks, positions, [around, around], 3 * width),
      {
        ...plainGroup,
        layers,
        tokens: positions,
        hiddenSize: width,
        sublayers: 3,
        queryWidth: 2 * width,
        keyWidth: width,
        attention: [...self, self[0], self[3]],
        mlpMatrices: 3,
        width: inner,
        wholeWidth: inner,
        // Gate and value are one matrix.
        matrixWidth: 2 * inner,
      },
      matricesAlone(
        layers,
        text,
        [
          ['k_proj', textWidth, width],
          ['v_proj', textWidth, width],
        ],
        2 * width,
      ),
    );
    const heads = headDim ? width / headDim : m.heads;
    const alike = { layers, heads, tokens: positions, causal: false, window: Infinity, cacheWidth: 0 };
    attentions.push(
      { ...alike, positions, width: 2 * width },
      { ...alike, positions: text, width: 2 * width },
    );
  };

  const last = multipliers.length - 1;
  const positionsOf = (level: number): number => Math.ceil(tokens / 4 ** level);
  let width = channels;
  /** Widths handed across the U, to be joined to the input of the blocks on the way up. */
  const across = [width];
  for (let level = 0; level <= last; level++) {
    const to = multipliers[level]! * channels;
    for (let block = 0; block < blocks; block++) {
      residual(positionsOf(level), width, to);
      width = to;
      across.push(width);
    }
    if (level === last) break;
    // It reads four positions for each that it writes.
    convolution(positionsOf(level + 1), kernel * width * width, width, 4 * width);
    across.push(width);
  }
  for (let block = 0; block < 2; block++) residual(positionsOf(last), width, width);
  for (let level = last; level >= 0; level--) {
    const to = multipliers[level]! * channels;
    for (let block = 0; block <= blocks; block++) {
      residual(positionsOf(level), width + across.pop()!, to);
      width = to;
    }
    if (level > 0) convolution(positionsOf(level - 1), kernel * width * width, width, width);
  }
  for (let level = 0; level <= last; level++)
    transformers(2 * blocks + 1, depths[level]!, positionsOf(level), multipliers[level]! * channels);
  transformers(1, middleDepth, positionsOf(last), multipliers[last]! * channels);
  groups.push(matricesAlone(1, 1, time));
  return { tokens, read: tokens, groups, attentions, tables: 0 };
}
