import type { Advice, EstimateInput } from '../../estimation/types.ts';
import type { GpuState, Job } from './state.ts';

const GIB = 2 ** 30;

/** Bytes that other programs hold, as the state says it. */
export const otherUseBytes = (state: GpuState): number => Math.round(state.otherUseGib * GIB);

/**
 * The estimator's request for this state on one card. What the reader says about one card (its price, its
 * memory) holds for the chosen card only.
 */
export function toRequest(state: GpuState, gpu: string): EstimateInput {
  const chosen = gpu === state.gpu;
  const request: EstimateInput = {
    task: state.job === 'run' ? 'inference' : 'training',
    model: state.model,
    gpu,
    otherUseBytes: otherUseBytes(state),
    gpuMemoryBytes: chosen && state.gpuMemoryGib !== null ? Math.round(state.gpuMemoryGib * GIB) : null,
    attention: state.attention,
    doubleQuantization: state.doubleQuantization,
    electricityPricePerKwh: state.electricityPricePerKwh,
    gpuPrice: chosen ? state.gpuPrice : null,
    tokens: state.tokens,
    samples: state.samples,
  };
  if (state.precision !== 'auto') request.precision = state.precision;
  if (state.weightFormat !== 'auto') request.weightFormat = state.weightFormat;
  if (state.job === 'run') {
    request.kvCacheFormat = state.kvCacheFormat;
    request.contextLength = state.contextLength;
    request.concurrency = state.concurrency;
  } else {
    request.method = state.job;
    request.optimizer = state.optimizer;
    request.sequenceLength = state.sequenceLength;
    request.microBatchSize = state.microBatchSize;
    request.gradientAccumulationSteps = state.gradientAccumulationSteps;
    request.gradientCheckpointing = state.gradientCheckpointing;
    request.fusedCrossEntropy = state.fusedCrossEntropy;
    request.lora = { rank: state.loraRank, targets: state.loraTargets };
  }
  return request;
}

/**
 * The state after taking a piece of advice, as the part that changes; `null` where the calculator has no control
 * for it.
 */
export function adviceToState(change: Advice['change']): Partial<GpuState> | null {
  const state: Partial<GpuState> = {};
  for (const [key, value] of Object.entries(change)) {
    if (key === 'method') {
      state.job = value as Job;
    } else if (key === 'lora') {
      const lora = value as NonNullable<Advice['change']['lora']>;
      state.loraRank = lora.rank;
      if (typeof lora.targets !== 'string') return null;
      state.loraTargets = lora.targets;
    } else if (key === 'otherUseBytes') {
      state.otherUseGib = (value as number) / GIB;
    } else if (taken.has(key)) {
      Object.assign(state, { [key]: value });
    } else {
      return null;
    }
  }
  return state;
}

/** Fields that state and request share by name and meaning. */
const taken = new Set<string>([
  'model',
  'gpu',
  'precision',
  'optimizer',
  'sequenceLength',
  'microBatchSize',
  'gradientAccumulationSteps',
  'gradientCheckpointing',
  'attention',
  'fusedCrossEntropy',
  'weightFormat',
  'doubleQuantization',
  'kvCacheFormat',
  'contextLength',
  'concurrency',
] satisfies (keyof GpuState & keyof Advice['change'])[]);
