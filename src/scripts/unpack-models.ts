import type { EstimationModel } from '../estimation/types.ts';

/** A model as the islands read it. */
export interface SlimModel extends Required<EstimationModel> {
  family: string;
}

/** Parts that few models have, and the names of what travels of each, in order. */
const partFields = {
  experts: ['count', 'perToken', 'intermediateSize', 'sharedIntermediateSize', 'denseLayers'],
  mla: ['queryRank', 'kvRank', 'nopeHeadDim', 'ropeHeadDim', 'valueHeadDim'],
  encoder: ['layers', 'positions', 'bands', 'kernel'],
  unet: [
    ...['channels', 'multipliers', 'blocks', 'depths', 'middleDepth', 'headDim', 'text', 'textWidth'],
    'vectorWidth',
  ],
  joint: ['doubleBlocks', 'text', 'textWidth', 'latentWidth', 'vectorWidths'],
} as const;
type PartName = keyof typeof partFields;
const partNames = Object.keys(partFields) as PartName[];

/** Every part through one function. */
const eachPart = <Parts extends Record<PartName, unknown>, To>(
  parts: Parts,
  of: (part: Parts[PartName], name: PartName) => To,
) => Object.fromEntries(partNames.map((name) => [name, of(parts[name], name)])) as Record<PartName, To>;

/**
 * What travels of a model: numbers, 0 where a value is empty or follows from the others by {@link byRule}. Flags are
 * 0 and 1.
 */
type Row = Record<Exclude<keyof SlimModel, 'slug' | 'kind' | PartName | 'name' | 'family'>, number> & {
  name: string;
  family: string;
  slug: string | 0;
  kind: SlimModel['kind'] | 0;
} & Record<PartName, unknown[] | 0>;

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
    ...(eachPart(row, (values, part) =>
      values ? Object.fromEntries(partFields[part].map((name, at) => [name, values[at]])) : null,
    ) as unknown as Pick<SlimModel, PartName>),
  };
}

function rowOf(model: SlimModel): Row {
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
    ...eachPart(model as Pick<SlimModel, PartName>, (part, name) =>
      part ? partFields[name].map((field) => (part as never)[field]) : 0,
    ),
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
