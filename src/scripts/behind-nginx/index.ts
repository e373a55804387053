/**
 * The built site behind a real nginx with the configuration that `npm run nginx` writes: headers of every file, addresses
 * that lead nowhere, search, widgets on another site, and every page in a browser. Skipped where there is no nginx.
 *
 * Run: `node src/scripts/behind-nginx/index.ts [directory]`, with HEADROOM_BASE as at the build.
 */
import { chromium } from '@playwright/test';
import { launchOptions } from '../browser.ts';
import { builtPages, prefixOf, templates } from '../pages.ts';
import { serve } from '../serve.ts';
import { languages } from '../../../content/i18n/languages.ts';
import { crawlInBrowser } from './crawl.ts';
import { checkAddresses, checkFiles } from './headers.ts';
import { findNginx, startNginx } from './nginx.ts';
import { checkUse } from './use.ts';

interface Result {
  checked: number;
  problems: string[];
}

export interface Options {
  directory: string;
  base: string;
  /** Every page in the browser, or one per template and language. */
  pages: 'all' | 'templates';
}

export async function behindNginx({ directory, base, pages }: Options): Promise<Result> {
  const program = findNginx();
  if (!program) {
    console.log('notice: there is no nginx here, so the site was not tested behind one');
    return { checked: 0, problems: [] };
  }
  const results: Result[] = [];
  const step = async (name: string, does: () => Promise<Result>) => {
    const start = performance.now();
    const result = await does();
    results.push(result);
    const seconds = ((performance.now() - start) / 1000).toFixed(0);
    console.log(`  ${name}: ${result.checked} checks, ${result.problems.length} problems, ${seconds} s`);
  };

  // With compressed files as in the image, and without as under a path of somebody's own server.
  const nginx = await startNginx(program, { directory, base, compressed: base === '/' });
  if (base === '/' && !nginx.brotli)
    console.log('notice: this nginx has no module for Brotli: only gzip was tested');
  const browser = await chromium.launch(await launchOptions());
  try {
    await step('files', () => checkFiles(directory, nginx.url, { kind: 'nginx', brotli: nginx.brotli }));
    await step('addresses', () => checkAddresses(nginx.url));
    await step('files by _headers', async () => {
      const { server, url } = await serve({ directory, base });
      try {
        return await checkFiles(directory, url, { kind: 'static' });
      } finally {
        server.close();
      }
    });
    await step('search and widgets', () => checkUse(browser, nginx.url));
    await step('an address without a page', async () => {
      const path = 'no-such-page/';
      const lines = await crawlInBrowser(browser, nginx.url, [path]);
      // That the page itself is not there is what it says, and all it may say.
      const own = (line: string) => line.includes(nginx.url + path);
      const problems = lines.filter((line) => !own(line));
      if (!lines.some(own)) problems.push(`${path}: nothing says that it is not there`);
      return { checked: 1, problems };
    });
    await step('pages in a browser', async () => {
      const paths =
        pages === 'all'
          ? builtPages(directory).filter((path) => path !== '404.html')
          : languages.flatMap((lang) => Object.values(templates).map((path) => prefixOf(lang) + path));
      const problems = await crawlInBrowser(browser, nginx.url, paths);
      return { checked: paths.length, problems };
    });
  } finally {
    await browser.close();
    await nginx.stop();
  }
  const complaints = nginx.complaints().map((line) => `nginx says: ${line}`);
  return {
    checked: results.reduce((sum, { checked }) => sum + checked, 1),
    problems: [...results.flatMap(({ problems }) => problems), ...complaints],
  };
}

if (import.meta.main) {
  const { checked, problems } = await behindNginx({
    directory: process.argv[2] ?? process.env['HEADROOM_OUT'] ?? 'dist',
    base: process.env['HEADROOM_BASE'] ?? '/',
    pages: 'all',
  });
  for (const problem of problems) console.log(problem);
  console.log(`${Math.max(0, checked - problems.length)} passed, ${problems.length} failed`);
  process.exitCode = problems.length > 0 ? 1 : 0;
}
