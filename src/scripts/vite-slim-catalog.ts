import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import type { Gpu, Model } from '../../catalog/types.ts';
import { packCards, slimGpu, type SlimGpu } from './slim-cards.ts';
import { isEstimable, packModels, slimModel, type SlimModel } from './slim-models.ts';

export type { SlimGpu } from './slim-cards.ts';
export type { SlimModel } from './slim-models.ts';

/** The part of the catalog that travels to the browser. */
export interface SlimCatalog {
  gpus: SlimGpu[];
  models: SlimModel[];
  dataVersion: string;
}

const id = 'virtual:headroom-catalog';
const resolvedId = `\0${id}`;

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

const path = (file: string): string => JSON.stringify(fileURLToPath(new URL(file, import.meta.url)));

/** Source of the virtual module. Exported so that a test can measure it. */
export function slimCatalogModule(catalog: SlimCatalog, cards: readonly Gpu[]): string {
  return `
import { unpackCards } from ${path('slim-cards.ts')};
import { unpackModels } from ${path('slim-models.ts')};
export const gpus = unpackCards(${JSON.stringify(packCards(cards))});
export const models = unpackModels(${JSON.stringify(packModels(catalog.models))});
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
