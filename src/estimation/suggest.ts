/** Edit distance of two short strings. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length]!;
}

const letters = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9.]/g, '')
    .slice(0, 48);

/** Up to three known names nearest to a mistyped one, best first; none when nothing is near. */
export function suggest(typed: string, known: readonly string[]): string[] {
  const wanted = letters(typed);
  if (!wanted) return [];
  return known
    .map((name) => {
      const plain = letters(name);
      const edits = distance(wanted, plain);
      return { name, score: plain.includes(wanted) || wanted.includes(plain) ? edits / 4 : edits };
    })
    .filter(({ score }) => score <= Math.max(2, wanted.length / 3))
    .sort((a, b) => a.score - b.score)
    .slice(0, 3)
    .map(({ name }) => name);
}
