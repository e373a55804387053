import { takeOver } from './names.ts';

const { serviceWorker } = navigator;
const reload = () => location.reload();

/** Keeps with the page's entry in the history whether the reader asked for the new version, should it come back without it. */
const keepAsked = (value: boolean) =>
  history.replaceState({ ...history.state, [takeOver]: value }, '', location.href);

/**
 * Registers the worker at an address, and tells in `notice` of a new version once one waits. Rejects where the browser
 * refuses the worker.
 */
export async function register(notice: HTMLElement, worker: string): Promise<void> {
  const asked = Boolean(history.state?.[takeOver]);
  if (asked) {
    keepAsked(false);
    serviceWorker.addEventListener('controllerchange', reload);
  }
  // What came before there was a worker, so that it can be kept.
  if (!serviceWorker.controller) {
    serviceWorker.addEventListener(
      'controllerchange',
      () =>
        serviceWorker.controller?.postMessage({
          type: 'CACHE_URLS',
          payload: {
            urlsToCache: [location.href, ...performance.getEntriesByType('resource').map(({ name }) => name)],
          },
        }),
      { once: true },
    );
  }
  const registration = await serviceWorker.register(worker);
  if (asked) {
    // It took over while this page was on its way, or is still to.
    if (registration.waiting) registration.waiting.postMessage(takeOver);
    else reload();
    return;
  }
  const tell = () => {
    const { active, waiting } = registration;
    if (!active || !waiting || notice.querySelector('button')) return;
    notice.append(notice.querySelector('template')!.content.cloneNode(true));
    const [now, later] = notice.querySelectorAll('button');
    now!.onclick = () => {
      serviceWorker.addEventListener('controllerchange', reload);
      registration.waiting?.postMessage(takeOver);
      // A browser lets it wait as long as the old one has work at hand for this page, which ends with the page; the
      // page that comes then may still be an old one.
      setTimeout(() => {
        keepAsked(true);
        reload();
      }, 1500);
    };
    later!.onclick = () => notice.remove();
  };
  tell();
  registration.addEventListener('updatefound', () =>
    registration.installing?.addEventListener('statechange', tell),
  );
}
