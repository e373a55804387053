import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
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

const ask = (path: string, encoding?: string, method = 'GET') =>
  new Promise<{ headers: IncomingHttpHeaders; body: Buffer }>((done, failed) => {
    const headers = encoding === undefined ? {} : { 'accept-encoding': encoding };
    request(site.url + path, { method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => done({ headers: response.headers, body: Buffer.concat(chunks) }));
    })
      .on('error', failed)
      .end();
  });

it.each([
  ['gzip, deflate, br', 'br'],
  ['BR', 'br'],
  ['gzip, br;q=0', 'gzip'],
  ['gzip; q=0.5', 'gzip'],
  ['gzip;q=0, identity', undefined],
  ['brother', undefined],
  [undefined, undefined],
])('to who accepts %s it sends text as %s', async (accepted, encoding) => {
  const { headers, body } = await ask('', accepted);
  expect(headers['content-encoding']).toBe(encoding);
  expect(headers.vary).toBe('accept-encoding');
  const unpacked = encoding === 'br' ? brotliDecompressSync(body) : encoding ? gunzipSync(body) : body;
  expect(unpacked.toString()).toBe(text);
});

it('leaves alone what is packed already, and says of a page the same without sending it', async () => {
  const picture = await ask('a.png', 'br');
  expect(picture.headers['content-encoding']).toBeUndefined();
  expect(picture.headers.vary).toBeUndefined();
  expect(picture.body.toString()).toBe(text);
  const head = await ask('', 'br', 'HEAD');
  expect([head.headers['content-encoding'], head.headers.vary, head.body.length]).toEqual([
    'br',
    'accept-encoding',
    0,
  ]);
});
