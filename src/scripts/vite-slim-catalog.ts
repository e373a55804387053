import type { Plugin } from 'vite';
import type { Gpu, GpuSegment, Model, ModelOf } from '../../catalog/types.ts';
import { modelKinds, type EstimationGpu, type EstimationModel, type Experts } from '../estimation/types.ts';

/** A card as the islands read it: what the estimator needs, and what a list of cards shows. */
export interface SlimGpu extends EstimationGpu {
  series: string;
  segment: GpuSegment;
  launchYear: number | null;
}

/** A model as the islands read it. */
export interface SlimModel extends Required<EstimationModel> {
  family: string;
}

/** The part of the catalog that travels to the browser. */
export interface SlimCatalog {
  gpus: SlimGpu[];
  models: SlimModel[];
  dataVersion: string;
}

const id = 'virtual:headroom-catalog';
const resolvedId = `\0${id}`;

/** A card without the fields that no island reads. */
export function slimGpu(gpu: Gpu): SlimGpu {
  const { tensor } = gpu;
  return {
    slug: gpu.slug,
    name: gpu.name,
    series: gpu.series,
    segment: gpu.segment,
    launchYear: gpu.launchDate === null ? null : Number(gpu.launchDate.slice(0, 4)),
    computeCapability: gpu.computeCapability,
    memoryGb: gpu.memoryGb,
    usableBytes: gpu.usableBytes,
    memoryBandwidthGbps: gpu.memoryBandwidthGbps,
    tdpW: gpu.tdpW,
    launchPriceUsd: gpu.launchPriceUsd,
    fp32Tflops: gpu.fp32Tflops,
    fp16Tflops: gpu.fp16Tflops,
    tensor: tensor && {
      fp16Acc32: tensor.fp16Acc32,
      bf16: tensor.bf16,
      tf32: tensor.tf32,
      fp8Acc32: tensor.fp8Acc32,
    },
  };
}

/** A model without the fields that no island reads; those that its kind lacks are empty. */
export function slimModel(model: ModelOf<SlimModel['kind']>): SlimModel {
  const language = model.kind === 'vision' ? null : model;
  const { count, perToken, intermediateSize, sharedIntermediateSize, denseLayers } =
    model.kind === 'moe' ? model.experts : noExperts;
  return {
    slug: model.slug,
    name: model.name,
    family: model.family,
    kind: model.kind,
    parameters: model.parameters,
    layers: model.layers,
    hiddenSize: model.hiddenSize,
    intermediateSize: model.intermediateSize,
    heads: model.heads,
    kvHeads: model.kvHeads,
    headDim: model.headDim,
    vocabSize: language?.vocabSize ?? 0,
    tiedEmbeddings: language?.tiedEmbeddings ?? false,
    gatedMlp: model.gatedMlp,
    positionEmbeddings: language ? language.positionEmbeddings : model.contextLength,
    contextLength: model.contextLength,
    slidingWindow: language?.slidingWindow ?? null,
    slidingLayers: language?.slidingLayers ?? 0,
    experts: count ? { count, perToken, intermediateSize, sharedIntermediateSize, denseLayers } : null,
    mla: language?.mla ?? null,
  };
}

const noExperts: Experts = {
  count: 0,
  perToken: 0,
  intermediateSize: 0,
  sharedIntermediateSize: 0,
  denseLayers: 0,
};

const isEstimable = (model: Model): model is ModelOf<SlimModel['kind']> =>
  (modelKinds as readonly string[]).includes(model.kind);

/** What the islands get: the cards a reader can choose (silicon variants folded under their card), and the models the estimator takes. */
export function slim(catalog: {
  cards: readonly Gpu[];
  models: readonly Model[];
  dataVersion: string;
}): SlimCatalog {
  return {
    gpus: catalog.cards.map(slimGpu),
    models: catalog.models.filter(isEstimable).map(slimModel),
    dataVersion: catalog.dataVersion,
  };
}

/** Rows as columns: names once instead of once a row, and like beside like, which is what gzip wants. */
function columns(rows: readonly object[]): Record<string, unknown[]> {
  const names = Object.keys(rows[0] ?? {});
  return Object.fromEntries(
    names.map((name) => [name, rows.map((row) => (row as Record<string, unknown>)[name])]),
  );
}

const MIB = 2 ** 20;

/** How most slugs follow from the name: `GeForce RTX 3060 12 GB` is `rtx-3060-12gb`. Runs in the browser too. */
const slugOf = (name: string) =>
  name.replace('GeForce ', '').replace(' GB', 'gb').replaceAll(' ', '-').toLowerCase();

/** A card with what follows from its other values written as 0; {@link slimCatalogModule} fills it in again. */
function packed({ usableBytes, ...gpu }: SlimGpu) {
  return {
    ...gpu,
    slug: gpu.slug === slugOf(gpu.name) ? 0 : gpu.slug,
    fp16Tflops: gpu.fp16Tflops === gpu.fp32Tflops ? 0 : gpu.fp16Tflops,
    // Capacities are whole MiB, as drivers print them.
    usableBytes: usableBytes / MIB,
    tensor: null,
  };
}

/** Source of the virtual module. Exported so that a test can measure it and read it back. */
export function slimCatalogModule(catalog: SlimCatalog): string {
  // Rates of the cards that have Tensor Cores, each with the place of its card in the list; BF16 nearly always
  // runs at the rate of FP16, which is written as 1.
  const rates = catalog.gpus.flatMap(({ tensor }, at) =>
    tensor ? [{ at, ...tensor, bf16: tensor.bf16 === tensor.fp16Acc32 ? 1 : tensor.bf16 }] : [],
  );
  return `
const rows = (columns) => {
  const names = Object.keys(columns);
  return columns[names[0]].map((_, row) => {
    const record = {};
    for (const name of names) record[name] = columns[name][row];
    return record;
  });
};
const slugOf = ${slugOf.toString()};
export const gpus = rows(${JSON.stringify(columns(catalog.gpus.map(packed)))});
for (const gpu of gpus) {
  gpu.slug ||= slugOf(gpu.name);
  gpu.fp16Tflops ||= gpu.fp32Tflops;
  gpu.usableBytes *= ${MIB};
}
for (const { at, ...tensor } of rows(${JSON.stringify(columns(rates))})) {
  if (tensor.bf16 === 1) tensor.bf16 = tensor.fp16Acc32;
  gpus[at].tensor = tensor;
}
export const models = rows(${JSON.stringify(columns(catalog.models))});
export const dataVersion = ${JSON.stringify(catalog.dataVersion)};
`;
}

/**
 * Serves `virtual:headroom-catalog`: the slim catalog as a module, so that an island ships a few kilobytes of
 * columns instead of the sourced records.
 */
export function slimCatalog(): Plugin {
  return {
    name: 'headroom-slim-catalog',
    resolveId: (source) => (source === id ? resolvedId : undefined),
    async load(module) {
      if (module !== resolvedId) return undefined;
      const catalog = await import('../../catalog/index.ts');
      return { code: slimCatalogModule(slim(catalog)), map: null };
    },
  };
}
