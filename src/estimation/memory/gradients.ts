import type { Job } from '../job.ts';
import { hasMasters } from './optimizer-states.ts';
import { tableBytes } from './weights.ts';

/**
 * Bytes of the gradients: one for each trainable parameter, in the data type of the weights they belong to (LoRA
 * adapters are fp32). 16-bit weights under mixed precision sum several micro-batches in an fp32 buffer beside them.
 */
export function gradientBytes(job: Job): number {
  const { request, trainable, loraParameters, trainedTables } = job;
  if (request.method !== 'full') return 4 * loraParameters + tableBytes(job) * trainedTables;
  if (request.weightFormat === 'fp32') return 4 * trainable;
  const summed = request.gradientAccumulationSteps > 1 || job.profile.masters;
  const buffer = hasMasters(job) && summed ? 4 : 0;
  return (2 + buffer) * trainable;
}
