import type { Heading, Paragraph, PhrasingContent, Root, RootContent, TableCell, Text } from 'mdast';
import type { MdxJsxTextElement } from 'mdast-util-mdx-jsx';
import type { Lang } from '../../content/i18n/languages.ts';
import type { GlossaryTerm } from '../scripts/glossary-rules.ts';
import { attribute, importFromGuide, text } from './jsx.ts';
import { languageOfFile } from './rehype-internal-links.ts';
import { termFinder, type FoundTerm } from './term-finder.ts';

/** A part of a text: words, or words that name a term. */
export type TermPart = string | { slug: string; words: string };

/** No page gets more tooltips than this from here: a page of dotted lines is hard to read. */
const most = 25;

/** Pages that get tooltips: chapters, pages about the data, answers. The glossary explains itself. */
const wanted = /content[\\/](docs|faq)[\\/]/;

/** Components whose children are running text. */
const transparent = new Set(['Question']);

/** Stands in the flat text of a block for what is no text: a formula, a code, a component's value. */
const gap = '\uFFFC';

interface Page {
  path?: string;
  data: { astro?: { frontmatter?: Record<string, unknown> } };
}

type Finder = ReturnType<typeof termFinder>;
type Block = Paragraph | TableCell | Heading;
interface Parent {
  children: unknown[];
}

/** A place on a page that explains a term or could. */
interface Place {
  slug: string;
  /** Characters of text before it, from the beginning of the page. */
  at: number;
  /** Makes a tooltip of a name that has none. */
  explain?: () => void;
  /** Takes away a tooltip that an author wrote. */
  retract?: () => void;
}

/**
 * Explains every term of the glossary where a page first names it: the words become a `<Term>`, unless the author has
 * linked them to the glossary. A `<Term>` by hand for what was explained further up loses its tooltip.
 *
 * Headings, links, code, formulas, heads of tables and what components draw stay as they are. The short answer of a
 * question, which its page takes from the front matter, is handed on in parts as `shortParts`.
 */
export function remarkTerms({ terms }: { terms: Record<Lang, readonly GlossaryTerm[]> }) {
  const finders = { en: termFinder(terms.en, 'en'), 'zh-cn': termFinder(terms['zh-cn'], 'zh-cn') };
  return (tree: Root, page: Page) => {
    if (!wanted.test(page.path ?? '')) return;
    const find = finders[languageOfFile(page.path ?? '')];
    const places: Place[] = [];

    const frontmatter = page.data.astro?.frontmatter ?? {};
    const short = frontmatter['short'];
    const inShort: FoundTerm[] = [];
    if (typeof short === 'string') {
      for (const found of find(short))
        places.push({ slug: found.slug, at: found.start, explain: () => inShort.push(found) });
    }
    const marks = new Map<Text, { parent: Parent; found: FoundTerm[] }>();
    collect(tree, true, { find, places, marks, read: typeof short === 'string' ? short.length : 0 });
    settle(places);

    if (typeof short === 'string') frontmatter['shortParts'] = partsOf(short, inShort);
    for (const [node, { parent, found }] of marks) {
      const nodes = partsOf(node.value, found).map((part) =>
        typeof part === 'string' ? { type: 'text' as const, value: part } : termElement(part),
      );
      parent.children.splice(parent.children.indexOf(node), 1, ...nodes);
    }
    if (marks.size > 0) tree.children.unshift(importFromGuide('Term', componentName));
  };
}

/** Leaves each term one explanation, the first, and no more than `most` that nobody wrote. */
function settle(places: readonly Place[]): void {
  const first = new Map<string, Place>();
  for (const place of places) if (!first.has(place.slug)) first.set(place.slug, place);
  const byAuthor = new Set(places.filter(({ explain }) => !explain).map(({ slug }) => slug));
  const chosen = new Set(
    thinned(
      [...first.values()].filter(({ explain }) => explain),
      byAuthor,
    ),
  );
  const explained = new Set<string>();
  for (const place of places) {
    if (explained.has(place.slug)) place.retract?.();
    else if (!place.explain || chosen.has(place)) {
      explained.add(place.slug);
      place.explain?.();
    }
  }
}

/**
 * At most `most` of the places. Those go first whose term the author explains further down, then those that stand
 * closest to the place before them.
 */
function thinned(places: Place[], byAuthor: ReadonlySet<string>): Place[] {
  const left = [...places];
  while (left.length > most) {
    const loss = left.map(
      ({ slug, at }, i) => (byAuthor.has(slug) ? 0 : 1e9) + at - (left[i - 1]?.at ?? -1e6),
    );
    left.splice(loss.indexOf(Math.min(...loss)), 1);
  }
  return left;
}

interface Collector {
  find: Finder;
  places: Place[];
  /** Filled as places are chosen: the texts that hold terms, to be cut up at the end. */
  marks: Map<Text, { parent: Parent; found: FoundTerm[] }>;
  /** Characters of text read so far. */
  read: number;
}

/** Walks a tree in reading order. Where `prose` is false stands no running text, and only marks by hand count. */
function collect(node: Root | RootContent, prose: boolean, into: Collector): void {
  if (node.type === 'paragraph' || node.type === 'tableCell' || node.type === 'heading') {
    const label = node.data && 'directiveLabel' in node.data;
    collectBlock(node, prose && node.type !== 'heading' && !label, into);
  } else if (node.type === 'table') {
    // An empty corner makes heads of the first column, see rehypeTables.
    const headed = node.children[0]?.children[0]?.children.length === 0;
    for (const [row, { children }] of node.children.entries())
      for (const [column, cell] of children.entries())
        collect(cell, prose && row > 0 && !(headed && column === 0), into);
  } else if ('children' in node) {
    const within = prose && (node.type !== 'mdxJsxFlowElement' || transparent.has(node.name ?? ''));
    for (const child of node.children) collect(child as RootContent, within, into);
  }
}

/** Looks for names in the text of a whole block: a name that goes over the edge of an emphasis hides shorter ones. */
function collectBlock(block: Block, prose: boolean, into: Collector): void {
  const { find, places, marks, read: before } = into;
  let flat = '';
  const texts: { node: Text; parent: Parent; start: number }[] = [];
  const here: Place[] = [];
  const read = (parent: { children: PhrasingContent[] }, open: boolean) => {
    for (const node of parent.children) {
      if (node.type === 'text') {
        if (open) texts.push({ node, parent, start: flat.length });
        flat += node.value;
      } else if (node.type === 'emphasis' || node.type === 'strong' || node.type === 'delete') {
        read(node, open);
      } else if ('children' in node) {
        const place = byHand(node, parent);
        if (place) here.push({ ...place, at: before + flat.length });
        if (node.children.length > 0) read(node, false);
        else flat += gap;
      } else flat += gap;
    }
  };
  read(block, prose);
  for (const { slug, start, end } of find(flat)) {
    const piece = texts.find((one) => one.start <= start && end <= one.start + one.node.value.length);
    if (!piece) continue;
    const { node, parent, start: offset } = piece;
    const found = { slug, start: start - offset, end: end - offset };
    const explain = () => {
      const mark = marks.get(node) ?? { parent, found: [] };
      mark.found.push(found);
      marks.set(node, mark);
    };
    here.push({ slug, at: before + start, explain });
  }
  places.push(...here.sort((a, b) => a.at - b.at));
  into.read += flat.length;
}

/** The term that an author explains with a component or a link, if the node is one. */
function byHand(
  node: PhrasingContent,
  parent: { children: PhrasingContent[] },
): Omit<Place, 'at'> | undefined {
  if (node.type === 'link') {
    const slug = /^\/glossary\/([^/]+)\//.exec(node.url)?.[1];
    return slug === undefined ? undefined : { slug };
  }
  if (node.type !== 'mdxJsxTextElement' || node.name !== 'Term') return undefined;
  const slug = attribute(node, 'slug');
  if (slug === undefined) throw new Error('<Term> needs a slug');
  const retract = () => parent.children.splice(parent.children.indexOf(node), 1, ...node.children);
  return { slug, retract };
}

function partsOf(value: string, found: readonly FoundTerm[]): TermPart[] {
  const parts: TermPart[] = [];
  let end = 0;
  for (const one of found) {
    parts.push(value.slice(end, one.start), { slug: one.slug, words: value.slice(one.start, one.end) });
    end = one.end;
  }
  parts.push(value.slice(end));
  return parts.filter((part) => part !== '');
}

/** Not under the name that authors use: a page may import that one, or not. */
const componentName = 'GlossaryTerm';

const termElement = ({ slug, words }: { slug: string; words: string }): MdxJsxTextElement => ({
  type: 'mdxJsxTextElement',
  name: componentName,
  attributes: [text('slug', slug)],
  children: [{ type: 'text', value: words }],
});
