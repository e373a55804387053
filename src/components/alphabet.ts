import { htmlLang, type Lang } from '../../content/i18n/languages.ts';

/** The first character, in the order of pinyin, of each letter that a syllable can begin with. */
const pinyin = '阿八嚓哒妸发旮哈讥咔垃痳拏噢妑七呥扨它穵夕丫帀';
const letters = 'ABCDEFGHJKLMNOPQRSTWXYZ';
const chinese = new Intl.Collator('zh-CN');

/** The letter under which a name stands in a list from A to Z: a Chinese one by its pinyin, a digit under `0–9`. */
export function initial(name: string): string {
  const first = name[0]!.toUpperCase();
  if (/\d/.test(first)) return '0–9';
  if (!/\p{Script=Han}/u.test(first)) return first;
  let letter = 'A';
  for (const [i, border] of [...pinyin].entries())
    if (chinese.compare(first, border) >= 0) letter = letters[i]!;
  return letter;
}

/** Names from A to Z, each letter with its own; digits come first, and in Chinese its own names before Latin ones. */
export function alphabetically<T>(
  items: readonly T[],
  nameOf: (item: T) => string,
  lang: Lang,
): [string, T[]][] {
  const { compare } = new Intl.Collator(htmlLang[lang], { numeric: true });
  const byLetter = Map.groupBy(
    items.toSorted((a, b) => compare(nameOf(a), nameOf(b))),
    (item) => initial(nameOf(item)),
  );
  return [...byLetter].sort(([a], [b]) => (a < b ? -1 : 1));
}
