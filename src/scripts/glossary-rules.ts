/**
 * The glossary is the terminology of the site: it says what a thing is called in each language, and these rules hold
 * pages to it. Pure, as those of `content-rules.ts`.
 */
import type { Lang } from '../../content/i18n/languages.ts';
import { body, type Document, type Problem } from './content-rules.ts';

/** A term in one language, as its front matter has it. */
export interface GlossaryTerm {
  slug: string;
  path: string;
  term: string;
  aliases: string[];
  /** What the term is called in the other language. */
  other: string;
  /** Under what the term is marked in running text, if not under its name alone. */
  spellings: string[] | null;
  /** Longer words that hold a spelling and mean something else. */
  within: string[];
  subject: string;
}

const unquoted = (yaml: string) =>
  yaml
    .trim()
    .replace(/^(['"])(.*)\1$/, '$2')
    .replaceAll("''", "'");

/** @throws {Error} where `term` or `other` is missing. */
export function glossaryTerm({ path, text }: Document): GlossaryTerm {
  const matter = /^---\n([\s\S]*?)\n---\n/.exec(text)?.[1] ?? '';
  const field = (name: string) => {
    const value = new RegExp(`^${name}: (.+)$`, 'm').exec(matter)?.[1];
    if (value === undefined) throw new Error(`${path}: no ${name} in the front matter`);
    return unquoted(value);
  };
  const list = (name: string) => {
    const items = new RegExp(`^${name}:(?: \\[\\])?\n((?: {2}- .+\n)*)`, 'm').exec(`${matter}\n`)?.[1];
    return items === undefined
      ? null
      : [...items.matchAll(/^ {2}- (.+)$/gm)].map((match) => unquoted(match[1]!));
  };
  return {
    slug: path.replace(/^.*\//, '').replace(/\.mdx$/, ''),
    path,
    term: field('term'),
    aliases: list('aliases') ?? [],
    other: field('other'),
    spellings: list('spellings'),
    within: list('within') ?? [],
    subject: field('subject'),
  };
}

/** A name without the remark in brackets that distinguishes it in the list. */
const withoutRemark = (name: string) => name.replace(/ ?[(（][^)）]*[)）]$/, '');
const plain = (name: string) => withoutRemark(name).toLowerCase();

/** All names that lead to a term, in lower case. */
export const ownNames = ({ term, aliases, spellings }: GlossaryTerm) => [
  ...new Set([term, ...aliases, ...(spellings ?? [])].map(plain)),
];

/**
 * The spellings under which a term is marked in running text: those of its entry, else its name. A capital that stands
 * at the head of an English name only because it is a headline is none of its spelling: `Gradient`, but `CUDA core`.
 */
export function spellingsOf({ term, spellings }: GlossaryTerm, lang: Lang): string[] {
  if (spellings) return spellings;
  const name = withoutRemark(term);
  return [lang === 'en' && /^[A-Z][^A-Z0-9]+$/.test(name) ? name.toLowerCase() : name];
}

/** A term and its translation name each other under one subject, and a name leads to one term only. */
export function termProblems(
  english: readonly GlossaryTerm[],
  translations: readonly GlossaryTerm[],
): Problem[] {
  const problems: Problem[] = [];
  const bySlug = new Map(translations.map((translation) => [translation.slug, translation]));
  for (const { slug, term, other, path, subject } of english) {
    const translation = bySlug.get(slug);
    if (!translation) continue;
    if (translation.subject !== subject)
      problems.push({
        path: translation.path,
        reason: `stands under “${translation.subject}”, not “${subject}”`,
      });
    for (const [says, is, where] of [
      [other, translation.term, path],
      [translation.other, term, translation.path],
    ] as const) {
      if (says !== is)
        problems.push({ path: where, reason: `calls the other language's term “${says}”, which is “${is}”` });
    }
  }
  for (const terms of [english, translations]) {
    const owner = new Map<string, string>();
    for (const one of terms) {
      for (const name of ownNames(one)) {
        const first = owner.get(name);
        if (first) problems.push({ path: one.path, reason: `“${name}” already leads to ${first}` });
        else owner.set(name, one.slug);
      }
    }
  }
  return problems;
}

/** Links and tooltips that lead to a term, with the words they stand under. */
export function termLinks(text: string): { slug: string; words: string }[] {
  const read = body(text);
  return [
    ...[...read.matchAll(/\[([^\]]*)\]\(\/glossary\/([a-z0-9-]+)\//g)].map((match) => ({
      slug: match[2]!,
      words: match[1]!,
    })),
    ...[...read.matchAll(/<Term slug="([^"]*)">([^<]*)</g)].map((match) => ({
      slug: match[1]!,
      words: match[2]!,
    })),
  ];
}

/**
 * A link to a term leads to one that exists; in Chinese it stands under a name that the glossary knows for it, or a part
 * of it, so that a translation of one's own making is found. English inflects its words and is only held to the first.
 */
export function termLinkProblems(
  { path, text }: Document,
  terms: ReadonlyMap<string, GlossaryTerm>,
): Problem[] {
  const problems: Problem[] = [];
  for (const { slug, words } of termLinks(text)) {
    const one = terms.get(slug);
    if (!one) {
      problems.push({ path, reason: `no term “${slug}” in the glossary` });
      continue;
    }
    if (!path.includes('zh-cn')) continue;
    const shown = words.toLowerCase();
    const abbreviates = (name: string) => shown.length > 1 && name.includes(shown);
    const names = [...ownNames(one), plain(one.other)];
    if (!names.some((name) => shown.includes(name) || abbreviates(name))) {
      problems.push({ path, reason: `“${words}” leads to ${slug}, which is called “${one.term}”` });
    }
  }
  return problems;
}
