import { cards, gpuBySlug } from '#catalog';
import { withDefaults, type EstimateInput } from '#estimation';
import type { Lang } from '#i18n';
import { createGpuCodec, shardings, type GpuState } from '../calculators/gpu/state.ts';
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
  const sharding = shardings.find((one) => one === request.sharding);
  return {
    model: model.slug,
    gpu: gpu.variantOf ?? gpu.slug,
    gpuCount: request.gpuCount,
    // One card shares nothing; the calculator keeps its own default for it.
    ...(sharding && request.gpuCount > 1 ? { sharding } : {}),
    job: request.task === 'inference' ? 'run' : request.method,
    sequenceLength: request.sequenceLength,
    microBatchSize: request.microBatchSize,
    gradientAccumulationSteps: request.gradientAccumulationSteps,
    gradientCheckpointing: request.gradientCheckpointing,
    precision: input.precision ?? 'auto',
    framework: input.framework ?? 'auto',
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
