/**
 * Runs after the build: allows exactly the inline scripts that the pages hold, by their hash, and writes the policy
 * twice. `_headers` (the format of Netlify and Cloudflare Pages, also read by `serve.ts`) carries it as a header; a
 * meta tag in each page carries it to hosts that cannot set headers. Pagefind needs 'wasm-unsafe-eval'.
 *
 * Run: `node src/scripts/csp.ts [directory]`, with HEADROOM_BASE as at the build.
 */
import { createHash } from 'node:crypto';
import { globSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultLang, languages } from '../../content/i18n/languages.ts';
import { minifyInline } from './minify-inline.ts';
import { formulaFonts, preloadFonts } from './preload-fonts.ts';

/** `type` values under which a browser runs a script; all others are data. */
const runnable = new Set(['', 'module', 'text/javascript']);

const scripts = /<script\b([^>]*)>([\s\S]*?)<\/script\s*>/gi;
const attribute = (attributes: string, name: string) =>
  new RegExp(`(?:^|\\s)${name}(?:\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+)))?(?=\\s|$|/)`, 'i').exec(
    attributes,
  );

/** The text of every script that a page holds inline and that a browser would run. */
export function inlineScripts(html: string): string[] {
  const found: string[] = [];
  for (const [, attributes = '', text = ''] of html.matchAll(scripts)) {
    if (attribute(attributes, 'src')) continue;
    const type = attribute(attributes, 'type');
    if (text.trim() !== '' && runnable.has(type?.[1] ?? type?.[2] ?? type?.[3] ?? '')) found.push(text);
  }
  return found;
}

/** Inline handlers and `javascript:` addresses, which no hash can allow: a page that holds one would not work. */
export function unhashable(html: string): string[] {
  const markup = html.replace(scripts, '').replace(/<!--[\s\S]*?-->/g, '');
  return [
    ...markup.matchAll(/<[a-z][^>]*?\s(on[a-z]+\s*=|(?:href|src|action)\s*=\s*["']?\s*javascript:)[^>]*>/gi),
  ].map(([tag]) => tag.slice(0, 120));
}

/** The policy without `frame-ancestors`, which only a header can carry. */
export function policy(hashes: Iterable<string>): string {
  return [
    "default-src 'self'",
    `script-src ${["'self'", "'wasm-unsafe-eval'", ...[...hashes].sort()].join(' ')}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    // The bundler writes small fonts into the style sheet.
    "font-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
  ].join('; ');
}

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** The page with the policy as a meta tag, before anything it governs; an older tag is replaced. */
export function withMeta(html: string, content: string): string {
  const tag = `<meta http-equiv="content-security-policy" content="${content}">`;
  const bare = html.replace(/<meta http-equiv="content-security-policy"[^>]*>/i, '');
  const place = /<meta charset=[^>]*>/i.exec(bare) ?? /<head[^>]*>/i.exec(bare);
  if (!place) throw new Error('no <head>');
  const end = place.index + place[0].length;
  return bare.slice(0, end) + tag + bare.slice(end);
}

/** A sandboxed widget has an origin of its own, and its scripts and data come from another. */
const anyOrigin = 'Access-Control-Allow-Origin: *';
/** Folders that hold no page. */
const pageless = new Set(['_astro', 'api', 'islands', 'og', 'pagefind', ...languages]);

/**
 * The `_headers` file. Hosts join headers of one name from all rules that match, and two policies both apply, so the
 * rules that set the policy must not overlap: one per top-level folder instead of one for everything.
 */
export function headersFile(
  csp: string,
  base: string,
  folders: ReadonlyMap<string, readonly string[]>,
): string {
  const rules: [path: string, headers: string[]][] = [
    ['*', ['X-Content-Type-Options: nosniff', 'Referrer-Policy: strict-origin-when-cross-origin']],
    ['embed/v1.js', ['Cache-Control: public, max-age=3600']],
  ];
  const own = `Content-Security-Policy: ${csp}; frame-ancestors 'self'`;
  for (const [prefix, names] of folders) {
    rules.push([prefix, [own]]);
    for (const name of names) {
      if (name !== 'embed') rules.push([`${prefix}${name}/*`, [own]]);
    }
    rules.push([`${prefix}embed/*`, [`Content-Security-Policy: ${csp}; frame-ancestors *`, anyOrigin]]);
  }
  rules.push(
    ['404.html', [own]],
    ['api/*', [anyOrigin]],
    ['islands/*', [anyOrigin]],
    ['_astro/*', [anyOrigin, 'Cache-Control: public, max-age=31536000, immutable']],
  );
  return rules
    .map(([path, headers]) => [base + path, ...headers.map((header) => `  ${header}`), ''].join('\n'))
    .join('\n');
}

/** Writes policy and headers into a built site; throws where a page holds what no policy can allow. */
export function applyPolicy(directory: string, base: string): { pages: number; hashes: number } {
  const files = globSync('**/*.html', { cwd: directory }).map((file) => join(directory, file));
  const hashes = new Set<string>();
  const fonts = formulaFonts(directory, base);
  const pages = files.map((file) => ({
    file,
    html: minifyInline(preloadFonts(readFileSync(file, 'utf8'), fonts)),
  }));
  for (const { file, html } of pages) {
    const [first] = unhashable(html);
    if (first !== undefined) throw new Error(`${file}: the policy would block ${first}`);
    for (const text of inlineScripts(html)) hashes.add(hash(text));
  }
  const csp = policy(hashes);
  for (const { file, html } of pages) writeFileSync(file, withMeta(html, csp));

  const folders = new Map(
    languages.map((lang) => {
      const prefix = lang === defaultLang ? '' : `${lang}/`;
      const entries = readdirSync(join(directory, prefix), { withFileTypes: true });
      return [prefix, entries.filter((e) => e.isDirectory() && !pageless.has(e.name)).map((e) => e.name)];
    }),
  );
  writeFileSync(join(directory, '_headers'), headersFile(csp, base, folders));
  return { pages: pages.length, hashes: hashes.size };
}

if (import.meta.main) {
  const { pages, hashes } = applyPolicy(
    process.argv[2] ?? process.env['HEADROOM_OUT'] ?? 'dist',
    process.env['HEADROOM_BASE'] ?? '/',
  );
  console.log(`Content security policy: ${hashes} inline scripts allowed by hash in ${pages} pages`);
}
