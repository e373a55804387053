import type { EstimateInput } from '#estimation';

/** The job in which pages show a card or model before the reader has said what they want: QLoRA of an 8B model. */
export const exampleJob = {
  task: 'training',
  model: 'llama-3.1-8b',
  gpu: 'rtx-3090',
  method: 'qlora',
  sequenceLength: 2048,
  microBatchSize: 1,
  gradientCheckpointing: 'full',
} as const satisfies EstimateInput;
