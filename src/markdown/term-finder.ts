import type { Lang } from '../../content/i18n/languages.ts';
import { ownNames, spellingsOf, type GlossaryTerm } from '../scripts/glossary-rules.ts';

/** A place in a text, `end` exclusive, where a term of the glossary is named. */
export interface FoundTerm {
  start: number;
  end: number;
  slug: string;
}

/** A spelling under which a term is marked. */
interface Leaf {
  slug: string;
  spelling: string;
}

interface Branch {
  next: Map<string, Branch>;
  /** A name ends here, be it one that only hides shorter ones. */
  ends: boolean;
  /** The spellings that end here; several where they differ in capitals alone. */
  leaves: Leaf[];
}

const branch = (): Branch => ({ next: new Map(), ends: false, leaves: [] });

/**
 * Returns a function that finds every term named in a text, in order and without overlap.
 *
 * The longest name wins, so that a term is not found inside a longer one: nor inside an alias under which no term is
 * marked, nor in one of the longer words that its entry lists under `within`. Latin letters and digits match as whole
 * words; Chinese characters where ICU's dictionary sees no word that goes over their edge (并发 in 合并发布). A spelling
 * matches letter by letter; one that begins in lower case also with a capital at the beginning of a sentence. English
 * words match their plural too.
 */
export function termFinder(terms: readonly GlossaryTerm[], lang: Lang): (text: string) => FoundTerm[] {
  const root = branch();
  const endOf = (name: string): Branch => {
    let end = root;
    for (const character of name.toLowerCase()) {
      let next = end.next.get(character);
      if (!next) end.next.set(character, (next = branch()));
      end = next;
    }
    return end;
  };
  const forms = (name: string) => (lang === 'en' ? [name, ...pluralOf(name)] : [name]);
  for (const term of terms) {
    for (const name of [...ownNames(term), ...term.within].flatMap(forms)) endOf(name).ends = true;
    for (const spelling of spellingsOf(term, lang).flatMap(forms))
      endOf(spelling).leaves.push({ slug: term.slug, spelling });
  }

  const longestAt = (text: string, start: number): { end: number; leaves: readonly Leaf[] } | undefined => {
    if (joined(text, start)) return undefined;
    let longest: { end: number; leaves: readonly Leaf[] } | undefined;
    let here: Branch | undefined = root;
    for (let end = start + 1; end <= text.length; end += 1) {
      here = here.next.get(text[end - 1]!.toLowerCase());
      if (!here) break;
      if (here.ends && !joined(text, end)) longest = { end, leaves: here.leaves };
    }
    return longest;
  };

  return (text) => {
    const found: FoundTerm[] = [];
    const insideWord = chineseWords(text);
    let start = 0;
    while (start < text.length) {
      const longest = longestAt(text, start);
      if (!longest) {
        start += 1;
        continue;
      }
      const { end, leaves } = longest;
      const leaf = leafFor(leaves, text, start, end);
      if (leaf && !insideWord(start) && !insideWord(end)) found.push({ start, end, slug: leaf.slug });
      start = end;
    }
    return found;
  };
}

/** The plural of an English name; none for a name that is a plural or counts nothing. */
function pluralOf(name: string): string[] {
  if (!/[a-z]$/i.test(name) || /(?:s|x|ing)$/i.test(name)) return [];
  return [/[^aeiou]y$/.test(name) ? name.replace(/y$/, 'ies') : `${name}s`];
}

const latin = /[\p{Script=Latin}\p{Number}_]/u;

/** Whether both sides of a place belong to one Latin word; a hyphen or dot between letters belongs to it. */
function joined(text: string, at: number): boolean {
  const letter = (index: number) => latin.test(text[index] ?? '');
  const link = (index: number) => /[-.]/.test(text[index] ?? '');
  return (
    (letter(at - 1) && letter(at)) ||
    (letter(at - 1) && link(at) && letter(at + 1)) ||
    (letter(at) && link(at - 1) && letter(at - 2))
  );
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
const han = /\p{Script=Han}/u;

/** Returns whether a place lies between two Chinese characters of one word. */
function chineseWords(text: string): (at: number) => boolean {
  let starts: Set<number> | undefined;
  return (at) => {
    if (!han.test(text[at - 1] ?? '') || !han.test(text[at] ?? '')) return false;
    starts ??= new Set([...segmenter.segment(text)].map(({ index }) => index));
    return !starts.has(at);
  };
}

function leafFor(leaves: readonly Leaf[], text: string, start: number, end: number): Leaf | undefined {
  const written = text.slice(start, end);
  const exact = leaves.find(({ spelling }) => spelling === written);
  if (exact || !/(?:^|[.!?:;—(“])\s*$/.test(text.slice(0, start))) return exact;
  return leaves.find(({ spelling }) => spelling[0]!.toUpperCase() + spelling.slice(1) === written);
}
