/** What a page ships: memory, speed, cost, fits and support of one job on one card, without words. */
import { costOf } from './cost/index.ts';
import { prepareJob, type Job } from './job.ts';
import { jobMemory, memoryOnCard } from './memory/index.ts';
import type { JobMemory } from './memory/job-memory.ts';
import { inferenceSpeed, inferenceWork, type InferenceWork } from './speed/inference.ts';
import { trainingSpeed, trainingWork, type TrainingWork } from './speed/training.ts';
import { supportNotes } from './support.ts';
import type { EstimateAnswer, EstimateRequest, EstimationGpu, EstimationModel } from './types.ts';

/** A job with everything worked out that no card changes. */
export interface PreparedJob {
  job: Job;
  memory: JobMemory;
  training: TrainingWork | null;
  inference: InferenceWork | null;
}

/** Works out once what all cards share. */
export function prepare(request: EstimateRequest, model: EstimationModel): PreparedJob {
  const job = prepareJob(request, model);
  const training = request.task === 'training';
  return {
    job,
    memory: jobMemory(job),
    training: training ? trainingWork(job) : null,
    inference: training ? null : inferenceWork(job),
  };
}

/** Puts a prepared job on a card. */
export function onCard(prepared: PreparedJob, gpu: EstimationGpu, dataVersion: string): EstimateAnswer {
  const { job } = prepared;
  const { request } = job;
  const usable = request.gpuMemoryBytes ?? gpu.usableBytes;
  const memory = memoryOnCard(job, prepared.memory, gpu.computeCapability, usable);
  const speed = prepared.training
    ? trainingSpeed(job, prepared.training, gpu)
    : inferenceSpeed(job, prepared.inference!, gpu);
  const headroom = usable - memory.total - request.otherUseBytes;
  const { time, energy, cost } = costOf(request, gpu, speed.tokensPerSecond);
  return {
    dataVersion,
    memory,
    fits: headroom >= 0,
    headroom,
    speed,
    time,
    energy,
    cost,
    support: supportNotes(job, gpu),
    advice: [],
    working: [],
  };
}

/** Memory, speed, cost and support of a complete, valid request on one card. */
export function estimateCore(
  request: EstimateRequest,
  model: EstimationModel,
  gpu: EstimationGpu,
  dataVersion: string,
): EstimateAnswer {
  return onCard(prepare(request, model), gpu, dataVersion);
}
