/**
 * Habits of the engines that serve: what they reach of a card's bandwidth and rate, what they wait for beside it, and
 * what they hold in memory. Numbers only; `engines-evidence.ts` says for each where it comes from.
 */
import { engineOf, type FormatClass } from '../formats.ts';
import type { Engine, EstimateRequest } from '../types.ts';

/** A number for 16- and 32-bit weights, one for quantised ones, and those of families that depart from it. */
export type ByClass = { half: number; quantised: number } & Partial<Record<FormatClass, number>>;

export interface EngineProfile {
  /** Share of the memory bandwidth at which weights are read. */
  weightShare: ByClass;
  /** Share of it at which the KV cache is read. */
  cacheShare: number;
  /**
   * The cache is written anew for each token, with keys and values repeated for the query heads that share them, as
   * Transformers' dynamic cache does; else it is read once.
   */
  copiesCache: boolean;
  /** FLOP beside each weight and each cached element and query head, at the FP32 rate of the CUDA cores. */
  weightFlop: ByClass;
  cacheFlop: number;
  /** Seconds between the kernels of a layer, on the card. */
  layerGap: number;
  /** Seconds in which the host launches the kernels of a layer; a step takes no less. 0: a CUDA graph replays them. */
  layerLaunch: ByClass;
  /** Seconds in which it launches those of one expert, where a loop visits every expert; else 0. */
  expertLaunch: number;
  /** Positions of a stream up to which a graph replays the step all the same. */
  graphTokens: number;
  /** Seconds in which the cards that share a layer sum up its two parts. */
  layerReduce: number;
  /** Share of the card's peak rate that matrix products reach: many streams, and prompts. */
  matmulShare: number;
  /** The same while a prompt is read: products with weights, which are unpacked first where they are quantised. */
  promptShare: ByClass;
  /** The same for the scores of attention. */
  scoreShare: number;
  /** Products of prompts are summed in FP16, for which GeForce cards have twice their rate. */
  sumsInHalf: boolean;
  /** Tokens of a prompt that go through the layers at once. */
  promptTokens: number;
  /** Prompts of all streams are read together, in one batch. */
  batchesPrompts: boolean;
  /** Attention stores its scores in FP32 unless flash attention is asked for. */
  storesScores: boolean;
  /** Positions of the cache that are given out at once. */
  cacheBlock: number;
  /** Bytes for each token of the prompt and entry of the vocabulary, where the whole prompt goes through the head. */
  promptLogits: number;
  /** Each layer holds sines and cosines of every position the model knows. */
  rotaryTables: boolean;
  /** The input embedding stays in the machine's memory. */
  hostEmbedding: boolean;
  /** A head that shares the embedding's weights in the model is stored beside it. */
  separateHead: boolean;
  /** Query, key and value matrices are held twice while they are joined into one. */
  joinsProjections: boolean;
  /** A product with quantised weights unpacks a whole matrix first. */
  unpacks: boolean;
  /** Memory comes from PyTorch's caching allocator, which keeps some in reserve. */
  torch: boolean;
}

/** What most engines have in common. */
const plain: EngineProfile = {
  weightShare: { half: 0.9, quantised: 0.9 },
  cacheShare: 0.9,
  copiesCache: false,
  weightFlop: { half: 0, quantised: 0 },
  cacheFlop: 0,
  layerGap: 5e-5,
  layerLaunch: { half: 0, quantised: 0 },
  expertLaunch: 0,
  graphTokens: Infinity,
  layerReduce: 1e-5,
  matmulShare: 0.5,
  promptShare: { half: 0.5, quantised: 0.5 },
  scoreShare: 0.5,
  sumsInHalf: false,
  promptTokens: Infinity,
  batchesPrompts: false,
  storesScores: false,
  cacheBlock: 1,
  promptLogits: 0,
  rotaryTables: false,
  hostEmbedding: false,
  separateHead: false,
  joinsProjections: false,
  unpacks: false,
  torch: true,
};

export const engineProfiles: Record<Engine, EngineProfile> = {
  hf: {
    ...plain,
    weightShare: { half: 0.66, quantised: 0.23, int8: 0.345, awq: 0.3, fp8: 0.059 },
    cacheShare: 0.38,
    copiesCache: true,
    layerGap: 0,
    layerLaunch: { half: 7.9e-4, quantised: 7.9e-4, fp8: 1.7e-3 },
    expertLaunch: 9.2e-5,
    graphTokens: 0,
    batchesPrompts: true,
    unpacks: true,
  },
  vllm: {
    ...plain,
    weightShare: { half: 0.93, quantised: 1, int8: 0.97 },
    layerGap: 1.43e-4,
    layerReduce: 1.5e-5,
    promptShare: { half: 0.46, quantised: 0.5 },
    promptTokens: 2048,
    cacheBlock: 16,
  },
  'llama.cpp': {
    ...plain,
    weightShare: { half: 0.95, quantised: 0.95 },
    weightFlop: { half: 14, quantised: 3.8 },
    cacheFlop: 38,
    layerGap: 4.6e-5,
    promptShare: { half: 0.44, quantised: 0.31 },
    scoreShare: 0.05,
    sumsInHalf: true,
    promptTokens: 512,
    cacheBlock: 256,
    hostEmbedding: true,
    torch: false,
  },
  exllamav2: {
    ...plain,
    weightShare: { half: 0.92, quantised: 0.92 },
    promptTokens: 2048,
    cacheBlock: 256,
  },
  autoawq: {
    ...plain,
    weightShare: { half: 0.78, quantised: 0.78 },
    cacheFlop: 96,
    layerGap: 4.8e-5,
    promptShare: { half: 0.5, quantised: 0.33 },
    batchesPrompts: true,
    joinsProjections: true,
    unpacks: true,
  },
  tinychat: {
    ...plain,
    weightShare: { half: 0.925, quantised: 0.94 },
    layerGap: 4.4e-5,
    promptShare: { half: 0.42, quantised: 0.68 },
    sumsInHalf: true,
    batchesPrompts: true,
  },
  lmdeploy: {
    ...plain,
    weightShare: { half: 0.9, quantised: 1 },
    promptTokens: 8192,
    cacheBlock: 64,
  },
  sglang: {
    ...plain,
    weightShare: { half: 0.39, quantised: 0.26, fp8: 0.49 },
    layerGap: 7.1e-5,
    promptTokens: 8192,
  },
  'gpt-fast': {
    ...plain,
    weightShare: { half: 0.825, quantised: 0.66 },
    layerGap: 5.6e-5,
    layerReduce: 1.8e-5,
    batchesPrompts: true,
  },
  litgpt: {
    ...plain,
    layerGap: 0,
    layerLaunch: { half: 1.6e-3, quantised: 1.5e-3 },
    graphTokens: 0,
    layerReduce: 4e-4,
    batchesPrompts: true,
    separateHead: true,
    unpacks: true,
  },
};

type Variant = Partial<EngineProfile>;

/** Transformers of 2024: flash attention over a cache that is concatenated for each token. */
const olderHf: Variant = {
  layerLaunch: { half: 8.8e-4, quantised: 8.4e-4, int8: 1.14e-3, awq: 1.11e-3 },
};

/** What an older or newer version does otherwise, by the beginning of its name. */
export const engineVersions: Partial<Record<Engine, Record<string, Variant>>> = {
  hf: {
    '4.38': { ...olderHf, promptLogits: 6, rotaryTables: true },
    '4.46': olderHf,
    '4.51': {
      layerLaunch: { half: 6.1e-4, quantised: 5.5e-4, int8: 1.31e-3, fp8: 1.7e-3 },
    },
  },
  vllm: {
    // CUDA graphs up to `max_seq_len_to_capture`; AWQ without Marlin's kernels.
    '0.4': {
      weightShare: { half: 0.93, quantised: 1, int8: 0.97, awq: 0.78 },
      layerLaunch: { half: 6.1e-4, quantised: 6.1e-4 },
      graphTokens: 8192,
    },
  },
  'llama.cpp': { b28: { layerGap: 7.5e-5, storesScores: true } },
};

const variants = new Map<string, [version: string, profile: EngineProfile][]>();
for (const [engine, versions] of Object.entries(engineVersions)) {
  const plain = engineProfiles[engine as Engine];
  variants.set(
    engine,
    Object.entries(versions).map(([version, variant]) => [version, { ...plain, ...variant }]),
  );
}

/** The profile of what serves a request, in its version where that is known to matter. */
export function engineProfileOf(request: EstimateRequest): EngineProfile {
  const engine = engineOf(request);
  const { frameworkVersion } = request;
  if (frameworkVersion !== null)
    for (const [version, profile] of variants.get(engine) ?? [])
      if (frameworkVersion.startsWith(version)) return profile;
  return engineProfiles[engine];
}

/** The number of a family. */
export const ofClass = (by: ByClass, name: FormatClass): number =>
  by[name] ?? (name === 'half' ? by.half : by.quantised);
