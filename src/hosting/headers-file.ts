/**
 * The `_headers` file of Cloudflare Pages and Netlify, which `src/scripts/serve.ts` obeys too. These hosts know nothing
 * but paths, and two policies on one page would both apply: so the pages' policy goes to each folder of pages and not to
 * everything. What has no rule for caching gets the hosts' own, which is the same as ours: ask again before each use.
 */
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { policyHeader } from './policy.ts';
import { commonRules, expression, headersOf, prefixes, widgetFolders, type Rule } from './rules.ts';

/** What Cloudflare Pages reads; Netlify reads more. */
const limits = { rules: 100, line: 2000 };

/** Path of the rule that gives a page its policy, or null for a widget, which has a rule already. */
function placeOf(page: string): string | null {
  if (widgetFolders.some((folder) => page.startsWith(folder))) return null;
  const prefix = prefixes.find((each) => each !== '' && page.startsWith(each)) ?? '';
  const address = page.replace(/(^|\/)index\.html$/, '$1');
  const [folder = '', ...below] = address.slice(prefix.length).split('/');
  if (below.length === 0 || (folder === 'embed' && below.join('') === '')) return address;
  return `${prefix}${folder}/${folder === 'embed' ? `${below[0]}/` : ''}*`;
}

/** All rules for a site that holds these files; throws where a file would get a header twice, or a page no policy. */
export function siteRules(files: readonly string[], csp: string): Rule[] {
  const pages = files.filter((file) => file.endsWith('.html'));
  const places = new Set(pages.map(placeOf).filter((place) => place !== null));
  const rules = [
    // A star within a name is not understood everywhere: the files stand for it.
    ...commonRules(csp).flatMap(({ path, headers }) =>
      /\*./.test(path)
        ? globNames(files, path).map((file) => ({ path: file, headers }))
        : [{ path, headers }],
    ),
    ...[...places].sort().map((path) => ({
      path,
      headers: { 'Content-Security-Policy': policyHeader(csp, 'itself') },
    })),
  ];
  for (const file of files) {
    const headers = headersOf(file.replace(/(^|\/)index\.html$/, '$1'), rules);
    if (file.endsWith('.html') && !headers['Content-Security-Policy']) throw new Error(`${file}: no policy`);
  }
  return rules;
}

const globNames = (files: readonly string[], pattern: string) => {
  const [before = '', after = ''] = pattern.split('*');
  return files.filter(
    (file) => file.startsWith(before) && file.endsWith(after) && !file.slice(before.length).includes('/'),
  );
};

/** Every file of a built site, as a path from its root. */
export const filesOf = (directory: string) =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));

/** The text of the file; `base` begins and ends in a slash. */
export function headersFile(rules: readonly Rule[], base: string): string {
  if (rules.length > limits.rules) throw new Error(`${rules.length} rules: Cloudflare reads ${limits.rules}`);
  return rules
    .map(({ path, headers }) => {
      const lines = Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`);
      const long = lines.find((line) => line.length > limits.line);
      if (long) throw new Error(`${path}: Cloudflare reads lines up to ${limits.line} characters: ${long}`);
      return [base + path, ...lines, ''].join('\n');
    })
    .join('\n');
}

export interface HeaderPattern {
  pattern: RegExp;
  headers: [name: string, value: string][];
}

/** Reads a `_headers` file: a line at the margin is a path with an optional `*`, indented lines are its headers. */
export function parseHeadersFile(text: string): HeaderPattern[] {
  const rules: HeaderPattern[] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '' || line.trimStart().startsWith('#')) continue;
    if (!/^\s/.test(line)) {
      rules.push({ pattern: new RegExp(`^${expression(line.trim())}$`), headers: [] });
      continue;
    }
    const colon = line.indexOf(':');
    rules.at(-1)?.headers.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()]);
  }
  return rules;
}
