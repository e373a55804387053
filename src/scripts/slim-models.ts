import type { Model, ModelOf } from '../../catalog/types.ts';
import { modelKinds, type Experts } from '../estimation/types.ts';
import type { SlimModel } from './unpack-models.ts';

type Estimable = ModelOf<SlimModel['kind']>;

/** Whether the estimator takes a model of this kind. */
export const isEstimable = (model: Model): model is Estimable =>
  (modelKinds as readonly string[]).includes(model.kind);

/** A model without the fields that no island reads; those that its kind lacks are empty. */
export function slimModel(model: Estimable): SlimModel {
  const language = model.kind === 'vision' ? null : model;
  return {
    slug: model.slug,
    name: model.name,
    family: model.family,
    kind: model.kind,
    parameters: model.parameters,
    layers: model.layers,
    hiddenSize: model.hiddenSize,
    intermediateSize: model.intermediateSize,
    heads: model.heads,
    kvHeads: model.kvHeads,
    headDim: model.headDim,
    vocabSize: language?.vocabSize ?? 0,
    tiedEmbeddings: language?.tiedEmbeddings ?? false,
    gatedMlp: model.gatedMlp,
    positionEmbeddings: language ? language.positionEmbeddings : model.contextLength,
    contextLength: model.contextLength,
    slidingWindow: language?.slidingWindow ?? null,
    slidingLayers: language?.slidingLayers ?? 0,
    experts: model.kind === 'moe' ? expertsOf(model.experts) : null,
    mla: language?.mla ?? null,
  };
}

const expertsOf = ({
  count,
  perToken,
  intermediateSize,
  sharedIntermediateSize,
  denseLayers,
}: Experts): Experts => ({ count, perToken, intermediateSize, sharedIntermediateSize, denseLayers });

/** What is left of a model without its names: dimensions such as a reader may give. */
export function dimensionsOf(model: SlimModel): Omit<SlimModel, 'slug' | 'family' | 'name'> {
  const dimensions: Partial<SlimModel> = { ...model };
  delete dimensions.slug;
  delete dimensions.family;
  delete dimensions.name;
  return dimensions as SlimModel;
}
