/// <reference lib="webworker" />
/**
 * The service worker of one language. Calculators and chapters of that language are fetched beforehand and answered
 * from the cache, all of one build: a new build is fetched beside it and takes over when no page is open or the reader
 * asks for it. Other pages come from the network and are kept as visited.
 */
import { ExpirationPlugin } from 'workbox-expiration/ExpirationPlugin';
import { PrecacheController } from 'workbox-precaching/PrecacheController';
import { Route } from 'workbox-routing/Route';
import { Router } from 'workbox-routing/Router';
import { CacheFirst } from 'workbox-strategies/CacheFirst';
import { NetworkFirst } from 'workbox-strategies/NetworkFirst';
import { assetCache, fallbackPage, searchCache, takeOver, visitedCache } from './names.ts';

declare const self: ServiceWorkerGlobalScope;
/** Written by `src/scripts/offline.ts`. */
declare const basePath: string;

/** Of this language. */
const scope = new URL(self.registration.scope).pathname;

const kept = new PrecacheController({
  // The page that the reader is looking at goes first.
  plugins: [{ requestWillFetch: async ({ request }) => new Request(request, { priority: 'low' }) }],
});
kept.addToCacheList(self.__WB_MANIFEST);

const below = (path: string, ...folders: string[]) =>
  folders.some((folder) => path.startsWith(basePath + folder));
/** Widgets in frames have no part in this, nor what they ask for. */
const widget = new RegExp(`^${basePath}([^/]+/)?embed/`);
const fromWidget = ({ referrer }: Request) => referrer !== '' && widget.test(new URL(referrer).pathname);
/** A page has no file name, and its address after the question mark is read by its scripts alone. */
const isPage = ({ pathname }: URL) => pathname.endsWith('/') || !pathname.split('/').at(-1)!.includes('.');
const withoutState = (url: string) => url.replace(/[?#].*/, '');
const keyWithoutState = {
  cacheKeyWillBeUsed: async ({ request }: { request: Request }) => withoutState(request.url),
};
/** No redirections, which a browser would not accept as a page, and no errors. */
const onlyGood = {
  cacheWillUpdate: async ({ response }: { response: Response }) =>
    response.status === 200 && response.type === 'basic' && !response.redirected ? response : null,
};
const atMost = (maxEntries: number) => new ExpirationPlugin({ maxEntries, purgeOnQuotaError: true });

const router = new Router();
const route = (
  match: (url: URL) => boolean,
  handler: (options: { request: Request; event: ExtendableEvent }) => Promise<Response>,
) =>
  router.registerRoute(
    new Route(
      ({ url, request, sameOrigin }) =>
        sameOrigin &&
        below(url.pathname, '') &&
        !widget.test(url.pathname) &&
        !fromWidget(request) &&
        match(url),
      handler,
    ),
  );

const asKept = (url: URL) => (isPage(url) ? withoutState(url.href) : url.href);
route(
  (url) => kept.getCacheKeyForURL(asKept(url)) !== undefined,
  ({ request, event }) => {
    const address = asKept(new URL(request.url));
    const cacheKey = kept.getCacheKeyForURL(address)!;
    return kept.strategy.handle({ request: new Request(address), event, params: { cacheKey } });
  },
);

const visited = new NetworkFirst({
  cacheName: visitedCache(basePath),
  networkTimeoutSeconds: 4,
  plugins: [
    keyWithoutState,
    onlyGood,
    atMost(80),
    { handlerDidError: async () => kept.matchPrecache(scope + fallbackPage.slice(1)) },
  ],
});
route(isPage, (options) => visited.handle(options));

// Files with a name of their content never change. Those of the build before are still there for a page that was open
// when this worker took over.
const assets = new CacheFirst({ cacheName: assetCache(basePath), plugins: [onlyGood, atMost(120)] });
route(
  ({ pathname }) => below(pathname, '_astro/', 'islands/'),
  async (options) => (await caches.match(options.request)) ?? assets.handle(options),
);

// The index of the search: parts are named by their content, the lists of them are not.
const searchParts = new CacheFirst({ cacheName: searchCache(basePath), plugins: [onlyGood, atMost(400)] });
const searchLists = new NetworkFirst({
  cacheName: searchCache(basePath),
  plugins: [keyWithoutState, onlyGood, atMost(400)],
});
route(
  ({ pathname }) => below(pathname, 'pagefind/'),
  (options) =>
    (/\.pf_\w+$/.test(withoutState(options.request.url)) ? searchParts : searchLists).handle(options),
);

// What else pages read: tables of cards, pictures.
const files = new NetworkFirst({ cacheName: assetCache(basePath), plugins: [onlyGood, atMost(120)] });
route(
  ({ pathname }) => /\.(?:json|svg|png|webmanifest)$/.test(pathname) && !below(pathname, 'api/'),
  (options) => files.handle(options),
);

router.addFetchListener();
// The page of a first visit says what it has loaded before there was a worker.
router.addCacheListener();

self.addEventListener('install', (event) => kept.install(event));
self.addEventListener('activate', (event) => {
  const start = async () => {
    // The page of the first visit, which no worker has answered yet, may go offline too.
    await self.clients.claim();
    const open = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
    // Another page may be in use, with files of the build before: they go at the next change.
    if (open.length < 2) await kept.activate(event);
  };
  event.waitUntil(start());
});
self.addEventListener('message', ({ data }) => {
  if (data === takeOver) void self.skipWaiting();
});
