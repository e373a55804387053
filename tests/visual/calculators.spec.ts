import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { languages } from '../../content/i18n/languages.ts';
import { walk } from '../../src/scripts/browser.ts';
import { prefixOf } from '../../src/scripts/pages.ts';

/** Key states of the calculators: what a reader meets first, what fits, what doesn't, what is wrong. */
const states: Record<string, string> = {
  'gpu-default': 'calculators/gpu/',
  'gpu-short': 'calculators/gpu/?v=1&job=full&gpu=rtx-4060-ti-16gb&model=llama-3.2-1b',
  'gpu-serve': 'calculators/gpu/?v=1&job=run&gpu=rtx-4090&ctx=16384&wf=q4_k_m',
  'gpu-ignored': 'calculators/gpu/?v=1&seq=zero&colour=blue',
  'step-default': 'calculators/step/',
  'precision-default': 'calculators/precision/',
  'precision-pascal': 'calculators/precision/?v=1&gpu=gtx-1080-ti&method=full&model=qwen2.5-0.5b',
};

const fontFolder = dirname(createRequire(import.meta.url).resolve('@fontsource-variable/noto-sans-sc'));
/** An address that the browser asks for the font at; nothing but this test answers there. */
const fontHost = 'https://font.test/';
const fontStyle = `${readFileSync(join(fontFolder, 'index.css'), 'utf8').replaceAll('url(./', `url(${fontHost}`)}
* { font-family: 'Noto Sans SC Variable' !important; transition: none !important; caret-color: transparent !important; }`;

/** Every page looks alike wherever it is drawn: in the font of the project, whole, and awake. */
async function open(page: Page, path: string) {
  await page.route(`${fontHost}**`, (route) =>
    route.fulfill({
      path: join(fontFolder, new URL(route.request().url()).pathname),
      headers: { 'access-control-allow-origin': '*' },
    }),
  );
  await page.goto(`/${path}`, { waitUntil: 'networkidle' });
  await page.addStyleTag({ content: fontStyle });
  await walk(page);
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => document.fonts.ready);
  // Below the site's header, whose parts have pages of their own to be looked at on.
  await page.locator('.hr-calculator').evaluate((calculator) => calculator.scrollIntoView());
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const lang of languages) {
    test.describe(`${lang}, ${colorScheme}`, () => {
      test.use({
        colorScheme,
        viewport: { width: 1440, height: 1000 },
        bypassCSP: true,
        reducedMotion: 'reduce',
      });
      for (const [name, path] of Object.entries(states)) {
        test(name, async ({ page }) => {
          await open(page, prefixOf(lang) + path);
          await expect(page).toHaveScreenshot(`${name}-${lang}-${colorScheme}.png`);
        });
      }
    });
  }
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, bypassCSP: true });
  for (const name of ['gpu-default', 'step-default', 'precision-default'])
    test(name, async ({ page }) => {
      await open(page, `zh-cn/${states[name]!}`);
      await expect(page).toHaveScreenshot(`${name}-phone.png`);
    });
});
