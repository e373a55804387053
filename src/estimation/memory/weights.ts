import { linearBits, weightFormats } from '../formats.ts';
import type { Job } from '../job.ts';

/** Bytes of one parameter of the embeddings, the head and the norms. */
export const tableBytes = (job: Job): number =>
  (job.kbit ? 32 : weightFormats[job.request.weightFormat].otherBits) / 8;

/**
 * Bytes of the model's weights and of LoRA adapters. Linear layers have the bits of the weight format; embeddings,
 * head, norms and convolutions stay unquantised under bitsandbytes, AWQ and GPTQ, and become fp32 when PEFT prepares a quantised
 * model for training. PEFT keeps adapters in fp32, and trains a copy of the embeddings in their own type.
 */
export function weightBytes(job: Job): number {
  const { linearParameters, convolutionParameters, otherParameters, loraParameters, trainedTables } = job;
  return (
    ((linearParameters - convolutionParameters) * linearBits(job.request)) / 8 +
    (convolutionParameters + otherParameters + trainedTables) * tableBytes(job) +
    4 * loraParameters
  );
}
