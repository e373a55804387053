/**
 * An excerpt as it may be shown. Formulas are not in the index; where one stood between a word and its punctuation, three
 * dots say so. A beginning that repeats the title says nothing.
 * @param excerpt Pagefind's, escaped, with `<mark>` around the words found
 * @param title of the page, as plain text
 */
export function tidyExcerpt(excerpt: string, title: string): string {
  return withoutBeginning(excerpt, `${title}. `)
    .replace(/(?<=[\p{L}\p{N}>])\s+(?=[.,;:)](?:\s|$))/gu, ' …')
    .replace(/\(\s*\)/g, '');
}

/** What is no text of the page: marks, and the places at which Pagefind divides Chinese into words. */
const unread = /^(?:<\/?mark>|\u200b)/;

function withoutBeginning(excerpt: string, beginning: string): string {
  let at = 0;
  for (const character of beginning) {
    for (let skip = unread.exec(excerpt.slice(at)); skip; skip = unread.exec(excerpt.slice(at)))
      at += skip[0].length;
    if (!excerpt.startsWith(character, at)) return excerpt;
    at += character.length;
  }
  return excerpt.slice(at).replace(/^<\/mark>/, '');
}
