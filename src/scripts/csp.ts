/**
 * Runs on the finished pages: allows exactly the inline scripts that the pages hold, by their hash, and writes the policy
 * twice. `_headers` carries it as a header, with all other headers of `src/hosting/`; a meta tag in each page carries it
 * to hosts that cannot set headers, and to the nginx configuration.
 *
 * Run: `node src/scripts/csp.ts [directory]`, with HEADROOM_BASE as at the build.
 */
import { createHash } from 'node:crypto';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesOf, headersFile, siteRules } from '../hosting/headers-file.ts';
import { policy } from '../hosting/policy.ts';

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

/** Writes policy and headers into a built site; throws where a page holds what no policy can allow. */
export function applyPolicy(directory: string, base: string): { pages: number; hashes: number } {
  const files = globSync('**/*.html', { cwd: directory }).map((file) => join(directory, file));
  const hashes = new Set<string>();
  // Read twice: all pages of a large site are more than fits into memory.
  for (const file of files) {
    const html = readFileSync(file, 'utf8');
    const [first] = unhashable(html);
    if (first !== undefined) throw new Error(`${file}: the policy would block ${first}`);
    for (const text of inlineScripts(html)) hashes.add(hash(text));
  }
  const csp = policy(hashes);
  for (const file of files) writeFileSync(file, withMeta(readFileSync(file, 'utf8'), csp));

  writeFileSync(join(directory, '_headers'), headersFile(siteRules(filesOf(directory), csp), base));
  return { pages: files.length, hashes: hashes.size };
}

if (import.meta.main) {
  const { pages, hashes } = applyPolicy(
    process.argv[2] ?? process.env['HEADROOM_OUT'] ?? 'dist',
    process.env['HEADROOM_BASE'] ?? '/',
  );
  console.log(`Content security policy: ${hashes} inline scripts allowed by hash in ${pages} pages`);
}
