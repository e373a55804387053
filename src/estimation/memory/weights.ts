import { linearBits, weightFormats } from '../formats.ts';
import type { Job } from '../job.ts';

/**
 * Bytes of the model's weights and of LoRA adapters. Linear layers have the bits of the weight format; embeddings,
 * head and norms stay unquantised under bitsandbytes, AWQ and GPTQ, and become fp32 when PEFT prepares a quantised
 * model for training. PEFT keeps adapters in fp32.
 */
export function weightBytes(job: Job): number {
  const other = job.kbit ? 32 : weightFormats[job.request.weightFormat].otherBits;
  return (
    (job.linearParameters * linearBits(job.request) + job.otherParameters * other) / 8 +
    4 * job.loraParameters
  );
}
