import type { RequestListener } from 'node:http';
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { dictionary } from '../../content/i18n/index.ts';
import { keptPages } from '../../src/offline/contents.ts';
import { writeWorkers } from '../../src/scripts/offline.ts';
import { serve } from '../../src/scripts/serve.ts';
import { inAudit, languages } from './addresses.ts';

// All other tests go without, so that none of them fetches the whole guide.
test.use({ serviceWorkers: 'allow' });

const built = process.env['HEADROOM_OUT'] ?? 'dist';

/** Reads a page, which alone brings its worker: the mouse moves over it. */
async function read(page: Page): Promise<void> {
  await page.mouse.move(300, 300);
  await page.mouse.move(310, 310);
}

/** Waits until a worker answers for the page and has kept what it keeps beforehand. */
async function workerReady(page: Page): Promise<void> {
  await read(page);
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
}

/** Waits until an address is in one of the caches. */
async function kept(page: Page, path: string): Promise<void> {
  await page.waitForFunction(async (path) => (await caches.match(path)) !== undefined, path);
}

const chapters = keptPages.filter((path) => /^\/[a-z]+\/$/.test(path) && path !== '/offline/');
const calculators = keptPages.filter((path) => path.startsWith('/calculators/'));

for (const { lang, prefix } of languages) {
  test(
    `${lang}: after one visit, calculators and chapters work without a connection; other pages as visited`,
    inAudit,
    async ({ page, context }) => {
      // A server of its own, which goes away: a worker may get past a connection that is only said to be off.
      const { server, url } = await serve({ directory: built });
      const at = (path: string) => url.slice(0, -1) + prefix + path.slice(1);
      const errors: string[] = [];
      page.on('pageerror', ({ message }) => errors.push(message));
      // A reader who comes from elsewhere to one card, and looks for another.
      await page.goto(at('/gpus/rtx-3090/'));
      await workerReady(page);
      await kept(page, at('/gpus/rtx-3090/'));
      await page.locator('[data-open-search]').click();
      await page.locator('#site-search').fill('RTX 4090');
      const results = page.locator('site-search dialog').getByRole('link');
      await expect(results.first()).toContainText('4090');
      const found = await results.first().textContent();

      server.close();
      server.closeAllConnections();
      await context.setOffline(true);
      for (const path of calculators) {
        await page.goto(at(path));
        const answer = page.locator('.hr-calculator').first();
        const select = answer.locator('select:has(option[value="gpt2"])').first();
        await expect(select).toBeEnabled();
        const before = await answer.textContent();
        await select.selectOption('gpt2');
        await expect(answer).not.toHaveText(before!);
      }
      for (const path of chapters) {
        await page.goto(at(path));
        await expect(page.locator('h1')).not.toHaveText(dictionary(lang).offline.page.title);
        await expect(page.locator('main h2').first()).toBeVisible();
      }
      await page.goto(at('/gpus/rtx-3090/'));
      await expect(page.locator('h1')).toContainText('3090');
      await page.locator('[data-open-search]').click();
      await page.locator('#site-search').fill('RTX 4090');
      await expect(page.locator('site-search dialog').getByRole('link').first()).toHaveText(found!);

      await page.goto(at('/models/gpt2/'));
      await expect(page.locator('h1')).toHaveText(dictionary(lang).offline.page.title);
      await expect(page.locator('#visited')).toContainText('3090');
      expect(errors).toEqual([]);
    },
  );
}

/** A copy of the built site whose files can be changed without changing the site's own. */
function copyOfSite(): string {
  const copy = mkdtempSync(join(tmpdir(), 'headroom-offline-'));
  // Neither is read here, and both are large.
  cpSync(built, copy, {
    recursive: true,
    filter: (path) => !/(^|\/)(pagefind|glossary|faq|models)$/.test(path),
  });
  return copy;
}

function rewrite(file: string, change: (text: string) => string): void {
  const before = readFileSync(file, 'utf8');
  const after = change(before);
  if (after === before) throw new Error(`${file}: nothing to change`);
  unlinkSync(file);
  writeFileSync(file, after);
}

/** A new build: another text, and scripts of other names in the place of the old ones. Returns the name of one that went. */
async function buildAnew(site: string): Promise<string> {
  const [loaded] = globSync('_astro/ranking-section.*.js', { cwd: site });
  const renamed = loaded!.replace(/\.[^.]+\.js$/, '.AAAAAAAA.js');
  cpSync(join(site, loaded!), join(site, renamed));
  unlinkSync(join(site, loaded!));
  rewrite(join(site, 'calculators/gpu/index.html'), (html) =>
    html.replace(/(<h1[^>]*>)[^<]*/, '$1A new build'),
  );
  await writeWorkers(site, '/');
  return loaded!;
}

test(
  'a new version waits for the reader: the page in use goes on with its own files',
  inAudit,
  async ({ context }) => {
    const site = copyOfSite();
    const { server, url } = await serve({ directory: site });
    try {
      const page = await context.newPage();
      await page.goto(`${url}calculators/gpu/`);
      await workerReady(page);
      await page.reload();
      await read(page);

      const loaded = await buildAnew(site);
      const notice = page.locator('#hr-update');
      await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())!.update());
      await expect(notice).toContainText(dictionary('en').offline.update.text);
      const shift = await page.evaluate(
        () =>
          new Promise<number>((done) => {
            new PerformanceObserver((list) =>
              done(
                list
                  .getEntries()
                  .reduce((sum, entry) => sum + (entry as unknown as { value: number }).value, 0),
              ),
            ).observe({ type: 'layout-shift', buffered: true });
            setTimeout(() => done(0), 300);
          }),
      );
      expect(shift).toBeLessThan(0.001);

      // Still the old page, with a script that the server no longer has.
      await expect(page.locator('h1')).not.toHaveText('A new build');
      const gone = await page.evaluate(async (path) => (await fetch(path)).ok, `/${loaded}`);
      expect(gone).toBe(true);
      const other = await context.newPage();
      await other.goto(`${url}calculators/gpu/`);
      await expect(other.locator('h1')).not.toHaveText('A new build');

      await notice.getByRole('button', { name: dictionary('en').offline.update.reload }).click();
      await expect(page.locator('h1')).toHaveText('A new build');
      await expect(notice.getByRole('button')).toHaveCount(0);
      // The other page was not reloaded, and its scripts are still there.
      await expect(other.locator('h1')).not.toHaveText('A new build');
      expect(await other.evaluate(async (path) => (await fetch(path)).ok, `/${loaded}`)).toBe(true);
    } finally {
      server.close();
      server.closeAllConnections();
      rmSync(site, { recursive: true, force: true });
    }
  },
);

test('a new version that is asked for comes, even while the old one is busy', async ({ page }) => {
  const site = copyOfSite();
  const { server, url } = await serve({ directory: site });
  // A file whose answer takes longer than the page waits before it is loaded anew.
  const [answer] = server.listeners('request') as RequestListener[];
  server.removeAllListeners('request').on('request', (request, response) => {
    setTimeout(() => answer!(request, response), request.url === '/slow.json' ? 6000 : 0);
  });
  try {
    await page.goto(`${url}calculators/gpu/`);
    await workerReady(page);
    await page.reload();
    await read(page);
    await buildAnew(site);
    const loads: string[] = [];
    page.on('load', () => loads.push(page.url()));
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())!.update());
    const now = page.getByRole('button', { name: dictionary('en').offline.update.reload });
    await expect(now).toBeVisible();
    await page.evaluate(() => {
      void fetch('/slow.json', { keepalive: true }).catch(() => undefined);
    });
    await now.click();
    await expect(page.locator('h1')).toHaveText('A new build');
    // And then it rests.
    await page.waitForTimeout(1000);
    expect(loads.length).toBeLessThanOrEqual(3);
    expect(await page.evaluate(() => Object.values(history.state ?? {}))).not.toContain(true);
  } finally {
    server.close();
    server.closeAllConnections();
    rmSync(site, { recursive: true, force: true });
  }
});

const registrations = (context: BrowserContext) => context.serviceWorkers().length;

test('widgets have no worker, neither by themselves nor under one, and nothing of them is kept', async ({
  page,
  context,
}) => {
  await page.goto('/embed/gpu/', { waitUntil: 'networkidle' });
  await read(page);
  await page.waitForTimeout(1000);
  expect(registrations(context)).toBe(0);

  await page.goto('/calculators/gpu/');
  await workerReady(page);
  expect(registrations(context)).toBe(1);
  await page.goto('/embed/gpu/?gpu=rtx-3090', { waitUntil: 'networkidle' });
  expect(
    await page.evaluate(
      async () => (await caches.match('/embed/gpu/', { ignoreSearch: true })) === undefined,
    ),
  ).toBe(true);
  await context.setOffline(true);
  // No fallback either: a host's page shows what the browser shows for any frame it cannot reach.
  await expect(page.goto('/embed/gpu/')).rejects.toThrow();
});

test('a reader who saves data gets no worker', async ({ page, context }) => {
  await context.addInitScript(() =>
    Object.defineProperty(navigator, 'connection', { value: { saveData: true } }),
  );
  await page.goto('/introduction/', { waitUntil: 'networkidle' });
  await read(page);
  await page.waitForTimeout(1000);
  expect(registrations(context)).toBe(0);
});

test('a page that nobody reads fetches nothing beforehand', async ({ page, context }) => {
  await page.goto('/introduction/', { waitUntil: 'networkidle' });
  await page.waitForTimeout(1000);
  expect(registrations(context)).toBe(0);
  await workerReady(page);
  expect(registrations(context)).toBe(1);
});
