/** Opens pages in a browser and writes down everything that must not happen on them. */
import type { Browser, BrowserContext, Page, Request } from '@playwright/test';

/** High enough that what waits for the reader's scrolling comes to life on most pages. */
const viewport = { width: 1280, height: 3000 };

/** A page that asks for nothing this long has what it needs (milliseconds). */
const quiet = 80;
/** A page that still asks for something after this long never ends (milliseconds). */
const patience = 60_000;

interface Noise {
  /** Goes to an address, and forgives what the page before it still asked for. */
  goto: (url: string) => Promise<void>;
  /** What went wrong since the last call. */
  take: () => string[];
  /** Resolves when the page has stopped asking for files. */
  settled: () => Promise<void>;
}

/** Listens to a page: errors, blocked scripts, files that do not come, and requests to anyone else than `origin`. */
export async function listen(page: Page, origin: string): Promise<Noise> {
  let noise: string[] = [];
  const open = new Set<Request>();
  const abandoned = new WeakSet<Request>();
  let leaving = false;
  let changed = performance.now();
  const note = (text: string) => noise.push(text);
  const done = (request: Request) => {
    open.delete(request);
    changed = performance.now();
  };

  page.on('pageerror', (error) => note(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') note(`console: ${message.text()} (${message.location().url})`);
  });
  page.on('request', (request) => {
    changed = performance.now();
    open.add(request);
    if (leaving && !request.isNavigationRequest()) abandoned.add(request);
    const url = new URL(request.url());
    if (/^(https?|wss?):$/.test(url.protocol) && url.origin !== origin) {
      note(`request to another origin: ${request.url()}`);
    }
  });
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame()) leaving = false;
  });
  page.on('requestfinished', done);
  page.on('requestfailed', (request) => {
    done(request);
    if (abandoned.has(request)) return;
    note(`request failed: ${request.url()} (${request.failure()?.errorText})`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) note(`status ${response.status()}: ${response.url()}`);
  });
  // The browser says most violations on the console; this is all of them, and by name.
  await page.exposeFunction('headroomViolation', (text: string) => note(`policy: ${text}`));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile }) => {
      const report = (window as unknown as { headroomViolation?: (text: string) => void }).headroomViolation;
      report?.(`${effectiveDirective} blocked ${blockedURI} (${sourceFile})`);
    });
  });

  return {
    goto: async (url) => {
      leaving = true;
      for (const request of open) abandoned.add(request);
      await page.goto(url, { waitUntil: 'load' });
    },
    take: () => {
      const taken = noise;
      noise = [];
      return taken;
    },
    settled: async () => {
      // What wakes when it is seen, or when the browser has nothing else to do, has woken after this.
      await page.evaluate(async () => {
        // Nothing to draw may mean no frame, and nothing to wait for.
        const frame = () =>
          new Promise((painted) => {
            requestAnimationFrame(painted);
            setTimeout(painted, 200);
          });
        await frame();
        await frame();
        await new Promise((idle) => requestIdleCallback(idle, { timeout: 2000 }));
      });
      const start = performance.now();
      while (open.size > 0 || performance.now() - changed < quiet) {
        if (performance.now() - start > patience) {
          note(`never came to rest: ${[...open].map((request) => request.url()).join(' ')}`);
          return;
        }
        await new Promise((wake) => setTimeout(wake, 20));
      }
    },
  };
}

/** A fresh reader, who gets no service worker: it would answer in place of the server that is to be tested. */
export async function newReader(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport });
  // Playwright's own way answers pages with nothing, which is no answer that a browser gives.
  await context.addInitScript(() => {
    if (typeof ServiceWorkerContainer === 'undefined') return;
    ServiceWorkerContainer.prototype.register = () => new Promise(() => undefined);
  });
  return context;
}

/** Opens every path below `url`, in two tabs, one line for each thing that went wrong. */
export async function crawlInBrowser(
  browser: Browser,
  url: string,
  paths: readonly string[],
): Promise<string[]> {
  const problems: string[] = [];
  const { origin } = new URL(url);
  const context = await newReader(browser);
  const queue = paths.values();
  const work = async () => {
    const page = await context.newPage();
    page.setDefaultTimeout(120_000);
    const noise = await listen(page, origin);
    for (const path of queue) {
      try {
        await noise.goto(url + path);
        await noise.settled();
      } catch (error) {
        problems.push(`/${path}: ${String(error)}`);
      }
      problems.push(...noise.take().map((problem) => `/${path}: ${problem}`));
    }
  };
  try {
    await Promise.all([work(), work()]);
  } finally {
    await context.close();
  }
  return problems;
}
