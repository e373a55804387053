import { models } from '../../catalog/index.ts';
import { fromCatalog, type EstimationModel } from '../../src/estimation/index.ts';

/** Every model of the catalog. */
export const catalogModels: readonly EstimationModel[] = models.map(fromCatalog);

/**
 * Models of every shape the estimator takes, with dimensions and counts as their authors publish them, so that the
 * hand-worked figures do not move with the catalog.
 */
const decoder = {
  kind: 'decoder',
  vocabSize: 32000,
  tiedEmbeddings: false,
  gatedMlp: true,
  positionEmbeddings: 0,
  slidingWindow: null,
  slidingLayers: 0,
  experts: null,
  mla: null,
} as const;

export const mixtral: EstimationModel = {
  ...decoder,
  slug: 'test-mixtral-8x7b',
  name: 'Mixtral 8x7B',
  kind: 'moe',
  parameters: 46_702_792_704,
  layers: 32,
  hiddenSize: 4096,
  intermediateSize: 14336,
  heads: 32,
  kvHeads: 8,
  headDim: 128,
  contextLength: 32768,
  experts: { count: 8, perToken: 2, intermediateSize: 14336, sharedIntermediateSize: 0, denseLayers: 0 },
};

export const deepseekV2Lite: EstimationModel = {
  ...decoder,
  slug: 'test-deepseek-v2-lite',
  name: 'DeepSeek-V2-Lite',
  kind: 'moe',
  parameters: 15_706_484_224,
  layers: 27,
  hiddenSize: 2048,
  intermediateSize: 10944,
  heads: 16,
  kvHeads: 16,
  headDim: 192,
  vocabSize: 102400,
  contextLength: 32768,
  // Two shared experts of 1408, taken as one.
  experts: { count: 64, perToken: 6, intermediateSize: 1408, sharedIntermediateSize: 2816, denseLayers: 1 },
  mla: { queryRank: null, kvRank: 512, nopeHeadDim: 128, ropeHeadDim: 64, valueHeadDim: 128 },
};

export const deepseekV3: EstimationModel = {
  ...decoder,
  slug: 'test-deepseek-v3',
  name: 'DeepSeek-V3',
  kind: 'moe',
  parameters: 671_026_419_200,
  layers: 61,
  hiddenSize: 7168,
  intermediateSize: 18432,
  heads: 128,
  kvHeads: 128,
  headDim: 192,
  vocabSize: 129280,
  contextLength: 131072,
  experts: { count: 256, perToken: 8, intermediateSize: 2048, sharedIntermediateSize: 2048, denseLayers: 3 },
  mla: { queryRank: 1536, kvRank: 512, nopeHeadDim: 128, ropeHeadDim: 64, valueHeadDim: 128 },
};

export const gptOss20b: EstimationModel = {
  ...decoder,
  slug: 'test-gpt-oss-20b',
  name: 'gpt-oss-20b',
  kind: 'moe',
  parameters: 20_914_757_184,
  layers: 24,
  hiddenSize: 2880,
  intermediateSize: 2880,
  heads: 64,
  kvHeads: 8,
  headDim: 64,
  vocabSize: 201088,
  contextLength: 131072,
  // Every other layer sees 128 tokens.
  slidingWindow: 128,
  slidingLayers: 12,
  experts: { count: 32, perToken: 4, intermediateSize: 2880, sharedIntermediateSize: 0, denseLayers: 0 },
};

export const gemma3: EstimationModel = {
  ...decoder,
  slug: 'test-gemma-3-4b',
  name: 'Gemma 3 4B',
  parameters: 3_880_099_328,
  layers: 34,
  hiddenSize: 2560,
  intermediateSize: 10240,
  heads: 8,
  kvHeads: 4,
  headDim: 256,
  vocabSize: 262144,
  tiedEmbeddings: true,
  contextLength: 131072,
  // Five of six layers see 1024 tokens: all but layers 6, 12, 18, 24 and 30.
  slidingWindow: 1024,
  slidingLayers: 29,
};

/** As the catalog has it: without the fields of language models. */
export const vitB16: EstimationModel = {
  slug: 'test-vit-b-16',
  name: 'ViT-B/16',
  kind: 'vision',
  parameters: 86_567_656,
  layers: 12,
  hiddenSize: 768,
  intermediateSize: 3072,
  heads: 12,
  kvHeads: 12,
  headDim: 64,
  gatedMlp: false,
  contextLength: 197,
};

export const everyShape: readonly EstimationModel[] = [
  mixtral,
  deepseekV2Lite,
  deepseekV3,
  gptOss20b,
  gemma3,
  vitB16,
];
