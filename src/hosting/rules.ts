/**
 * Which headers go with which files, said once: `headers-file.ts` writes them for Cloudflare and Netlify, `nginx.ts` for
 * nginx. A path is relative to the root of the site; a star stands for anything. All rules that match a file apply, and
 * no two of them may set the same header: hosts would join the values.
 */
import { languages } from '../../content/i18n/languages.ts';
import { widgetTypes } from '../embed/protocol.ts';
import { prefixOf } from '../scripts/pages.ts';
import { policyHeader } from './policy.ts';

export type Headers = Readonly<Record<string, string>>;

export interface Rule {
  path: string;
  headers: Headers;
}

/** Pages, and all that no rule names: kept, but asked for again before each use, and then mostly answered by a 304. */
export const revalidate = 'no-cache';

export const prefixes = languages.map(prefixOf);

/** Folders of the widgets, each a page that others may frame. */
export const widgetFolders = prefixes.flatMap((prefix) =>
  widgetTypes.map((type) => `${prefix}embed/${type}/`),
);

const everywhere: Headers = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  // Without subdomains: they are not this site's to speak for.
  'Strict-Transport-Security': 'max-age=31536000',
};

/** What a widget in a sandbox loads, since its origin is none, and what programs on other sites read. */
const anyOrigin: Headers = { 'Access-Control-Allow-Origin': '*' };

const keep = (seconds: number): Headers => ({ 'Cache-Control': `public, max-age=${seconds}` });
const minutes = 60;
const hours = 60 * minutes;
const days = 24 * hours;
/** For names that change with the content. */
const forever: Headers = { 'Cache-Control': `public, max-age=${365 * days}, immutable` };

/** The rules that hold whatever pages a site has. */
export function commonRules(csp: string): Rule[] {
  return [
    { path: '*', headers: everywhere },
    { path: '_astro/*', headers: { ...anyOrigin, ...forever } },
    { path: 'api/*', headers: { ...anyOrigin, ...keep(10 * minutes) } },
    { path: 'islands/*', headers: anyOrigin },
    // Pages ask for it with its version in the address.
    { path: 'islands/catalog.json', headers: keep(1 * days) },
    { path: 'embed/v1.js', headers: { ...anyOrigin, ...keep(1 * hours) } },
    ...prefixes.flatMap((prefix) => [
      { path: `${prefix}embed/oembed/*`, headers: { ...anyOrigin, ...keep(1 * hours) } },
      { path: `${prefix}og/*`, headers: keep(1 * days) },
    ]),
    // Not the folder itself: its script and its table of contents keep their names.
    { path: 'pagefind/fragment/*', headers: forever },
    { path: 'pagefind/index/*', headers: forever },
    { path: 'pagefind/filter/*', headers: forever },
    { path: 'pagefind/*.pf_meta', headers: forever },
    ...widgetFolders.map((folder) => ({
      path: `${folder}*`,
      headers: { ...anyOrigin, 'Content-Security-Policy': policyHeader(csp, 'anyone') },
    })),
  ];
}

/** A path of a rule as an expression for the whole of a path. */
export const expression = (path: string) => path.split('*').map(escape).join('.*');

const escape = (text: string) => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');

/** All headers that the rules give a path; throws where two of them set the same one. */
export function headersOf(path: string, rules: readonly Rule[]): Headers {
  const all: Record<string, string> = {};
  for (const { path: pattern, headers } of rules) {
    if (!new RegExp(`^${expression(pattern)}$`).test(path)) continue;
    for (const [name, value] of Object.entries(headers)) {
      if (name in all) throw new Error(`${path}: two rules set ${name}`);
      all[name] = value;
    }
  }
  return all;
}
