/**
 * Mends a word that stands in no name on the site, by the words that do. The list is small (a few thousand words of
 * titles and keywords), so that every word of it can be tried.
 */

/** Edits between two words: a letter more, less or other, or two neighbours exchanged (Damerau–Levenshtein, restricted). */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const other = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + other);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, before[j - 2]! + 1);
      row.push(cost);
    }
    before = previous;
    previous = row;
  }
  return previous[b.length]!;
}

/** A long word may be two edits off, a short one one; of three letters, everything is near everything. */
const editsAllowed = ({ length }: string): number => (length < 4 ? 0 : length < 8 ? 1 : 2);

/**
 * The known word that was meant.
 * @param word in lower case; one that holds a digit is a name or a number and is left alone
 * @param known words with the number of names that hold them: of words equally near, the most common is taken
 */
export function mendWord(word: string, known: ReadonlyMap<string, number>): string | undefined {
  if (/[^a-z]/.test(word)) return undefined;
  let best: { word: string; edits: number; count: number } | undefined;
  for (const [candidate, count] of known) {
    const edits = editDistance(word, candidate, editsAllowed(word));
    if (edits > editsAllowed(word) || candidate.length < 3) continue;
    if (!best || edits < best.edits || (edits === best.edits && count > best.count))
      best = { word: candidate, edits, count };
  }
  return best?.word;
}

/** Places in the order by sound within which two characters are taken to sound alike. */
const earshot = 8;

/**
 * A run of Chinese with one character exchanged for one that sounds like it, which is how typing by pinyin goes wrong
 * (显寸 for 显存), if that makes every pair of neighbours a known one. In a longer run, any other character will do if
 * there is no second that fits: a dictionary has one of several readings (率).
 * @param known pairs of characters that stand in names, with how many names hold them
 */
export function mendHan(
  run: string,
  known: ReadonlyMap<string, number>,
  bySound: readonly string[],
): string | undefined {
  const characters = [...run];
  const strange = (at: number) =>
    at >= 0 && at < characters.length - 1 && !known.has(characters[at]! + characters[at + 1]!);
  const fitting = (at: number, other: string) => {
    const mended = characters.with(at, other);
    const counts = [at - 1, at].flatMap((left) =>
      left >= 0 && left < mended.length - 1 ? [known.get(mended[left]! + mended[left + 1]!) ?? 0] : [],
    );
    // Elsewhere the run must be known already.
    const count = mended.some((next, i) => i > 0 && !known.has(mended[i - 1]! + next))
      ? 0
      : Math.min(...counts);
    return { run: mended.join(''), count };
  };
  let best: { run: string; apart: number; count: number } | undefined;
  const others = new Set<string>();
  characters.forEach((character, at) => {
    if (!strange(at - 1) && !strange(at)) return;
    const sound = placeBySound(character, bySound);
    for (
      let place = Math.max(0, sound - earshot);
      place <= Math.min(bySound.length - 1, sound + earshot);
      place++
    ) {
      const { run: mended, count } = fitting(at, bySound[place]!);
      const apart = Math.abs(place - sound);
      if (count > 0 && (!best || apart < best.apart || (apart === best.apart && count > best.count)))
        best = { run: mended, apart, count };
    }
    if (characters.length < 3) return;
    for (const other of bySound) {
      const { run: mended, count } = fitting(at, other);
      if (count > 0) others.add(mended);
    }
  });
  return best?.run ?? (others.size === 1 ? [...others][0] : undefined);
}

const collator = new Intl.Collator('zh-CN-u-co-pinyin');

/** The order of characters by their sound, as a Chinese dictionary has them. */
export const orderBySound = (characters: Iterable<string>): string[] =>
  [...new Set(characters)].sort(collator.compare);

function placeBySound(character: string, bySound: readonly string[]): number {
  let low = 0;
  let high = bySound.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (collator.compare(bySound[middle]!, character) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
