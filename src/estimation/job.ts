import { isQuantised } from './formats.ts';
import type { EstimateRequest, EstimationModel, LoraTarget } from './types.ts';

/** What the request and the model say together, before a card is named. Counts are parameters, elements, tokens. */
export interface Job {
  request: EstimateRequest;
  model: EstimationModel;
  /** Width of all query heads together. */
  queryWidth: number;
  /** Width of all key heads together (and of all value heads). */
  keyWidth: number;
  /** Parameters of the input embedding, the separate output head, positions and norms. */
  otherParameters: number;
  /** Parameters of the attention and feed-forward layers, the only ones a weight format quantises. */
  linearParameters: number;
  /** Parameters of the output head, whether or not it shares the input embedding. */
  headParameters: number;
  /** Parameters that receive gradients. */
  trainable: number;
  loraParameters: number;
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

const attentionTargets: readonly LoraTarget[] = ['q_proj', 'k_proj', 'v_proj', 'o_proj'];
const allTargets: readonly LoraTarget[] = [...attentionTargets, 'gate_proj', 'up_proj', 'down_proj'];

/** Sum over the adapted layers of input plus output width, times rank, times layers (Hu et al. 2022, section 4.1). */
function countLora(request: EstimateRequest, m: EstimationModel, q: number, k: number): number {
  const { rank, targets } = request.lora;
  const list = targets === 'attention' ? attentionTargets : targets === 'all-linear' ? allTargets : targets;
  let width = 0;
  for (const target of list) {
    if (target === 'q_proj' || target === 'o_proj') width += m.hiddenSize + q;
    else if (target === 'k_proj' || target === 'v_proj') width += m.hiddenSize + k;
    // A plain feed-forward layer has no gate.
    else if (target !== 'gate_proj' || m.gatedMlp) width += m.hiddenSize + m.intermediateSize;
  }
  return m.layers * rank * width;
}

/** Derives everything the memory and speed terms share. Nothing here depends on the card. */
export function prepareJob(request: EstimateRequest, model: EstimationModel): Job {
  const q = model.heads * model.headDim;
  const k = model.kvHeads * model.headDim;
  const headParameters = model.kind === 'encoder' ? 0 : model.vocabSize * model.hiddenSize;
  const embeddings =
    (model.vocabSize + model.positionEmbeddings) * model.hiddenSize +
    (model.tiedEmbeddings ? 0 : headParameters);
  const norms = (2 * model.layers + 1) * model.hiddenSize;
  const otherParameters = Math.min(model.parameters, embeddings + norms);
  const training = request.task === 'training';
  const adapters = training && request.method !== 'full';
  const loraParameters = adapters ? countLora(request, model, q, k) : 0;
  const computeBytes = request.precision === 'fp32' || request.precision === 'tf32' ? 4 : 2;
  const kbit = adapters && isQuantised(request.weightFormat);
  return {
    request,
    model,
    queryWidth: q,
    keyWidth: k,
    otherParameters,
    linearParameters: model.parameters - otherParameters,
    headParameters,
    trainable: training ? (adapters ? loraParameters : model.parameters) : 0,
    loraParameters,
    tokens: request.sequenceLength * request.microBatchSize,
    computeBytes,
    kbit,
    fp32Residual: computeBytes === 2 && (kbit || (training && request.weightFormat === 'fp32')),
  };
}
