/** What pages and the service worker call the same. */

/** Shown for a page that is neither kept nor visited. */
export const fallbackPage = '/offline/';

/** Caches of what readers visit. Several sites may share an origin, so names begin with the path of this one. */
export const visitedCache = (base: string) => `headroom ${base} pages`;
export const assetCache = (base: string) => `headroom ${base} assets`;
export const searchCache = (base: string) => `headroom ${base} search`;

/** Said to a worker that waits: the reader wants the new version now. */
export const takeOver = 'take over';
