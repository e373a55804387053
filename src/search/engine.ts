/**
 * Asks the index that Pagefind wrote at build time. Nothing of it is loaded before the first question.
 */
import type { Lang } from '../../content/i18n/languages.ts';
import { mergeHits, type TermHit } from './merge.ts';
import { bigrams, pieces, resembles, searchTerms } from './natural.ts';

/** The part of Pagefind's browser interface that is used here. */
interface Pagefind {
  options(options: Record<string, unknown>): Promise<void>;
  init(): Promise<void>;
  search(term: string, options?: { filters?: Record<string, string> }): Promise<{ results: PagefindHit[] }>;
}

interface PagefindHit extends TermHit {
  data(): Promise<PagefindPage>;
}

interface PagefindPage {
  url: string;
  excerpt: string;
  meta: { title?: string; keywords?: string };
  sub_results: { title: string; url: string }[];
}

export interface Result {
  url: string;
  title: string;
  /** Text around the match: escaped by Pagefind at build, with `<mark>` around the words found. */
  excerpt: string;
  /** Headings of the page under which the words stand. */
  sections: { title: string; url: string }[];
}

export interface Answer {
  /** Pages found, of which `results` are the first. */
  total: number;
  results: Result[];
}

export interface Question {
  text: string;
  lang: Lang;
  /** Pages of this kind come first, whatever their score. */
  first?: string | undefined;
  /** Results to read in full. */
  limit: number;
}

/** A word of the title, or one that people use for the subject, says more than a word of the text. */
const ranking = { metaWeights: { title: 8, keywords: 3 } };

let loading: Promise<Pagefind> | undefined;

/** Loads Pagefind once; a failed attempt (offline) is tried again at the next call. */
export function loadPagefind(base: string): Promise<Pagefind> {
  loading ??= start(base).catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function start(base: string): Promise<Pagefind> {
  const bundle = `${base}pagefind/`;
  // Written after the bundle, so it must stay out of it.
  const pagefind = (await import(/* @vite-ignore */ `${bundle}pagefind.js`)) as Pagefind;
  await pagefind.options({ baseUrl: base, bundlePath: bundle, excerptLength: 24, ranking });
  await pagefind.init();
  return pagefind;
}

/** Answers a question from the index of the page's language. */
export async function ask(pagefind: Pagefind, { text, lang, first, limit }: Question): Promise<Answer> {
  const terms = searchTerms(text, lang);
  if (terms.length === 0) return { total: 0, results: [] };

  const preferred = first === undefined ? [] : await lookUp(pagefind, terms, { kind: first });
  const seen = new Set(preferred.map(({ hit }) => hit.id));
  const others = (await lookUp(pagefind, terms)).filter(({ hit }) => !seen.has(hit.id));
  const found = [...preferred, ...others];

  const candidates = found.slice(0, Math.max(limit, fewest));
  const pages = await Promise.all(candidates.map(({ hit }) => hit.data()));
  const best = byLikeness(text, pages, preferred.length).slice(0, limit);
  return { total: found.length, results: best.map(toResult) };
}

/** How much of what was asked stands in a page's title or its keywords, from 0 to 1, by pairs of letters. */
function likeness(asked: ReadonlySet<string>, { meta }: PagefindPage): number {
  const said = new Set([...pairsOf(meta.title ?? ''), ...pairsOf(meta.keywords ?? '')]);
  let shared = 0;
  for (const pair of asked) if (said.has(pair)) shared++;
  return asked.size === 0 ? 0 : shared / asked.size;
}

/** Pairs of letters that stand side by side in words; a word of one letter says too little. */
const pairsOf = (text: string): Set<string> =>
  new Set([...text.toLowerCase().matchAll(/[\p{L}\p{N}]{2,}/gu)].flatMap(([word]) => bigrams(word)));

/** Pages among which likeness chooses; each is a file of a kilobyte or two. */
const fewest = 24;

/** What likeness is worth: a page that says all that was asked passes this many places. */
const places = 12;

/**
 * Where many pages hold the same common words, the one that is about them asks nearly the same question. The first
 * `preferred` pages stay before the others.
 */
function byLikeness(text: string, pages: readonly PagefindPage[], preferred: number): PagefindPage[] {
  const asked = pairsOf(text);
  return pages
    .map((page, place) => ({
      page,
      other: place >= preferred,
      place: place - places * likeness(asked, page),
    }))
    .sort((a, b) => Number(a.other) - Number(b.other) || a.place - b.place)
    .map(({ page }) => page);
}

async function lookUp(pagefind: Pagefind, terms: readonly string[], filters?: Record<string, string>) {
  const hits = new Map<string, PagefindHit[]>();
  const search = async (term: string) => (await pagefind.search(term, filters && { filters })).results;
  await Promise.all(
    terms.map(async (term) => {
      const results = await search(term);
      if (await means(term, results[0])) {
        hits.set(term, results);
        return;
      }
      for (const piece of pieces(term)) {
        const found = await search(piece);
        if (await means(piece, found[0])) hits.set(piece, found);
      }
    }),
  );
  // The excerpt of the best term shows why the page was found.
  return mergeHits(hits).map(({ id, terms: [best = ''] }) => ({
    hit: hits.get(best)!.find((candidate) => candidate.id === id)!,
  }));
}

/** Whether the words that Pagefind found are those that were asked for. */
async function means(term: string, hit: PagefindHit | undefined): Promise<boolean> {
  if (!hit) return false;
  const { excerpt } = await hit.data();
  const words = [...excerpt.matchAll(/<mark>(.*?)<\/mark>/g)].map(([, word = '']) => word);
  // Found in the metadata alone: nothing is marked.
  return words.length === 0 || words.some((word) => resembles(word, term));
}

function toResult({ url, excerpt, meta, sub_results }: PagefindPage): Result {
  return {
    url,
    title: meta.title ?? url,
    excerpt,
    sections: sub_results.filter((section) => section.url !== url).slice(0, 3),
  };
}
