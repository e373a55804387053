/**
 * The slow checks on the whole built site, and on a second build under a base path: every internal link and anchor
 * resolves and stays in the reader's language, every page exists in every language, and axe finds nothing on any
 * hand-written page and template in both themes, what others read of the site is right (addresses, titles, pictures,
 * Markdown twins, sitemap), the main paths hold in Firefox, the calculators look as they did, the library works where
 * nothing else is installed, and behind nginx every page is quiet, every header as stated.
 *
 * Run: `node src/scripts/audit.ts [directory]`
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium } from '@playwright/test';
import { Parser } from 'htmlparser2';
import { htmlLang, languages } from '../../content/i18n/languages.ts';
import { checkPackage } from '../package/check.ts';
import { axe, themes } from './axe.ts';
import { behindNginx } from './behind-nginx/index.ts';
import { launchOptions } from './browser.ts';
import { closingLine } from './closing-line.ts';
import { playwrightFailures } from './failures.ts';
import { firefox } from './firefox.ts';
import { discoveryProblems } from './check-discovery.ts';
import { builtPages, handWritten, prefixOf, splitLanguage, templates } from './pages.ts';
import { makePictures } from './pictures.ts';
import { serve } from './serve.ts';

/** Served at every address that does not exist, so it stands once and speaks every language. */
const notFound = '404.html';

interface Reference {
  /** As written in the page. */
  link: string;
  /** A page the reader goes to, or a file the page needs. */
  kind: 'page' | 'file';
  /** Language the link says it leads to, on language switchers. */
  hreflang: string | undefined;
}

interface ParsedPage {
  lang: string | undefined;
  ids: Set<string>;
  duplicates: string[];
  references: Reference[];
}

/** Links, ids and language of a page. */
export function parsePage(html: string): ParsedPage {
  const page: ParsedPage = { lang: undefined, ids: new Set(), duplicates: [], references: [] };
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === 'html') page.lang = attributes['lang'];
      const { id, href, src, srcset, hreflang } = attributes;
      if (id !== undefined) {
        if (page.ids.has(id)) page.duplicates.push(id);
        page.ids.add(id);
      }
      // `canonical` and `alternate` name the public address of the site, which is not where it is being tested.
      if (href !== undefined && !/\b(canonical|alternate|sitemap)\b/.test(attributes['rel'] ?? '')) {
        page.references.push({
          link: href,
          kind: name === 'a' || name === 'area' ? 'page' : 'file',
          hreflang,
        });
      }
      const files = [src, ...(srcset ?? '').split(',').map((part) => part.trim().split(/\s/)[0])];
      for (const link of files) if (link) page.references.push({ link, kind: 'file', hreflang: undefined });
      // Values of the language menu are addresses too.
      if (name === 'option' && attributes['value']?.startsWith('/')) {
        page.references.push({ link: attributes['value'], kind: 'file', hreflang: undefined });
      }
      // An island names its scripts in attributes of its own.
      if (name === 'astro-island') {
        for (const key of ['component-url', 'renderer-url', 'before-hydration-url']) {
          const link = attributes[key];
          if (link) page.references.push({ link, kind: 'file', hreflang: undefined });
        }
      }
    },
  });
  parser.end(html);
  return page;
}

/** Everything wrong with the links and languages of a built site, one line each, and how many things were looked at. */
export function crawl(directory: string, base: string): { checked: number; problems: string[] } {
  const problems: string[] = [];
  let checked = 0;
  const pages = new Map(
    builtPages(directory).map((path) => {
      const file = path === '' || path.endsWith('/') ? `${path}index.html` : path;
      return [path, parsePage(readFileSync(join(directory, file), 'utf8'))];
    }),
  );

  for (const [path, page] of pages) {
    const { lang, path: neutral } = splitLanguage(path);
    const say = (text: string) => problems.push(`/${path}: ${text}`);

    checked += 2 + page.references.length;
    if (page.lang !== htmlLang[lang]) say(`<html lang> is ${page.lang}, expected ${htmlLang[lang]}`);
    for (const id of page.duplicates) say(`id "${id}" stands there twice`);
    for (const other of languages) {
      if (path === notFound) continue;
      checked += 1;
      if (!pages.has(prefixOf(other) + neutral)) say(`does not exist in ${other}`);
    }

    for (const { link, kind, hreflang } of page.references) {
      if (/^(https?:|mailto:|data:|tel:)/.test(link)) continue;
      // Its language menu leads to an address that does not exist either, and so back to it.
      if (path === notFound && /\/404\/$/.test(link)) continue;
      const url = new URL(link, `http://site${base}${path}`);
      if (!url.pathname.startsWith(base)) {
        say(`${link} leaves the base path ${base}`);
        continue;
      }
      const target = decodeURIComponent(url.pathname.slice(base.length));
      const targetPage = pages.get(target) ?? pages.get(`${target}index.html`);
      if (!targetPage) {
        const file = join(directory, target);
        if (!existsSync(file) || !statSync(file).isFile()) say(`${link} leads nowhere`);
        continue;
      }
      const fragment = decodeURIComponent(url.hash.slice(1)).replace(/:~:.*$/, '');
      if (fragment !== '' && fragment !== '_top' && !targetPage.ids.has(fragment))
        say(`${link}: no such anchor`);
      if (
        kind === 'page' &&
        hreflang === undefined &&
        path !== notFound &&
        splitLanguage(target).lang !== lang
      ) {
        say(`${link} leaves the reader's language`);
      }
    }
  }
  return { checked, problems };
}

/** Every rule of axe in both themes, on every hand-written page and template and on some of each collection. */
export async function axeEverywhere(directory: string): Promise<{ checked: number; problems: string[] }> {
  const all = builtPages(directory);
  const samples = languages.flatMap((lang) => [
    ...Object.values(templates).map((path) => prefixOf(lang) + path),
    ...['faq', 'glossary', 'gpus', 'models'].flatMap((folder) => {
      const parent = `${prefixOf(lang)}${folder}/`;
      return all.filter((page) => page.startsWith(parent) && page !== parent).slice(0, 3);
    }),
  ]);
  const pages = [...new Set([...handWritten(all), ...samples])];
  const { server, url } = await serve({ directory });
  const browser = await chromium.launch(await launchOptions());
  const problems: string[] = [];
  const queue = pages.values();
  const work = async () => {
    const page = await browser.newPage({ serviceWorkers: 'block' });
    page.setDefaultTimeout(120_000);
    for (const path of queue) {
      await page.goto(url + path, { waitUntil: 'networkidle' });
      for (const theme of themes) {
        problems.push(...(await axe(page, theme)).map((problem) => `/${path}: ${problem}`));
      }
    }
  };
  try {
    await Promise.all([work(), work()]);
  } finally {
    await browser.close();
    server.close();
  }
  return { checked: pages.length * themes.length, problems };
}

/** Tests of Playwright on a built site; each that fails is a problem, told in full. */
function browserTests(
  args: string[],
  directory: string,
  name: string,
): { checked: number; problems: string[] } {
  const report = `.cache/reports/${name}.json`;
  rmSync(report, { force: true });
  spawnSync('playwright', ['test', ...args], {
    env: {
      ...process.env,
      HEADROOM_AUDIT: '1',
      HEADROOM_OUT: directory,
      PLAYWRIGHT_JSON_OUTPUT_FILE: resolve(report),
    },
    stdio: 'inherit',
  });
  if (!existsSync(report)) return { checked: 1, problems: ['no test was run'] };
  const run = JSON.parse(readFileSync(report, 'utf8'));
  const checked = run.stats.expected + run.stats.unexpected + run.stats.flaky;
  const problems = playwrightFailures(run);
  return checked === 0 ? { checked: 1, problems: ['no test was run', ...problems] } : { checked, problems };
}

/** Pictures of the calculators against those that somebody looked at; `tests/visual` says how to make new ones. */
const pictures = (directory: string) => browserTests(['-c', 'tests/visual'], directory, 'visual');

/** What `npm test` leaves out of the browser tests. */
const left = (directory: string) => browserTests(['--grep', '@audit'], directory, 'left');

/** A thousand random addresses of the calculators, every control, and axe in ten states. */
const randomStates = (directory: string) => ({
  ...browserTests(['browser/states'], directory, 'states'),
  checked: 1000,
});

/** Ten thousand messages to the loader, as many from the host to the widget, and as many addresses of the widgets. */
const fuzz = (directory: string) => ({
  ...browserTests(['browser/fuzz'], directory, 'fuzz'),
  checked: 30_000,
});

/** The samples of the guide: compiled, and run where PyTorch is there. */
function samples(): { checked: number; problems: string[] } {
  const { stdout } = spawnSync('node', ['src/scripts/check-samples.ts'], { encoding: 'utf8' });
  process.stdout.write(stdout);
  const { passed, failed } = closingLine(stdout);
  return {
    checked: passed + failed,
    problems: failed > 0 ? [`${failed} checks of samples failed: see above`] : [],
  };
}

/** Builds the site a second time, under a base path, next to the first build. */
function buildUnder(base: string, directory: string): void {
  rmSync(directory, { recursive: true, force: true });
  const env = { ...process.env, HEADROOM_BASE: base, HEADROOM_OUT: directory };
  execFileSync('npm', ['run', '-s', 'build'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
}

async function main(directory: string): Promise<number> {
  const base = '/headroom/';
  const second = '.cache/audit-base';
  let checked = 0;
  const problems: string[] = [];
  const run = async (
    name: string,
    check: () => Promise<{ checked: number; problems: string[] }> | { checked: number; problems: string[] },
  ) => {
    const start = performance.now();
    const result = await check();
    checked += result.checked;
    problems.push(...result.problems.map((problem) => `${name}: ${problem}`));
    console.log(
      `${name}: ${result.checked} checks, ${result.problems.length} problems, ${((performance.now() - start) / 1000).toFixed(0)} s`,
    );
  };
  await run('links', () => crawl(directory, '/'));
  await run('discovery', async () => {
    // The tests build without pictures.
    await makePictures(directory);
    return discoveryProblems(directory, '/');
  });
  await run('axe', () => axeEverywhere(directory));
  await run('firefox', () => firefox(directory));
  await run('samples', samples);
  await run('package', checkPackage);
  await run('pictures', () => pictures(directory));
  await run('browser', () => left(directory));
  await run('states', () => randomStates(directory));
  await run('fuzz', () => fuzz(directory));
  await run('behind nginx', () => behindNginx({ directory, base: '/', pages: 'all' }));
  await run(`links under ${base}`, () => {
    buildUnder(base, second);
    return crawl(second, base);
  });
  await run(`behind nginx under ${base}`, () => behindNginx({ directory: second, base, pages: 'templates' }));
  await run(`discovery under ${base}`, () => discoveryProblems(second, base));
  if (problems.length > 0) console.log('failed: audit');
  for (const problem of problems) console.log(problem);
  console.log(`${checked - problems.length} passed, ${problems.length} failed`);
  return problems.length;
}

if (import.meta.main) process.exitCode = (await main(process.argv[2] ?? 'dist')) > 0 ? 1 : 0;
