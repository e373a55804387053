import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { precompress } from '../../src/hosting/precompress.ts';

it('puts packed twins beside text that is worth it', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'headroom-gz-'));
  const long = 'memory '.repeat(1000);
  for (const name of ['page.html', 'data.json', 'picture.png', 'piece.pf_index', 'index.html.gz']) {
    writeFileSync(join(directory, name), long);
  }
  writeFileSync(join(directory, 'short.html'), 'memory');
  writeFileSync(join(directory, 'short.html.br'), 'of an older build, when it was long');
  expect(await precompress(directory)).toBe(2);
  expect(gunzipSync(readFileSync(join(directory, 'page.html.gz'))).toString()).toBe(long);
  expect(brotliDecompressSync(readFileSync(join(directory, 'page.html.br'))).toString()).toBe(long);
  expect(existsSync(join(directory, 'data.json.gz'))).toBe(true);
  for (const name of ['picture.png', 'piece.pf_index', 'short.html', 'index.html.gz']) {
    for (const extension of ['gz', 'br']) {
      expect(existsSync(join(directory, `${name}.${extension}`)), name).toBe(false);
    }
  }
  rmSync(directory, { recursive: true });
});
