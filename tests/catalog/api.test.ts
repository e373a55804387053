import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { APIRoute } from 'astro';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { dataVersion } from '../../catalog/index.ts';
import type { JsonSchema } from '../../catalog/json-schema.ts';
import { columnsOf, csv } from '../../catalog/open-data/csv.ts';
import { fieldsOf } from '../../catalog/open-data/fields.ts';
import { openDataFiles, type OpenData } from '../../catalog/open-data/index.ts';
import { GET as csvRoute } from '../../src/pages/api/v1/[name].csv.ts';
import { GET as jsonRoute } from '../../src/pages/api/v1/[name].json.ts';
import { GET as schemaRoute } from '../../src/pages/api/v1/[name].schema.json.ts';
import { brokenPromises, publishedFields } from './frozen.ts';

/** What a route answers; it reads nothing of the request but the name, since it is rendered once, at build. */
async function get(route: APIRoute, name: string): Promise<{ type: string; text: string }> {
  const response = await route({ params: { name } } as unknown as Parameters<APIRoute>[0]);
  return { type: response.headers.get('content-type') ?? '', text: await response.text() };
}

const json = async (name: string) => JSON.parse((await get(jsonRoute, name)).text) as Record<string, unknown>;

const without = <Value>(record: Record<string, Value>, key: string): Record<string, Value> =>
  Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));

/** Reads RFC 4180, and nothing more lenient. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  while (cell.lastIndex < text.length) {
    const at = cell.lastIndex;
    const match = cell.exec(text);
    if (!match) throw new Error(`not RFC 4180 at ${at}: ${text.slice(at, at + 60)}`);
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

const each = openDataFiles.map((file) => [file.name, file] as const);
const tables = each.filter(([, { columns }]) => columns !== null);

describe.each(each)('/api/v1/%s.json', (name, file) => {
  it('says version, date, licence, attribution and count, and holds the records', async () => {
    const { type, text } = await get(jsonRoute, name);
    expect(type).toBe('application/json; charset=utf-8');
    const body = JSON.parse(text) as Record<string, unknown>;
    expect(body).toMatchObject({
      $schema: `${name}.schema.json`,
      apiVersion: 'v1',
      dataVersion,
      licence: 'CC BY 4.0',
      count: file.records.length,
    });
    expect(body['attribution']).toContain(dataVersion);
    expect(body[name]).toEqual(JSON.parse(JSON.stringify(file.records)));
    expect(file.records.length).toBeGreaterThan(0);
  });

  it('holds no field that the schema does not name', async () => {
    for (const record of (await json(name))[name] as unknown[]) {
      const result = file.record.safeParse(record);
      expect(result.error?.issues, JSON.stringify(record).slice(0, 80)).toBeUndefined();
    }
  });

  it('meets its published schema, and a spoiled copy does not', async () => {
    const { type, text } = await get(schemaRoute, name);
    expect(type).toContain('application/schema+json');
    const judge = z.fromJSONSchema(JSON.parse(text) as Parameters<typeof z.fromJSONSchema>[0]);
    const body = await json(name);
    expect(judge.safeParse(body).error?.issues).toBeUndefined();
    expect(judge.safeParse(without(body, 'count')).success).toBe(false);
    const [first] = body[name] as Record<string, unknown>[];
    const key = 'id' in first! ? 'id' : 'name' in first! ? 'name' : 'slug';
    // One record is enough to spoil, and thousands of others would be judged again for each copy.
    const only = (record: Record<string, unknown>) => judge.safeParse({ ...body, [name]: [record] }).success;
    expect(only(first!)).toBe(true);
    expect(only({ ...first, [key]: 5 })).toBe(false);
    expect(only(without(first!, key))).toBe(false);
    // What a later v1 adds must not fail an older copy of the schema.
    expect(only({ ...first, later: 1 })).toBe(true);
  });

  it('has a meaning for every field, and a unit only for a field that exists', async () => {
    const mute = file.fields.filter(({ path, description }) => description === '' && !path.endsWith(']'));
    expect(mute.map(({ path }) => path)).toEqual([]);
    const paths = new Set(file.fields.map(({ path }) => path));
    for (const [path, unit] of Object.entries((await json(name))['units'] as Record<string, string>)) {
      expect(paths).toContain(path);
      expect(unit).not.toBe('');
    }
  });
});

describe.each(tables)('/api/v1/%s.csv', (name, file) => {
  const read = async () => {
    const { text } = await get(csvRoute, name);
    const [header = [], ...rows] = parseCsv(text);
    return { text, header, rows };
  };

  it('is RFC 4180 with one row a record, every row as wide as the header, no name twice', async () => {
    const { type } = await get(csvRoute, name);
    expect(type).toBe('text/csv; charset=utf-8');
    const { header, rows } = await read();
    expect(rows).toHaveLength(file.records.length);
    expect(new Set(header).size).toBe(header.length);
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([header.length]));
    for (const column of header) expect(column).toMatch(/^[a-z][A-Za-z0-9]*$/);
  });

  it('carries version and date in every row', async () => {
    const { header, rows } = await read();
    for (const row of rows) {
      expect(row[header.indexOf('apiVersion')]).toBe('v1');
      expect(row[header.indexOf('dataVersion')]).toBe(dataVersion);
    }
  });

  it('says what the JSON says', async () => {
    const { header, rows } = await read();
    const records = (await json(name))[name] as Record<string, unknown>[];
    const flat = header.filter((column) =>
      records.some((record) => typeof record[column] !== 'object' && record[column] !== undefined),
    );
    expect(flat.length).toBeGreaterThan(4);
    const wrong = records.flatMap((record, at) =>
      flat.filter((column) => {
        const value = record[column] ?? '';
        return typeof value !== 'object' && rows[at]![header.indexOf(column)] !== String(value);
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('opens in a spreadsheet and in pandas as it is meant', async () => {
    const { header, rows } = await read();
    // Without a byte order mark a spreadsheet guesses the encoding: only names as printed leave it something to guess.
    const verbatim = new Set(header.flatMap((column, at) => (column.startsWith('published') ? [at] : [])));
    const others = rows.flatMap((row) => row.filter((_, at) => !verbatim.has(at)));
    expect(others.filter((cell) => /[^\n -~]/.test(cell))).toEqual([]);
    const cells = rows.flat();
    expect(cells.filter((cell) => /^[=+@\t]|^-(?!\d)/.test(cell))).toEqual([]);
    // Words that pandas reads as a missing value.
    const missing = /^(?:#N\/A|#NA|N\/A|NA|n\/a|NaN|nan|-nan|NULL|null|None|<NA>|1\.#\w+)$/;
    expect(cells.filter((cell) => missing.test(cell))).toEqual([]);
  });

  it('has a meaning for every column', () => {
    for (const { name: column, description } of file.columns!) expect(description, column).not.toBe('');
  });
});

describe('csv', () => {
  const table = (value: unknown) =>
    csv(
      [{ a: value }],
      [{ name: 'a', path: 'a', description: '', unit: null, value: (r) => (r as { a: unknown }).a }],
    );

  it.each([
    [null, ''],
    [undefined, ''],
    [0, '0'],
    [-1.5, '-1.5'],
    [true, 'true'],
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['say "x"', '"say ""x"""'],
    ['two\nlines', '"two\nlines"'],
    [['x', 'y'], 'x y'],
    [[], ''],
    ['=1+1', "'=1+1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['-cmd', "'-cmd"],
    [['+1', '2'], "'+1 2"],
  ])('%j becomes %s', (value, cell) => {
    expect(table(value)).toBe(`a\r\n${cell}\r\n`);
  });

  it('takes one value a column: nested objects spread out, lists of objects and maps left out', () => {
    const schema: JsonSchema = {
      type: 'object',
      properties: {
        plain: { type: ['number', 'null'], unit: 'W' },
        nested: {
          anyOf: [
            {
              type: 'object',
              properties: { inner: { type: 'string', column: 'innerName' }, other: { const: 1 } },
            },
            { type: 'null' },
          ],
        },
        range: { type: 'array', prefixItems: [{ type: 'number' }, { type: 'number', column: 'most' }] },
        words: { type: 'array', items: { type: 'string' } },
        objects: { type: 'array', items: { type: 'object', properties: { x: { type: 'number' } } } },
        map: { type: 'object', additionalProperties: { type: 'string' } },
        left: { type: 'string' },
      },
    };
    const columns = columnsOf(fieldsOf(schema), ['left']);
    expect(columns.map(({ name }) => name)).toEqual([
      'plain',
      'innerName',
      'nestedOther',
      'range0',
      'most',
      'words',
    ]);
    const record = { plain: 1, nested: null, range: [2, 3], words: ['a', 'b'], objects: [{ x: 1 }], map: {} };
    expect(columns.map(({ value }) => value(record))).toEqual([1, undefined, undefined, 2, 3, ['a', 'b']]);
  });
});

describe('v1 is frozen', () => {
  const frozen = JSON.parse(readFileSync(new URL('v1-fields.json', import.meta.url), 'utf8')) as Record<
    string,
    Record<string, string>
  >;

  it('no field was removed, renamed or given another type, and every new one is on the list', () => {
    expect(brokenPromises(frozen, publishedFields(openDataFiles)).join('\n')).toBe('');
  });

  it.each([
    ['a JSON field', 'gpus.json', 'gpus[].memoryGb'],
    ['a nested JSON field', 'gpus.json', 'gpus[].tensor.bf16'],
    ['a field of the file itself', 'models.json', 'dataVersion'],
    ['a CSV column', 'gpus.csv', 'tensorBf16Tflops'],
  ])('a change that removes %s fails, and says why', (_what, file, path) => {
    const published = structuredClone(publishedFields(openDataFiles));
    published[file] = without(published[file]!, path);
    expect(brokenPromises(frozen, published)).toEqual([
      `${file}: ${path} is gone, but v1 is frozen: put it back under this name (a rename is a new field beside the old one)`,
    ]);
  });

  it('a rename, a new type and a new field each have their message', () => {
    const published = structuredClone(publishedFields(openDataFiles));
    const file = published['gpus.json']!;
    file['gpus[].memory'] = file['gpus[].memoryGb']!;
    delete file['gpus[].memoryGb'];
    file['gpus[].name'] = 'number';
    const messages = brokenPromises(frozen, published);
    expect(messages).toHaveLength(3);
    expect(messages.join('\n')).toMatch(/memoryGb is gone.*v1 is frozen/);
    expect(messages.join('\n')).toMatch(/gpus\[\]\.name was string and is now number/);
    expect(messages.join('\n')).toMatch(
      /new field: add "gpus\[\]\.memory": "number, GiB[^"]*" to tests\/catalog\/v1-fields\.json/,
    );
  });

  it('no card, model or source that is cited by name has lost its name', () => {
    const names = JSON.parse(readFileSync(new URL('v1-names.json', import.meta.url), 'utf8')) as Record<
      string,
      string[]
    >;
    for (const { name, records } of openDataFiles) {
      const published = new Set(
        (records as { slug?: string; id?: string }[]).map(({ slug, id }) => slug ?? id),
      );
      const gone = (names[name] ?? []).filter((each) => !published.has(each));
      expect(gone, `${name}.json: these names are cited elsewhere; v1 keeps them`).toEqual([]);
    }
    expect(Object.keys(names)).toEqual(['gpus', 'models', 'measurements', 'sources']);
  });

  it('a new unit is a change too', () => {
    const published = structuredClone(publishedFields(openDataFiles));
    published['gpus.csv']!['tdpW'] = 'column, kW';
    expect(brokenPromises(frozen, published)).toEqual([
      'gpus.csv: tdpW was column, W and is now column, kW, but v1 is frozen: keep type and unit',
    ]);
  });

  it('sees a field that is renamed in the published shape itself', () => {
    const [gpus, ...others] = openDataFiles as [OpenData, ...OpenData[]];
    const renamed = JSON.parse(
      JSON.stringify(gpus.schema).replaceAll('"memoryGb"', '"memoryGiB"'),
    ) as JsonSchema;
    const messages = brokenPromises(frozen, publishedFields([{ ...gpus, schema: renamed }, ...others]));
    expect(messages.join('\n')).toContain('gpus[].memoryGb is gone');
  });
});

const python = spawnSync('python3', ['--version']).status === 0;

describe.skipIf(!python)('Python’s own reader', () => {
  it('reads the table of cards as the JSON says', async () => {
    const { text } = await get(csvRoute, 'gpus');
    const script =
      'import csv,json,sys,io\nsys.stdin.reconfigure(newline="")\nprint(json.dumps(list(csv.DictReader(sys.stdin))))';
    const { stdout } = spawnSync('python3', ['-c', script], {
      input: text,
      encoding: 'utf8',
      maxBuffer: 1e8,
    });
    const rows = JSON.parse(stdout) as Record<string, string>[];
    const card = rows.find(({ slug }) => slug === 'rtx-3090');
    expect(card).toMatchObject({ name: 'GeForce RTX 3090', memoryGb: '24', tensorBf16Tflops: '71.2' });
    expect(card?.['tensorFp8Acc32Tflops']).toBe('');
  });
});

it('gpus.json uses the names of the catalog, with their types', async () => {
  const card = ((await json('gpus'))['gpus'] as Record<string, unknown>[]).find(
    ({ slug }) => slug === 'rtx-3090',
  );
  expect(card).toMatchObject({
    slug: 'rtx-3090',
    name: 'GeForce RTX 3090',
    series: 'GeForce 30',
    segment: 'desktop',
    architecture: 'Ampere',
    computeCapability: 8.6,
    cudaCores: 10496,
    smCount: 82,
    memoryGb: 24,
    memoryBandwidthGbps: 936.2,
    tdpW: 350,
    launchDate: '2020-09-24',
    launchPriceUsd: 1499,
    nvlink: { totalBidirectionalGbps: 112.5 },
    fp32Tflops: 35.58,
    tensor: { fp16Acc32: 71.2, bf16: 71.2, fp8Acc32: null },
    variantOf: null,
    basis: { fp32Tflops: 'derived' },
  });
});

describe('the door that pages and the command line use', () => {
  it('does not load zod', () => {
    const seen = new Set<string>();
    const walk = (file: URL): void => {
      if (seen.has(file.href)) return;
      seen.add(file.href);
      const lines =
        readFileSync(file, 'utf8').match(/^(?:import|export) (?!type )[^;]*? from '[^']+';$/gm) ?? [];
      for (const line of lines) {
        const target = /from '([^']+)'/.exec(line)![1]!;
        expect(target, file.pathname).not.toMatch(/^zod|schema\.ts$|validate\.ts$/);
        if (target.startsWith('.')) walk(new URL(target, file));
      }
    };
    walk(new URL('../../catalog/index.ts', import.meta.url));
    expect([...seen].some((file) => file.endsWith('gpus/ampere.ts'))).toBe(true);
  });
});
