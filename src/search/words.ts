/**
 * One spelling for the many ways in which the same name is typed: `RTX4060Ti 16G`, `rtx-4060-ti-16gb` and
 * `GeForce RTX 4060 Ti 16 GB` are all `4060 ti 16gb`.
 */
import { bigrams, isStopWord } from './natural.ts';

const han = /\p{Script=Han}/u;

/** Names of makers and series, which everybody leaves out. */
const brands = new Set(['nvidia', 'geforce', 'tesla', 'rtx', 'gtx']);

/** Spellings brought to one, in this order. */
const spellings: [pattern: RegExp, replacement: string][] = [
  [/[’'‘®™]/g, ''],
  [/(?<![\w.])(\d{1,3})\s*(?:gib|gb|g)(?![a-z])/g, ' $1gb '],
  [/笔记本(?:电脑|显卡)?|移动版|移动端|游戏本|\b(?:mobile|notebook|laptop)s?(?:\s+gpu)?\b/g, ' laptop '],
  // 4070tis and 1660s are what people type for Ti SUPER and SUPER.
  [/(?<![a-z\d])(\d{4})\s*tis(?![a-z])/g, ' $1 ti super '],
  [/(?<![a-z\d])(\d{4})\s*s(?![a-z])/g, ' $1 super '],
  [/(\d{3,4})(ti|super|d|m)(?![a-z])/g, '$1 $2 '],
  [/\bti\s*super\b/g, 'ti super'],
  // llama3, rtx3090: a word with its number. Two letters (fp16, a100) are one name.
  [/([a-z]{3,})(?=\d)/g, '$1 '],
];

export const fold = (text: string): string => text.normalize('NFKC').toLowerCase();

/** Words of one script as they stand: Latin words and numbers, runs of Chinese characters. */
export function wordsOf(text: string): string[] {
  let plain = fold(text);
  for (const [pattern, replacement] of spellings) plain = plain.replace(pattern, replacement);
  return (
    plain.match(
      /\p{Script=Han}+|\d+(?:\.\d+)+[a-z]*|[^\P{L}\p{Script=Han}][^\P{L}\p{Script=Han}\d]*\d*[a-z\d]*|\d+[a-z]*/gu,
    ) ?? []
  );
}

/** Everything in one string, for telling whether two names are the same: FlashAttention is flash attention. */
export function compact(text: string): string {
  const words = wordsOf(text);
  const first = words.findIndex((word) => !brands.has(word));
  return words.slice(Math.max(first, 0)).join('');
}

/**
 * What a name or a question consists of: Latin words by their stem, Chinese in pairs of characters; stop words and
 * brands left out. Empty where nothing else is left.
 */
export function tokensOf(text: string): string[] {
  const tokens = wordsOf(text).flatMap((word) => {
    if (!han.test(word)) return brands.has(word) || isStopWord(word) ? [] : [stem(word)];
    return withoutStopWords(word).flatMap(bigrams);
  });
  return [...new Set(tokens)];
}

/** Runs of a run of Chinese between its stop words of two characters or more; single ones stand in many words. */
function withoutStopWords(run: string): string[] {
  const kept: string[] = [];
  let start = 0;
  for (let at = 0; at < run.length;) {
    const length = [4, 3, 2].find((n) => at + n <= run.length && isStopWord(run.slice(at, at + n)));
    if (length === undefined) {
      at += 1;
      continue;
    }
    kept.push(run.slice(start, at));
    at += length;
    start = at;
  }
  kept.push(run.slice(start));
  return kept
    .map((part) => part.replace(/^[的了吗呢在和与是要]+|[的了吗呢在和与是要]+$/g, ''))
    .filter((part) => part !== '');
}

/** A word without its ending, in one of the two English spellings: cores, optimiser, quantisation. */
export function stem(word: string): string {
  if (/\d/.test(word) || word.length < 4) return word;
  return word
    .replace(/(?<=\w{4})is(?=(?:ations?|e[drs]?|ers|ing)$)/, 'iz')
    .replace(/(?<=[^sui])s$/, '')
    .replace(/(?<=\w{3})(?:ing|ed|e)$/, '');
}
