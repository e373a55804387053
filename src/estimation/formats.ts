import { constants as c } from './constants.ts';
import { engines } from './types.ts';
import type { Engine, EstimateRequest, KvCacheFormat, Optimizer, WeightFormat } from './types.ts';

/** How one storage format holds weights. Formats of bitsandbytes leave embeddings, head and norms unquantised. */
interface FormatRule {
  /** Bits per weight of the linear layers, scales included. */
  linearBits: number;
  /** Bits per weight of embeddings, output head and norms. */
  otherBits: number;
}

const bnb4 = { linearBits: 4 + 32 / c.quantBlock, otherBits: 16 };

/** Bits per weight, from the formats' block layouts. Double quantisation is applied by {@link linearBits}. */
export const weightFormats: Record<WeightFormat, FormatRule> = {
  fp32: { linearBits: 32, otherBits: 32 },
  fp16: { linearBits: 16, otherBits: 16 },
  bf16: { linearBits: 16, otherBits: 16 },
  int8: { linearBits: 8, otherBits: 16 },
  nf4: bnb4,
  fp4: bnb4,
  q4_k_m: { linearBits: c.bitsQ4km, otherBits: c.bitsQ4km },
  q5_k_m: { linearBits: c.bitsQ5km, otherBits: c.bitsQ5km },
  q6_k: { linearBits: c.bitsQ6k, otherBits: c.bitsQ6k },
  q8_0: { linearBits: c.bitsQ80, otherBits: c.bitsQ80 },
  'awq-int4': { linearBits: c.bitsGroup128, otherBits: 16 },
  'gptq-int4': { linearBits: c.bitsGroup128, otherBits: 16 },
};

const isBnb4 = (format: WeightFormat): boolean => format === 'nf4' || format === 'fp4';

/** Formats of GGUF files, which llama.cpp runs. */
const isGguf = (format: WeightFormat): boolean => format[0] === 'q';

/** Formats that people serve with vLLM; those of bitsandbytes, and fp32, they load with Transformers. */
const servedFormats: readonly WeightFormat[] = ['fp16', 'bf16', 'awq-int4', 'gptq-int4'];

const isEngine = (framework: string): framework is Engine =>
  (engines as readonly string[]).includes(framework);

/** The engine that decodes: the one named, or the usual one for the weight format. */
export function engineOf({
  framework,
  weightFormat,
}: Pick<EstimateRequest, 'framework' | 'weightFormat'>): Engine {
  if (framework !== null && isEngine(framework)) return framework;
  if (isGguf(weightFormat)) return 'llama.cpp';
  return servedFormats.includes(weightFormat) ? 'vllm' : 'hf';
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
