/** Jobs that show what an option does: for every option of a request two values, and the job in which they differ. */
import type { EstimateInput } from '../../src/estimation/index.ts';

export const lora: EstimateInput = {
  task: 'training',
  model: 'llama-3.1-8b',
  gpu: 'rtx-3090',
  method: 'lora',
};
export const full: EstimateInput = { ...lora, method: 'full' };
export const serve: EstimateInput = { task: 'inference', model: 'llama-3.1-8b', gpu: 'rtx-3090' };
export const cards: EstimateInput = { ...full, gpuCount: 4, sharding: 'fsdp' };
export const machines: EstimateInput = { ...cards, gpuCount: 8, nodes: 2 };

/** Two values of every option, and the job in which they differ. */
export const options: Record<string, { in: EstimateInput; values: readonly [unknown, unknown] }> = {
  task: { in: { ...full, method: 'lora' }, values: ['training', 'inference'] },
  model: { in: lora, values: ['llama-3.1-8b', 'qwen2.5-7b'] },
  gpu: { in: lora, values: ['rtx-3090', 'rtx-4090'] },
  gpuCount: { in: full, values: [1, 4] },
  nodes: { in: machines, values: [1, 2] },
  interconnect: { in: { ...cards, gpuCount: 2 }, values: ['pcie', 'nvlink'] },
  pcieGen: { in: { ...cards, interconnect: 'pcie' }, values: [null, 3] },
  pcieLanes: { in: { ...cards, interconnect: 'pcie' }, values: [null, 4] },
  networkGbitPerSecond: { in: machines, values: [10, 400] },
  gpuMemoryBytes: { in: lora, values: [null, 48 * 2 ** 30] },
  otherUseBytes: { in: lora, values: [0, 2 ** 30] },
  method: { in: lora, values: ['lora', 'dora'] },
  precision: { in: full, values: ['bf16-mixed', 'fp32'] },
  optimizer: { in: full, values: ['adamw', 'lion'] },
  galoreRank: { in: { ...full, optimizer: 'galore-adamw' }, values: [128, 1024] },
  sequenceLength: { in: lora, values: [2048, 1024] },
  packing: { in: { ...lora, samples: 1000, meanSampleTokens: 500 }, values: [false, true] },
  meanSampleTokens: { in: { ...lora, samples: 1000, packing: true }, values: [null, 500] },
  microBatchSize: { in: lora, values: [1, 2] },
  gradientAccumulationSteps: { in: full, values: [1, 8] },
  gradientCheckpointing: { in: lora, values: ['none', 'full'] },
  attention: { in: lora, values: ['eager', 'sdpa'] },
  fusedCrossEntropy: { in: lora, values: [false, true] },
  fusedOptimizer: { in: { ...full, gradientCheckpointing: 'full' }, values: [true, false] },
  lora: { in: lora, values: [{ rank: 8 }, { rank: 64 }] },
  trainEmbeddings: { in: lora, values: [false, true] },
  compile: { in: lora, values: [false, true] },
  sharding: { in: { ...full, gpuCount: 4 }, values: ['ddp', 'zero-3'] },
  tensorParallel: { in: { ...full, gpuCount: 4 }, values: [1, 4] },
  pipelineParallel: { in: { ...full, gpuCount: 4 }, values: [1, 4] },
  offload: { in: full, values: ['none', 'optimizer'] },
  weightFormat: { in: serve, values: ['bf16', 'q4_k_m'] },
  doubleQuantization: { in: { ...lora, method: 'qlora' }, values: [true, false] },
  kvCacheFormat: { in: serve, values: ['fp16', 'q8_0'] },
  framework: { in: lora, values: ['hf', 'unsloth'] },
  frameworkVersion: {
    in: { ...serve, gpu: 'h100-sxm5-80gb', framework: 'hf' },
    values: ['4.46.3', '4.51.3'],
  },
  gpuLayers: { in: { ...serve, weightFormat: 'q4_k_m' }, values: [null, 16] },
  hostMemoryBandwidthGbps: { in: { ...serve, weightFormat: 'q4_k_m', gpuLayers: 16 }, values: [51.2, 200] },
  contextLength: { in: serve, values: [4096, 8192] },
  promptTokens: { in: serve, values: [null, 512] },
  concurrency: { in: serve, values: [1, 8] },
  tokens: { in: lora, values: [null, 1e6] },
  samples: { in: lora, values: [null, 1000] },
  electricityPricePerKwh: { in: { ...lora, tokens: 1e6 }, values: [null, 0.3] },
  gpuPrice: { in: lora, values: [null, 700] },
  cloudPricePerHour: { in: { ...lora, tokens: 1e6 }, values: [null, 0.4] },
  currency: { in: { ...lora, gpuPrice: 700 }, values: ['USD', 'EUR'] },
};
