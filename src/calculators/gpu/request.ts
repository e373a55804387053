import { findModel } from '../../estimation/request.ts';
import type { Advice, EstimateRequest } from '../../estimation/types.ts';
import { complete, data, type Job } from '../shared/engine.ts';
import { modelOf } from '../shared/own-model.ts';
import { readCards } from './card-list.ts';
import type { GpuState } from './state.ts';
import { GIB } from '../shared/format.ts';

/** Bytes that other programs hold, as the state says it. */
export const otherUseBytes = (state: GpuState): number => Math.round(state.otherUseGib * GIB);

/**
 * How `gpuCount` cards share a served model. As the estimator does by default where nothing else is asked for and the
 * heads can be shared out; else as many cards as can share the heads, and the layers among groups of those.
 */
function shared({ split, gpuCount }: GpuState, heads: number): Partial<Job> {
  if (split === 'pipeline') return { tensorParallel: 1, pipelineParallel: gpuCount };
  let tensor = gpuCount;
  while (gpuCount % tensor || heads % tensor) tensor--;
  if (split === 'auto' && tensor === gpuCount) return {};
  return { tensorParallel: tensor, pipelineParallel: gpuCount / tensor };
}

/** The job that a state describes, on whatever card. */
export function jobOf(state: GpuState): Job {
  const job: Job = {
    task: state.job === 'run' ? 'inference' : 'training',
    model: modelOf(state),
    otherUseBytes: otherUseBytes(state),
    attention: state.attention,
    electricityPricePerKwh: state.electricityPricePerKwh,
    tokens: state.tokens,
    samples: state.samples,
    gpuCount: state.gpuCount,
    currency: state.currency,
  };
  if (state.framework !== 'auto') job.framework = state.framework;
  if (state.precision !== 'auto') job.precision = state.precision;
  if (state.weightFormat !== 'auto') job.weightFormat = state.weightFormat;
  if (state.job === 'run') {
    return {
      ...job,
      kvCacheFormat: state.kvCacheFormat,
      contextLength: state.contextLength,
      promptTokens: state.promptTokens,
      concurrency: state.concurrency,
      ...shared(state, findModel(job.model, data).heads),
    };
  }
  if (state.gpuCount > 1) job.sharding = state.sharding;
  return {
    ...job,
    offload: state.offload,
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
  };
}

/** What the reader pays for a card, of what a state says; `null` where nothing. */
export const ownPrice = ({ gpu, gpuPrice, paid }: GpuState, slug: string): number | null =>
  (slug === gpu ? gpuPrice : null) ?? new Map(readCards(paid)).get(slug) ?? null;

/** The job on the chosen card, with what the reader says about that card: its price, its memory. */
export function chosenRequest(state: GpuState): EstimateRequest {
  return complete({
    ...jobOf(state),
    gpu: state.gpu,
    gpuPrice: ownPrice(state, state.gpu),
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
  'gpuCount',
  'sharding',
  'offload',
] satisfies (keyof GpuState & keyof Advice['change'])[]);
