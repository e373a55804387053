import { z } from 'zod';
import { gpuSchema, measurementSchema, modelSchema, softwareSchema, sourceSchema } from '../schema.ts';
import type { Gpu, Measurement, Model, Source, Standing } from '../types.ts';

/**
 * The shape of a published record: what `/api/v1/` serves, with everything that follows from the stored facts filled
 * in. The JSON Schemas, the CSV columns and the tables of fields are made from these.
 */

const text = z.string().min(1);
const { slug } = gpuSchema.shape;
const positive = z.number().positive();
const count = z.int().positive();
const rate = positive.nullable();
const range = z.tuple([positive, positive]);
/** Field name to source ids. */
const sources = z.record(z.string(), z.array(slug));

const tensorRates = {
  fp16Acc16: rate,
  fp16Acc32: rate,
  bf16: rate,
  tf32: rate,
  fp8Acc16: rate,
  fp8Acc32: rate,
  int8: rate,
  fp4: rate,
};

/** Figures by rate, where there are any. */
const someTensorRates = z.strictObject(
  Object.fromEntries(Object.keys(tensorRates).map((name) => [name, positive.optional()])) as Record<
    keyof typeof tensorRates,
    z.ZodOptional<typeof positive>
  >,
);

export const publishedGpu = gpuSchema.omit({ usableMemoryMib: true }).extend({
  market: z.enum(['retail', ...gpuSchema.shape.market.unwrap().options]),
  variantOf: slug.nullable(),
  architecture: text,
  tensorCoreGen: count.nullable(),
  rtCores: z.int().nonnegative(),
  gpusPerBoard: count,
  baseClockRangeMhz: range.nullable(),
  boostClockRangeMhz: range.nullable(),
  tgpRangeW: range.nullable(),
  tensorClockMhz: positive.nullable(),
  unifiedMemory: z.boolean(),
  inlineEcc: z.boolean(),
  memoryBandwidthGbps: positive,
  usableBytes: count,
  usableBasis: z.enum(['measured', 'rule']),
  foundersEditionPriceUsd: positive.nullable(),
  launchPriceOther: gpuSchema.shape.launchPriceOther.unwrap().nullable(),
  nvlink: z.union([gpuSchema.shape.nvlink.unwrap(), z.literal(false)]),
  fp32Tflops: positive,
  fp32TflopsRange: range.nullable(),
  fp16Tflops: positive,
  fp64Tflops: positive,
  tensor: z.strictObject(tensorRates).nullable(),
  officialTensor: someTensorRates,
  exceptions: z.array(gpuSchema.shape.exceptions.unwrap().element),
  sources,
  basis: z.record(z.string(), z.enum(['official', 'quoted', 'secondary', 'derived'])),
  disagreements: z.array(gpuSchema.shape.disagreements.unwrap().element),
  unverified: z.array(text),
  notes: z.array(text),
}) satisfies z.ZodType<Gpu>;

export const publishedModel = modelSchema satisfies z.ZodType<Model>;

const bytes = count.nullable();

export const publishedMeasurement = measurementSchema.extend({
  allocatedBytes: bytes,
  reservedBytes: bytes,
  processBytes: bytes,
}) satisfies z.ZodType<Measurement>;

const { version } = softwareSchema.shape;
const support = softwareSchema.shape.support.element.shape;

export const publishedArchitecture = z.strictObject({
  computeCapability: positive,
  name: text,
  coresPerSm: count,
  tensorCoresPerSm: z.int().nonnegative(),
  rtCoresPerSm: z.int().nonnegative(),
  tensorCoreGen: count.nullable(),
  tensorFormats: z.array(z.enum(['fp64', 'tf32', 'bf16', 'fp16', 'fp8', 'fp6', 'fp4', 'int8', 'int4'])),
  cudaFlopPerClock: z.strictObject({ fp32: positive, fp16: positive, bf16: rate, fp64: positive }),
  tensorFlopPerClock: z.strictObject(tensorRates).nullable(),
  install: z.strictObject({
    pytorch: text,
    pytorchForOlderDriver: text.nullable(),
    torchVersion: text,
    minimumDriver: count,
    cudaToolkit: text,
    driverBranch: text,
    warnings: z.array(text),
  }),
  software: z.array(
    z.strictObject({
      slug,
      name: text,
      group: softwareSchema.shape.group,
      version: version.unwrap().nullable(),
      status: support.status,
      from: support.from.unwrap().nullable(),
      until: support.until.unwrap().nullable(),
      droppedIn: support.droppedIn.unwrap().nullable(),
      note: slug.nullable(),
      unverified: z.boolean(),
      sources: support.sources,
      read: support.read,
    }),
  ),
  sources,
  unverified: z.array(text),
});

export const publishedSource = sourceSchema.required({ standing: true }) satisfies z.ZodType<
  Source & { standing: Standing }
>;
