/** Strings of the page that holds the whole guide, made for paper. */
export const wholeGuide = {
  title: 'The whole guide',
  description:
    'All chapters of the Headroom guide on one page, with glossary and short answers: to print, or to save as a PDF.',
  subtitle: 'Which NVIDIA GPU do I need to train, fine-tune or run a model, and why',
  dated: 'Data of {date}.',
  address: 'Read it with live calculators at',
  print:
    'To print it or save it as a PDF, use your browser’s print command (Ctrl P, on a Mac ⌘ P): chapters begin on a new page, worked answers stand open.',
  still: 'The calculators below are shown as they stand; on the site they calculate.',
  contents: 'Contents',
  glossary: 'Glossary',
  questions: 'Short answers',
  link: 'The whole guide on one page, to print or save',
};
