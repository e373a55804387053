import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import type { Gpu, Model } from '../../catalog/types.ts';
import type { EstimationModel } from '../estimation/types.ts';
import { packCards, slimGpu, type SlimGpu } from './slim-cards.ts';

export type { SlimGpu } from './slim-cards.ts';

/** A model as the islands read it. */
export interface SlimModel extends EstimationModel {
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

/** A model without the fields that no island reads. */
export function slimModel(model: Model): SlimModel {
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
    vocabSize: model.vocabSize,
    tiedEmbeddings: model.tiedEmbeddings,
    gatedMlp: model.gatedMlp,
    positionEmbeddings: model.positionEmbeddings,
    contextLength: model.contextLength,
    slidingWindow: model.slidingWindow,
  };
}

/** What the islands get: the cards a reader can choose (silicon variants folded under their card), every model. */
export function slim(catalog: {
  cards: readonly Gpu[];
  models: readonly Model[];
  dataVersion: string;
}): SlimCatalog {
  return {
    gpus: catalog.cards.map(slimGpu),
    models: catalog.models.map(slimModel),
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

const reader = fileURLToPath(new URL('slim-cards.ts', import.meta.url));

/** Source of the virtual module. Exported so that a test can measure it. */
export function slimCatalogModule(catalog: SlimCatalog, cards: readonly Gpu[]): string {
  return `
import { unpackCards } from ${JSON.stringify(reader)};
const rows = (columns) => {
  const names = Object.keys(columns);
  return columns[names[0]].map((_, row) => {
    const record = {};
    for (const name of names) record[name] = columns[name][row];
    return record;
  });
};
export const gpus = unpackCards(${JSON.stringify(packCards(cards))});
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
      return { code: slimCatalogModule(slim(catalog), catalog.cards), map: null };
    },
  };
}
