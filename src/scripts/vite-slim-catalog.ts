import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import type { Gpu, GpuSegment, Model } from '../../catalog/types.ts';
import { packCards, slimGpu, type PackedCards, type SlimGpu } from './slim-cards.ts';
import { slimModel } from './slim-models.ts';
import { packModels, type PackedModels, type SlimModel } from './unpack-models.ts';

export type { SlimGpu } from './slim-cards.ts';
export type { SlimModel } from './unpack-models.ts';

/** The part of the catalog that travels to the browser. */
export interface SlimCatalog {
  gpus: SlimGpu[];
  models: SlimModel[];
  dataVersion: string;
}

const id = 'virtual:headroom-catalog';
const resolvedId = `\0${id}`;

const segments: readonly GpuSegment[] = ['desktop', 'laptop', 'workstation', 'datacenter'];
const byName = new Intl.Collator('en', { numeric: true });

/** Cards as lists show them: what people own at home first, newest series first, the largest number in a series first. */
const asListed = (cards: readonly Gpu[]): Gpu[] =>
  [...cards].sort(
    (a, b) =>
      segments.indexOf(a.segment) - segments.indexOf(b.segment) ||
      Number(b.launchDate?.slice(0, 4) ?? 0) - Number(a.launchDate?.slice(0, 4) ?? 0) ||
      byName.compare(b.name, a.name),
  );

/** What the islands get: the cards a reader can choose (silicon variants folded under their card), and the models. */
export function slim(catalog: {
  cards: readonly Gpu[];
  models: readonly Model[];
  dataVersion: string;
}): SlimCatalog {
  return {
    gpus: asListed(catalog.cards).map(slimGpu),
    models: catalog.models.map(slimModel),
    dataVersion: catalog.dataVersion,
  };
}

/** The slim catalog on its way to the browser: columns, `islands/catalog.json`. */
export interface PackedCatalog {
  cards: PackedCards;
  models: PackedModels;
  dataVersion: string;
}

export function pack(catalog: Parameters<typeof slim>[0]): PackedCatalog {
  return {
    cards: packCards(asListed(catalog.cards)),
    models: packModels(catalog.models.map(slimModel)),
    dataVersion: catalog.dataVersion,
  };
}

/**
 * Where a browser finds the columns, below the base path. A new catalog has a new address, so that no browser pairs
 * old columns with new code.
 */
export function packedAddress(packed: PackedCatalog): string {
  const version = createHash('sha256').update(JSON.stringify(packed)).digest('hex').slice(0, 8);
  return `islands/catalog.json?v=${version}`;
}

const path = (file: string): string => JSON.stringify(fileURLToPath(new URL(file, import.meta.url)));

/**
 * Source of the virtual module: the columns themselves on the server; in a browser a fetch of them, as data, which
 * parses faster than a script and is kept for the next page.
 */
export function slimCatalogModule(packed: PackedCatalog, browser: boolean): string {
  const columns = browser
    ? // A frame that is sent elsewhere while it loads can lose its first request: one more try before giving up.
      `await read().catch(read)`
    : JSON.stringify(packed);
  const read = browser
    ? `const read = () =>
  fetch(import.meta.env.BASE_URL.replace(/\\/$/, '') + '/${packedAddress(packed)}').then((answer) => answer.json());`
    : '';
  return `
import { unpackCards } from ${path('slim-cards.ts')};
import { unpackModels } from ${path('unpack-models.ts')};
${read}
const packed = ${columns};
export const gpus = unpackCards(packed.cards);
export const models = unpackModels(packed.models);
export const dataVersion = packed.dataVersion;
`;
}

/**
 * Serves `virtual:headroom-catalog`: the slim catalog as a module, so that an island gets a few kilobytes of columns
 * instead of the sourced records.
 */
export function slimCatalog(): Plugin {
  return {
    name: 'headroom-slim-catalog',
    resolveId: (source) => (source === id ? resolvedId : undefined),
    async load(module) {
      if (module !== resolvedId) return undefined;
      const catalog = await import('../../catalog/index.ts');
      return { code: slimCatalogModule(pack(catalog), this.environment.name === 'client'), map: null };
    },
  };
}
