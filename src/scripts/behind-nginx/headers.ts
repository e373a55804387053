/**
 * What a server must send with each kind of file, written out by hand: the rules in `src/hosting/` are held against it, by
 * asking for every file of the site.
 */
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { extname, join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { filesOf } from '../../hosting/headers-file.ts';

interface Kind {
  name: string;
  files: RegExp;
  cache: string;
  anyOrigin?: true;
  /** Who may frame it; files that are no pages may do without a policy. */
  frames?: '*' | "'self'";
}

const year = 'public, max-age=31536000, immutable';

/** The first line that names a file tells what it is. */
const kinds: readonly Kind[] = [
  {
    name: 'widget',
    files: /^(zh-cn\/)?embed\/(gpu|precision)\/index\.html$/,
    cache: 'no-cache',
    anyOrigin: true,
    frames: '*',
  },
  { name: 'page', files: /\.html$/, cache: 'no-cache', frames: "'self'" },
  { name: 'script, style or font', files: /^_astro\//, cache: year, anyOrigin: true },
  {
    name: 'piece of the search index',
    files: /^pagefind\/((fragment|index|filter)\/|[^/]+\.pf_meta$)/,
    cache: year,
  },
  { name: 'open data', files: /^api\/v1\//, cache: 'public, max-age=600', anyOrigin: true },
  {
    name: 'catalog of the islands',
    files: /^islands\/catalog\.json$/,
    cache: 'public, max-age=86400',
    anyOrigin: true,
  },
  { name: 'data of the islands', files: /^islands\//, cache: 'no-cache', anyOrigin: true },
  { name: 'loader', files: /^embed\/v1\.js$/, cache: 'public, max-age=3600', anyOrigin: true },
  { name: 'oEmbed', files: /^(zh-cn\/)?embed\/oembed\//, cache: 'public, max-age=3600', anyOrigin: true },
  { name: 'picture of a page', files: /^(zh-cn\/)?og\//, cache: 'public, max-age=86400' },
  { name: 'search', files: /^pagefind\//, cache: 'no-cache' },
  { name: 'service worker', files: /^sw\.js$/, cache: 'no-cache' },
  { name: 'other file', files: /./, cache: 'no-cache' },
];

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.xml': 'application/xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.py': 'text/x-python; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.pdf': 'application/pdf',
  '.pagefind': 'application/octet-stream',
  '.pf_meta': 'application/octet-stream',
  '.pf_index': 'application/octet-stream',
  '.pf_filter': 'application/octet-stream',
  '.pf_fragment': 'application/octet-stream',
};

const compressed = /^(text\/|image\/svg|application\/(json|xml|manifest))/;

interface Answer {
  status: number;
  headers: ReadonlyMap<string, string>;
  /** Names that stand there more than once. */
  doubled: string[];
  body: Buffer;
}

const agent = new Agent({ keepAlive: true, maxSockets: 8 });

/** A request as written: nothing is resolved, followed or unpacked on the way. */
export function ask(
  site: string,
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<Answer> {
  const { hostname, port } = new URL(site);
  return new Promise((resolve, reject) => {
    request({ agent, hostname, port, path, method, headers }, (response) => {
      const all = new Map<string, string>();
      const doubled: string[] = [];
      const raw = response.rawHeaders;
      for (let i = 0; i < raw.length; i += 2) {
        const name = raw[i]!.toLowerCase();
        if (all.has(name)) doubled.push(name);
        all.set(name, raw[i + 1]!);
      }
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: all, doubled, body: Buffer.concat(chunks) }),
      );
    })
      .on('error', reject)
      .end();
  });
}

type Say = (problem: string) => void;

const everywhere = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'strict-transport-security': 'max-age=31536000',
} as const;

/** What every answer must carry, whatever it answers. */
function checkCommon({ headers, doubled }: Answer, say: Say): void {
  for (const name of doubled) say(`${name} stands there twice`);
  for (const [name, value] of Object.entries(everywhere)) {
    if (headers.get(name) !== value) say(`${name} is ${headers.get(name)}, expected ${value}`);
  }
}

function checkKind(file: string, kind: Kind, answer: Answer, say: Say): void {
  const { status, headers } = answer;
  checkCommon(answer, say);
  const expect = (name: string, value: string | undefined) => {
    if (headers.get(name) !== value) say(`${kind.name}: ${name} is ${headers.get(name)}, expected ${value}`);
  };
  if (status !== 200) say(`status ${status}`);
  const type = types[extname(file)];
  if (type === undefined) say('a kind of file that the table of types does not name');
  else expect('content-type', type);
  expect('cache-control', kind.cache);
  expect('access-control-allow-origin', kind.anyOrigin && '*');
  const csp = headers.get('content-security-policy');
  if (kind.frames && !csp) say(`${kind.name}: no policy`);
  if (csp && !csp.endsWith(`; frame-ancestors ${kind.frames ?? "'self'"}`)) {
    say(`${kind.name}: the policy ends in ${csp.slice(-40)}`);
  }
  for (const part of [
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval' 'sha256-",
    "object-src 'none'; base-uri 'none'",
  ]) {
    if (csp && !csp.includes(part)) say(`${kind.name}: the policy has no ${part}`);
  }
  if (/script-src[^;]*'unsafe-(inline|eval)'/.test(csp ?? '')) say(`${kind.name}: the policy stops nothing`);
}

/** Addresses under which a file is reached. */
const addressOf = (base: string, file: string) =>
  base + file.replace(/(^|\/)index\.html$/, '$1').replace(/[^/]+/g, encodeURIComponent);

/** Every file of a site: its headers, and that it arrives whole and is not sent again to who has it. */
export async function checkFiles(
  directory: string,
  url: string,
  server: { kind: 'nginx'; brotli: boolean } | { kind: 'static' },
): Promise<{ checked: number; problems: string[] }> {
  const base = new URL(url).pathname;
  const problems: string[] = [];
  // What hosts read is no page, and the page for addresses that do not exist is reached by one of them.
  const files = filesOf(directory).filter((file) => file !== '_headers' && file !== '404.html');
  const queue = files.values();
  const seen = new Set<Kind>();
  const work = async () => {
    for (const file of queue) {
      const path = addressOf(base, file);
      const say = (problem: string) => problems.push(`${path}: ${problem}`);
      const kind = kinds.find(({ files }) => files.test(file))!;
      seen.add(kind);
      const answer = await ask(url, path, { 'accept-encoding': 'gzip' });
      checkKind(file, kind, answer, say);

      const content = readFileSync(join(directory, file));
      const zipped = answer.headers.get('content-encoding') === 'gzip';
      if (!(zipped ? gunzipSync(answer.body) : answer.body).equals(content)) say('is not what was built');
      const type = types[extname(file)] ?? '';
      if (zipped !== (compressed.test(type) && content.length >= 1000) && server.kind === 'nginx') {
        // Between the two limits either is right.
        if (!(compressed.test(type) && content.length >= 512))
          say(zipped ? 'is compressed' : 'is not compressed');
      }
      if (
        compressed.test(type) &&
        content.length >= 1000 &&
        !/accept-encoding/i.test(answer.headers.get('vary') ?? '')
      ) {
        say('a cache is not told that it comes in two forms');
      }
      if (server.kind === 'static') continue;

      if (server.brotli && compressed.test(type) && content.length >= 1000) {
        const { headers, body } = await ask(url, path, { 'accept-encoding': 'gzip, br' });
        if (headers.get('content-encoding') !== 'br') say('is not sent as Brotli to who takes it');
        else if (!brotliDecompressSync(body).equals(content)) say('as Brotli is not what was built');
      }

      const etag = answer.headers.get('etag');
      if (!etag) {
        say('has no ETag');
        continue;
      }
      const again = await ask(url, path, { 'accept-encoding': 'gzip', 'if-none-match': etag });
      if (again.status !== 304 || again.body.length > 0) say(`asked again: ${again.status}, not 304`);
      if (again.headers.get('cache-control') !== kind.cache) say('asked again: another lifetime');
      checkCommon(again, (problem) => say(`asked again: ${problem}`));
    }
  };
  await Promise.all(Array.from({ length: 8 }, work));
  for (const kind of kinds.slice(0, 7)) if (!seen.has(kind)) problems.push(`the site holds no ${kind.name}`);
  return { checked: files.length, problems };
}

/** Addresses that lead nowhere, or elsewhere. */
export async function checkAddresses(url: string): Promise<{ checked: number; problems: string[] }> {
  const base = new URL(url).pathname;
  const problems: string[] = [];
  const nowhere = [
    'no-such-page/',
    'no-such-page',
    'zh-cn/no-such-page/',
    'faq/no-such-question/',
    'embed/gpu/no-such-file',
    '_astro/no-such-file.js',
    'api/v1/no-such-file.json',
    'pagefind/fragment/no-such-file',
    '_astro/',
    '_headers',
    '404.html',
    '%E2%80%AE',
  ];
  for (const path of nowhere) {
    const say = (problem: string) => problems.push(`${base}${path}: ${problem}`);
    const answer = await ask(url, base + path);
    checkCommon(answer, say);
    const text = answer.body.toString();
    if (answer.status !== 404) say(`status ${answer.status}, expected 404`);
    if (!text.includes('lang="en"') || !text.includes('lang="zh-CN"')) say('not the page in both languages');
    if (answer.headers.get('cache-control') !== 'no-cache') say('would be kept');
    if (answer.headers.has('access-control-allow-origin')) say('is open to every origin');
    if (!answer.headers.get('content-security-policy')?.endsWith("frame-ancestors 'self'")) say('no policy');
  }

  const elsewhere = [
    ['faq', 'faq/'],
    ['faq?q=NVLink&x=%2F', 'faq/?q=NVLink&x=%2F'],
    ['zh-cn', 'zh-cn/'],
    ['zh-cn/embed/gpu', 'zh-cn/embed/gpu/'],
    ['embed/precision?gpu=rtx-4090', 'embed/precision/?gpu=rtx-4090'],
  ].map(([from = '', to = '']) => [base + from, base + to] as const);
  if (base !== '/') elsewhere.push([base.slice(0, -1), base], [`${base.slice(0, -1)}?a=1`, `${base}?a=1`]);
  for (const [from, to] of elsewhere) {
    // As a proxy asks that speaks for a name this server does not know.
    const { status, headers } = await ask(url, from, { host: 'gpu.example.org' });
    const location = headers.get('location');
    if (status !== 301 || location !== to) {
      problems.push(`${from}: ${status} to ${location}, expected 301 to ${to}`);
    }
  }

  const refused: [path: string, method: string, statuses: number[]][] = [
    ['', 'POST', [405]],
    ['api/v1/gpus.json', 'DELETE', [405]],
    ['../../etc/passwd', 'GET', [400, 404]],
    ['%2e%2e/%2e%2e/etc/passwd', 'GET', [400, 404]],
    ['_astro/..%2f..%2f..%2fetc/passwd', 'GET', [400, 404]],
  ];
  for (const [path, method, statuses] of refused) {
    const { status } = await ask(url, base + path, {}, method);
    if (!statuses.includes(status)) problems.push(`${method} ${base}${path}: status ${status}`);
  }
  return { checked: nowhere.length + elsewhere.length + refused.length, problems };
}
