import { constants as c } from './constants.ts';
import { engines } from './types.ts';
import type { Engine, EstimateRequest, KvCacheFormat, Optimizer, WeightFormat } from './types.ts';

/** Bits per weight of one storage format, scales included. */
interface FormatRule {
  /** Linear layers. */
  linearBits: number;
  /** Embeddings, norms and positions. */
  otherBits: number;
  /** Output head, or the embedding that takes its place. */
  headBits: number;
}

const whole = (bits: number): FormatRule => ({ linearBits: bits, otherBits: bits, headBits: bits });
/** Embeddings, head and norms stay in 16 bits. */
const linearOnly = (linearBits: number): FormatRule => ({ linearBits, otherBits: 16, headBits: 16 });
const bnb4 = linearOnly(4 + 32 / c.quantBlock);
/** ExLlamaV2 keeps the embedding in 16 bits and the head in 6. */
const exl2 = (linearBits: number): FormatRule => ({ linearBits, otherBits: 16, headBits: 6 });

/** GGUF's 6-bit block: 256 codes, 16 8-bit scales and a 16-bit one. */
const q6k = (256 * 6 + 16 * 8 + 16) / 256;
/** A GGUF file: its embedding has the block that names it, its output head the 6-bit one. */
const gguf = (linearBits: number, otherBits: number): FormatRule => ({
  linearBits,
  otherBits,
  headBits: Math.max(otherBits, q6k),
});

/**
 * Bits per weight, from the formats' block layouts. Double quantisation is applied by {@link linearBits}. FP8: a 32-bit
 * scale for each 128 × 128 weights. AWQ, GPTQ: groups of 128 with a 16-bit scale and a zero point as wide as the code.
 * MXFP4: 32 codes and an 8-bit scale; only experts have it, where a model has some. GGUF blocks: ggml-common.h; the
 * mixes put wider blocks where they help most, averaged from the sizes of a Llama 3.1 8B in each mix
 * (tools/quantize/README.md of llama.cpp) less its embedding and head.
 */
export const weightFormats: Record<WeightFormat, FormatRule> = {
  fp32: whole(32),
  fp16: whole(16),
  bf16: whole(16),
  fp8: linearOnly(8 + 32 / 128 ** 2),
  int8: linearOnly(8),
  nf4: bnb4,
  fp4: bnb4,
  'awq-int4': linearOnly(4 + (16 + 4) / 128),
  'gptq-int4': linearOnly(4 + (16 + 4) / 128),
  'gptq-int8': linearOnly(8 + (16 + 8) / 128),
  'int4-group32': linearOnly(4 + (16 + 16) / 32),
  mxfp4: linearOnly(4 + 8 / 32),
  'exl2-2.5bpw': exl2(2.5),
  'exl2-3bpw': exl2(3),
  'exl2-4bpw': exl2(4),
  'exl2-5bpw': exl2(5),
  q2_k: gguf(2.942, 2.625),
  q3_k_s: gguf(3.4375, 3.4375),
  q3_k_m: gguf(3.845, 3.4375),
  q4_0: gguf(4.5, 4.5),
  q4_1: gguf(5, 5),
  q4_k_s: gguf(4.5375, 4.5),
  q4_k_m: gguf(4.7985, 4.5),
  q5_0: gguf(5.5, 5.5),
  q5_1: gguf(6, 6),
  q5_k_s: gguf(5.5, 5.5),
  q5_k_m: gguf(5.6547, 5.5),
  q6_k: gguf(q6k, q6k),
  q8_0: gguf(8.5, 8.5),
};

/** Families of formats that kernels treat alike. */
export type FormatClass = 'half' | 'int8' | 'fp8' | 'int4' | 'awq' | 'bnb4' | 'gguf' | 'exl2';

/** The family of a format: GPTQ and torchao unpack their codes alike, AWQ orders them differently. */
export function formatClass(format: WeightFormat): FormatClass {
  switch (format) {
    case 'fp32':
    case 'fp16':
    case 'bf16':
      return 'half';
    case 'int8':
    case 'gptq-int8':
      return 'int8';
    case 'fp8':
      return 'fp8';
    case 'awq-int4':
      return 'awq';
    case 'nf4':
    case 'fp4':
      return 'bnb4';
    case 'gptq-int4':
    case 'int4-group32':
    case 'mxfp4':
      return 'int4';
    default:
      return isGguf(format) ? 'gguf' : 'exl2';
  }
}

const isBnb4 = (format: WeightFormat): boolean => format === 'nf4' || format === 'fp4';

/** Formats of GGUF files, which llama.cpp runs. */
const isGguf = (format: WeightFormat): boolean => format[0] === 'q';

/** Formats that people load with Transformers or an engine of their own; the others they serve with vLLM. */
const usualEngines: Partial<Record<WeightFormat, Engine>> = {
  fp32: 'hf',
  int8: 'hf',
  nf4: 'hf',
  fp4: 'hf',
  'int4-group32': 'gpt-fast',
};

const isEngine = (framework: string): framework is Engine =>
  (engines as readonly string[]).includes(framework);

/** The engine that decodes: the one named, or the usual one for the weight format. */
export function engineOf({
  framework,
  weightFormat,
}: Pick<EstimateRequest, 'framework' | 'weightFormat'>): Engine {
  if (framework !== null && isEngine(framework)) return framework;
  if (isGguf(weightFormat)) return 'llama.cpp';
  if (weightFormat.startsWith('exl2')) return 'exllamav2';
  return usualEngines[weightFormat] ?? 'vllm';
}

/** Engines that split every layer over several cards; the others put layers on one card after the other. */
export const splitsLayers = (engine: Engine): boolean =>
  ['vllm', 'lmdeploy', 'sglang', 'gpt-fast'].includes(engine);

/** Below 16 bits: the format must be expanded before a 16-bit matrix product can use it. */
export const isQuantised = (format: WeightFormat): boolean => weightFormats[format].linearBits < 16;

/** Bits per weight of a linear layer, with the scales quantised a second time where the request says so. */
export function linearBits(request: EstimateRequest): number {
  const { weightFormat, doubleQuantization } = request;
  if (!isBnb4(weightFormat) || !doubleQuantization) return weightFormats[weightFormat].linearBits;
  // One 8-bit code for each scale, and one fp32 scale for each block of scales.
  return 4 + 8 / c.quantBlock + 32 / (c.quantBlock * c.doubleQuantBlock);
}

/** Bytes per element of the KV cache; block formats hold 32 values and a 16-bit scale. */
export const kvBytes: Record<KvCacheFormat, number> = { fp16: 2, fp8: 1, q8_0: 34 / 32, q4_0: 18 / 32 };

/**
 * Optimizer state per trainable parameter: `moments` have the data type of the weights, `fixed` is in bytes, and
 * `stepCopies` moments are copied during a step that is not one fused kernel. Adafactor's rows and columns are
 * counted from the shapes instead.
 */
export const optimizerStates: Record<Optimizer, { moments: number; fixed: number; stepCopies: number }> = {
  adamw: { moments: 2, fixed: 0, stepCopies: 1 },
  'adamw-8bit': { moments: 0, fixed: 2 * (1 + 4 / c.optimizerBlock), stepCopies: 0 },
  'paged-adamw': { moments: 2, fixed: 0, stepCopies: 0 },
  'paged-adamw-8bit': { moments: 0, fixed: 2 * (1 + 4 / c.optimizerBlock), stepCopies: 0 },
  adafactor: { moments: 0, fixed: 0, stepCopies: 0 },
  lion: { moments: 1, fixed: 0, stepCopies: 0 },
  'lion-8bit': { moments: 0, fixed: 1 + 4 / c.optimizerBlock, stepCopies: 0 },
  sgd: { moments: 0, fixed: 0, stepCopies: 0 },
  'sgd-momentum': { moments: 1, fixed: 0, stepCopies: 0 },
  'galore-adamw': { moments: 2, fixed: 0, stepCopies: 0 },
  'galore-adamw-8bit': { moments: 0, fixed: 2 * (1 + 4 / c.optimizerBlock), stepCopies: 0 },
  muon: { moments: 1, fixed: 0, stepCopies: 0 },
};
