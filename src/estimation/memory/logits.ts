import { constants as c } from '../constants.ts';
import type { Job } from '../job.ts';

/**
 * Bytes at the loss: the logits of every token, their fp32 copy, and the gradients of both. Checkpointing does not
 * reduce them; a fused cross-entropy does. Encoders and vision models are fine-tuned with a small head instead of a
 * vocabulary, which is left out.
 */
export function logitsBytes(job: Job): number {
  const { request, vocabSize } = job;
  const { logits, compiledLoss, narrowLoss } = job.profile;
  if (request.fusedCrossEntropy || !logits) return c.logitsBytesFused * job.tokens * vocabSize;
  // An fp32 head writes four bytes where a 16-bit one writes two.
  const wide = job.kbit || job.computeBytes === 4;
  const compiled = request.compile && compiledLoss ? c.logitsBytesCompiled * (wide ? 2 : 1) : Infinity;
  const extra = narrowLoss ? logits : c.logitsBytesFp32Head - c.logitsBytes;
  const bytes = Math.min(logits + (wide ? extra : 0), compiled);
  return bytes * job.tokens * vocabSize;
}
