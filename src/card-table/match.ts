/**
 * Free text over names of cards. `4060ti` and `4060 Ti` are the same, `A100 80` asks for both words, and `80` alone
 * does not find a 3080: a word is found from its start only.
 */

/** Text as a chain of its runs of letters and of digits: `RTX 4060Ti` is `|rtx|4060|ti`. */
export function chain(text: string): string {
  const runs = text.toLowerCase().match(/\p{N}+|\p{L}+/gu) ?? [];
  return runs.map((run) => `|${run}`).join('');
}

/** A test for text written by `chain`: every word of the query must stand in it. */
export function matcher(query: string): (chained: string) => boolean {
  const terms = query.split(/\s+/u).map(chain).filter(Boolean);
  return (chained) => terms.every((term) => chained.includes(term));
}
