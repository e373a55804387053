import { mlpTargets, type LayerShapes } from '../layers.ts';
import type { EstimationModel, LoraTarget } from '../types.ts';
import { diffusionTransformer } from './diffusion-transformer.ts';
import { encoderDecoder } from './encoder-decoder.ts';
import { transformer } from './transformer.ts';
import { unet } from './unet.ts';

/**
 * The shapes inside a model, from its dimensions, for samples of `tokens` tokens.
 * @param training in training a decoder behind an encoder passes every token at once; else it begins with one.
 */
export function layerShapes(m: EstimationModel, tokens: number, training: boolean): LayerShapes {
  if (m.unet) return unet(m, tokens);
  if (m.joint) return diffusionTransformer(m, tokens);
  if (m.encoder) return encoderDecoder(m, tokens, training ? tokens : 1);
  return transformer(m, tokens);
}

/** Names of the linear layers that a model has, in the words of Transformers' decoders. */
export function linearNames(m: EstimationModel): LoraTarget[] {
  const names = layerShapes(m, 1, true).groups.flatMap(({ attention }) => attention.map(([name]) => name));
  return [...new Set(names.filter((name) => name !== null)), ...mlpTargets.slice(m.gatedMlp ? 0 : 1)];
}
