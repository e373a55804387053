import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask } from '../../src/scripts/behind-nginx/headers.ts';
import { serve } from '../../src/scripts/serve.ts';

const text = 'memory '.repeat(1000);
const directory = mkdtempSync(join(tmpdir(), 'headroom-serve-'));
let site: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  writeFileSync(join(directory, 'index.html'), text);
  writeFileSync(join(directory, 'a.png'), text);
  site = await serve({ directory });
});
afterAll(() => {
  site.server.close();
  rmSync(directory, { recursive: true });
});

const answer = (path: string, encoding?: string, method?: string) =>
  ask(site.url, path, encoding === undefined ? {} : { 'accept-encoding': encoding }, method);

it.each([
  ['gzip, deflate, br', 'br'],
  ['BR', 'br'],
  ['gzip, br;q=0', 'gzip'],
  ['gzip; q=0.5', 'gzip'],
  ['gzip;q=0, identity', undefined],
  ['brother', undefined],
  [undefined, undefined],
])('to who accepts %s it sends text as %s', async (accepted, encoding) => {
  const { headers, body } = await answer('/', accepted);
  expect(headers.get('content-encoding')).toBe(encoding);
  expect(headers.get('vary')).toBe('accept-encoding');
  const unpacked = encoding === 'br' ? brotliDecompressSync(body) : encoding ? gunzipSync(body) : body;
  expect(unpacked.toString()).toBe(text);
});

it('leaves alone what is packed already, and says of a page the same without sending it', async () => {
  const picture = await answer('/a.png', 'br');
  expect(picture.headers.get('content-encoding')).toBeUndefined();
  expect(picture.headers.get('vary')).toBeUndefined();
  expect(picture.body.toString()).toBe(text);
  const head = await answer('/', 'br', 'HEAD');
  expect([head.headers.get('content-encoding'), head.headers.get('vary'), head.body.length]).toEqual([
    'br',
    'accept-encoding',
    0,
  ]);
});
