/**
 * A static server for the built site. It obeys the `_headers` file that the build writes (the format of Netlify and
 * Cloudflare Pages), so that tests meet the same headers as readers do. As those hosts do, it packs text on its way.
 *
 * Run: `node src/scripts/serve.ts [directory] [--port 4321] [--host 127.0.0.1] [--base /]`
 */
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream';
import { parseArgs } from 'node:util';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';
import { parseHeadersFile, type HeaderPattern } from '../hosting/headers-file.ts';
import { isCompressible, isText, mediaTypes, otherType } from '../hosting/media-types.ts';
import { revalidate } from '../hosting/rules.ts';

export interface ServeOptions {
  directory: string;
  /** 0 takes any free port. */
  port?: number;
  host?: string;
  /** Path under which the site was built, with a slash at both ends. */
  base?: string;
}

/** Serves a directory; resolves once the server listens. `url` ends in the base path. */
export async function serve({
  directory,
  port = 0,
  host = '127.0.0.1',
  base = '/',
}: ServeOptions): Promise<{ server: Server; url: string }> {
  const root = resolve(directory);
  const rulesFile = join(root, '_headers');
  const rules = existsSync(rulesFile) ? parseHeadersFile(readFileSync(rulesFile, 'utf8')) : [];

  const server = createServer((request, response) => {
    try {
      answer(request, response, root, base, rules);
    } catch (error) {
      response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error));
    }
  });
  await new Promise<void>((done, failed) => {
    server.once('error', failed);
    server.listen(port, host, done);
  });
  return { server, url: `http://${host}:${(server.address() as AddressInfo).port}${base}` };
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  root: string,
  base: string,
  rules: HeaderPattern[],
): void {
  const url = new URL(request.url ?? '/', 'http://localhost');
  let path: string;
  try {
    path = decodeURIComponent(url.pathname);
  } catch {
    response.writeHead(400).end();
    return;
  }
  if (base !== '/' && `${path}/` === base) {
    response.writeHead(308, { location: base + url.search }).end();
    return;
  }
  const inside = path.startsWith(base) ? path.slice(base.length) : null;
  let file = inside === null ? null : locate(root, inside);
  if (file === 'directory') {
    response.writeHead(308, { location: `${url.pathname}/${url.search}` }).end();
    return;
  }
  let status = 200;
  if (file === null) {
    status = 404;
    file = locate(root, '404.html');
    if (file === null || file === 'directory') {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found');
      return;
    }
  }

  const type = mediaTypes[extname(file).slice(1).toLowerCase()] ?? otherType;
  response.statusCode = status;
  response.setHeader('content-type', isText(type) ? `${type}; charset=utf-8` : type);
  response.setHeader('cache-control', revalidate);
  for (const rule of rules) {
    if (!rule.pattern.test(path)) continue;
    for (const [name, value] of rule.headers) response.setHeader(name, value);
  }
  const packing = isCompressible(type)
    ? packings.find(({ encoding }) => accepts(request.headers['accept-encoding'], encoding))
    : undefined;
  if (isCompressible(type)) response.setHeader('vary', 'accept-encoding');
  if (packing) response.setHeader('content-encoding', packing.encoding);
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  const gone = () => response.destroy();
  if (packing) pipeline(createReadStream(file), packing.pack(), response, gone);
  else pipeline(createReadStream(file), response, gone);
}

/** What a CDN takes for what it packs on its way: higher levels cost more time than they save. */
const brotliQuality = 5;

/** Best first. */
const packings = [
  {
    encoding: 'br',
    pack: () => createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: brotliQuality } }),
  },
  { encoding: 'gzip', pack: () => createGzip() },
];

/** Whether a browser takes an encoding; `q=0` says that it does not. */
const accepts = (header: string | string[] | undefined, encoding: string): boolean =>
  String(header ?? '')
    .split(',')
    .some((each) => {
      const [name, quality] = each
        .trim()
        .toLowerCase()
        .split(/\s*;\s*q=/);
      return name === encoding && Number(quality ?? 1) > 0;
    });

/** The file for a path, `'directory'` where only the slash at the end is missing, or null. Never leaves `root`. */
function locate(root: string, path: string): string | null {
  const target = normalize(join(root, path));
  if (target !== root && !target.startsWith(root + sep)) return null;
  const stat = statSync(target, { throwIfNoEntry: false });
  if (stat?.isFile()) return target;
  if (!stat?.isDirectory() || !existsSync(join(target, 'index.html'))) return null;
  return path === '' || path.endsWith('/') ? join(target, 'index.html') : 'directory';
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { port: { type: 'string' }, host: { type: 'string' }, base: { type: 'string' } },
  });
  const { url } = await serve({
    directory: positionals[0] ?? 'dist',
    port: Number(values.port ?? process.env['PORT'] ?? 4321),
    ...(values.host && { host: values.host }),
    base: values.base ?? process.env['HEADROOM_BASE'] ?? '/',
  });
  console.log(`Headroom is at ${url}`);
}
