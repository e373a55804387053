import { kvBytes } from '../formats.ts';
import type { Job } from '../job.ts';

/** Bytes of keys and values of one stream and one position, over all layers; grouped queries share them. */
export function kvBytesPerToken(job: Job): number {
  return 2 * job.model.layers * job.keyWidth * kvBytes[job.request.kvCacheFormat];
}

/** Bytes of the KV cache. A sliding window bounds the positions each layer must keep. Encoders keep none. */
export function kvCacheBytes(job: Job): number {
  const { request, model } = job;
  if (request.task === 'training' || model.kind === 'encoder') return 0;
  const positions = Math.min(request.contextLength, model.slidingWindow ?? Infinity);
  return kvBytesPerToken(job) * positions * request.concurrency;
}
