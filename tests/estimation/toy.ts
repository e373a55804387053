import {
  prepare,
  type EstimateRequest,
  type EstimationGpu,
  type EstimationModel,
} from '../../src/estimation/index.ts';

/**
 * A model small enough to work by hand. Layer: q 8x8 = 64, k and v 8x4 = 32 each, o 64, three feed-forward matrices
 * 8x16 = 128 each: 576. Two layers 1152, two embeddings 10x8 = 160, five norms of 8 = 40: 1352 parameters.
 */
export const toy: EstimationModel = {
  slug: 'toy',
  name: 'Toy',
  kind: 'decoder',
  parameters: 1352,
  layers: 2,
  hiddenSize: 8,
  intermediateSize: 16,
  heads: 2,
  kvHeads: 1,
  headDim: 4,
  vocabSize: 10,
  tiedEmbeddings: false,
  gatedMlp: true,
  positionEmbeddings: 0,
  contextLength: 4096,
  slidingWindow: null,
};

/** A card with round numbers: 100 TFLOPS, 1 TB/s, 16 GiB. */
export const toyGpu: EstimationGpu = {
  slug: 'toy-card',
  name: 'Toy Card',
  computeCapability: 8.6,
  memoryGb: 16,
  usableBytes: 2 ** 34,
  memoryBandwidthGbps: 1000,
  tdpW: 200,
  launchPriceUsd: 500,
  fp32Tflops: 20,
  fp16Tflops: 20,
  tensor: { fp16Acc32: 100, bf16: 100, tf32: 50, fp8Acc32: null },
  pcieGen: 4,
  pcieLanes: 16,
  nvlink: false,
  inlineEcc: false,
};

export const base: EstimateRequest = {
  task: 'training',
  model: 'toy',
  gpu: 'toy-card',
  gpuCount: 1,
  nodes: 1,
  interconnect: 'pcie',
  pcieGen: null,
  pcieLanes: null,
  networkGbitPerSecond: 100,
  gpuMemoryBytes: null,
  otherUseBytes: 0,
  method: 'full',
  precision: 'bf16-mixed',
  optimizer: 'adamw',
  galoreRank: 128,
  sequenceLength: 4,
  packing: false,
  meanSampleTokens: null,
  microBatchSize: 3,
  gradientAccumulationSteps: 1,
  gradientCheckpointing: 'none',
  attention: 'sdpa',
  fusedCrossEntropy: false,
  fusedOptimizer: true,
  lora: { rank: 2, targets: 'attention' },
  trainEmbeddings: false,
  compile: false,
  sharding: 'none',
  tensorParallel: 1,
  pipelineParallel: 1,
  offload: 'none',
  weightFormat: 'fp32',
  doubleQuantization: true,
  kvCacheFormat: 'fp16',
  framework: null,
  frameworkVersion: null,
  gpuLayers: null,
  hostMemoryBandwidthGbps: 51.2,
  contextLength: 100,
  promptTokens: null,
  concurrency: 1,
  tokens: null,
  samples: null,
  electricityPricePerKwh: null,
  gpuPrice: null,
  cloudPricePerHour: null,
  currency: 'USD',
};

/** Memory of a job on the toy model, before a card is named. */
export const memoryOf = (change: Partial<EstimateRequest>, model: Partial<EstimationModel> = {}) =>
  prepare({ ...base, ...change }, { ...toy, ...model }).memory;
