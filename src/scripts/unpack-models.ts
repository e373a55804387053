import type { EstimationModel, Experts, LatentAttention } from '../estimation/types.ts';

/** A model as the islands read it. */
export interface SlimModel extends Required<EstimationModel> {
  family: string;
}

/**
 * What travels of a model: numbers, 0 where a value is empty or follows from the others by {@link byRule}. Flags are
 * 0 and 1.
 */
type Row = Record<
  Exclude<keyof SlimModel, 'slug' | 'kind' | 'experts' | 'mla' | 'name' | 'family'>,
  number
> & {
  name: string;
  family: string;
  slug: string | 0;
  kind: SlimModel['kind'] | 0;
  experts: number[] | 0;
  mla: (number | null)[] | 0;
};

/** Models on their way to the browser, in columns. */
export type PackedModels = { [Name in keyof Row]: Row[Name][] };

const slugOf = (name: string): string => name.toLowerCase().replaceAll(' ', '-');

/** Parameters of plain layers without biases: exact for Llama and its kin, near enough for a short difference elsewhere. */
function plainCount(
  m: Pick<SlimModel, 'layers' | 'hiddenSize' | 'intermediateSize' | 'heads' | 'kvHeads'> & {
    headDim: number;
    vocabSize: number;
    positionEmbeddings: number;
    tiedEmbeddings: number | boolean;
    gatedMlp: number | boolean;
  },
): number {
  const width = 2 * (m.heads + m.kvHeads) * m.headDim + (m.gatedMlp ? 3 : 2) * m.intermediateSize + 2;
  const rows = (m.tiedEmbeddings ? 1 : 2) * m.vocabSize + m.positionEmbeddings + 1;
  return m.hiddenSize * (m.layers * width + rows);
}

/** Columns as a table of models. */
function byRule(row: Row): SlimModel {
  const heads = row.heads;
  const headDim = row.headDim || row.hiddenSize / heads;
  const kvHeads = row.kvHeads || heads;
  const intermediateSize = row.intermediateSize || 4 * row.hiddenSize;
  const [count, perToken, expertSize, sharedIntermediateSize, denseLayers] = row.experts || [];
  const [queryRank, kvRank, nopeHeadDim, ropeHeadDim, valueHeadDim] = row.mla || [];
  return {
    ...row,
    slug: row.slug || slugOf(row.name),
    kind: row.kind || 'decoder',
    kvHeads,
    headDim,
    intermediateSize,
    parameters: row.parameters + plainCount({ ...row, kvHeads, headDim, intermediateSize }),
    tiedEmbeddings: !!row.tiedEmbeddings,
    gatedMlp: !!row.gatedMlp,
    slidingWindow: row.slidingWindow || null,
    experts: row.experts
      ? ({ count, perToken, intermediateSize: expertSize, sharedIntermediateSize, denseLayers } as Experts)
      : null,
    mla: row.mla ? ({ queryRank, kvRank, nopeHeadDim, ropeHeadDim, valueHeadDim } as LatentAttention) : null,
  };
}

function rowOf(model: SlimModel): Row {
  const { experts, mla } = model;
  return {
    ...model,
    slug: model.slug === slugOf(model.name) ? 0 : model.slug,
    kind: model.kind === 'decoder' ? 0 : model.kind,
    parameters: model.parameters - plainCount(model),
    intermediateSize: model.intermediateSize === 4 * model.hiddenSize ? 0 : model.intermediateSize,
    kvHeads: model.kvHeads === model.heads ? 0 : model.kvHeads,
    headDim: model.headDim === model.hiddenSize / model.heads ? 0 : model.headDim,
    tiedEmbeddings: Number(model.tiedEmbeddings),
    gatedMlp: Number(model.gatedMlp),
    slidingWindow: model.slidingWindow ?? 0,
    experts: experts
      ? [
          experts.count,
          experts.perToken,
          experts.intermediateSize,
          experts.sharedIntermediateSize,
          experts.denseLayers,
        ]
      : 0,
    mla: mla ? [mla.queryRank, mla.kvRank, mla.nopeHeadDim, mla.ropeHeadDim, mla.valueHeadDim] : 0,
  };
}

/** Models as columns: names once instead of once a model, and like beside like, which is what gzip wants. */
export function packModels(models: readonly SlimModel[]): PackedModels {
  const rows = models.map(rowOf);
  const names = Object.keys(rows[0] ?? {}) as (keyof Row)[];
  return Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name])])) as PackedModels;
}

/** The models again. Runs in the browser. */
export function unpackModels(columns: PackedModels): SlimModel[] {
  const names = Object.keys(columns) as (keyof Row)[];
  return columns.name.map((_, at) =>
    byRule(Object.fromEntries(names.map((name) => [name, columns[name][at]])) as unknown as Row),
  );
}
