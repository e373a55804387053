/**
 * Runs after the build: writes the names of all pages next to the search index that Pagefind made, one file a language.
 * They are read from the index itself, so that both always speak of the same pages.
 *
 * Run: `node src/scripts/search-names.ts [directory]`
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { languages, type Lang } from '../../content/i18n/languages.ts';
import { entrySeparator, isKind } from '../search/kinds.ts';
import type { NamesRow } from '../search/names.ts';
import { compact } from '../search/words.ts';

/** A page in Pagefind's index, as far as it is read here. */
export interface Fragment {
  url: string;
  meta: { title?: string; names?: string; keywords?: string };
  filters: { kind?: string[] };
  anchors: { element: string; text: string }[];
}

/**
 * Pages that say nothing of their kind are chapters. Only theirs are headings worth asking for: all cards share theirs.
 * @param description of the page, a sentence whose parts say what a chapter holds
 */
export function namesRow(id: string, { meta, filters, anchors }: Fragment, description: string): NamesRow {
  const named = filters.kind?.[0];
  const kind = isKind(named) ? named : 'guide';
  const title = meta.title ?? '';
  const said = new Set([compact(title)]);
  // One spelling of each is enough: the search brings what is typed to the same.
  const entries = (text = '') =>
    text
      .split(entrySeparator)
      .filter((entry) => compact(entry) !== '' && !said.has(compact(entry)) && said.add(compact(entry)))
      .join('\n');
  const contents =
    kind === 'guide'
      ? [
          ...anchors.flatMap(({ element, text }) => (/^h[2-4]$/.test(element) ? [text.trim()] : [])),
          ...description
            .split(/[,;:.](?:\s|$)|[，；。：、]/)
            .map((part) => part.trim())
            .filter((part) => part !== ''),
        ]
      : [];
  return [id, kind, title, entries(meta.names), entries(meta.keywords), contents.join('\n')];
}

function descriptionOf(html: string): string {
  const [, text = ''] = /<meta name="description" content="([^"]*)"/.exec(html) ?? [];
  return text.replace(/&[#\w]+;/g, ' ');
}

/** Pagefind's files begin with a mark of their own. */
function readFragment(path: string): Fragment {
  const text = gunzipSync(readFileSync(path)).toString();
  return JSON.parse(text.slice(text.indexOf('{'))) as Fragment;
}

export function writeNames(site: string): Record<Lang, number> {
  const folder = join(site, 'pagefind');
  const files = readdirSync(join(folder, 'fragment')).sort();
  const written = {} as Record<Lang, number>;
  for (const lang of languages) {
    const rows = files
      .filter((file) => file.startsWith(`${lang}_`))
      .map((file) => {
        const fragment = readFragment(join(folder, 'fragment', file));
        const html = readFileSync(join(site, fragment.url, 'index.html'), 'utf8');
        return namesRow(file.replace(/\.pf_fragment$/, ''), fragment, descriptionOf(html));
      });
    writeFileSync(join(folder, `names.${lang}.json`), JSON.stringify(rows));
    written[lang] = rows.length;
  }
  return written;
}

if (import.meta.main) {
  const written = writeNames(process.argv[2] ?? process.env['HEADROOM_OUT'] ?? 'dist');
  console.log(
    `Names for the search: ${languages.map((lang) => `${written[lang]} pages in ${lang}`).join(', ')}`,
  );
}
