import { isQuantised } from './formats.ts';
import { layerShapes, mlpTargets, overLayers, routedParameters, type LayerShapes } from './layers.ts';
import type { EstimateRequest, EstimationModel } from './types.ts';

/** What the request and the model say together, before a card is named. Counts are parameters, elements, tokens. */
export interface Job {
  request: EstimateRequest;
  model: EstimationModel;
  shapes: LayerShapes;
  /** Entries of the vocabulary at the output; 0 for models fine-tuned with a small head instead. */
  vocabSize: number;
  /** Parameters of the input embedding, the separate output head, positions and norms. */
  otherParameters: number;
  /** Parameters of the attention and feed-forward layers, the only ones a weight format quantises. */
  linearParameters: number;
  /** Those of them that one token is multiplied with: without the experts it is not sent to. */
  activeParameters: number;
  /** Those of them that belong to experts a router chooses from. */
  routedParameters: number;
  /** Parameters of the output head, whether or not it shares the input embedding. */
  headParameters: number;
  /** Parameters that receive gradients. */
  trainable: number;
  loraParameters: number;
  /** Adapter parameters that one token is multiplied with. */
  activeLoraParameters: number;
  /** Tokens in one micro-batch (training) or in one chunk of prompt (inference). */
  tokens: number;
  /** Bytes per element of the compute data type. */
  computeBytes: number;
  /** Embeddings, norms and head are fp32 because PEFT prepared a quantised model for training. */
  kbit: boolean;
  /** The residual stream is fp32 beside 16-bit products: autocast over fp32 weights, or k-bit preparation. */
  fp32Residual: boolean;
}

export const isMixed = (request: EstimateRequest): boolean => request.precision.endsWith('-mixed');

/** Whether the model writes text token by token: a token sees only those before it, and they are cached. */
export const isCausal = ({ kind }: EstimationModel): boolean => kind === 'decoder' || kind === 'moe';

/** Input plus output width of the matrices that LoRA adapts, in one layer. */
export interface LoraWidths {
  attention: number;
  /** Of so many MLPs, `width` wide all together. */
  mlp: (width: number, mlps?: number) => number;
}

/**
 * What LoRA adapts. `attention` means every projection of the attention that the model has, so with latent attention
 * the compressed ones; `all-linear` adds the feed-forward matrices of every expert, not the router. A listed name that
 * the model does not have adapts nothing.
 */
export function loraWidths(request: EstimateRequest, m: EstimationModel, shapes: LayerShapes): LoraWidths {
  const { targets } = request.lora;
  const listed = typeof targets === 'string' ? null : targets;
  let attention = 0;
  for (const [name, from, to] of shapes.attention) {
    if (!listed || listed.includes(name)) attention += from + to;
  }
  const matrices = mlpTargets.filter(
    (name) =>
      (listed ? listed.includes(name) : targets === 'all-linear') && (m.gatedMlp || name !== 'gate_proj'),
  ).length;
  return { attention, mlp: (width, mlps = 1) => matrices * (mlps * m.hiddenSize + width) };
}

/** Sum over the adapted matrices of input plus output width, times rank (Hu et al. 2022, section 4.1). */
function countLora(
  request: EstimateRequest,
  m: EstimationModel,
  shapes: LayerShapes,
  experts: number,
): number {
  const widths = loraWidths(request, m, shapes);
  const shared = m.experts?.sharedIntermediateSize ?? 0;
  const all = overLayers(shapes.groups, ({ copies, width }) => {
    const mlp = copies
      ? widths.mlp(experts * m.experts!.intermediateSize + shared, experts + Number(shared > 0))
      : widths.mlp(width);
    return widths.attention + mlp;
  });
  return request.lora.rank * all;
}

/** Derives everything the memory and speed terms share. Nothing here depends on the card. */
export function prepareJob(request: EstimateRequest, model: EstimationModel): Job {
  const shapes = layerShapes(model);
  const { vocabSize = 0, experts } = model;
  const output = isCausal(model) ? vocabSize : 0;
  const headParameters = output * model.hiddenSize;
  const embeddings =
    (vocabSize + (model.positionEmbeddings ?? 0)) * model.hiddenSize +
    (model.tiedEmbeddings ? 0 : headParameters);
  const norms = (2 * model.layers + 1) * model.hiddenSize;
  const otherParameters = Math.min(model.parameters, embeddings + norms);
  const linearParameters = model.parameters - otherParameters;
  const routed = Math.min(linearParameters, routedParameters(model, experts?.count ?? 0));
  const training = request.task === 'training';
  const adapters = training && request.method !== 'full';
  const loraParameters = adapters ? countLora(request, model, shapes, experts?.count ?? 0) : 0;
  const computeBytes = request.precision === 'fp32' || request.precision === 'tf32' ? 4 : 2;
  const kbit = adapters && isQuantised(request.weightFormat);
  return {
    request,
    model,
    shapes,
    vocabSize: output,
    otherParameters,
    linearParameters,
    activeParameters: linearParameters - (experts ? routed - (routed / experts.count) * experts.perToken : 0),
    routedParameters: routed,
    headParameters,
    trainable: training ? (adapters ? loraParameters : model.parameters) : 0,
    loraParameters,
    activeLoraParameters:
      adapters && experts ? countLora(request, model, shapes, experts.perToken) : loraParameters,
    tokens: request.sequenceLength * request.microBatchSize,
    computeBytes,
    kbit,
    fp32Residual: computeBytes === 2 && (kbit || (training && request.weightFormat === 'fp32')),
  };
}
