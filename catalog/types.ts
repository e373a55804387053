import type { z } from 'zod';
import type {
  decoderSchema,
  diffusionTransformerSchema,
  encoderDecoderSchema,
  encoderSchema,
  gpuSchema,
  moeSchema,
  softwareSchema,
  sourceSchema,
  speechSchema,
  unetSchema,
  visionSchema,
} from './schema.ts';

export type { Measurement, MeasurementKind, StoredMeasurement } from './measurements/types.ts';

/**
 * What the rest of Headroom reads. Stored records are the zod schemas of `schema.ts`; the types here are what
 * `index.ts` hands out after the rules have filled in what follows from the stored facts.
 */

/** A card as written in `gpus/`. */
export type StoredGpu = z.infer<typeof gpuSchema>;

/** A language model that writes token after token, every layer with one MLP: Llama, Qwen, GPT-2. */
export type DecoderModel = z.infer<typeof decoderSchema>;
/**
 * A decoder with a mixture of experts. `intermediateSize` is the width of the MLP that no router chooses (dense layers,
 * else the shared expert), or an expert's where there is none.
 */
export type MoeModel = z.infer<typeof moeSchema>;
/** An encoder of text such as BERT, counted without a head for masked words. */
export type EncoderModel = z.infer<typeof encoderSchema>;
/** T5: an encoder of text and a decoder that attends to it. */
export type EncoderDecoderModel = z.infer<typeof encoderDecoderSchema>;
/** A Vision Transformer with its classification head. */
export type VisionModel = z.infer<typeof visionSchema>;
/** Whisper: an encoder of audio and a decoder of text. */
export type SpeechModel = z.infer<typeof speechSchema>;
/** The U-Net of a latent diffusion model, without text encoders and autoencoder. */
export type UnetModel = z.infer<typeof unetSchema>;
/** FLUX: blocks with separate weights for text and image, then blocks that share them. */
export type DiffusionTransformerModel = z.infer<typeof diffusionTransformerSchema>;

/** A model with its dimensions, typed as what it is. The count is exact: a test recomputes it from the dimensions. */
export type Model =
  | DecoderModel
  | MoeModel
  | EncoderModel
  | EncoderDecoderModel
  | VisionModel
  | SpeechModel
  | UnetModel
  | DiffusionTransformerModel;
/** What a model is; it decides which fields its record has. */
export type ModelKind = Model['kind'];
/** The models of some kinds: `ModelOf<'decoder' | 'moe'>`. */
export type ModelOf<Kind extends ModelKind> = Extract<Model, { kind: Kind }>;
/** Name of a field that some kind of model has. */
export type ModelField = Model extends infer One ? (One extends Model ? keyof One & string : never) : never;

/** A source as written in `sources/`. */
export type Source = z.infer<typeof sourceSchema>;

/** How near to NVIDIA a source stands; see `schema.ts`. */
export type Standing = NonNullable<Source['standing']>;

/**
 * How a value came about. `official`: NVIDIA's own page was read; `quoted`: NVIDIA's figure, read through a quotation;
 * `secondary`: a database, the press or a published measurement; `derived`: by a rule, and no figure of NVIDIA confirms it.
 */
export type Basis = Standing | 'derived';

/** Kind of card. */
export type GpuSegment = StoredGpu['segment'];

/** Dense Tensor Core rates in TFLOPS (INT8, FP4: TOPS), never with sparsity. `null`: the format has no Tensor Core path on the card, or no figure is known. */
export interface TensorRates {
  fp16Acc16: number | null;
  fp16Acc32: number | null;
  bf16: number | null;
  tf32: number | null;
  fp8Acc16: number | null;
  fp8Acc32: number | null;
  int8: number | null;
  fp4: number | null;
}

/** Least and most of a quantity. */
export type Range = [least: number, most: number];

/** Fields that a stored record may leave out and every resolved one has. */
interface FilledIn {
  market: 'retail' | NonNullable<StoredGpu['market']>;
  variantOf: string | null;
  /** NVLink bandwidth of one card, both directions together, GB/s; `false` without NVLink. */
  nvlink: { totalBidirectionalGbps: number } | false;
  foundersEditionPriceUsd: number | null;
  launchPriceOther: { currency: string; amount: number } | null;
  /** GPUs on the board; every figure is that of one of them. */
  gpusPerBoard: number;
  /** Clocks and power that laptop makers choose from; `null` where no source gives them, and on every other card. */
  baseClockRangeMhz: Range | null;
  boostClockRangeMhz: Range | null;
  tgpRangeW: Range | null;
  /** Clock of the Tensor Core rates; `null`: the boost clock. */
  tensorClockMhz: number | null;
  unifiedMemory: boolean;
  inlineEcc: boolean;
  /** Tensor Core figures that NVIDIA publishes and that confirm the rule within 1 %. */
  officialTensor: Partial<Record<keyof TensorRates, number>>;
  /** Figures that depart from their rule, and why. The field itself holds the value. */
  exceptions: NonNullable<StoredGpu['exceptions']>;
  disagreements: NonNullable<StoredGpu['disagreements']>;
  /** Fields that no second look has confirmed; `tensor.<rate>` for each rate. */
  unverified: string[];
  notes: string[];
}

/** A graphics card with its derived rates. Names are those of the public JSON (`/api/v1/gpus.json`). */
export interface Gpu extends Omit<StoredGpu, keyof FilledIn | 'usableMemoryMib' | 'sources'>, FilledIn {
  architecture: string;
  tensorCoreGen: number | null;
  rtCores: number;
  /** GB/s (10^9 bytes), from bus width and data rate unless `exceptions` says otherwise. */
  memoryBandwidthGbps: number;
  /** What a process can allocate, in bytes: measured where a published run prints it, else by the stated rule. */
  usableBytes: number;
  usableBasis: 'measured' | 'rule';
  fp32Tflops: number;
  /** FP32 rate at the least and the most boost clock that makers choose from. */
  fp32TflopsRange: Range | null;
  /** FP16 rate of the CUDA cores (no Tensor Cores). */
  fp16Tflops: number;
  fp64Tflops: number;
  tensor: TensorRates | null;
  /** Field name to source ids (see `sources/`), for stored and derived fields alike; `tensor.<rate>` for each rate. */
  sources: Record<string, string[]>;
  /** Field name, as in `sources`, to how its value came about. A value that no source confirms has none. */
  basis: Record<string, Basis>;
}

/** A piece of software, or a function of one, and the compute capabilities it runs on. */
export type Software = z.infer<typeof softwareSchema>;
/** What a piece of software does on a compute capability. */
export type SoftwareSupport = Software['support'][number];
/** How far a piece of software supports a compute capability; `unknown` says that nothing was read. */
export type SupportStatus = SoftwareSupport['status'];
