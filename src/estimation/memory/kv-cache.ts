import { kvBytes } from '../formats.ts';
import { isCausal, type Job } from '../job.ts';
import { positionsSeen } from '../layers.ts';

/** Bytes that one layer caches of one position; grouped queries share keys and values, latent attention compresses them. */
function kvBytesPerPosition(job: Job): number {
  return job.shapes.cacheWidth * kvBytes[job.request.kvCacheFormat];
}

/** Bytes of the KV cache. A sliding window bounds the positions that its layers must keep. Only decoders have one. */
export function kvCacheBytes(job: Job): number {
  const { request, model, shapes } = job;
  if (request.task === 'training' || !isCausal(model)) return 0;
  return kvBytesPerPosition(job) * positionsSeen(shapes, request.contextLength) * request.concurrency;
}
