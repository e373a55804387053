import { estimateCore } from './core.ts';
import { findModel, indexOf, withDefaults } from './request.ts';
import type {
  EstimateAnswer,
  EstimateInput,
  EstimateRequest,
  EstimationData,
  EstimationModel,
} from './types.ts';

/** Figures of published runs that an answer can be held against. */
export const measuredFigures = ['allocated', 'reserved', 'process', 'speed'] as const;
/** What a run measured: `process` is memory with the CUDA context, the answer's `total`; `speed` its `tokensPerSecond`. */
export type MeasuredFigure = (typeof measuredFigures)[number];

/** A published run as the estimator reads it: one figure, and the request that describes the run. */
export interface MeasuredRun {
  /** Id of the run. */
  id: string;
  /** Which figure of an answer it measured. */
  of: MeasuredFigure;
  /** Bytes on the fullest card, or tokens per second of the whole machine. */
  measured: number;
  /** The request that describes the run. */
  request: EstimateInput;
}

/** A published run near the request: what it measured, and what the estimator says for that same run. */
export interface NearestMeasurement {
  /** Id of the run. */
  id: string;
  /** What it measured. */
  kind: 'memory' | 'speed';
  /** Which figure of an answer. */
  of: MeasuredFigure;
  /** What the run measured, in `unit`. */
  measured: number;
  /** What the estimator says for that same run, in `unit`. */
  estimated: number;
  /** Unit of both figures. */
  unit: 'bytes' | 'tokens/s';
}

/** Runs of each kind that are named at most. */
const most = 3;

/** A run with the defaults of its request. */
interface Prepared {
  run: MeasuredRun;
  request: EstimateRequest;
  model: EstimationModel;
}

const prepared = new WeakMap<readonly MeasuredRun[], Prepared[]>();

/** Runs whose model and card the data holds: a page ships fewer than the catalog has. */
function prepareRuns(runs: readonly MeasuredRun[], data: EstimationData): Prepared[] {
  let known = prepared.get(runs);
  if (!known) {
    known = runs.flatMap((run) => {
      const model: EstimationModel | undefined = findModel(run.request.model, data);
      const gpu = indexOf(data).gpus.get(run.request.gpu);
      return model && gpu ? [{ run, model, request: withDefaults(run.request, model, gpu) }] : [];
    });
    prepared.set(runs, known);
  }
  return known;
}

const ratio = (a: number, b: number): number => Math.abs(Math.log(a / b));

const figureOf = ({ memory, speed }: EstimateAnswer, of: MeasuredFigure): number =>
  of === 'speed' ? speed.tokensPerSecond : of === 'process' ? memory.total : memory[of];

/** Choices that count as e when they differ, by task. */
const choices = {
  training: ['gradientCheckpointing', 'optimizer', 'precision', 'weightFormat', 'sharding', 'framework'],
  inference: ['weightFormat', 'framework'],
} as const satisfies Record<EstimateRequest['task'], readonly (keyof EstimateRequest)[]>;

/** Sizes that count by the logarithm of their ratio. */
const sizes = {
  training: ['gpuCount', 'sequenceLength', 'microBatchSize'],
  inference: ['gpuCount', 'contextLength', 'concurrency'],
} as const satisfies Record<EstimateRequest['task'], readonly (keyof EstimateRequest)[]>;

/** How far a run is from a request; a different method counts as e². */
function distance(
  { run, request: theirs, model }: Prepared,
  request: EstimateRequest,
  own: EstimationModel,
  answer: EstimateAnswer,
): number {
  const { task } = request;
  let far = ratio(run.measured, figureOf(answer, run.of)) + Number(theirs.gpu !== request.gpu);
  if (model.slug !== own.slug || model.name !== own.name) far += 1 + ratio(model.parameters, own.parameters);
  for (const field of choices[task]) far += Number(theirs[field] !== request[field]);
  for (const field of sizes[task]) far += ratio(theirs[field], request[field]);
  if (task === 'inference') return far;
  const eager = (each: EstimateRequest) => each.attention === 'eager';
  return far + 2 * Number(theirs.method !== request.method) + Number(eager(theirs) !== eager(request));
}

/**
 * Up to three published runs nearest to the request that measured memory, then as many that measured speed. Near is a
 * sum of differences in figure, card, model, method and sizes, by their logarithms.
 * @param request - A request that `validateRequest` returned.
 * @param answer - Its answer.
 * @param runs - The runs to choose from, each as a request with the figure it measured.
 * @param data - The cards and models of the runs; runs on others are passed over.
 * @returns At most six, each with the estimate for the run itself.
 */
export function nearestMeasurements(
  request: EstimateRequest,
  answer: EstimateAnswer,
  runs: readonly MeasuredRun[],
  data: EstimationData,
): NearestMeasurement[] {
  const own = findModel(request.model, data);
  const near = prepareRuns(runs, data)
    .filter((run) => run.request.task === request.task)
    .map((run) => ({ ...run, far: distance(run, request, own, answer) }))
    .sort((a, b) => a.far - b.far);
  return (['memory', 'speed'] as const).flatMap((kind) =>
    near
      .filter(({ run }) => (run.of === 'speed') === (kind === 'speed'))
      .slice(0, most)
      .map(({ run: { id, of, measured }, request: theirs, model }): NearestMeasurement => {
        const gpu = indexOf(data).gpus.get(theirs.gpu)!;
        const estimated = figureOf(estimateCore(theirs, model, gpu, data.version), of);
        return { id, kind, of, measured, estimated, unit: kind === 'speed' ? 'tokens/s' : 'bytes' };
      }),
  );
}
