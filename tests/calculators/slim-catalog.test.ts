import { gzipSync } from 'node:zlib';
import * as virtual from 'virtual:headroom-catalog';
import { expect, test } from 'vitest';
import * as catalog from '../../catalog/index.ts';
import { packCards, slimGpu } from '../../src/scripts/slim-cards.ts';
import { pack, slim, slimCatalogModule } from '../../src/scripts/vite-slim-catalog.ts';

test('the module reads back as the slim catalog, field for field', () => {
  const { gpus, models, dataVersion } = slim(catalog);
  expect(virtual.gpus).toEqual(gpus);
  expect(virtual.models).toEqual(models);
  expect(virtual.dataVersion).toBe(dataVersion);
});

test('silicon variants stand under their card', () => {
  const slugs = (cards: readonly { slug: string }[]) => cards.map(({ slug }) => slug).sort();
  expect(slugs(virtual.gpus)).toEqual(slugs(catalog.cards));
  expect(virtual.gpus.length).toBeLessThan(catalog.gpus.length);
});

test('cards and models together stay within 9 kB compressed, cards alone within 4.5, models within 3', () => {
  const packed = pack(catalog);
  expect(gzipSync(JSON.stringify(packed)).length).toBeLessThanOrEqual(9 * 1024);
  expect(gzipSync(JSON.stringify(packed.models)).length).toBeLessThanOrEqual(3 * 1024);
  expect(gzipSync(JSON.stringify(packCards(catalog.cards))).length).toBeLessThanOrEqual(4.5 * 1024);
});

test('rates follow in the browser, and few cards depart from them', () => {
  const { departures } = packCards(catalog.cards);
  expect(departures.map(([at]) => catalog.cards[at]?.slug)).toEqual([
    ...['a10g', 'l40', 'l40s', 'l20', 'gh200', 'h20', 'b300', 'gb200', 'gb300'],
  ]);
  const rtx3090 = virtual.gpus.find(({ slug }) => slug === 'rtx-3090');
  expect(rtx3090).toEqual(slimGpu(catalog.gpuBySlug('rtx-3090')!));
  expect(rtx3090?.tensor?.bf16).toBe(71.2);
});

test('in a browser the columns are data, not code', () => {
  const module = slimCatalogModule(pack(catalog), true);
  expect(module).toMatch(
    /fetch\(import\.meta\.env\.BASE_URL\.replace\(.+\) \+ '\/islands\/catalog\.json\?v=[0-9a-f]{8}'/,
  );
  expect(module.length).toBeLessThan(700);
});

test('every model can be chosen', () => {
  expect(virtual.models.map(({ slug }) => slug)).toEqual(catalog.models.map(({ slug }) => slug));
});
