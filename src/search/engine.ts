/**
 * Asks the index that Pagefind wrote at build time, and the names that `search-names.ts` wrote beside it. Nothing of
 * either is loaded before the first question.
 */
import type { Lang } from '../../content/i18n/languages.ts';
import { tidyExcerpt } from './excerpt.ts';
import type { Kind } from './kinds.ts';
import { mergeHits, rank, type TermHit } from './merge.ts';
import { readNames, type Names, type NamesRow } from './names.ts';
import { kindAskedFor, pieces, resembles, searchTerms } from './natural.ts';
import { stem } from './words.ts';

/** The part of Pagefind's browser interface that is used here. */
interface Pagefind {
  options(options: Record<string, unknown>): Promise<void>;
  init(): Promise<void>;
  /** Without a term, all pages. */
  search(term: string | null): Promise<{ results: PagefindHit[] }>;
}

interface PagefindHit extends TermHit {
  data(): Promise<PagefindPage>;
}

interface PagefindPage {
  url: string;
  excerpt: string;
  meta: { title?: string };
  sub_results: { title: string; url: string }[];
}

/** What is asked, once it is loaded. */
export interface Index {
  pagefind: Pagefind;
  names: Names;
}

export interface Result {
  url: string;
  title: string;
  kind: Kind | undefined;
  /** Text around the match: escaped by Pagefind at build, with `<mark>` around the words found. */
  excerpt: string;
  /** Headings of the page under which the words stand. */
  sections: { title: string; url: string }[];
}

export interface Answer {
  /** Pages found of the kind asked for, of which `results` are the first. */
  total: number;
  results: Result[];
  /** Pages found of each kind, whichever was asked for. */
  kinds: ReadonlyMap<Kind, number>;
  /** The question as it was understood, where a word of it was taken for another. */
  mended: string | undefined;
}

export interface Question {
  text: string;
  lang: Lang;
  /** Pages of this kind come first, whatever their score. */
  first?: string | undefined;
  /** Only pages of this kind. */
  only?: Kind | undefined;
  /** Results to read in full. */
  limit: number;
}

/** A word of the title, or one that people use for the subject, says more than a word of the text. */
const ranking = { metaWeights: { title: 8, names: 4, keywords: 3 } };

let loading: Promise<Index> | undefined;

/** Loads the index of the page's language once; a failed attempt (offline) is tried again at the next call. */
export function loadIndex(base: string, lang: Lang): Promise<Index> {
  loading ??= start(base, lang).catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function start(base: string, lang: Lang): Promise<Index> {
  const bundle = `${base}pagefind/`;
  const [pagefind, names] = await Promise.all([
    startPagefind(base, bundle),
    // Their ids are those of one index: an older file would name pages that are no more.
    fetch(`${bundle}names.${lang}.json`, { cache: 'no-cache' }).then(
      (response) => response.json() as Promise<NamesRow[]>,
    ),
  ]);
  return { pagefind, names: readNames(names) };
}

async function startPagefind(base: string, bundle: string): Promise<Pagefind> {
  // Written after the bundle, so it must stay out of it.
  const pagefind = (await import(/* @vite-ignore */ `${bundle}pagefind.js`)) as Pagefind;
  // Files that a web worker fetches would pass by the service worker of a language in a folder, whose pages alone it serves.
  await pagefind.options({ baseUrl: base, bundlePath: bundle, excerptLength: 24, ranking, noWorker: true });
  await pagefind.init();
  return pagefind;
}

/** Answers a question from the index of the page's language. */
export async function ask({ pagefind, names }: Index, question: Question): Promise<Answer> {
  const { text, lang, first, only, limit } = question;
  const terms = searchTerms(text, lang);
  const { hits, mended } = await lookUp(pagefind, names, terms);
  const understood = [...mended].reduce(
    (asked, [term, meant]) => asked.replace(term, meant),
    text.toLowerCase(),
  );
  const found = rank({
    hits: mergeHits(hits),
    named: names.match(understood),
    kindOf: (id) => names.byId.get(id)?.kind,
    favoured: kindAskedFor(text),
    first,
  });

  const kinds = new Map<Kind, number>();
  for (const { kind } of found) if (kind) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  const wanted = only === undefined ? found : found.filter(({ kind }) => kind === only);
  // A page found by its name alone has no hit of its own.
  const shown = wanted.slice(0, limit);
  const unread = shown.some(({ terms: of }) => of.length === 0) ? (await pagefind.search(null)).results : [];
  const results = await Promise.all(
    shown.map(async ({ id, kind, terms: [best] }) => {
      // The excerpt of the best term shows why the page was found.
      const hit = (best === undefined ? unread : hits.get(best)!).find((candidate) => candidate.id === id);
      return hit && toResult(await hit.data(), kind);
    }),
  );
  return {
    total: wanted.length,
    results: results.filter((result) => result !== undefined),
    kinds,
    mended: mended.size > 0 ? understood : undefined,
  };
}

async function lookUp(pagefind: Pagefind, names: Names, terms: readonly string[]) {
  const hits = new Map<string, PagefindHit[]>();
  const mended = new Map<string, string>();
  const search = async (term: string) => (await pagefind.search(term)).results;
  const answers = await Promise.all(
    terms.map(async (term) => {
      const results = await search(term);
      return { term, results, likeness: await likeness(term, results[0]) };
    }),
  );
  for (const { term, results, likeness: like } of answers) {
    const better = like === 'same' ? undefined : names.mend(term);
    if (better !== undefined) {
      mended.set(term, better);
      hits.set(better, await search(better));
    } else if (like !== 'other') {
      hits.set(term, results);
    } else {
      for (const piece of pieces(term)) {
        const found = await search(piece);
        if ((await likeness(piece, found[0])) !== 'other') hits.set(piece, found);
      }
    }
  }
  return { hits, mended };
}

/** Whether the words that Pagefind found are those that were asked for, or something alike, or something else. */
async function likeness(term: string, hit: PagefindHit | undefined): Promise<'same' | 'alike' | 'other'> {
  if (!hit) return 'other';
  const { excerpt } = await hit.data();
  const words = [...excerpt.matchAll(/<mark>(.*?)<\/mark>/g)].map(([, word = '']) => word);
  // Found in the metadata alone: nothing is marked.
  if (words.length === 0) return 'alike';
  const plain = (word: string) => stem(word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''));
  if (words.some((word) => plain(word) === plain(term))) return 'same';
  return words.some((word) => resembles(word, term)) ? 'alike' : 'other';
}

function toResult({ url, excerpt, meta, sub_results }: PagefindPage, kind: Kind | undefined): Result {
  const title = meta.title ?? url;
  return {
    url,
    title,
    kind,
    excerpt: tidyExcerpt(excerpt, title),
    sections: sub_results.filter((section) => section.title !== title).slice(0, 3),
  };
}
