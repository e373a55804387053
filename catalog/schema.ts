import { z } from 'zod';

/**
 * The shape of a stored record. Every object is strict, so that a misspelt key or a key without its unit
 * (`memory` for `memoryGb`) is an error and never silently ignored. Only facts are stored: what follows from them
 * (rates, bandwidth, usable memory) is derived by `rates.ts` and `usable-memory.ts`.
 *
 * Nothing that a page or the command line loads imports this file at run time: zod stays out of both.
 */

const text = z.string().trim().min(1);
const slug = z.string().regex(/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/, 'not a slug');
const count = z.int().positive();
const positive = z.number().positive();
/** A day, or a month where no source names the day. */
const launchDate = z
  .string()
  .refine(
    (date) => z.iso.date().safeParse(/^\d{4}-\d{2}$/.test(date) ? `${date}-01` : date).success,
    'not an ISO date (2024-11-18, or 2024-11 where the day is unknown)',
  );
/** Least and most that makers may set. */
const range = z.tuple([positive, positive]);

/**
 * Field name to source ids. `default` answers for every stored field that is not named itself. An empty list says
 * that no source could be read; validation then wants the field among `unverified`.
 */
const sources = z
  .record(z.string(), z.array(slug))
  .refine((map) => map['default'] !== undefined, 'no "default" list');

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
  disagreements: z
    .array(
      z.strictObject({
        field: text,
        values: z.record(z.string(), z.union([z.number(), z.string()])),
        /** `null`: none of them. */
        chosen: z.union([z.number(), z.string()]).nullable(),
        why: text,
      }),
    )
    .min(1)
    .optional(),
  /** Fields, resolved ones included, that no second look has confirmed. */
  unverified: z.array(text).min(1).optional(),
  notes: z.array(text).min(1).optional(),
});

export const modelSchema = z.strictObject({
  slug,
  name: text,
  family: text,
  kind: z.enum(['decoder', 'encoder']),
  /** Hugging Face repository name where one exists. */
  huggingFaceId: text.nullable(),
  /** Exact count; a test recomputes it from the dimensions. */
  parameters: count,
  layers: count,
  hiddenSize: count,
  intermediateSize: count,
  heads: count,
  kvHeads: count,
  headDim: count,
  vocabSize: count,
  tiedEmbeddings: z.boolean(),
  /** SwiGLU-like MLP with three matrices (true) or a plain one with two (false). */
  gatedMlp: z.boolean(),
  /** Bias vectors on the query, key and value projections. */
  qkvBias: z.boolean(),
  /** Bias vectors on every linear layer and norm (GPT-2, BERT). */
  bias: z.boolean(),
  /** Learned position embeddings: number of positions, or 0 with rotary embeddings. */
  positionEmbeddings: z.int().nonnegative(),
  contextLength: count,
  /** Tokens a layer attends to at most, or `null` for full attention. */
  slidingWindow: count.nullable(),
  licence: text.nullable(),
  sources,
  unverified: z.array(text),
  notes: z.array(text),
});

/** One published run. The figures are stored in the unit they were printed in; `index.ts` adds the bytes. */
export const measurementSchema = z.strictObject({
  id: slug,
  kind: z.literal('training-memory'),
  /** Slug of the model; an instruction-tuned copy has the dimensions of its base. */
  model: slug,
  /** Name under which the source lists the model it ran. */
  publishedModel: text,
  gpu: slug,
  gpuCount: count,
  method: z.enum(['full', 'lora', 'qlora']),
  weightFormat: z.enum(['nf4', 'bf16', 'fp16', 'fp32']),
  doubleQuantization: z.boolean(),
  optimizer: text,
  sequenceLength: count,
  microBatchSize: count,
  gradientCheckpointing: z.boolean(),
  attention: z.enum(['eager', 'sdpa', 'flash']),
  loraRank: count.nullable(),
  loraTargets: z.array(text),
  published: z.strictObject({
    unit: z.literal('MiB'),
    allocated: positive.nullable(),
    reserved: positive.nullable(),
    process: positive.nullable(),
  }),
  tokensPerSecond: positive.nullable(),
  notes: z.array(text),
  source: slug,
  /** The file of the source which holds the run. */
  sourcePath: text,
});

export const sourceSchema = z.strictObject({
  id: slug,
  title: text,
  publisher: text,
  /** A web address; `null` for material read from a repository, or where only a quotation could be read (`note` says so). */
  url: z.url().nullable(),
  /**
   * How near to NVIDIA a value from here is: `official` is NVIDIA's own text, `quoted` NVIDIA's figure read in somebody
   * else's text, `secondary` (also where left out) everything else: databases, press, measurements of others.
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
