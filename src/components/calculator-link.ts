import { cards, gpuBySlug } from '#catalog';
import { withDefaults, type EstimateInput } from '#estimation';
import type { Lang } from '#i18n';
import {
  createGpuCodec,
  frameworksFor,
  offloads,
  ranges,
  shardings,
  type GpuState,
} from '../calculators/gpu/state.ts';
import { data } from './estimation.ts';
import { href } from './href.ts';
import { GIB } from '../calculators/shared/format.ts';

const codec = createGpuCodec({ gpus: cards, models: data.models });

/** Address of the GPU comparison in the state of a request. What the calculator has no control for is left out. */
export function calculatorLink(input: EstimateInput, lang: Lang): string {
  const query = codec.serialise({ ...codec.defaults, ...toState(input) });
  return `${href('/calculators/gpu/', lang)}${query ? `?${query}` : ''}`;
}

function toState(input: EstimateInput): Partial<GpuState> {
  const model = data.models.find(({ slug }) => slug === input.model);
  const gpu = gpuBySlug(input.gpu);
  if (!model || !gpu) return {};
  const request = withDefaults(input, model, gpu);
  const { targets } = request.lora;
  const job = request.task === 'inference' ? 'run' : request.method;
  /** A value that the calculator has a control for; else its default stands. */
  const listed = <T extends string>(values: readonly T[], value: string | null | undefined, fallback: T): T =>
    values.find((one) => one === value) ?? fallback;
  return {
    model: model.slug,
    gpu: gpu.variantOf ?? gpu.slug,
    job,
    gpuCount: Math.min(request.gpuCount, ranges.gpuCount.max),
    sharding: listed(shardings, request.sharding, codec.defaults.sharding),
    split: splitOf(input),
    offload: listed(offloads, request.offload, codec.defaults.offload),
    framework: listed(frameworksFor(job), input.framework, 'auto'),
    promptTokens: input.promptTokens ?? null,
    sequenceLength: request.sequenceLength,
    microBatchSize: request.microBatchSize,
    gradientAccumulationSteps: request.gradientAccumulationSteps,
    gradientCheckpointing: request.gradientCheckpointing,
    precision: input.precision ?? 'auto',
    optimizer: request.optimizer,
    attention: request.attention,
    fusedCrossEntropy: request.fusedCrossEntropy,
    fusedOptimizer: request.fusedOptimizer,
    loraRank: request.lora.rank,
    ...(typeof targets === 'string' ? { loraTargets: targets } : {}),
    weightFormat: input.weightFormat ?? 'auto',
    doubleQuantization: request.doubleQuantization,
    kvCacheFormat: request.kvCacheFormat,
    contextLength: request.contextLength,
    concurrency: request.concurrency,
    otherUseGib: request.otherUseBytes / GIB,
    tokens: request.tokens,
    samples: request.samples,
    electricityPricePerKwh: request.electricityPricePerKwh,
    gpuPrice: request.gpuPrice,
    gpuMemoryGib: request.gpuMemoryBytes === null ? null : request.gpuMemoryBytes / GIB,
  };
}

/** How a served model is split, where a request says so. */
function splitOf({ tensorParallel = 1, pipelineParallel = 1 }: EstimateInput): GpuState['split'] {
  if (tensorParallel > 1) return pipelineParallel > 1 ? 'auto' : 'tensor';
  return pipelineParallel > 1 ? 'pipeline' : 'auto';
}
