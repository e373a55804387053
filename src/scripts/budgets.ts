/**
 * Weighs the built site in a browser and fails where a page is heavier than promised. JavaScript is counted as external
 * scripts, gzip each, that load without scroll or touch; inline scripts are reported apart.
 *
 * Run: `node src/scripts/budgets.ts [directory]`
 */
import { gzipSync } from 'node:zlib';
import { chromium, type Browser, type Page, type Response } from '@playwright/test';
import { languages } from '../../content/i18n/languages.ts';
import { budgets, isCalculator, isWidget, scriptBudget, type Budget } from '../proof/page-budgets.ts';
import { launchOptions, walk } from './browser.ts';
import { builtPages, handWritten, prefixOf, splitLanguage } from './pages.ts';
import { serve } from './serve.ts';

export interface Weight {
  /** What loads without scroll or touch. */
  script: number;
  /** The same, and what loads on the way to the page's end. */
  scrolledScript: number;
  style: number;
  inline: number;
  data: number;
  shift: number;
  html: number;
  font: number;
  image: number;
}

const kilobytes = (bytes: number) => bytes / 1000;
const zipped = (body: Buffer | string) => (body.length === 0 ? 0 : kilobytes(gzipSync(body).length));

/** Loads a page and waits until it has nothing more to fetch; `scroll` then walks to its end. */
export async function weigh(browser: Browser, url: string, scroll: boolean): Promise<Weight> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    // What it fetches comes after the page and is weighed apart.
    serviceWorkers: 'block',
  });
  context.setDefaultTimeout(120_000);
  await context.addInitScript(() => {
    Object.assign(window, { shift: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        value: number;
        hadRecentInput: boolean;
      })[]) {
        if (!entry.hadRecentInput) (window as unknown as { shift: number }).shift += entry.value;
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  try {
    const page = await context.newPage();
    const responses: Response[] = [];
    // A widget in a frame is weighed on its own page.
    page.on('response', (response) => {
      if (response.request().frame() === page.mainFrame()) responses.push(response);
    });
    const quiet = watchTraffic(page);
    await page.goto(url);
    await awake(page);
    await quiet();
    const unscrolled = responses.length;
    if (scroll) {
      // What moves out of sight counts as no shift.
      await walk(page, () => awake(page));
      await quiet();
    }

    // Fetched last and blocking nothing: no reader waits for what paper needs.
    const forPaper = new Set(
      await page.evaluate(() =>
        [...document.querySelectorAll<HTMLLinkElement>('link[media="print"]')].map(({ href }) => href),
      ),
    );
    const weight: Weight = {
      script: 0,
      scrolledScript: 0,
      style: 0,
      inline: 0,
      data: 0,
      shift: 0,
      html: 0,
      font: 0,
      image: 0,
    };
    for (const [index, response] of responses.entries()) {
      const kind = response.request().resourceType();
      const body = response.ok() ? await response.body() : '';
      const bytes = zipped(body);
      if (kind === 'script') weight.scrolledScript += bytes;
      if (index >= unscrolled) continue;
      if (kind === 'script') weight.script += bytes;
      if (kind === 'stylesheet' && !forPaper.has(response.url())) weight.style += bytes;
      if (kind === 'document') weight.html += bytes;
      // Both are compressed as they stand.
      if (kind === 'font') weight.font += kilobytes(body.length);
      if (kind === 'image') weight.image += kilobytes(body.length);
      // A preloaded fetch is of no kind in the browser's eyes.
      const json = response.headers()['content-type']?.startsWith('application/json');
      if (kind === 'fetch' || kind === 'xhr' || (kind === 'other' && json)) weight.data += bytes;
    }
    const inline = await page.evaluate(() => {
      const text = (selector: string) =>
        [...document.querySelectorAll(selector)].map((element) => element.textContent ?? '').join('\n');
      return {
        script: text('script:not([src]):not([type*="json"])'),
        style: text('style'),
        shift: (window as unknown as { shift: number }).shift,
      };
    });
    weight.inline = zipped(inline.script);
    weight.style += zipped(inline.style);
    weight.shift = inline.shift;
    return weight;
  } finally {
    await context.close();
  }
}

/**
 * Returns a function that waits until the page has asked for nothing new during half a second. Playwright's own
 * `networkidle` fires too early on a busy machine, between two scripts, and once fired stays so.
 */
function watchTraffic(page: Page): () => Promise<void> {
  let asked = 0;
  let answered = 0;
  page.on('request', () => (asked += 1));
  page.on('requestfinished', () => (answered += 1));
  page.on('requestfailed', () => (answered += 1));
  return async () => {
    let before: number;
    do {
      before = asked;
      await page.waitForTimeout(500);
      // Answers only when the page itself has had its turn.
      await page.evaluate(() => undefined);
    } while (asked > before || answered < asked);
  };
}

/** Waits until the islands in sight answer to the reader; one that waits for a touch sleeps on. */
async function awake(page: Page): Promise<void> {
  const inSightAwake = () =>
    [...document.querySelectorAll('astro-island')]
      .filter((island) => island.getAttribute('client') !== 'touch' || location.search.length > 1)
      .filter(({ firstElementChild: content }) => {
        const box = content?.getBoundingClientRect();
        return box && box.top < innerHeight && box.bottom > 0;
      })
      .every(
        (island) => !island.hasAttribute('ssr') && !island.querySelector('select')?.matches(':disabled'),
      );
  await page.waitForFunction(inSightAwake, undefined, { polling: 50 });
}

interface Check {
  budget: Budget;
  page: string;
  value: number;
}

async function check(browser: Browser, url: string, page: string): Promise<Check[]> {
  const { path } = splitLanguage(page);
  const widget = isWidget(path);
  const calculator = isCalculator(path);
  const weight = await weigh(browser, url + page, !widget && !calculator);
  const of = (budget: Budget, value: number): Check => ({ budget, page: `/${page}`, value });
  const state = '?gpu=gtx-1080-ti';
  const stated = widget ? [await weigh(browser, url + page + state, false)] : [];
  return [
    ...stated.map(({ script }) => of('JS of a widget with a state', script)),
    of(scriptBudget(path), weight.script),
    of('CSS', weight.style),
    of('inline scripts', weight.inline),
    of('layout shift', weight.shift),
    widget || calculator
      ? of('data after the first answer', weight.data)
      : of('JS of a chapter scrolled to its end', weight.scrolledScript),
  ];
}

async function main(directory: string): Promise<number> {
  const base = process.env['HEADROOM_BASE'] ?? '/';
  const { server, url } = await serve({ directory, base });
  const browser = await chromium.launch(await launchOptions());
  const checks: Check[] = [];
  try {
    const all = builtPages(directory);
    // The first item of each collection stands for its template.
    const samples = ['faq', 'glossary', 'gpus', 'models'].flatMap((folder) =>
      languages.flatMap((lang) => {
        const parent = `${prefixOf(lang)}${folder}/`;
        return all.find((page) => page.startsWith(parent) && page !== parent) ?? [];
      }),
    );
    const queue = [...handWritten(all), ...samples].values();
    const work = async () => {
      for (const page of queue) checks.push(...(await check(browser, url, page)));
    };
    // Most of a page's time is waiting until it asks for nothing more.
    await Promise.all(Array.from({ length: 3 }, work));
    const loader = Buffer.from(await (await fetch(`${url}embed/v1.js`)).arrayBuffer());
    checks.push({ budget: 'loader', page: '/embed/v1.js', value: zipped(loader) });
  } finally {
    await browser.close();
    server.close();
  }
  return report(checks);
}

/** Prints the heaviest page of each budget and every page beyond one; returns how many are beyond. */
function report(checks: readonly Check[]): number {
  const print = (value: number) => value.toFixed(value >= 10 ? 1 : 2).padStart(6);
  console.log('allowed  heaviest  budget (kB after gzip)');
  for (const budget of Object.keys(budgets) as Budget[]) {
    const [worst] = checks.filter((check) => check.budget === budget).sort((a, b) => b.value - a.value);
    if (worst) console.log(`${print(budgets[budget])}   ${print(worst.value)}   ${budget}: ${worst.page}`);
  }
  const failed = checks.filter((check) => check.value > budgets[check.budget] + 1e-9);
  for (const { budget, page, value } of failed) {
    console.log(`over: ${page}: ${budget} ${value.toFixed(3)}, allowed ${budgets[budget]}`);
  }
  console.log(`${checks.length - failed.length} passed, ${failed.length} failed`);
  return failed.length;
}

if (import.meta.main) process.exitCode = (await main(process.argv[2] ?? 'dist')) > 0 ? 1 : 0;
