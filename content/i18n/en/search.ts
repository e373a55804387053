/** Strings of the search dialog and of the search box on the FAQ page. */
export const search = {
  open: 'Search',
  dialog: 'Search Headroom',
  close: 'Close',
  placeholder: 'A word or a question',
  faqLabel: 'Ask a question',
  faqPlaceholder: 'How much memory does QLoRA need for 8B?',
  loading: 'Searching…',
  one: '1 result',
  many: '{n} results',
  shown: '{n} results, the first {shown} are listed',
  none: 'Nothing found for “{question}”.',
  noneHint: 'Try fewer words, the name of a card (4090, 1080 Ti), or a term such as memory, LoRA or BF16.',
  failed: 'The search index could not be loaded. Check the connection and try again.',
  more: 'Show more',
  needsJavaScript: 'Searching needs JavaScript. All questions are listed below.',
  development: 'The search index is written by the build. Run `npm start` to search.',
};
