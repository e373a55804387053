import type { Model } from '../../catalog/types.ts';
import { fromCatalog } from '../estimation/from-catalog.ts';
import type { EstimationModel, Experts } from '../estimation/types.ts';
import type { SlimModel } from './unpack-models.ts';

/** A model without the fields that no island reads; those that its kind lacks are empty. */
export function slimModel(model: Model): SlimModel {
  const m = fromCatalog(model);
  return {
    slug: m.slug,
    name: m.name,
    family: model.family,
    kind: m.kind,
    parameters: m.parameters,
    layers: m.layers,
    hiddenSize: m.hiddenSize,
    intermediateSize: m.intermediateSize,
    heads: m.heads,
    kvHeads: m.kvHeads,
    headDim: m.headDim,
    vocabSize: m.vocabSize ?? 0,
    tiedEmbeddings: m.tiedEmbeddings ?? false,
    gatedMlp: m.gatedMlp,
    positionEmbeddings: m.positionEmbeddings ?? positionsOfImage(m),
    contextLength: m.contextLength,
    slidingWindow: m.slidingWindow ?? null,
    slidingLayers: m.slidingLayers ?? 0,
    experts: m.experts ? expertsOf(m.experts) : null,
    mla: m.mla ?? null,
    encoder: m.encoder ?? null,
    unet: m.unet ?? null,
    joint: m.joint ?? null,
  };
}

/** A Vision Transformer learns the positions of its patches; diffusion models compute theirs. */
const positionsOfImage = ({ kind, contextLength }: EstimationModel): number =>
  kind === 'vision' ? contextLength : 0;

const expertsOf = ({
  count,
  perToken,
  intermediateSize,
  sharedIntermediateSize,
  denseLayers,
}: Experts): Experts => ({ count, perToken, intermediateSize, sharedIntermediateSize, denseLayers });

const unsaid: readonly string[] = ['slug', 'family', 'name', 'unet', 'joint'];

/** What is left of a model without its names: dimensions such as a reader may give. */
export const dimensionsOf = (
  model: SlimModel,
): Omit<SlimModel, 'slug' | 'family' | 'name' | 'unet' | 'joint'> =>
  Object.fromEntries(
    Object.entries(model).filter(([name]) => !unsaid.includes(name)),
  ) as unknown as SlimModel;
