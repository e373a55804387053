/** Strings for those who meet a page elsewhere: pictures of links, feeds, Markdown twins, search engines. */
export const discovery = {
  /** What kind of page it is, above the title of its picture. */
  kinds: {
    home: 'GPU guide and calculators',
    chapter: 'Guide',
    question: 'Question',
    term: 'Glossary',
    card: 'NVIDIA GPU',
    model: 'Model',
    calculator: 'Calculator',
    data: 'Data',
    page: 'Headroom',
  },
  /** What the picture of a page shows, for who cannot see it. */
  pictureAlt: '{kind}: {title}',
  figures: {
    memory: 'memory',
    bandwidth: 'bandwidth',
    rate: '16-bit training',
    parameters: 'parameters',
    active: 'active per token',
    context: 'context, tokens',
    run: 'to run in 16 bits',
  },
  /** Under the bar of a card's or model's picture. */
  bar: {
    job: '{model}, {method}, on {card}',
    onCard: '{model}, {method}',
    ofModel: '{method}, on {card}',
    fits: '{total} of {usable}',
    misses: '{total}, {over} too much for {usable}',
  },
  /** Ends a description that says less than a search result has room for. */
  more: {
    question: 'The answer in short, the working behind it and the sources.',
    term: 'Explained in a paragraph, with its Chinese name and related terms.',
    any: 'Headroom: NVIDIA GPUs for machine learning, with the working behind every number.',
  },
  dataset: {
    name: 'Headroom catalog: NVIDIA GPUs, models and published runs',
    description:
      '{cards} NVIDIA graphics cards, {models} models and {runs} published measurements of memory and speed, with the source of each value.',
  },
  markdown: {
    page: 'Address',
    data: 'Data of {date}, CC BY 4.0',
  },
  llms: {
    summary:
      'Which NVIDIA GPU is needed to train, fine-tune or run a model: a guide with calculators, a catalog of cards and models in which each value names its source, and the errors of the estimates on published runs.',
    notes: [
      'Memory is in GiB (2^30 bytes) except the number on a card’s box; bandwidth in GB/s (10^9 bytes); Tensor Core rates are dense.',
      'Every page has a Markdown twin: its address with `index.md` at the end. Figures are those of the page, made from the catalog and the estimator.',
      'Data of {date}, CC BY 4.0. Headroom is independent of NVIDIA.',
    ],
    otherLanguage: 'The same in Chinese',
    full: 'All chapters, questions and terms in one file',
    data: 'The catalog as JSON and CSV',
    cards: 'Cards',
    models: 'Models',
    feed: 'What changed, as a feed',
  },
  changes: {
    title: 'Changes',
    description:
      'What has changed in the data, the estimates, the calculators and the guide of Headroom, by date, newest first, with a feed to follow.',
    intro:
      'What has changed for readers, newest first: data, estimates, calculators, guide. A figure noted from an earlier version may differ for a reason given here.',
    feed: 'Follow as RSS',
    feedTitle: 'Headroom: changes',
    about: { data: 'Data', estimates: 'Estimates', calculators: 'Calculators', guide: 'Guide', site: 'Site' },
  },
};
