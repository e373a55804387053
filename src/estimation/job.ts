import { isQuantised } from './formats.ts';
import { layerShapes } from './kinds/index.ts';
import {
  layerWeights,
  mlpTargets,
  overLayers,
  perToken,
  routedParameters,
  type LayerGroup,
  type LayerShapes,
} from './layers.ts';
import { memoryProfileOf, type TrainingMemoryProfile } from './profiles/training-memory.ts';
import type { EstimateRequest, EstimationModel, LoraTarget } from './types.ts';

/** What the request and the model say together, before a card is named. Counts are parameters, elements, tokens. */
export interface Job {
  request: EstimateRequest;
  model: EstimationModel;
  shapes: LayerShapes;
  /** Entries of the vocabulary at the output; 0 for models fine-tuned with a small head instead. */
  vocabSize: number;
  /** Parameters of the input embedding, the separate output head, positions and norms. */
  otherParameters: number;
  /** Parameters of the layers: attention, feed-forward parts, convolutions. */
  linearParameters: number;
  /** Those of them that are convolutions, the only ones that no weight format quantises. */
  convolutionParameters: number;
  /**
   * Parameters that one token of a sample is multiplied with: without the experts it is not sent to; of layers that
   * more or fewer tokens pass (an encoder of audio, a level of a U-Net) in proportion.
   */
  activeParameters: number;
  /** The same for a token that is decoded: without an encoder, which is done with by then. */
  decodedParameters: number;
  /** Parameters of layers that no decoded token passes: an encoder, and what it is projected with. */
  encoderParameters: number;
  /** Those of the linear ones that belong to experts a router chooses from. */
  routedParameters: number;
  /** Parameters of the output head, whether or not it shares the input embedding. */
  headParameters: number;
  /** Parameters that receive gradients: all, or adapters and what is trained in full beside them. */
  trainable: number;
  /** Parameters of input embedding and output head where they are trained in full beside adapters; else 0. */
  trainedTables: number;
  /** Parameters of the adapters, DoRA's magnitudes included. */
  loraParameters: number;
  /** Adapter parameters that one token is multiplied with. */
  activeLoraParameters: number;
  /** Tokens in one micro-batch (training) or in one chunk of prompt (inference). */
  tokens: number;
  /** Bytes per element of the compute data type. */
  computeBytes: number;
  /** What the framework keeps in memory where frameworks differ. */
  profile: TrainingMemoryProfile;
  /** Embeddings, norms and head are fp32 because PEFT prepared a quantised model for training. */
  kbit: boolean;
  /** The residual stream is fp32 beside 16-bit products: autocast over fp32 weights, or k-bit preparation. */
  fp32Residual: boolean;
}

export const isMixed = (request: EstimateRequest): boolean => request.precision.endsWith('-mixed');

/** Whether the model writes text token by token: a token sees only those before it, and they are cached. */
export const isCausal = ({ kind, encoder }: EstimationModel): boolean =>
  kind === 'decoder' || kind === 'moe' || Boolean(encoder);

/** Input plus output width of the matrices that LoRA adapts, in one layer. */
export interface LoraWidths {
  attention: number;
  /** Of so many MLPs, `width` wide all together. */
  mlp: (width: number, mlps?: number) => number;
}

/**
 * What LoRA adapts. `attention` means every projection of the attention that the model has, so with latent attention
 * the compressed ones, and with cross-attention its own; `all-linear` adds the feed-forward matrices of every expert,
 * not the router, and matrices without a name of their own. A listed name that the model does not have adapts nothing.
 */
export function loraWidths(request: EstimateRequest, m: EstimationModel, group: LayerGroup): LoraWidths {
  const { targets } = request.lora;
  const listed = typeof targets === 'string' ? null : targets;
  let attention = 0;
  for (const [name, from, to] of group.attention) {
    const adapted = listed ? name && listed.includes(name) : name || targets === 'all-linear';
    if (adapted) attention += from + to;
  }
  const matrices = mlpTargets.filter(
    (name) =>
      (listed ? listed.includes(name) : targets === 'all-linear') && (m.gatedMlp || name !== 'gate_proj'),
  ).length;
  return {
    attention,
    mlp: (width, mlps = 1) => (group.mlpMatrices ? matrices * (mlps * group.hiddenSize + width) : 0),
  };
}

/** Whether LoRA adapts a matrix; `name` is `null` where it has none of its own. */
export const isAdapted = ({ lora }: EstimateRequest, name: LoraTarget | null, inMlp: boolean): boolean =>
  typeof lora.targets === 'string'
    ? lora.targets === 'all-linear' || (!inMlp && name !== null)
    : name !== null && lora.targets.includes(name);

/** Output width of the matrices that are adapted in one layer, `mlps` MLPs of `width` together: DoRA's magnitudes. */
export function adaptedOutputs(
  request: EstimateRequest,
  m: EstimationModel,
  group: LayerGroup,
  width: number,
  mlps = 1,
): number {
  let outputs = 0;
  for (const [name, , to] of group.attention) if (isAdapted(request, name, false)) outputs += to;
  if (!group.mlpMatrices) return outputs;
  if (m.gatedMlp && isAdapted(request, 'gate_proj', true)) outputs += width;
  if (isAdapted(request, 'up_proj', true)) outputs += width;
  return isAdapted(request, 'down_proj', true) ? outputs + mlps * group.hiddenSize : outputs;
}

/**
 * Sum over the adapted matrices of input plus output width, times rank (Hu et al. 2022, section 4.1); DoRA adds one
 * magnitude for each output (Liu et al. 2024, section 4).
 */
function countLora(request: EstimateRequest, m: EstimationModel, group: LayerGroup, experts: number): number {
  const widths = loraWidths(request, m, group);
  const shared = m.experts?.sharedIntermediateSize ?? 0;
  const width = group.copies ? experts * m.experts!.intermediateSize + shared : group.width;
  const mlps = group.copies ? experts + Number(shared > 0) : 1;
  const magnitudes = request.method === 'dora' ? adaptedOutputs(request, m, group, width, mlps) : 0;
  return request.lora.rank * (widths.attention + widths.mlp(width, mlps)) + magnitudes;
}

/** Derives everything the memory and speed terms share. Nothing here depends on the card. */
export function prepareJob(request: EstimateRequest, model: EstimationModel): Job {
  const training = request.task === 'training';
  const shapes = layerShapes(model, training ? request.sequenceLength : request.contextLength, training);
  const { groups } = shapes;
  const { vocabSize = 0, experts } = model;
  const output = isCausal(model) ? vocabSize : 0;
  const convolutionParameters = overLayers(groups, ({ convolution }) => convolution);
  const otherParameters = Math.min(model.parameters, shapes.tables);
  const linearParameters = model.parameters - otherParameters;
  const routed = Math.min(linearParameters, routedParameters(model, experts?.count ?? 0));
  // What the shapes leave out (biases, routers, patch embeddings) is taken as met by every token.
  const met = linearParameters - (experts ? routed - (routed / experts.count) * experts.perToken : 0);
  const encoderParameters = overLayers(groups, (group) =>
    group.decodes ? 0 : layerWeights(group, group.wholeWidth),
  );
  const others = (group: LayerGroup): number => group.tokens / shapes.tokens - 1;
  const adapters = training && request.method !== 'full';
  const lora = (ofExperts: number) => (group: LayerGroup) => countLora(request, model, group, ofExperts);
  const loraParameters = adapters ? overLayers(groups, lora(experts?.count ?? 0)) : 0;
  const computeBytes = request.precision === 'fp32' || request.precision === 'tf32' ? 4 : 2;
  const profile = memoryProfileOf(request);
  // PEFT leaves a GPTQ model's embeddings, head and norms as they are.
  const kbit =
    adapters &&
    isQuantised(request.weightFormat) &&
    !request.weightFormat.startsWith('gptq') &&
    profile.kbitFp32;
  const headParameters = output * model.hiddenSize;
  const words = vocabSize * model.hiddenSize;
  const trainedTables =
    adapters && request.trainEmbeddings ? words + (model.tiedEmbeddings ? 0 : headParameters) : 0;
  return {
    request,
    model,
    shapes,
    vocabSize: output,
    otherParameters,
    convolutionParameters,
    linearParameters,
    activeParameters: met + overLayers(groups, (group) => others(group) * layerWeights(group, group.width)),
    decodedParameters: met - encoderParameters,
    encoderParameters,
    routedParameters: routed,
    headParameters,
    trainable: training ? (adapters ? loraParameters + trainedTables : model.parameters) : 0,
    trainedTables,
    profile,
    loraParameters,
    activeLoraParameters: adapters ? perToken(shapes, lora(experts?.perToken ?? 0)) : 0,
    tokens: request.sequenceLength * request.microBatchSize,
    computeBytes,
    kbit,
    fp32Residual: computeBytes === 2 && (kbit || (training && request.weightFormat === 'fp32')),
  };
}
