import { optimizerStates } from '../formats.ts';
import { isMixed, type Job } from '../job.ts';

/** Bytes per element of trainable weights and of optimizer moments: 2 in pure 16-bit training, else 4. */
export function stateBytes(job: Job): number {
  const { request } = job;
  const pure16 = request.method === 'full' && request.weightFormat !== 'fp32' && !isMixed(request);
  return pure16 ? 2 : 4;
}

/**
 * Bytes of the optimizer's states, plus the fp32 master copy that mixed precision needs beside 16-bit weights.
 * Adafactor keeps one row and one column for each matrix instead of a full moment; with matrices about as wide as the
 * hidden size that is two numbers for every `hiddenSize` parameters.
 */
export function optimizerBytes(job: Job): number {
  const { request, trainable } = job;
  const { moments, fixed } = optimizerStates[request.optimizer];
  const factored = request.optimizer === 'adafactor' ? 8 / job.model.hiddenSize : 0;
  const master = request.method === 'full' && isMixed(request) && request.weightFormat !== 'fp32' ? 4 : 0;
  return trainable * (moments * stateBytes(job) + fixed + factored + master);
}
