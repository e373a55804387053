import type { Measurement } from '../../catalog/types.ts';
import { estimateCore } from './core.ts';
import { allowedWeightFormats, fields, findGpu, findModel, withDefaults } from './request.ts';
import type {
  Attention,
  Checkpointing,
  EstimateAnswer,
  EstimateInput,
  EstimateRequest,
  EstimationData,
  LoraTarget,
  Method,
  Optimizer,
  Precision,
  WeightFormat,
} from './types.ts';

/** A published run as the estimator reads it: one training run on one card with its allocated peak. */
export interface MeasuredRun {
  id: string;
  model: string;
  gpu: string;
  method: Method;
  precision: Precision;
  weightFormat: WeightFormat;
  doubleQuantization: boolean;
  optimizer: Optimizer;
  sequenceLength: number;
  microBatchSize: number;
  gradientCheckpointing: Checkpointing;
  attention: Attention;
  fusedCrossEntropy: boolean;
  loraRank: number | null;
  loraTargets: readonly LoraTarget[];
  allocatedBytes: number;
}

/** Optimizers that a run may have used, as the estimator knows them: what counts here is the state they keep. */
const optimizers: Partial<Record<NonNullable<Measurement['optimizer']>, Optimizer>> = {
  adamw: 'adamw',
  adam: 'adamw',
  'fused-adam': 'adamw',
  'bert-adam': 'adamw',
  'adamw-8bit': 'adamw-8bit',
  'adam-8bit': 'adamw-8bit',
  'paged-adamw': 'adamw',
  'paged-adamw-8bit': 'paged-adamw-8bit',
  adafactor: 'adafactor',
  'sgd-momentum': 'sgd-momentum',
};

const precisions: readonly string[] = fields.precision.values;
const isPrecision = (value: string): value is Precision => precisions.includes(value);
const isMethod = (value: string): value is Method =>
  (fields.method.values as readonly string[]).includes(value);

/** The run as {@link MeasuredRun}; `null` where it can't test allocated memory, or is beyond what a request can say. */
export function measuredRun(run: Measurement): MeasuredRun | null {
  const { id, model, gpu, method, precision, sequenceLength, microBatchSize, allocatedBytes } = run;
  const optimizer = run.optimizer && optimizers[run.optimizer];
  if (!run.scope.tests.includes('memory') || run.kind !== 'training-memory' || allocatedBytes === null)
    return null;
  // Training follows Transformers; what another framework keeps in memory no request can say.
  if (run.framework?.name !== 'transformers') return null;
  if (model === null || gpu === null || run.gpuCount !== 1 || run.trainsEmbeddings) return null;
  if (!method || !isMethod(method) || !precision || !isPrecision(precision) || !optimizer) return null;
  if (!sequenceLength || !microBatchSize) return null;
  const weightFormat = allowedWeightFormats('training', method, precision).find(
    (it) => it === run.weightFormat,
  );
  if (!weightFormat) return null;
  return {
    id,
    model,
    gpu,
    method,
    precision,
    weightFormat,
    doubleQuantization: run.doubleQuantization ?? false,
    optimizer,
    sequenceLength,
    microBatchSize,
    gradientCheckpointing: run.gradientCheckpointing ?? 'none',
    attention: run.attention ?? 'sdpa',
    fusedCrossEntropy: run.fusedCrossEntropy ?? false,
    loraRank: run.loraRank ?? null,
    loraTargets: run.loraTargets ?? [],
    allocatedBytes,
  };
}

/** The runs of the catalog that {@link nearestMeasurements} looks among. */
export const measuredRuns = (runs: readonly Measurement[]): MeasuredRun[] =>
  runs.flatMap((run) => measuredRun(run) ?? []);

/** A published run near the request: what it measured, and what the estimator says for that same run. Bytes allocated. */
export interface NearestMeasurement {
  id: string;
  measured: number;
  estimated: number;
}

/** The request that describes a published run. */
export function requestOf(run: MeasuredRun, data: EstimationData): EstimateRequest {
  const { method, loraRank, loraTargets } = run;
  const input: EstimateInput = {
    task: 'training',
    model: run.model,
    gpu: run.gpu,
    method,
    precision: run.precision,
    weightFormat: run.weightFormat,
    doubleQuantization: run.doubleQuantization,
    optimizer: run.optimizer,
    sequenceLength: run.sequenceLength,
    microBatchSize: run.microBatchSize,
    gradientCheckpointing: run.gradientCheckpointing,
    attention: run.attention,
    fusedCrossEntropy: run.fusedCrossEntropy,
    ...(method !== 'full' && { lora: { rank: loraRank ?? 16, targets: [...loraTargets] } }),
  };
  return withDefaults(input, findModel(run.model, data), findGpu(run.gpu, data));
}

const ratio = (a: number, b: number): number => Math.abs(Math.log(a / b));

/** How far a run is from a request: ratios of sizes count by their logarithm, a different choice counts as e. */
function distance(run: MeasuredRun, request: EstimateRequest, answer: EstimateAnswer): number {
  return (
    ratio(run.allocatedBytes, answer.memory.allocated) +
    ratio(run.sequenceLength, request.sequenceLength) +
    ratio(run.microBatchSize, request.microBatchSize) +
    Number(run.method !== request.method) * 2 +
    Number(run.gradientCheckpointing !== request.gradientCheckpointing) +
    Number((run.attention === 'eager') !== (request.attention === 'eager')) +
    Number(run.model !== request.model) +
    Number(run.gpu !== request.gpu)
  );
}

/** Up to three published training runs nearest to the request, nearest first; none for inference. */
export function nearestMeasurements(
  request: EstimateRequest,
  answer: EstimateAnswer,
  runs: readonly MeasuredRun[],
  data: EstimationData,
): NearestMeasurement[] {
  if (request.task !== 'training') return [];
  return runs
    .map((run) => ({ run, far: distance(run, request, answer) }))
    .sort((a, b) => a.far - b.far)
    .slice(0, 3)
    .flatMap(({ run }) => {
      const model = findModel(run.model, data);
      const gpu = findGpu(run.gpu, data);
      if (!model || !gpu) return [];
      const { memory } = estimateCore(requestOf(run, data), model, gpu, data.version);
      return [{ id: run.id, measured: run.allocatedBytes, estimated: memory.allocated }];
    });
}
