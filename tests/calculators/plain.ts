/** What a reader sees of markup, as text. */
export const plain = (html: string) =>
  html
    .replace(/<(script|noscript)\b.*?<\/\1>/gs, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ');
