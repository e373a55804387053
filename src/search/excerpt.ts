/**
 * An excerpt as it may be shown. Formulas are not in the index; where one stood between a word and its punctuation, three
 * dots say so. A beginning that repeats the title says nothing.
 * @param excerpt Pagefind's, escaped, with `<mark>` around the words found
 * @param title of the page, as plain text
 */
export function tidyExcerpt(excerpt: string, title: string): string {
  const plain = excerpt.replace(/<\/?mark>/g, '');
  const beginning = `${title}. `;
  const shorter = plain.startsWith(beginning) && excerpt.startsWith(beginning) ? excerpt.slice(beginning.length) : excerpt;
  return shorter
    .replace(/(?<=[\p{L}\p{N}>])\s+(?=[.,;:)](?:\s|$))/gu, ' … ')
    .replace(/ … (?=[.,;:)])/g, ' …')
    .replace(/\(\s*\)/g, '');
}
