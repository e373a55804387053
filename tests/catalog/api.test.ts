import { readFileSync, readdirSync } from 'node:fs';
import type { APIRoute } from 'astro';
import { describe, expect, it } from 'vitest';
import { dataVersion } from '../../catalog/index.ts';
import { GET as gpus } from '../../src/pages/api/v1/gpus.json.ts';
import { GET as measurements } from '../../src/pages/api/v1/measurements.json.ts';
import { GET as models } from '../../src/pages/api/v1/models.json.ts';
import { GET as sources } from '../../src/pages/api/v1/sources.json.ts';

async function body(route: APIRoute): Promise<Record<string, unknown>> {
  // The routes read nothing of the request: they are rendered once, at build.
  const response = await route({} as Parameters<APIRoute>[0]);
  expect(response.headers.get('content-type')).toContain('application/json');
  return (await response.json()) as Record<string, unknown>;
}

describe('/api/v1', () => {
  it.each([
    ['gpus', gpus, 257],
    ['models', models, 12],
    ['measurements', measurements, 11],
    ['sources', sources, 30],
  ] as const)('%s.json says version and licence, and holds the records', async (name, route, atLeast) => {
    const json = await body(route);
    expect(json).toMatchObject({ dataVersion, licence: 'CC BY 4.0' });
    expect((json[name] as unknown[]).length).toBeGreaterThanOrEqual(atLeast);
  });

  it('gpus.json uses the names of the reference data in camel case, with their types', async () => {
    const json = await body(gpus);
    const card = (json['gpus'] as Record<string, unknown>[]).find(({ slug }) => slug === 'rtx-3090');
    expect(card).toMatchObject({
      slug: 'rtx-3090',
      name: 'GeForce RTX 3090',
      series: 'GeForce 30',
      segment: 'desktop',
      architecture: 'Ampere',
      chip: 'GA102-300-A1',
      computeCapability: 8.6,
      cudaCores: 10496,
      smCount: 82,
      tensorCores: 328,
      tensorCoreGen: 3,
      rtCores: 82,
      baseClockMhz: 1395,
      boostClockMhz: 1695,
      memoryGb: 24,
      memoryType: 'GDDR6X',
      memoryBusBits: 384,
      memoryDataRateGbps: 19.504,
      memoryBandwidthGbps: 936.2,
      l2CacheMb: 6,
      tdpW: 350,
      pcieGen: 4,
      pcieLanes: 16,
      launchDate: '2020-09-24',
      launchPriceUsd: 1499,
      nvlink: { totalBidirectionalGbps: 112.5 },
      fp32Tflops: 35.58,
      tensor: { fp16Acc32: 71.2, bf16: 71.2, fp8Acc32: null },
      variantOf: null,
    });
  });

  it('every unit of gpus.json belongs to a field', async () => {
    const json = await body(gpus);
    const fields = new Set((json['gpus'] as object[]).flatMap((gpu) => Object.keys(gpu)));
    for (const field of Object.keys(json['units'] as object)) expect(fields).toContain(field);
  });
});

describe('the door that pages and the command line use', () => {
  it('does not load zod', () => {
    const root = new URL('../../catalog/', import.meta.url);
    const behindTheOtherDoor = ['schema.ts', 'validate.ts'];
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.endsWith('.ts') && !behindTheOtherDoor.includes(file),
    );
    expect(files).toContain('index.ts');
    for (const file of files) {
      const imports =
        readFileSync(new URL(file, root), 'utf8').match(/^(?:import|export) (?!type ).* from .*$/gm) ?? [];
      expect(
        imports.filter((line) => /zod|schema\.ts|validate\.ts/.test(line)),
        file,
      ).toEqual([]);
    }
  });
});
