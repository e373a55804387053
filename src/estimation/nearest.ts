import { estimateCore } from './core.ts';
import { allowedWeightFormats, findGpu, findModel, withDefaults } from './request.ts';
import type {
  EstimateAnswer,
  EstimateInput,
  EstimateRequest,
  EstimationData,
  LoraTarget,
  Method,
  Optimizer,
  WeightFormat,
} from './types.ts';

/** A published run as the estimator reads it: a subset of the catalog's `Measurement`. */
export interface MeasuredRun {
  id: string;
  model: string;
  gpu: string;
  method: Method;
  weightFormat: WeightFormat;
  doubleQuantization: boolean;
  optimizer: string;
  sequenceLength: number;
  microBatchSize: number;
  gradientCheckpointing: boolean;
  attention: 'eager' | 'sdpa' | 'flash';
  loraRank: number | null;
  loraTargets: readonly string[];
  allocatedBytes: number | null;
}

/** A published run near the request: what it measured, and what the estimator says for that same run. Bytes allocated. */
export interface NearestMeasurement {
  id: string;
  measured: number;
  estimated: number;
}

/** The request that describes a published run. */
export function requestOf(run: MeasuredRun, data: EstimationData): EstimateRequest {
  const adapters = run.method !== 'full';
  const input: EstimateInput = {
    task: 'training',
    model: run.model,
    gpu: run.gpu,
    method: run.method,
    doubleQuantization: run.doubleQuantization,
    optimizer: run.optimizer as Optimizer,
    sequenceLength: run.sequenceLength,
    microBatchSize: run.microBatchSize,
    gradientCheckpointing: run.gradientCheckpointing ? 'full' : 'none',
    attention: run.attention,
    ...(adapters && { lora: { rank: run.loraRank ?? 16, targets: run.loraTargets as LoraTarget[] } }),
  };
  const request = withDefaults(input, findModel(run.model, data), findGpu(run.gpu, data));
  const formats = allowedWeightFormats('training', run.method, request.precision);
  return formats.includes(run.weightFormat) ? { ...request, weightFormat: run.weightFormat } : request;
}

const ratio = (a: number, b: number): number => Math.abs(Math.log(a / b));

/** How far a run is from a request: ratios of sizes count by their logarithm, a different choice counts as e. */
function distance(run: MeasuredRun, request: EstimateRequest, answer: EstimateAnswer): number {
  return (
    ratio(run.allocatedBytes!, answer.memory.allocated) +
    ratio(run.sequenceLength, request.sequenceLength) +
    ratio(run.microBatchSize, request.microBatchSize) +
    Number(run.method !== request.method) * 2 +
    Number(run.gradientCheckpointing !== (request.gradientCheckpointing === 'full')) +
    Number((run.attention === 'eager') !== (request.attention === 'eager')) +
    Number(run.model !== request.model) +
    Number(run.gpu !== request.gpu)
  );
}

/** Up to three published training runs nearest to the request, nearest first; none for inference. */
export function nearestMeasurements(
  request: EstimateRequest,
  answer: EstimateAnswer,
  measurements: readonly MeasuredRun[],
  data: EstimationData,
): NearestMeasurement[] {
  if (request.task !== 'training') return [];
  return measurements
    .filter((run) => run.allocatedBytes !== null)
    .map((run) => ({ run, far: distance(run, request, answer) }))
    .sort((a, b) => a.far - b.far)
    .slice(0, 3)
    .flatMap(({ run }) => {
      const model = findModel(run.model, data);
      const gpu = findGpu(run.gpu, data);
      if (!model || !gpu) return [];
      const { memory } = estimateCore(requestOf(run, data), model, gpu, data.version);
      return [{ id: run.id, measured: run.allocatedBytes!, estimated: memory.allocated }];
    });
}
