import { z } from 'zod';
import { reasons } from './measurements/scope.ts';
import { computeCapabilities } from './compute-capabilities.ts';

/**
 * The shape of a stored record. Every object is strict, so that a misspelt key or a key without its unit
 * (`memory` for `memoryGb`) is an error and never silently ignored. Only facts are stored: what follows from them
 * (rates, bandwidth, usable memory) is derived by `rates.ts` and `usable-memory.ts`.
 *
 * Nothing that a page or the command line loads imports this file at run time: zod stays out of both.
 */

const text = z.string().trim().min(1);
const slug = z.string().regex(/^[a-z0-9]+(?:[._-][a-z0-9]+)*$/, 'not a slug');
const count = z.int().positive();
const positive = z.number().positive();
const isoDate = z.iso.date();
/** A day, or a month where no source names the day. */
const launchDate = z
  .string()
  .refine((date) => isoDate.safeParse(/^\d{4}-\d{2}$/.test(date) ? `${date}-01` : date).success, {
    error: 'not an ISO date',
    params: {
      fix: 'write a day of the calendar as "YYYY-MM-DD", or "YYYY-MM" where only the month is known',
    },
  });
/** Least and most that makers may set. */
const range = z.tuple([positive, positive]);

/**
 * Field name to source ids. `default` answers for every stored field that is not named itself. An empty list says
 * that no source could be read; validation then wants the field among `unverified`.
 */
const sources = z.record(z.string(), z.array(slug)).refine((map) => map['default'] !== undefined, {
  error: 'no "default" list',
  params: { fix: 'add "default": the ids of the sources of every field that is not named itself' },
});

const disagreements = z.array(
  z.strictObject({
    field: text,
    /** Source id (or `rule`) to what it says. */
    values: z.record(z.string(), z.union([z.number(), z.string()])),
    /** `null`: none of them. */
    chosen: z.union([z.number(), z.string()]).nullable(),
    why: text,
  }),
);

/** Tensor Core rates; see `TensorRates`. */
const tensorRate = z.enum(['fp16Acc16', 'fp16Acc32', 'bf16', 'tf32', 'fp8Acc16', 'fp8Acc32', 'int8', 'fp4']);

/** Figures that a rule gives, and from which a card can depart. */
const ruledField = z.union([
  z.enum(['fp32Tflops', 'fp16Tflops', 'fp64Tflops', 'memoryBandwidthGbps']),
  z.templateLiteral(['tensor.', tensorRate]),
]);

export const gpuSchema = z.strictObject({
  slug,
  name: text,
  series: text,
  segment: z.enum(['desktop', 'laptop', 'workstation', 'datacenter']),
  status: z.enum(['launched', 'unlaunched']),
  /** Where the card was sold when not at retail everywhere. */
  market: z.enum(['oem', 'china', 'limited', 'cloud']).optional(),
  /** Slug of the card under which this silicon variant is listed. */
  variantOf: slug.optional(),
  chip: text,
  /** Compute capability as NVIDIA writes it: 8.6, 12.0. */
  computeCapability: positive,
  cudaCores: count,
  smCount: count,
  tensorCores: z.int().nonnegative(),
  /** GPUs on one board, where more than one; the record describes one of them. */
  gpusPerBoard: z.int().min(2).optional(),
  baseClockMhz: positive.nullable(),
  boostClockMhz: positive,
  /** Clocks and power that laptop makers choose from; the single figures are one configuration of the board database. */
  baseClockRangeMhz: range.optional(),
  boostClockRangeMhz: range.optional(),
  tgpRangeW: range.optional(),
  /** Clock of the Tensor Core figures where NVIDIA rates them at another than the boost clock (Hopper, B200). */
  tensorClockMhz: positive.optional(),
  /** The number on the box; counts GiB (2^30 bytes). */
  memoryGb: positive,
  memoryType: text,
  /** The CPU, its programs and the GPU share this memory. */
  unifiedMemory: z.literal(true).optional(),
  memoryBusBits: count,
  /** Effective data rate per pin, Gbit/s. */
  memoryDataRateGbps: positive.nullable(),
  /** ECC lives in the memory itself and is on by default: it takes one sixteenth of the capacity. */
  inlineEcc: z.literal(true).optional(),
  /** Capacity that a published run prints, in MiB, after driver and ECC have taken their part. */
  usableMemoryMib: count.optional(),
  l2CacheMb: positive.nullable(),
  tdpW: positive,
  pcieGen: count.nullable(),
  pcieLanes: count.nullable(),
  launchDate: launchDate.nullable(),
  /** United States dollars on the launch date. */
  launchPriceUsd: positive.nullable(),
  /** Price of NVIDIA's own edition where it differed from the recommended price. */
  foundersEditionPriceUsd: positive.optional(),
  /** Launch price in another currency, of a card that was not sold in the United States. */
  launchPriceOther: z
    .strictObject({ currency: z.string().regex(/^[A-Z]{3}$/, 'not a currency code'), amount: positive })
    .optional(),
  /** NVLink bandwidth of one card, both directions together, GB/s; left out where the card has none. */
  nvlink: z.strictObject({ totalBidirectionalGbps: positive }).optional(),
  /** Tensor Core figures that NVIDIA publishes; validation compares them with the rule. Dense TFLOPS (INT8, FP4: TOPS). */
  officialTensor: z.partialRecord(tensorRate, positive).optional(),
  /**
   * Figures that depart from their rule, or that the rule cannot give, each with the reason; `null` means: no figure
   * known. Sources stand under the field's own name (`tensor.bf16`), else under `exceptions`.
   */
  exceptions: z
    .array(z.strictObject({ field: ruledField, value: positive.nullable(), reason: text }))
    .min(1)
    .optional(),
  sources,
  /** Values that sources print differently, and which one the record keeps. */
  disagreements: disagreements.min(1).optional(),
  /** Fields, resolved ones included, that no second look has confirmed. */
  unverified: z.array(text).min(1).optional(),
  notes: z.array(text).min(1).optional(),
});

/** What every model record says about itself, whatever its kind. */
const modelRecord = {
  slug,
  name: text,
  family: text,
  /** Hugging Face repository name where a source gives one. */
  huggingFaceId: text.nullable(),
  /** Exact count of everything held in memory; `parameters.ts` counts it again from the dimensions. */
  parameters: count,
  licence: text.nullable(),
  sources,
  /** Values that sources print differently, and which one the record keeps. */
  disagreements,
  unverified: z.array(text),
  notes: z.array(text),
};

/** A stack of equal transformer layers: attention, then an MLP. */
const layerStack = {
  layers: count,
  hiddenSize: count,
  /** Width of the MLP; where experts take its place, see `experts`. */
  intermediateSize: count,
  heads: count,
  kvHeads: count,
  /** Width of a query and key head; need not be `hiddenSize / heads`. */
  headDim: count,
  /** SwiGLU-like MLP with three matrices (true) or a plain one with two (false). */
  gatedMlp: z.boolean(),
  /** RMS norm has a scale, layer norm a scale and a bias; some leave the bias out. */
  norm: z.enum(['rms', 'layer', 'layer-without-bias']),
  /** Norms of the width of the model in each layer: 2, or 1 where attention and MLP share it, or 4 (Gemma 2). */
  normsPerLayer: count,
  /** Norms of the queries and keys: one scale for the width of a head, one for all heads together, or none. */
  qkNorm: z.enum(['head', 'all-heads']).nullable(),
  /** Bias vectors on the query, key and value projections. */
  qkvBias: z.boolean(),
  /** Bias vector on the projection that leaves the attention. */
  outputBias: z.boolean(),
  /** Bias vectors on the matrices of the MLP, or of every expert. */
  mlpBias: z.boolean(),
};

/** A layer stack between a table of words and an output matrix. */
const languageModel = {
  ...layerStack,
  vocabSize: count,
  /** Whether the output matrix is the table of words itself, and so takes no memory of its own. */
  tiedEmbeddings: z.boolean(),
  /** Bias vector on the output matrix. */
  headBias: z.boolean(),
  /** One learned logit per head that a query may attend to instead of a token (gpt-oss). */
  attentionSinks: z.boolean(),
  /** Rows of the table of learned positions; 0 with rotary or computed positions. */
  positionEmbeddings: z.int().nonnegative(),
  contextLength: count,
  /** Tokens that a layer with a sliding window attends to; `null` where every layer sees all. */
  slidingWindow: count.nullable(),
  /** Layers that use the window. */
  slidingLayers: z.int().nonnegative(),
  /** Multi-head latent attention: what is cached is `kvRank + ropeHeadDim` numbers per token and layer. */
  mla: z
    .strictObject({
      /** Width of the compressed query, or `null` where queries come straight from the hidden state. */
      queryRank: count.nullable(),
      kvRank: count,
      nopeHeadDim: count,
      ropeHeadDim: count,
      valueHeadDim: count,
    })
    .nullable(),
};

/** A run set aside by name in `measurements/scope.ts`. */
export const scopeSchema = z.strictObject({ id: text, reason: z.enum(reasons) });

/** A compute capability as `architectures.ts` puts it together from its words and the numbers of `rates.ts`. */
export const architectureSchema = z.strictObject({
  computeCapability: z.enum(computeCapabilities),
  name: text,
  coresPerSm: count,
  tensorCoresPerSm: z.int().nonnegative(),
  rtCoresPerSm: z.int().nonnegative(),
  tensorCoreGen: count.nullable(),
  tensorFormats: z.array(z.enum(['fp64', 'tf32', 'bf16', 'fp16', 'fp8', 'fp6', 'fp4', 'int8', 'int4'])),
  cudaFlopPerClock: z.strictObject({
    fp32: positive,
    fp16: positive,
    bf16: positive.nullable(),
    fp64: positive,
  }),
  tensorFlopPerClock: z.record(tensorRate, positive.nullable()).nullable(),
  sources: z.array(slug).min(1),
  tensorSources: z.array(slug),
  unverified: z.array(z.enum(['cudaFlopPerClock.fp16', 'tensorFlopPerClock'])),
});

export const decoderSchema = z.strictObject({ kind: z.literal('decoder'), ...modelRecord, ...languageModel });

/**
 * Decoder with a mixture of experts. `intermediateSize` is the width of the MLP that no router chooses (dense
 * layers, else the shared expert), or an expert's where there is none.
 */
export const moeSchema = z.strictObject({
  kind: z.literal('moe'),
  ...modelRecord,
  ...languageModel,
  /** Parameters that one token passes through, both embedding matrices counted whole. */
  activeParameters: count,
  experts: z.strictObject({
    /** Experts of a layer among which the router chooses. */
    count,
    perToken: count,
    intermediateSize: count,
    /** Width of the expert every token passes, several shared ones counted as one; 0 without. */
    sharedIntermediateSize: z.int().nonnegative(),
    /** The shared expert's output is scaled by a gate of its own, one vector per layer (Qwen MoE). */
    sharedGate: z.boolean(),
    /** Layers at the start that have an ordinary MLP instead of experts. */
    denseLayers: z.int().nonnegative(),
    /** Bias vector on the router. */
    routerBias: z.boolean(),
  }),
});

/** BERT-like: norm after each part, a norm on the embeddings and none at the end. Counted without a head for masked words. */
export const encoderSchema = z.strictObject({
  kind: z.literal('encoder'),
  ...modelRecord,
  ...languageModel,
  /** Rows of the table that tells segments of the input apart. */
  segmentEmbeddings: z.int().nonnegative(),
  /** Dense layer over the first token. */
  pooler: z.boolean(),
});

/** T5: RMS norm before each part, no biases, one table of relative positions per stack. */
export const encoderDecoderSchema = z.strictObject({
  kind: z.literal('encoder-decoder'),
  ...modelRecord,
  encoderLayers: count,
  decoderLayers: count,
  hiddenSize: count,
  intermediateSize: count,
  heads: count,
  kvHeads: count,
  headDim: count,
  gatedMlp: z.boolean(),
  vocabSize: count,
  tiedEmbeddings: z.boolean(),
  /** Rows of the table of relative positions, each with one number per head. */
  relativeBuckets: count,
  /** Tokens of training; relative positions set no limit. */
  contextLength: count,
});

/** Vision Transformer with its classification head. */
export const visionSchema = z.strictObject({
  kind: z.literal('vision'),
  ...modelRecord,
  ...layerStack,
  /** Side of the square image, in pixels. */
  imageSize: count,
  /** Side of a square patch, in pixels; one patch is one token. */
  patchSize: count,
  imageChannels: count,
  classToken: z.boolean(),
  /** Outputs of the head; 0 without a head. */
  classes: z.int().nonnegative(),
  /** Tokens of one image, class token included. */
  contextLength: count,
});

/** Whisper: an encoder of audio behind two convolutions, a decoder of text. Biases everywhere but on the keys. */
export const speechSchema = z.strictObject({
  kind: z.literal('speech'),
  ...modelRecord,
  encoderLayers: count,
  decoderLayers: count,
  hiddenSize: count,
  intermediateSize: count,
  heads: count,
  kvHeads: count,
  headDim: count,
  vocabSize: count,
  tiedEmbeddings: z.boolean(),
  /** Frequency bands of the spectrogram. */
  melBins: count,
  /** Width of the two convolutions, in frames. */
  convolutionKernel: count,
  /** Encoder tokens of a 30-second window; also the rows of its fixed table of positions, which the count includes. */
  audioContext: count,
  /** Text tokens. */
  contextLength: count,
});

/** U-Net of a latent diffusion model, without text encoders and autoencoder. */
export const unetSchema = z.strictObject({
  kind: z.literal('unet'),
  ...modelRecord,
  /** Side of the square image it was made for, in pixels. */
  imageSize: count,
  /** Pixels that one position of the latent image stands for, along a side. */
  patchSize: count,
  /** Channels of the latent image, in and out. */
  latentChannels: count,
  /** Channels of the first level. */
  channels: count,
  /** Channels of each level, as multiples of `channels`. */
  channelMultipliers: z.array(count).min(1),
  /** Residual blocks of a level on the way down; one more on the way up. */
  residualBlocks: count,
  /** Transformer layers behind each residual block of a level; 0 where the level has no attention. */
  transformerDepths: z.array(z.int().nonnegative()).min(1),
  /** Transformer layers in the middle of the U. */
  middleTransformerDepth: count,
  /** Heads of every attention, or `null` where `headDim` is fixed instead. */
  heads: count.nullable(),
  headDim: count.nullable(),
  /** Width of the text tokens. */
  contextWidth: count,
  /** Width of the vector that carries pooled text and image size, or `null` without. */
  vectorWidth: count.nullable(),
  /** Text tokens. */
  contextLength: count,
});

/** FLUX: blocks with separate weights for text and image, then blocks that share them; biases everywhere. */
export const diffusionTransformerSchema = z.strictObject({
  kind: z.literal('diffusion-transformer'),
  ...modelRecord,
  doubleBlocks: count,
  singleBlocks: count,
  hiddenSize: count,
  intermediateSize: count,
  heads: count,
  headDim: count,
  /** Side of the square image it was made for, in pixels. */
  imageSize: count,
  /** Side of a square patch, in pixels of the image; one patch is one token. */
  patchSize: count,
  /** Numbers in one image token: channels of the latent image times the pixels of a patch. */
  latentWidth: count,
  /** Width of the text tokens. */
  contextWidth: count,
  /** Width of the pooled text vector. */
  vectorWidth: count,
  /** Width of the sinusoids that encode time and guidance. */
  timestepWidth: count,
  /** An embedding of the guidance strength, for distilled guidance. */
  guidanceEmbedding: z.boolean(),
  /** Text tokens. */
  contextLength: count,
});

export const modelSchema = z.discriminatedUnion('kind', [
  decoderSchema,
  moeSchema,
  encoderSchema,
  encoderDecoderSchema,
  visionSchema,
  speechSchema,
  unetSchema,
  diffusionTransformerSchema,
]);

export const sourceSchema = z.strictObject({
  id: slug,
  title: text,
  publisher: text,
  /** A web address; `null` for material read from a repository, or where only a quotation could be read (`note` says so). */
  url: z.url().nullable(),
  /**
   * How near to the maker a value from here is: `official` is the maker's own text (NVIDIA's, or that of a model's
   * authors), `quoted` the maker's figure read in somebody else's text, `secondary` (also where left out) everything
   * else: databases, press, measurements of others.
   */
  standing: z.enum(['official', 'quoted', 'secondary']).optional(),
  /** `owner/name`, path and commit, for material read from a repository. */
  repository: z
    .strictObject({
      name: z.string().regex(/^[\w.-]+\/[\w.-]+$/, 'not owner/name'),
      path: text.nullable(),
      commit: z
        .string()
        .regex(/^[0-9a-f]{7,40}$/, 'not a commit')
        .nullable(),
    })
    .nullable(),
  licence: text.nullable(),
  /** Day or month in which the copy was read; `null` where the entry only identifies the work. */
  read: z
    .string()
    .regex(/^\d{4}-\d{2}(?:-\d{2})?$/, 'not an ISO date')
    .nullable(),
  note: text.nullable(),
});

// Software: what runs on which compute capability.

const softwareVersion = z.string().regex(/^\d+(?:\.\d+)*$/, 'not a version such as 12.9');

/** What one piece of software does on some compute capabilities. Every version in it was read in a source. */
const softwareSupportSchema = z.strictObject({
  /** The compute capabilities it speaks of. */
  computeCapabilities: z.array(z.enum(computeCapabilities)).min(1),
  /**
   * In the newest version: `yes`; `partial` and `unofficial` (it runs, but its makers promise nothing), which a note
   * explains; `no`, where `until` says which versions did; `unknown`: nothing was read.
   */
  status: z.enum(['yes', 'partial', 'unofficial', 'no', 'unknown']),
  /** First version with support. */
  from: softwareVersion.optional(),
  /** Last version with (official) support. */
  until: softwareVersion.optional(),
  /** First version without it; between `until` and this nothing was read. */
  droppedIn: softwareVersion.optional(),
  /** Code of a remark; the words are in the dictionaries. */
  note: slug.optional(),
  /** Ids of its sources. */
  sources: z.array(slug),
  /** Day on which this was last checked. */
  read: isoDate,
  /** Follows from a related statement; no source says it of this compute capability. */
  unverified: z.literal(true).optional(),
});

export const softwareSchema = z.strictObject({
  slug,
  name: text,
  group: z.enum(['platform', 'pytorch', 'kernels', 'training', 'inference']),
  /** The version that was read, where the documentation names one. */
  version: softwareVersion.optional(),
  /** A PyTorch build: the index it comes from and what it needs. */
  wheel: z
    .strictObject({
      /** Last part of the address of the index: https://download.pytorch.org/whl/<index>. */
      index: z.string().regex(/^cu\d{3}$/, 'not an index such as cu126'),
      /** Version of CUDA that it is built with. */
      cuda: softwareVersion,
      /** Oldest NVIDIA driver branch that runs it. */
      minimumDriver: count,
      /** Newest release in this index. */
      torch: softwareVersion,
      /** Release of torchvision that goes with it. */
      torchvision: softwareVersion,
      /** `pip install torch` without an index fetches this one (Linux). */
      isDefault: z.literal(true).optional(),
      /** No later release is built for this index. */
      ended: z
        .strictObject({
          /** The last release. */
          release: softwareVersion,
          /** Day on which that was announced (ISO 8601). */
          announced: isoDate,
        })
        .optional(),
      /** Ids of its sources. */
      sources: z.array(slug).min(1),
    })
    .optional(),
  /** One statement for each group of compute capabilities that it treats alike. */
  support: z.array(softwareSupportSchema).min(1),
});
