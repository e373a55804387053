/**
 * The main paths in Firefox, driven over WebDriver BiDi: read a chapter, search, calculate, and a widget on a page of
 * another origin, in every language. Skipped with a notice where no Firefox is installed.
 *
 * Run: `node src/scripts/firefox.ts [directory] [--pictures folder]`
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launch, type Browser, type Frame, type Page } from 'puppeteer-core';
import { htmlLang, languages, type Lang } from '../../content/i18n/languages.ts';
import { findProgram } from './find-program.ts';
import { prefixOf } from './pages.ts';
import { serve } from './serve.ts';

/** Path of a Firefox; `null` where there is none. */
export function findFirefox(): string | null {
  const named = process.env['HEADROOM_FIREFOX'];
  if (named) return named;
  return findProgram(['firefox-esr', 'firefox']) ?? null;
}

/** Far above what anything takes. */
const patience = 60_000;

interface Visit {
  page: Page;
  lang: Lang;
  /** Address of the site in this language, with a slash at the end. */
  site: string;
  /** Somebody else's page, on another origin. */
  host: string;
}

function expectThat(holds: unknown, what: string): asserts holds {
  if (!holds) throw new Error(what);
}

const textOf = (where: Page | Frame, selector: string) =>
  where.$eval(selector, (element) => element.textContent ?? '');

/** Waits until a function of the page is true of a selector's first element. */
async function until(
  where: Page | Frame,
  what: string,
  test: string | ((...args: never[]) => unknown),
  ...args: unknown[]
): Promise<void> {
  try {
    await where.waitForFunction(test as string, { timeout: patience, polling: 100 }, ...args);
  } catch (error) {
    throw new Error(`${what} (${String(error).split('\n')[0]})`);
  }
}

/** Waits until a page has what it asked for: one that is left while a script is on its way says that it did not come. */
const atRest = (page: Page) => page.waitForNetworkIdle({ idleTime: 500, timeout: patience });

async function open(page: Page, url: string): Promise<void> {
  if (page.url() !== 'about:blank') await atRest(page);
  const response = await page.goto(url, { waitUntil: 'load', timeout: patience });
  expectThat(response?.ok(), `${url} answers ${response?.status()}`);
}

/** A chapter: painted, set in its fonts, explained by tooltips, in the theme that the reader picks. */
async function read({ page, site, lang }: Visit): Promise<void> {
  await open(page, `${site}concepts/`);
  expectThat(
    (await page.$eval('html', ({ lang: written }) => written)) === htmlLang[lang],
    'the language of the page',
  );
  await until(page, 'the title is drawn', () => {
    const box = document.querySelector('h1')?.getBoundingClientRect();
    return box !== undefined && box.width > 0 && box.top < innerHeight;
  });
  expectThat((await textOf(page, 'main')).length > 5000, 'the chapter has its text');

  const term = await page.waitForSelector('main .hr-term', { timeout: patience });
  await term!.scrollIntoView();
  await term!.click();
  await until(page, 'a term opens its meaning beside it', () => {
    const open = document.querySelector('.hr-popover:popover-open');
    const button = document.querySelector('main .hr-term');
    if (!open || !button) return false;
    const [box, words] = [open.getBoundingClientRect(), button.getBoundingClientRect()];
    const apart = Math.max(0, box.top - words.bottom, words.top - box.bottom);
    return box.width > 100 && box.left >= 0 && box.right <= innerWidth + 1 && apart < innerHeight / 2;
  });
  await page.keyboard.press('Escape');
  await until(page, 'Escape closes it', () => document.querySelector('.hr-popover:popover-open') === null);

  await page.select('starlight-theme-select select', 'dark');
  await until(page, 'the dark theme', () => document.documentElement.dataset['theme'] === 'dark');
  await page.select('starlight-theme-select select', 'auto');

  // To the end and back up: what is drawn when it comes into sight keeps its height.
  const wide = await page.evaluate(async () => {
    for (let at = 0; at < document.documentElement.scrollHeight; at += innerHeight) {
      scrollTo(0, at);
      await new Promise((painted) => setTimeout(painted, 50));
    }
    return document.documentElement.scrollWidth - document.documentElement.clientWidth;
  });
  expectThat(wide <= 0, `the chapter is ${wide} px wider than the window`);

  await open(page, `${site}math/`);
  await page.evaluate(() => document.querySelector('.katex')?.scrollIntoView());
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await until(page, 'formulas are set in their fonts', () =>
    [...document.fonts].some(({ family, status }) => /KaTeX_Main/.test(family) && status === 'loaded'),
  );
}

/** Search by keyboard, from the shortcut to the page found. */
async function search({ page, site, lang }: Visit): Promise<void> {
  await open(page, `${site}tools/`);
  await page.waitForSelector('[data-open-search]:not([disabled])', { timeout: patience });
  await page.keyboard.down('Control');
  await page.keyboard.press('k');
  await page.keyboard.up('Control');
  await page.waitForSelector('#site-search', { visible: true, timeout: patience });
  await page.type('#site-search', lang === 'en' ? 'gradient checkpointing' : '梯度检查点');
  const results = 'site-search [data-part="results"] > li > a';
  await page.waitForSelector(results, { visible: true, timeout: patience });
  await until(page, 'the search comes to rest', () =>
    document.querySelector('site-search [data-part="results"][aria-busy="false"]'),
  );
  await page.keyboard.press('ArrowDown');
  await until(
    page,
    'an arrow leads to the first result',
    (selector: string) => document.activeElement === document.querySelector(selector),
    results,
  );
  const target = await page.$eval(results, (link) => (link as HTMLAnchorElement).pathname);
  expectThat(target.startsWith(new URL(site).pathname), `${target} is in the reader's language`);
  await page.keyboard.press('Enter');
  await until(page, 'Enter opens it', (path: string) => location.pathname === path, target);

  await open(page, `${site}faq/`);
  await page.type('#faq-question', lang === 'en' ? 'is 8 GB enough?' : '8G显存够吗');
  await page.waitForSelector('headroom-search [data-part="results"] > li > a', {
    visible: true,
    timeout: patience,
  });
}

/** Every calculator answers a choice: in its sentence, and in the address. */
async function calculate({ page, site }: Visit): Promise<void> {
  for (const name of ['gpu', 'precision', 'step']) {
    await open(page, `${site}calculators/${name}/`);
    await page.mouse.move(300, 300);
    await page.mouse.move(310, 310);
    const list = 'select:has(option[value="rtx-3060-12gb"])';
    await page.waitForSelector(`${list}:not(:disabled)`, { timeout: patience });
    const before = await textOf(page, '.hr-sentence');
    await page.select(list, 'rtx-3060-12gb');
    await until(
      page,
      `calculators/${name}: the answer follows the card`,
      (old: string) => document.querySelector('.hr-sentence')?.textContent !== old,
      before,
    );
    await until(page, `calculators/${name}: the address keeps the card`, () =>
      location.search.includes('rtx-3060-12gb'),
    );
    const after = await textOf(page, '.hr-sentence');
    await atRest(page);
    await page.reload({ timeout: patience });
    await until(
      page,
      `calculators/${name}: the address brings the answer back`,
      (kept: string) => document.querySelector('.hr-sentence')?.textContent === kept,
      after,
    );
  }
  await open(page, `${site}gpus/`);
  await page.waitForSelector('main table tbody tr', { timeout: patience });
  await open(page, `${site}compare/?gpus=rtx-3090,rtx-4090`);
  await until(page, 'the comparison shows the cards of its address', () =>
    /RTX 3090[\s\S]*RTX 4090/.test(document.querySelector('main')?.textContent ?? ''),
  );
}

/** A widget on a page of another origin: it loads, takes the height of its content, answers, and follows its growth. */
async function embed({ page, site, host, lang }: Visit): Promise<void> {
  const root = new URL(site).origin;
  for (const type of ['gpu', 'precision']) {
    await open(page, `${host}index.html`);
    await page.evaluate(
      (loader, attributes) => {
        const script = document.createElement('script');
        script.src = loader;
        document.body.append(script);
        const widget = document.createElement('headroom-widget');
        for (const [name, value] of Object.entries(attributes)) widget.setAttribute(name, value);
        document.body.append(widget);
      },
      `${root}/embed/v1.js`,
      { type, lang, gpu: 'rtx-4090', theme: 'dark' },
    );
    const element = await page.waitForSelector('headroom-widget >>> iframe', { timeout: patience });
    const frame = await element!.contentFrame();
    await frame.waitForSelector('.hr-sentence', { timeout: patience });
    const fits = async () => {
      const content = await frame.$eval('[data-embed-content]', (one) =>
        Math.ceil(one.getBoundingClientRect().height),
      );
      const height = await element!.evaluate((one) => one.getBoundingClientRect().height);
      return { content, height };
    };
    const settled = async (what: string) => {
      for (const end = performance.now() + patience; performance.now() < end;) {
        const { content, height } = await fits();
        if (content === height) return height;
        await new Promise((later) => setTimeout(later, 100));
      }
      throw new Error(`embed/${type}: ${what}: ${JSON.stringify(await fits())}`);
    };
    expectThat(/RTX 4090/.test(await textOf(frame, '.hr-sentence')), `embed/${type}: the card it was given`);
    await settled('the frame is as high as its content');
    const list = 'select:has(option[value="gpt2"])';
    const box = await element!.boundingBox();
    for (let moves = 0; !(await frame.$(`${list}:not(:disabled)`)) && moves < 100; moves += 1) {
      await page.mouse.move(box!.x + 20 + moves, box!.y + 20);
      await new Promise((later) => setTimeout(later, 100));
    }
    await frame.waitForSelector(`${list}:not(:disabled)`, { timeout: patience });
    const before = await textOf(frame, '.hr-sentence');
    await frame.select(list, 'gpt2');
    await until(
      frame,
      `embed/${type}: the answer follows the model`,
      (old: string) => document.querySelector('.hr-sentence')?.textContent !== old,
      before,
    );
    const height = await settled('the frame follows the answer');
    if (type !== 'gpu') continue;
    await frame.$eval('details.hr-ranking > summary', (fold) => (fold as HTMLElement).click());
    await until(frame, 'embed/gpu: the ranking unfolds', () =>
      document.querySelector('details.hr-ranking[open]'),
    );
    const grown = await settled('the frame follows its growth');
    expectThat(grown > height + 100, `embed/gpu: grew from ${height} to ${grown} px`);
  }
}

const paths = { read, search, calculate, embed };

/** What a browser complains of that no reader should cause. */
function listen(page: Page): string[] {
  const noise: string[] = [];
  page.on('pageerror', (error) => noise.push(`error: ${String(error)}`));
  page.on('console', (message) => {
    if (message.type() === 'error') noise.push(`console: ${message.text()}`);
  });
  return noise;
}

async function visit(browser: Browser, name: keyof typeof paths, lang: Lang, site: string, host: string) {
  const page = await browser.newPage();
  try {
    await page.setViewport({ width: 1280, height: 900 });
    const noise = listen(page);
    try {
      await paths[name]({ page, lang, site: site + prefixOf(lang), host });
      await atRest(page);
    } catch (error) {
      return [`${name} (${lang}): ${error instanceof Error ? error.message : String(error)}`, ...noise];
    }
    return noise.map((line) => `${name} (${lang}): ${line}`);
  } finally {
    await page.close();
  }
}

/** The main paths in every language; none checked where no Firefox is installed. */
export async function firefox(directory: string): Promise<{ checked: number; problems: string[] }> {
  const executablePath = findFirefox();
  if (!executablePath) {
    console.log('notice: no Firefox here, so the main paths were not tried in it');
    return { checked: 0, problems: [] };
  }
  const { server, url } = await serve({ directory });
  const other = await serve({ directory: 'tests/browser/host', host: 'localhost' });
  const browser = await launch({ browser: 'firefox', executablePath, headless: true });
  const problems: string[] = [];
  let checked = 0;
  try {
    for (const lang of languages) {
      for (const name of Object.keys(paths) as (keyof typeof paths)[]) {
        checked += 1;
        const go = () => visit(browser, name, lang, url, other.url);
        // A page left while Firefox still reads it is called invalid markup now and then: what is wrong stays wrong.
        const first = await go();
        problems.push(...(first.length > 0 ? await go() : first));
      }
    }
  } finally {
    await browser.close();
    server.close();
    other.server.close();
  }
  return { checked, problems };
}

/** Pages as Firefox draws them, for a person to look at. */
async function pictures(directory: string, folder: string): Promise<void> {
  const executablePath = findFirefox();
  if (!executablePath) throw new Error('no Firefox here');
  mkdirSync(folder, { recursive: true });
  const { server, url } = await serve({ directory });
  const browser = await launch({ browser: 'firefox', executablePath, headless: true });
  try {
    for (const lang of languages) {
      for (const path of ['', 'concepts/', 'calculators/gpu/', 'gpus/', 'gpus/rtx-3090/', 'math/']) {
        for (const width of [1280, 400]) {
          const page = await browser.newPage();
          await page.setViewport({ width, height: 1400 });
          await open(page, url + prefixOf(lang) + path);
          await new Promise((later) => setTimeout(later, 500));
          const name = `${path.replaceAll('/', '-') || 'home-'}${lang}-${width}.png`;
          await page.screenshot({ path: join(folder, name) as `${string}.png` });
          await page.close();
        }
      }
    }
  } finally {
    await browser.close();
    server.close();
  }
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { pictures: { type: 'string' } },
  });
  const directory = positionals[0] ?? 'dist';
  if (values.pictures) await pictures(directory, values.pictures);
  else {
    const { checked, problems } = await firefox(directory);
    for (const problem of problems) console.log(problem);
    console.log(`${checked - Math.min(checked, problems.length)} passed, ${problems.length} failed`);
    process.exitCode = problems.length > 0 ? 1 : 0;
  }
}
