import { kvBytes } from '../formats.ts';
import { isCausal, type Job } from '../job.ts';
import { overAttention, positionsSeen } from '../layers.ts';

/**
 * Bytes of the KV cache. Grouped queries share keys and values, latent attention compresses them; a sliding window
 * bounds the positions that its layers must keep; cross-attention keeps those of the encoder. Only decoders have one.
 */
export function kvCacheBytes({ request, model, shapes }: Job): number {
  if (request.task === 'training' || !isCausal(model)) return 0;
  const elements = overAttention(shapes, (attention) => attention.cacheWidth * positionsSeen(attention));
  return elements * kvBytes[request.kvCacheFormat] * request.concurrency;
}
