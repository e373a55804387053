import { engineOf } from '../formats.ts';
import { isCausal } from '../job.ts';
import { mostBatch } from '../limits.ts';
import { allowedWeightFormats } from '../request.ts';
import {
  isImageKind,
  type Engine,
  type EstimateRequest,
  type EstimationModel,
  type KvCacheFormat,
  type Optimizer,
  type WeightFormat,
} from '../types.ts';

/** Options to change together. */
export type Change = Partial<EstimateRequest>;

/** The same optimizer with smaller states. */
const smallerStates: Partial<Record<Optimizer, Optimizer>> = {
  adamw: 'adamw-8bit',
  'paged-adamw': 'paged-adamw-8bit',
  lion: 'lion-8bit',
  'galore-adamw': 'galore-adamw-8bit',
};
const paged: Partial<Record<Optimizer, Optimizer>> = {
  adamw: 'paged-adamw',
  'adamw-8bit': 'paged-adamw-8bit',
};

/** Smaller formats that an engine loads, the largest first. */
const smallerFormats: Record<Engine, readonly WeightFormat[]> = {
  hf: ['int8', 'nf4'],
  litgpt: ['int8', 'nf4'],
  'gpt-fast': ['int8', 'int4-group32'],
  'llama.cpp': ['q8_0', 'q6_k', 'q5_k_m', 'q4_k_m', 'q3_k_m'],
  exllamav2: ['exl2-5bpw', 'exl2-4bpw', 'exl2-3bpw'],
  vllm: ['fp8', 'awq-int4'],
  sglang: ['fp8', 'awq-int4'],
  lmdeploy: ['awq-int4'],
  autoawq: ['awq-int4'],
  tinychat: ['awq-int4'],
};
/** The same where the request leaves the engine to the format: files that everything runs. */
const anyFormat = ['q8_0', 'q4_k_m'] as const satisfies readonly WeightFormat[];

/** Engines that read an fp8 cache; the others quantise it in blocks. */
const cachesFp8: readonly Engine[] = ['vllm', 'sglang', 'gpt-fast'];

/** Engines that leave layers in the machine's memory. */
const splitsOffCard: readonly Engine[] = ['llama.cpp', 'hf'];

/** A method with the base weights it stores by default. */
const method = (name: EstimateRequest['method'], { task, precision }: EstimateRequest): Change => ({
  method: name,
  weightFormat: allowedWeightFormats(task, name, precision)[0]!,
});

/** Half the tokens, then the least that is of use, in which what the request puts there still has room. */
function shorter(
  field: 'sequenceLength' | 'contextLength',
  useful: number,
  within: number | null,
  request: EstimateRequest,
): Change[] {
  const least = Math.max(useful, within ?? 0);
  const half = request[field] >> 1;
  return [...(half > least ? [half] : []), ...(request[field] > least ? [least] : [])].map((tokens) => ({
    [field]: tokens,
  }));
}

const bits = (format: WeightFormat, order: readonly WeightFormat[]): readonly WeightFormat[] =>
  order.slice(order.indexOf(format) + 1);

/** To serve: first what keeps every weight, then smaller weights, fewer streams, less context, the machine's memory. */
function servingLevers(request: EstimateRequest, model: EstimationModel): Change[] {
  const engine = engineOf(request);
  const changes: Change[] = [];
  if (request.attention === 'eager') changes.push({ attention: 'sdpa' });
  if (isCausal(model) && request.kvCacheFormat !== 'q4_0') {
    const caches: KvCacheFormat[] = cachesFp8.includes(engine) ? ['fp8'] : ['q8_0', 'q4_0'];
    for (const kvCacheFormat of caches)
      if (kvCacheFormat !== request.kvCacheFormat) changes.push({ kvCacheFormat });
  }
  const order = request.framework === null ? anyFormat : smallerFormats[engine];
  for (const weightFormat of bits(request.weightFormat, order)) changes.push({ weightFormat });
  if (request.concurrency > 1) {
    changes.push({ concurrency: Math.max(1, request.concurrency >> 1) });
    if (request.concurrency > 3) changes.push({ concurrency: 1 });
  }
  if (!isImageKind(model.kind))
    changes.push(...shorter('contextLength', 2048, request.promptTokens, request));
  if (request.gpuLayers !== 0 && (request.framework === null || splitsOffCard.includes(engine))) {
    // A format of llama.cpp, where the request leaves the engine to the format.
    const format = splitsOffCard.includes(engine) ? {} : { weightFormat: anyFormat.at(-1)! };
    changes.push({ ...format, gpuLayers: 0 });
  }
  return changes;
}

/**
 * To train: first what leaves every number as it is, then what costs time, then what rounds the optimizer's states,
 * then the machine's memory, then a smaller job, then another method.
 */
function trainingLevers(request: EstimateRequest, model: EstimationModel): Change[] {
  const changes: Change[] = [];
  const add = (when: boolean, change: Change): void => {
    if (when) changes.push(change);
  };
  const { microBatchSize, gradientAccumulationSteps, optimizer, sharding, weightFormat } = request;
  const full = request.method === 'full';
  const copies = request.gpuCount / (request.tensorParallel * request.pipelineParallel);
  add(request.attention === 'eager', { attention: 'sdpa' });
  add(!request.fusedOptimizer && full, { fusedOptimizer: true });
  add(!request.fusedCrossEntropy, { fusedCrossEntropy: true });
  add(!request.doubleQuantization, { doubleQuantization: true });
  add(request.gradientCheckpointing === 'none', { gradientCheckpointing: 'selective' });
  add(request.gradientCheckpointing !== 'full', { gradientCheckpointing: 'full' });
  add(microBatchSize > 1, {
    microBatchSize: 1,
    gradientAccumulationSteps: Math.min(mostBatch, gradientAccumulationSteps * microBatchSize),
  });
  if (copies > 1) {
    const order = ['none', 'ddp', 'zero-1', 'zero-2', 'fsdp'] as const;
    const at = order.indexOf(sharding as 'ddp');
    for (const more of order.slice(Math.max(2, at + 1))) add(at >= 0, { sharding: more });
  }
  const page = paged[optimizer];
  if (page) changes.push({ optimizer: page });
  const smaller = smallerStates[optimizer];
  if (smaller) {
    changes.push({ optimizer: smaller });
    const both = paged[smaller];
    if (both) changes.push({ optimizer: both });
  }
  add(request.offload === 'none', { offload: 'optimizer' });
  add(request.offload !== 'optimizer-and-parameters', { offload: 'optimizer-and-parameters' });
  add(!full && request.trainEmbeddings, { trainEmbeddings: false });
  if (!isImageKind(model.kind))
    changes.push(...shorter('sequenceLength', 1024, request.meanSampleTokens, request));
  const pure = allowedWeightFormats('training', 'full', 'bf16')[0]!;
  add(full && weightFormat === 'fp32' && request.precision === 'bf16-mixed', {
    precision: 'bf16',
    weightFormat: pure,
  });
  // GaLore takes no adapters.
  const plain: Change = optimizer.startsWith('galore') ? { optimizer: 'adamw' } : {};
  add(full, { ...method('lora', request), ...plain });
  add(request.method === 'dora' && weightFormat !== 'nf4' && weightFormat !== 'fp4', { weightFormat: 'nf4' });
  add(request.method !== 'qlora', { ...method('qlora', request), ...plain });
  return changes;
}

/** Changes that save memory, the smallest first: result, then time, then quality, then the job itself. */
export const savings = (request: EstimateRequest, model: EstimationModel): Change[] =>
  (request.task === 'inference' ? servingLevers : trainingLevers)(request, model);

/** Changes that spend free memory on speed. */
export function spendings(request: EstimateRequest): Change[] {
  const faster: Change[] = [];
  if (request.task === 'inference') {
    if (request.gpuLayers !== null) faster.push({ gpuLayers: null });
    for (const factor of [8, 4, 2])
      faster.push({ concurrency: Math.min(mostBatch, request.concurrency * factor) });
    return faster;
  }
  if (request.offload !== 'none') faster.push({ offload: 'none' });
  if (request.sharding === 'fsdp' || request.sharding === 'zero-3') faster.push({ sharding: 'zero-2' });
  if (request.gradientCheckpointing !== 'none') faster.push({ gradientCheckpointing: 'none' });
  for (const factor of [8, 4, 2])
    faster.push({ microBatchSize: Math.min(mostBatch, request.microBatchSize * factor) });
  return faster;
}
