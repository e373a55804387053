/**
 * Screenshots of one page per template, at three widths, in both themes and both languages, into `.look/`.
 *
 * Run after a build: `node src/scripts/look.ts [--only chapter,card] [--widths 360,1440] [--out .look] [--full]`
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { languages } from '../../content/i18n/languages.ts';
import { launchOptions } from './browser.ts';
import { prefixOf, templates } from './pages.ts';
import { serve } from './serve.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string' },
    widths: { type: 'string', default: '360,768,1440' },
    out: { type: 'string', default: '.look' },
    /** The whole page instead of its first two screens. */
    full: { type: 'boolean', default: false },
  },
});

const directory = positionals[0] ?? 'dist';
const only = values.only?.split(',');
const { server, url } = await serve({ directory, base: process.env['HEADROOM_BASE'] ?? '/' });
const browser = await chromium.launch(await launchOptions());
const pages = Object.entries<string>(templates);
let count = 0;

mkdirSync(values.out, { recursive: true });
for (const theme of ['light', 'dark'] as const) {
  for (const width of values.widths.split(',').map(Number)) {
    const height = width < 600 ? 1600 : 1800;
    const context = await browser.newContext({
      viewport: { width, height },
      colorScheme: theme,
      serviceWorkers: 'block',
    });
    const page = await context.newPage();
    for (const lang of languages) {
      for (const [name, path] of pages) {
        if (only && !only.includes(name)) continue;
        await page.goto(url + prefixOf(lang) + path, { waitUntil: 'networkidle' });
        await page.screenshot({
          path: join(values.out, `${name}.${lang}.${width}.${theme}.png`),
          fullPage: values.full,
        });
        count += 1;
      }
    }
    await context.close();
  }
}
await browser.close();
server.close();
console.log(`${count} screenshots in ${values.out}/`);
