import type { Advice, EstimateRequest } from '../../estimation/types.ts';
import { complete, type Job } from '../shared/engine.ts';
import { modelOf } from '../shared/own-model.ts';
import type { GpuState } from './state.ts';

const GIB = 2 ** 30;

/** Bytes that other programs hold, as the state says it. */
export const otherUseBytes = (state: GpuState): number => Math.round(state.otherUseGib * GIB);

/** The job that a state describes, on whatever card. */
export function jobOf(state: GpuState): Job {
  const job: Job = {
    task: state.job === 'run' ? 'inference' : 'training',
    model: modelOf(state),
    otherUseBytes: otherUseBytes(state),
    attention: state.attention,
    electricityPricePerKwh: state.electricityPricePerKwh,
    currency: state.currency,
  };
  if (state.precision !== 'auto') job.precision = state.precision;
  if (state.weightFormat !== 'auto') job.weightFormat = state.weightFormat;
  if (state.job === 'run') {
    return {
      ...job,
      kvCacheFormat: state.kvCacheFormat,
      contextLength: state.contextLength,
      concurrency: state.concurrency,
    };
  }
  return {
    ...job,
    method: state.job,
    optimizer: state.optimizer,
    fusedOptimizer: state.fusedOptimizer,
    sequenceLength: state.sequenceLength,
    microBatchSize: state.microBatchSize,
    gradientAccumulationSteps: state.gradientAccumulationSteps,
    gradientCheckpointing: state.gradientCheckpointing,
    fusedCrossEntropy: state.fusedCrossEntropy,
    doubleQuantization: state.doubleQuantization,
    lora: { rank: state.loraRank, targets: state.loraTargets },
    tokens: state.tokens,
    samples: state.samples,
  };
}

/** The job on the chosen card, with what the reader says about that card: its price, its memory. */
export function chosenRequest(state: GpuState): EstimateRequest {
  return complete({
    ...jobOf(state),
    gpu: state.gpu,
    gpuPrice: state.gpuPrice,
    gpuMemoryBytes: state.gpuMemoryGib === null ? null : Math.round(state.gpuMemoryGib * GIB),
  });
}

/**
 * The state after taking a piece of advice, as the part that changes; `null` where the calculator has no control
 * for it.
 */
export function adviceToState(change: Advice['change']): Partial<GpuState> | null {
  const state: Partial<GpuState> = {};
  for (const [key, value] of Object.entries(change)) {
    if (key === 'method') {
      state.job = value as GpuState['job'];
      // Advice names the format the method brings with it, which is what automatic means.
      state.weightFormat = 'auto';
    } else if (key === 'lora') {
      const lora = value as NonNullable<Advice['change']['lora']>;
      state.loraRank = lora.rank;
      if (typeof lora.targets !== 'string') return null;
      state.loraTargets = lora.targets;
    } else if (key === 'otherUseBytes') {
      state.otherUseGib = (value as number) / GIB;
    } else if (key === 'weightFormat' && 'method' in change) {
      continue;
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
  'fusedOptimizer',
  'weightFormat',
  'doubleQuantization',
  'kvCacheFormat',
  'contextLength',
  'concurrency',
] satisfies (keyof GpuState & keyof Advice['change'])[]);
