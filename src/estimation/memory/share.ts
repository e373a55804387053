import type { Job } from '../job.ts';
import type { EstimateRequest, Sharding } from '../types.ts';

/** What one card holds of a training job that several share. */
export interface Share {
  /** The job with the counts of the card's layers, and of its part of those that cards split. */
  held: Job;
  /** Cards that each parameter, gradient and optimizer state is spread over. */
  parameters: number;
  gradients: number;
  states: number;
  /** Micro-batches that wait for their backward pass at once. */
  inFlight: number;
}

/** How much of the states is sharded: 1 optimizer states, 2 gradients too, 3 parameters too (Rajbhandari et al. 2020). */
const stages: Record<Sharding, number> = {
  none: 0,
  ddp: 0,
  'zero-1': 1,
  'zero-2': 2,
  'zero-3': 3,
  fsdp: 3,
  'fsdp-hybrid': 3,
};

/** Cards that hold the same layers of the same model, each for other samples. */
export const copiesOf = ({ gpuCount, tensorParallel, pipelineParallel }: EstimateRequest): number =>
  Math.max(1, gpuCount / (tensorParallel * pipelineParallel));

/** Whether parameters are gathered layer by layer, in the type they are computed with. */
export const gathers = ({ sharding, offload }: EstimateRequest): boolean =>
  stages[sharding] === 3 || offload === 'optimizer-and-parameters';

/** Whether a 16-bit copy of the weights computes the whole step, as in FSDP's mixed precision and in DeepSpeed. */
export const computesWithCopies = (request: EstimateRequest): boolean =>
  stages[request.sharding] > 0 || gathers(request);

/**
 * The counts of one pipeline stage. Of several stages the first holds the input embedding, the last the output head (a
 * copy of the embedding where the two are tied). Tensor parallelism splits every matrix (Shoeybi et al. 2019).
 */
export function stageOf(job: Job, end: 'first' | 'last'): Job {
  const { request, model, shapes } = job;
  const { tensorParallel: t, pipelineParallel: stages } = request;
  if (t === 1 && stages === 1) return job;
  const share = Math.ceil(model.layers / stages) / model.layers;
  const separate = model.tiedEmbeddings ? 0 : job.headParameters;
  const last = stages === 1 || end === 'last';
  const tables =
    stages === 1 ? job.otherParameters : last ? job.headParameters : job.otherParameters - separate;
  const otherParameters = tables / t;
  const linearParameters = (job.linearParameters * share) / t;
  const loraParameters = (job.loraParameters * share) / t;
  const trained = stages === 1 ? job.trainedTables : last ? job.headParameters : job.trainedTables - separate;
  const trainedTables = job.trainedTables && trained / t;
  return {
    ...job,
    shapes: {
      ...shapes,
      groups: shapes.groups.map((group) => ({
        ...group,
        layers: group.layers * share,
        queryWidth: group.queryWidth / t,
        keyWidth: group.keyWidth / t,
        latentWidth: group.latentWidth / t,
        width: group.width / t,
        kept: group.kept / t,
      })),
      attentions: shapes.attentions.map((stack) => ({
        ...stack,
        layers: stack.layers * share,
        heads: stack.heads / t,
      })),
    },
    vocabSize: last ? job.vocabSize / t : 0,
    headParameters: last ? job.headParameters / t : 0,
    otherParameters,
    convolutionParameters: (job.convolutionParameters * share) / t,
    linearParameters,
    loraParameters,
    trainedTables,
    trainable:
      request.method === 'full' ? linearParameters + otherParameters : loraParameters + trainedTables,
  };
}

/**
 * What the card at one end of the pipeline holds. Under 1F1B the first stage keeps as many micro-batches as there are
 * stages, the last one (Narayanan et al. 2021, section 2.2); stages that wait for each other keep one.
 */
export function shareOf(job: Job, end: 'first' | 'last'): Share {
  const { request } = job;
  const { sharding, nodes, pipelineParallel, gradientAccumulationSteps } = request;
  const copies = copiesOf(request);
  const cards = sharding === 'fsdp-hybrid' ? Math.max(1, copies / nodes) : copies;
  const over = (stage: number): number => (stages[sharding] >= stage ? cards : 1);
  const waiting = end === 'first' && job.profile.pipelined;
  return {
    held: stageOf(job, end),
    parameters: over(3),
    gradients: over(2),
    states: over(1),
    inFlight: waiting ? Math.min(pipelineParallel, gradientAccumulationSteps) : 1,
  };
}
