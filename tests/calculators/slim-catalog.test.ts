import { gzipSync } from 'node:zlib';
import * as virtual from 'virtual:headroom-catalog';
import { expect, test } from 'vitest';
import * as catalog from '../../catalog/index.ts';
import { slim, slimCatalogModule } from '../../src/scripts/vite-slim-catalog.ts';

test('the module reads back as the slim catalog, field for field', () => {
  const { gpus, models, dataVersion } = slim(catalog);
  expect(virtual.gpus).toEqual(gpus);
  expect(virtual.models).toEqual(models);
  expect(virtual.dataVersion).toBe(dataVersion);
});

test('silicon variants stand under their card', () => {
  expect(virtual.gpus.map(({ slug }) => slug)).toEqual(catalog.cards.map(({ slug }) => slug));
  expect(virtual.gpus.length).toBeLessThan(catalog.gpus.length);
});

test('cards and models together stay within 9 kB compressed', () => {
  expect(gzipSync(slimCatalogModule(slim(catalog))).length).toBeLessThanOrEqual(9 * 1024);
});
