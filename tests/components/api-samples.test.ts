import { execFile, spawnSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csvText, jsonText, openDataFiles, schemaText } from '../../catalog/open-data/index.ts';
import { sampleOrigin, sampleOutputs, withSite } from '../../src/components/api-samples.ts';
import { headersFile, siteRules } from '../../src/hosting/headers-file.ts';
import { serve } from '../../src/scripts/serve.ts';

const run = promisify(execFile);

/** The open data as the build writes it, with its headers, on a server of its own. */
const directory = mkdtempSync(join(tmpdir(), 'headroom-api-'));
let site = '';
let stop = () => {};

beforeAll(async () => {
  const folder = join(directory, 'api', 'v1');
  mkdirSync(folder, { recursive: true });
  for (const file of openDataFiles) {
    writeFileSync(join(folder, `${file.name}.json`), jsonText(file));
    writeFileSync(join(folder, `${file.name}.schema.json`), schemaText(file));
    if (file.columns) writeFileSync(join(folder, `${file.name}.csv`), csvText(file));
  }
  writeFileSync(join(directory, '_headers'), headersFile(siteRules([], "default-src 'self'"), '/'));
  const { server, url } = await serve({ directory });
  site = url;
  stop = () => server.close();
}, 60_000);

afterAll(() => {
  stop();
  rmSync(directory, { recursive: true });
});

describe('the open data, served', () => {
  it.each([
    ['api/v1/gpus.json', 'application/json; charset=utf-8'],
    ['api/v1/gpus.schema.json', 'application/json; charset=utf-8'],
    ['api/v1/gpus.csv', 'text/csv; charset=utf-8'],
    ['api/v1/measurements.csv', 'text/csv; charset=utf-8'],
  ])('%s is %s, open to every origin', async (path, type) => {
    const response = await fetch(site + path, { headers: { origin: 'https://elsewhere.example' } });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await response.text()).length).toBeGreaterThan(100);
  });
});

const has = (command: string, ...args: string[]) => spawnSync(command, args).status === 0;

const runners: Record<string, { command: string; present: boolean }> = {
  'api_curl.sh': { command: 'sh', present: has('curl', '--version') },
  'api_python.py': { command: 'python3', present: has('python3', '--version') },
  'api_pandas.py': { command: 'python3', present: has('python3', '-c', 'import pandas') },
  'api_browser.js': { command: process.execPath, present: true },
};

describe('samples', () => {
  it('all have a shown output, and all outputs a sample', () => {
    const files = globSync('content/samples/api_*').map((file) => file.split('/').at(-1));
    expect(new Set(files)).toEqual(new Set(Object.keys(sampleOutputs)));
    expect(Object.keys(runners).toSorted()).toEqual(Object.keys(sampleOutputs).toSorted());
  });

  for (const [name, { command, present }] of Object.entries(runners)) {
    it.skipIf(!present)(
      `${name} prints what the page shows`,
      async () => {
        const code = readFileSync(`content/samples/${name}`, 'utf8');
        expect(code).toContain(sampleOrigin);
        const file = join(directory, name.replace(/\.js$/, '.mjs'));
        writeFileSync(file, withSite(code, site));
        // In its own folder: the sample with curl leaves a file behind.
        const { stdout } = await run(command, [file], { cwd: directory });
        expect(stdout.trimEnd()).toBe(sampleOutputs[name]!());
      },
      60_000,
    );
  }

  it.skipIf(!has('python3', '--version'))('every Python sample compiles', () => {
    const files = globSync('content/samples/*.py');
    const script = 'import sys\nfor f in sys.argv[1:]: compile(open(f, encoding="utf-8").read(), f, "exec")';
    const { status, stderr } = spawnSync('python3', ['-c', script, ...files], { encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });
});
