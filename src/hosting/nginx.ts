/**
 * Writes the nginx configuration of a built site to standard output: what goes into a `server` block; with `--listen` a
 * whole one; with `--alone` as well all that an nginx needs that serves nothing else. It belongs to one build, since the
 * policy names that build's scripts.
 *
 * Run: `npm run -s nginx -- [directory] [--root /srv/headroom] [--listen 8080] [--alone /tmp] [--brotli]`, with
 * HEADROOM_BASE as at the build. `--root` is where the site lies on the server, if not where it was built; `--alone` names
 * the folder for what nginx writes; `--brotli` says that it has the module which sends `.br` files.
 */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { isCompressible, isText, mediaTypes, otherType } from './media-types.ts';
import { policyHeader, policyOf } from './policy.ts';
import { commonRules, expression, headersOf, revalidate, type Headers } from './rules.ts';

export interface NginxSite {
  /** Folder with the built site. */
  root: string;
  /** Path under which the site was built, with a slash at both ends. */
  base: string;
  csp: string;
  /** Address to listen on, as nginx writes it; without it the configuration is for a `server` block that stands. */
  listen?: string;
  /** Whether the server can send a `.br` file in place of another: nginx has that in a module of its own. */
  brotli?: boolean;
}

/** Text in quotes, which nginx takes as it stands. */
function quoted(text: string): string {
  if (/["\\$\n]/.test(text)) throw new Error(`nginx would not read this as text: ${text}`);
  return `"${text}"`;
}

const indented = (lines: readonly string[]) => lines.map((line) => (line === '' ? '' : `  ${line}`));

const block = (head: string, lines: readonly string[]) => [`${head} {`, ...indented(lines), '}'];

/** A location takes none of these from around it as soon as it sets one itself, so each one sets them all. */
const withHeaders = (headers: Headers) =>
  Object.entries({ 'Cache-Control': revalidate, ...headers }).map(
    ([name, value]) => `add_header ${name} ${quoted(value)} always;`,
  );

/** How nginx is told a path of a rule: a whole name, the beginning of names, or an expression. */
function location(base: string, path: string): string {
  const star = path.indexOf('*');
  if (star === -1) return `location = ${base}${path}`;
  if (star === path.length - 1) return `location ${base}${path.slice(0, -1)}`;
  return `location ~ ^${expression(base + path)}$`;
}

function types(): string[] {
  const byType = Map.groupBy(Object.keys(mediaTypes), (extension) => mediaTypes[extension]!);
  return [...byType].map(([type, extensions]) => `${type} ${extensions.join(' ')};`);
}

/** nginx counts HTML in by itself and warns of a second mention. */
const typesWhere = (test: (type: string) => boolean) =>
  [...new Set(Object.values(mediaTypes))].filter((type) => type !== 'text/html' && test(type)).join(' ');

export function nginxConfig({ root, base, csp, listen, brotli }: NginxSite): string {
  const rules = commonRules(csp);
  const pageHeaders = {
    ...headersOf('', rules),
    'Content-Security-Policy': policyHeader(csp, 'itself'),
  };
  const notFound = `${base}404.html`;

  const site = block(`location ^~ ${base}`, [
    `alias ${quoted(`${root.replace(/\/+$/, '')}/`)};`,
    'index index.html;',
    '# A redirect to the address with a slash names no host: behind a proxy this server does not know it.',
    'absolute_redirect off;',
    'server_tokens off;',
    `error_page 403 404 =404 ${notFound};`,
    '',
    'charset utf-8;',
    `charset_types ${typesWhere(isText)};`,
    `default_type ${otherType};`,
    ...block('types', types()),
    '',
    '# A file with a packed twin beside it goes out as that; the others are packed on their way.',
    ...(brotli ? ['brotli_static on;'] : []),
    'gzip_static on;',
    'gzip on;',
    'gzip_vary on;',
    'gzip_proxied any;',
    'gzip_min_length 512;',
    'gzip_comp_level 6;',
    `gzip_types ${typesWhere(isCompressible)};`,
    '',
    'etag on;',
    ...withHeaders(pageHeaders),
    ...rules
      .filter(({ path }) => path !== '*')
      .flatMap(({ path }) => ['', ...block(location(base, path), withHeaders(headersOf(path, rules)))]),
    '',
    '# Not pages: what other hosts read, and what stands at every address that does not exist.',
    ...block(`location = ${base}_headers`, ['return 404;']),
    ...block(`location = ${notFound}`, ['internal;', ...withHeaders(pageHeaders)]),
  ]);
  const toBase =
    base === '/'
      ? []
      : block(`location = ${base.slice(0, -1)}`, [
          'absolute_redirect off;',
          `return 301 ${base}$is_args$args;`,
        ]);
  const lines = [...toBase, ...site];
  const whole = listen === undefined ? lines : block('server', [`listen ${listen};`, '', ...lines]);
  return `# Headroom behind nginx: made for one build by \`npm run -s nginx\`, to be made again with the next.\n${whole.join('\n')}\n`;
}

/** Where Debian puts the module; its package says so to an nginx that reads Debian's own configuration. */
export const brotliModule = '/usr/lib/nginx/modules/ngx_http_brotli_static_module.so';

/** All that an nginx needs that serves only this site, without privileges. `folder` takes what it writes. */
export function wholeConfig(site: NginxSite & { listen: string }, folder: string): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${quoted(`${folder}/${name}`)};`,
  );
  const lines = [
    ...(site.brotli ? [`load_module ${brotliModule};`] : []),
    'daemon off;',
    'worker_processes auto;',
    `pid ${quoted(`${folder}/nginx.pid`)};`,
    'error_log stderr notice;',
    ...block('events', ['worker_connections 1024;']),
    // What is asked for is the business of the proxy before it, which knows who asks.
    ...block('http', [
      'access_log off;',
      'sendfile on;',
      'tcp_nopush on;',
      ...temporary,
      '',
      ...nginxConfig(site).trimEnd().split('\n'),
    ]),
  ];
  return `${lines.join('\n')}\n`;
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      root: { type: 'string' },
      listen: { type: 'string' },
      alone: { type: 'string' },
      brotli: { type: 'boolean', default: false },
    },
  });
  const { listen, alone, brotli } = values;
  const directory = positionals[0] ?? process.env['HEADROOM_OUT'] ?? 'dist';
  const site = {
    root: values.root ?? resolve(directory),
    base: process.env['HEADROOM_BASE'] ?? '/',
    csp: policyOf(readFileSync(join(directory, 'index.html'), 'utf8')),
    brotli,
  };
  if (alone === undefined) {
    process.stdout.write(nginxConfig({ ...site, ...(listen !== undefined && { listen }) }));
  } else if (listen === undefined) throw new Error('--alone needs --listen: a port such as 8080');
  else process.stdout.write(wholeConfig({ ...site, listen }, alone));
}
