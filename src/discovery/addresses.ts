/** Where the companions of a page stand. All paths are relative to the site's root: '', 'faq/', 'zh-cn/gpus/rtx-3090/'. */

/** The Markdown twin stands beside the page: its address with `index.md` at the end. */
export const twinOf = (page: string): string => `${page}index.md`;

/** The picture shown where a link to the page is shared. */
export const pictureOf = (page: string): string => `og/${(page || 'index/').replace(/\/$/, '')}.png`;

/** Measures of all pictures: what every service that shows links crops least. */
export const pictureSize = { width: 1200, height: 630 } as const;
