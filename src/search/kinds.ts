/** What a page of the site is about, as a reader chooses among results. A tool is a calculator or a list. */
export const kinds = ['guide', 'faq', 'glossary', 'gpu', 'model', 'tool'] as const;
export type Kind = (typeof kinds)[number];

/** Kinds by which results can be narrowed. Tools are few, and found by name. */
export const filterKinds = ['guide', 'faq', 'glossary', 'gpu', 'model'] as const satisfies readonly Kind[];

export const isKind = (text: string | undefined): text is Kind => kinds.some((kind) => kind === text);

/** Stands between the entries of a page's names and keywords in the index. */
export const entrySeparator = ' | ';
