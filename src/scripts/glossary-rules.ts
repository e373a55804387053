/**
 * The glossary is the terminology of the site: it says what a thing is called in each language, and these rules hold
 * pages to it. Pure, as those of `content-rules.ts`.
 */
import { body, type Document, type Problem } from './content-rules.ts';

/** A term in one language, as its front matter has it. */
export interface GlossaryTerm {
  slug: string;
  path: string;
  term: string;
  aliases: string[];
  /** What the term is called in the other language. */
  other: string;
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
  return {
    slug: path.replace(/^.*\//, '').replace(/\.mdx$/, ''),
    path,
    term: field('term'),
    aliases: [...matter.matchAll(/^ {2}- (.+)$/gm)].map((match) => unquoted(match[1]!)),
    other: field('other'),
  };
}

/** A name without the remark in brackets that distinguishes it in the list. */
const plain = (name: string) => name.replace(/ ?[(（][^)）]*[)）]$/, '').toLowerCase();

const ownNames = ({ term, aliases }: GlossaryTerm) => [...new Set([term, ...aliases].map(plain))];

/** A term and its translation name each other, and a name leads to one term only. */
export function termProblems(
  english: readonly GlossaryTerm[],
  translations: readonly GlossaryTerm[],
): Problem[] {
  const problems: Problem[] = [];
  const bySlug = new Map(translations.map((translation) => [translation.slug, translation]));
  for (const { slug, term, other, path } of english) {
    const translation = bySlug.get(slug);
    if (!translation) continue;
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
