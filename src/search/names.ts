/**
 * The names of all pages of a language: titles, other names, keywords, headings. A few kilobytes that come with the
 * index; they tell which page a question names, what kind it is, and which word was meant by a mistyped one.
 */
import { isKind, type Kind } from './kinds.ts';
import { mendHan, mendWord, orderBySound } from './typos.ts';
import { compact, fold, stem, tokensOf, wordsOf } from './words.ts';

/** One page as the file holds it; the lists are joined by line breaks. */
export type NamesRow = [
  id: string,
  kind: Kind,
  title: string,
  names: string,
  keywords: string,
  headings: string,
];

export interface NamedPage {
  /** The page's id in Pagefind's index. */
  id: string;
  kind: Kind;
}

interface Name {
  page: number;
  level: number;
  compact: string;
  tokens: string[];
  weight: number;
}

/** What it is worth to be named: by the title, another name, a word people use, a heading. */
const levels = { title: 1, names: 0.95, headings: 0.8, keywords: 0.75 };

/** The whole question is the whole name of the subject. A keyword or a heading only says what it is about. */
const same = 1.4;

/** Share of a name's worth that it has although it says more than was asked. */
const partial = 0.4;

export class Names {
  readonly pages: NamedPage[];
  readonly byId: ReadonlyMap<string, NamedPage>;
  private readonly names: Name[] = [];
  private readonly byToken = new Map<string, number[]>();
  /** In how many pages a token stands. */
  private readonly spread = new Map<string, number>();
  /** Words as they are spelled, for mending, and pairs of Chinese characters. */
  private readonly known = new Map<string, number>();
  private readonly pairs = new Map<string, number>();
  private readonly bySound: readonly string[];

  constructor(rows: readonly NamesRow[]) {
    this.pages = rows.map(([id, kind]) => ({ id, kind }));
    this.byId = new Map(this.pages.map((page) => [page.id, page]));
    const entries = rows.flatMap(([, , title, names, keywords, headings], page) => [
      ...titlesOf(title).map((name) => ({ page, name, level: levels.title })),
      ...lines(names).map((name) => ({ page, name, level: levels.names })),
      ...lines(keywords).map((name) => ({ page, name, level: levels.keywords })),
      ...lines(headings).map((name) => ({ page, name, level: levels.headings })),
    ]);
    const seen = new Map<string, Set<number>>();
    for (const { page, name, level } of entries) {
      const tokens = tokensOf(name);
      const at = this.names.push({ page, level, compact: compact(name), tokens, weight: 0 }) - 1;
      for (const token of tokens) {
        (this.byToken.get(token) ?? set(this.byToken, token, [])).push(at);
        (seen.get(token) ?? set(seen, token, new Set())).add(page);
      }
      for (const word of wordsOf(name)) {
        const han = /\p{Script=Han}/u.test(word);
        const characters = [...word];
        if (!han) count(this.known, word);
        else characters.slice(1).forEach((next, i) => count(this.pairs, `${characters[i]}${next}`));
      }
    }
    for (const [token, pages] of seen) this.spread.set(token, pages.size);
    for (const name of this.names) name.weight = this.weigh(name.tokens);
    this.bySound = orderBySound([...this.pairs.keys()].join(''));
  }

  /** A word that few pages are named by says more. */
  private weight(token: string): number {
    return Math.log(1 + this.pages.length / (this.spread.get(token) ?? 1));
  }

  private weigh(tokens: readonly string[]): number {
    return tokens.reduce((sum, token) => sum + this.weight(token), 0);
  }

  /**
   * How well each page is named by a question; 0 to 1.9, and only pages with something in common.
   * @returns by the page's id
   */
  match(text: string): Map<string, number> {
    const whole = compact(text);
    const asked = tokensOf(text).map((token) => ({ token, meant: this.meant(token) }));
    const total = asked.reduce((sum, { token, meant }) => sum + this.weight(meant[0] ?? token), 0);
    const shared = new Map<number, number>();
    const covered = new Map<number, number>();
    for (const { meant } of asked) {
      const pages = new Map<number, number>();
      const hit = new Set<number>();
      for (const token of meant)
        for (const at of this.byToken.get(token) ?? []) {
          if (hit.has(at)) continue;
          hit.add(at);
          const worth = this.weight(token);
          shared.set(at, (shared.get(at) ?? 0) + worth);
          const { page } = this.names[at]!;
          pages.set(page, Math.max(pages.get(page) ?? 0, worth));
        }
      for (const [page, worth] of pages) covered.set(page, (covered.get(page) ?? 0) + worth);
    }
    const best = new Map<number, number>();
    const consider = (page: number, worth: number) => best.set(page, Math.max(best.get(page) ?? 0, worth));
    for (const [at, worth] of shared) {
      const { page, level, weight } = this.names[at]!;
      const said = Math.min(1, worth / total);
      consider(page, level * said * (partial + (1 - partial) * Math.min(1, worth / weight)));
    }
    if (whole !== '')
      for (const { page, level, compact: name } of this.names)
        if (name === whole) consider(page, level >= levels.names ? level * same : level);
    return new Map(
      [...best].map(([page, worth]) => [
        this.pages[page]!.id,
        worth + 0.5 * Math.min(1, (covered.get(page) ?? 0) / (total || 1)),
      ]),
    );
  }

  /** The tokens of names that a token asks for: itself, or what it begins. */
  private meant(token: string): string[] {
    if (this.byToken.has(token)) return [token];
    if (token.length < 4 || /[^a-z]/.test(token)) return [];
    return [...this.byToken.keys()].filter((known) => known.startsWith(token));
  }

  /** A term with what is mistyped in it mended; undefined where nothing is, or nothing is near. */
  mend(term: string): string | undefined {
    if (tokensOf(term).every((token) => this.meant(token).length > 0)) return undefined;
    let mended = false;
    const text = fold(term).replace(/\p{Script=Han}{2,}|[a-z]+/gu, (word) => {
      const better = /\p{Script=Han}/u.test(word) ? this.mendRun(word) : this.mendLatin(word);
      if (better === undefined) return word;
      mended = true;
      return better;
    });
    return mended ? text : undefined;
  }

  private mendLatin(word: string): string | undefined {
    if (word.length < 4 || this.known.has(word) || this.meant(stem(word)).length > 0) return undefined;
    return mendWord(word, this.known);
  }

  private mendRun(run: string): string | undefined {
    const characters = [...run];
    if (characters.slice(1).every((next, i) => this.pairs.has(`${characters[i]}${next}`))) return undefined;
    return mendHan(run, this.pairs, this.bySound);
  }
}

/** A title, and what stands in its brackets and before them: GPU memory (VRAM). */
function titlesOf(title: string): string[] {
  const [, before = '', inside = ''] = /^(.+?)\s*[(（]([^)）]+)[)）]\s*$/.exec(title) ?? [];
  return [title, before, inside].filter((name) => name !== '');
}

const lines = (text: string): string[] => (text === '' ? [] : text.split('\n'));

function set<K, V>(map: Map<K, V>, key: K, value: V): V {
  map.set(key, value);
  return value;
}

const count = (map: Map<string, number>, key: string): unknown => map.set(key, (map.get(key) ?? 0) + 1);

/** Reads the file of names; rows that are not as they should be are left out. */
export function readNames(rows: readonly NamesRow[]): Names {
  return new Names(rows.filter((row) => isKind(row[1])));
}
