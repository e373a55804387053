/** What readers and other sites do with the site: search it, and show its widgets in their own pages. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Frame, Page } from '@playwright/test';
import { serve } from '../serve.ts';
import { listen, newReader } from './crawl.ts';

const queries = [
  { prefix: '', text: 'gradient checkpointing' },
  { prefix: 'zh-cn/', text: '显存不够' },
];

/** Frames as other people write them, by the name of their page. */
const frames = (url: string): Record<string, string> => ({
  plain: `<iframe src="${url}embed/gpu/?gpu=gtx-1080-ti" title="Headroom" width="100%" height="720"></iframe>`,
  sandboxed: `<iframe sandbox="allow-scripts" src="${url}zh-cn/embed/precision/" title="Headroom" width="100%" height="760"></iframe>`,
  loader: `<script src="${url}embed/v1.js" async></script><headroom-widget type="gpu"></headroom-widget>`,
});

async function search(page: Page, url: string, prefix: string, text: string): Promise<void> {
  await page.goto(`${url}${prefix}tools/`);
  await page.locator('[data-open-search]').click();
  await page.locator('#site-search').fill(text);
  const first = page.locator('site-search [data-part="results"] > li > a').first();
  await first.waitFor();
  const address = await first.evaluate((link) => (link as HTMLAnchorElement).href);
  if (!address.startsWith(url + prefix)) throw new Error(`leads to ${address}`);
  await first.click();
  await page.waitForURL(address);
  await page.locator('main h1').first().waitFor();
}

/** Reaches for the widget until it answers, then asks it for another model. */
async function calculate(page: Page): Promise<void> {
  const frame = page.frameLocator('iframe');
  const sentence = frame.locator('.hr-sentence').first();
  for (let moves = 0; !(await frame.locator('select').first().isEnabled()); moves += 1) {
    if (moves > 100) throw new Error('does not come to life');
    await sentence.hover({ position: { x: 5 + 5 * (moves % 2), y: 5 } });
    await page.waitForTimeout(100);
  }
  const before = await sentence.textContent();
  await frame.locator('select:has(option[value="gpt2"])').first().selectOption('gpt2');
  for (let looks = 0; (await sentence.textContent()) === before; looks += 1) {
    if (looks > 100) throw new Error('does not calculate');
    await page.waitForTimeout(100);
  }
}

/** `page` shows an ordinary page of the site in a frame, which it must not. */
async function refuses(page: Page, url: string): Promise<void> {
  const shown = (frame: Frame) => frame.url().startsWith(url);
  await page.waitForFunction(() => document.readyState === 'complete');
  for (let looks = 0; !page.frames().some((frame) => frame.url().startsWith('chrome-error:')); looks += 1) {
    if (looks > 100 || page.frames().some(shown)) throw new Error('is shown in a frame of another site');
    await page.waitForTimeout(100);
  }
}

export async function checkUse(
  browser: Browser,
  url: string,
): Promise<{ checked: number; problems: string[] }> {
  const problems: string[] = [];
  let checked = 0;
  const attempt = async (name: string, origin: string, does: (page: Page) => Promise<void>) => {
    checked += 1;
    const context = await newReader(browser);
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    try {
      const noise = await listen(page, origin);
      await does(page);
      await noise.settled();
      // A page with a frame of this site does ask another origin.
      const own = (line: string) => line.startsWith(`request to another origin: ${url}`);
      problems.push(
        ...noise
          .take()
          .filter((line) => !own(line))
          .map((line) => `${name}: ${line}`),
      );
    } catch (error) {
      problems.push(`${name}: ${String(error)}`);
    } finally {
      await context.close();
    }
  };

  const folder = mkdtempSync(join(tmpdir(), 'headroom-host-'));
  const pages = { ...frames(url), refused: `<iframe src="${url}faq/" title="FAQ"></iframe>` };
  for (const [name, body] of Object.entries(pages)) {
    const head = '<!doctype html><html lang="en"><meta charset="utf-8"><title>A post</title>';
    writeFileSync(join(folder, `${name}.html`), `${head}<body style="margin:0">${body}`);
  }
  // To a browser another site than 127.0.0.1.
  const host = await serve({ directory: folder, host: 'localhost' });
  const { origin } = new URL(host.url);
  try {
    for (const { prefix, text } of queries) {
      await attempt(`search for ${text}`, new URL(url).origin, (page) => search(page, url, prefix, text));
    }
    for (const name of Object.keys(frames(url))) {
      await attempt(`${name} widget`, origin, async (page) => {
        await page.goto(`${host.url}${name}.html`);
        await calculate(page);
      });
    }
    checked += 1;
    const page = await browser.newPage();
    await page.goto(`${host.url}refused.html`);
    await refuses(page, url).catch((error: unknown) => problems.push(`/faq/: ${String(error)}`));
    await page.close();
  } finally {
    host.server.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return { checked, problems };
}
