import { dictionary, type Lang } from '../../content/i18n/index.ts';
import type { PageKind } from './kinds.ts';

/** Columns of a title that search results show. */
export const titleWidth = 70;

/** Columns that search results show of a description, and fewer than make one worth showing. */
export const descriptionWidth = { least: 50, most: 160 } as const;

/** Columns of a text: a Chinese character is two wide, and says as much. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text)
    width += /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60\u3000-\u303f]/.test(character) ? 2 : 1;
  return width;
}

/** Where a text may end: after a sentence, a clause of it, or a word. */
const ends = [/(?<=[.?!])\s+|(?<=[。？！])/u, /(?<=[,;:])\s+|(?<=[，；：、])/u, /\s+|(?<=[\u4e00-\u9fff])/u];

/** The whole parts of a text that fit; empty where not even the first does. */
function wholeParts(text: string, end: RegExp, most: number): string {
  let kept = '';
  let from = 0;
  for (const { index, 0: gap } of [...text.matchAll(new RegExp(end, 'gu')), { index: text.length, 0: '' }]) {
    const next = text.slice(0, index);
    if (widthOf(next) > most) break;
    kept = next;
    from = index + gap.length;
    if (from >= text.length) break;
  }
  return kept;
}

/**
 * A description of the length that search results show, from one of any length: whole sentences where they are enough,
 * else cut at a clause or word; a short one is told what else the page has.
 */
export function fitDescription(text: string, kind: PageKind, lang: Lang): string {
  const { least, most } = descriptionWidth;
  let fitted = text.trim();
  if (widthOf(fitted) > most) {
    const cut = ends.map((end, index) => {
      const part = wholeParts(fitted, end, index === 0 ? most : most - 1);
      return index === 0 ? part : `${part.replace(/[,;:，；：、\s]+$/u, '')}…`;
    });
    fitted = cut.find((part) => widthOf(part) >= least) ?? cut.at(-1)!;
  }
  if (widthOf(fitted) < least) {
    const { more } = dictionary(lang).discovery;
    const gap = lang === 'zh-cn' ? '' : ' ';
    const addition = kind === 'question' ? more.question : kind === 'term' ? more.term : more.any;
    const whole = `${fitted}${gap}${addition}`;
    fitted = widthOf(whole) <= most ? whole : fitted;
  }
  return fitted;
}
