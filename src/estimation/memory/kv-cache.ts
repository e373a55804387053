import { kvBytes } from '../formats.ts';
import { isCausal, type Job } from '../job.ts';
import { overAttention, positionsSeen } from '../layers.ts';

/** Elements of one stream's cache, all layers together, with positions given out in blocks. */
export function cacheElements({ model, shapes }: Job, block = 1): number {
  if (!isCausal(model)) return 0;
  return overAttention(
    shapes,
    (attention) => attention.cacheWidth * Math.ceil(positionsSeen(attention) / block) * block,
  );
}

/**
 * Bytes of the KV cache. Grouped queries share keys and values, latent attention compresses them; a sliding window
 * bounds the positions that its layers must keep; cross-attention keeps those of the encoder. Only decoders have one.
 */
export const kvCacheBytes = (job: Job, streams: number, block: number): number =>
  cacheElements(job, block) * kvBytes[job.request.kvCacheFormat] * streams;
