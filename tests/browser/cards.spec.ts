import { expect, test, type Page } from '@playwright/test';
import { languages } from './addresses.ts';

/** Cards and models of different kinds: full, old without Tensor Cores, laptop with ranges, data center with doubts. */
const cards = ['gpus/rtx-3090/', 'gpus/gtx-1080-ti/', 'gpus/rtx-4090-laptop/', 'gpus/b200/'];
const models = [
  'models/llama-3.1-8b/',
  'models/mixtral-8x7b/',
  'models/deepseek-v3/',
  'models/vit-b-16/',
  'models/whisper-large-v3/',
  'models/sdxl-base-unet/',
];

const boost = (page: Page) => page.locator('#v-boostClockMhz');

test('a source mark opens by keyboard, names its sources and closes again', async ({ page }) => {
  await page.goto('/gpus/rtx-3090/');
  const mark = boost(page).getByRole('button');
  await mark.focus();
  await page.keyboard.press('Enter');
  const proof = boost(page).locator('.hr-proof');
  await expect(proof).toBeVisible();
  await expect(proof).toContainText('TechPowerUp');
  await page.keyboard.press('Escape');
  await expect(proof).toBeHidden();
});

test('a derived value shows its rule with the numbers of the card', async ({ page }) => {
  await page.goto('/gpus/rtx-3090/');
  const bandwidth = page.locator('#v-memoryBandwidthGbps');
  await bandwidth.getByRole('button').click();
  await expect(bandwidth.locator('.hr-proof code:not(.hr-copy)')).toHaveText(
    '384 bit × 19.504 Gbit/s ÷ 8 = 936.2 GB/s',
  );
});

test('a mark leads to its source in the list of the page', async ({ page }) => {
  await page.goto('/gpus/rtx-3090/');
  await boost(page).getByRole('button').click();
  const link = boost(page).locator('.hr-proof a[href^="#source-"]').first();
  const target = (await link.getAttribute('href'))!;
  await link.click();
  await expect(page.locator(`[id="${target.slice(1)}"]`)).toBeInViewport();
});

test('marks work without JavaScript, and so does the whole page', async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto('/gpus/rtx-3090/');
  await boost(page).getByRole('button').click();
  await expect(boost(page).locator('.hr-proof')).toBeVisible();
  await expect(page.locator('.hr-jobs tbody tr').first()).toContainText('GiB');
  await page.goto('/models/whisper-large-v3/');
  await expect(page.locator('#count ~ * .hr-count, .hr-count')).toContainText('1,543,490,560');
  await context.close();
});

test('an unverified value says so on itself', async ({ page }) => {
  await page.goto('/gpus/b200/');
  const usable = page.locator('#v-usableBytes');
  await expect(usable.locator('.hr-unverified')).toBeVisible();
  await expect(usable.locator('.hr-unverified')).toHaveText('unverified');
});

for (const { prefix } of languages) {
  test(`${prefix}: a report of an error carries card, field, value, page and version`, async ({ page }) => {
    await page.goto(`${prefix}gpus/rtx-3090/`);
    await boost(page).getByRole('button').click();
    const proof = boost(page).locator('.hr-proof');
    const link = proof.locator('a[href*="/issues/new"]');
    // A build that names a repository has a link, one that names none has the text, never a dead link.
    let text: string;
    if (process.env['HEADROOM_REPOSITORY']) {
      await expect(link).toBeVisible();
      const { searchParams } = new URL((await link.getAttribute('href'))!);
      text = `${searchParams.get('title')}\n${searchParams.get('body')}`;
    } else {
      await expect(page.locator('main a[href*="/issues/new"]')).toHaveCount(0);
      await expect(proof.locator('.hr-copy')).toBeVisible();
      text = (await proof.locator('.hr-copy').textContent())!;
    }
    for (const part of ['GeForce RTX 3090', 'boostClockMhz', '1,695 MHz', `${prefix}gpus/rtx-3090/`])
      expect(text).toContain(part);
    expect(text).toMatch(/\d{4}-\d{2}-\d{2}/);
  });

  test(`${prefix}: every mark of a card opens on something, and ids are unique`, async ({ page }) => {
    for (const path of [...cards, ...models]) {
      await page.goto(prefix + path);
      const broken = await page.evaluate(() => {
        const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
        const marks = [...document.querySelectorAll('button.hr-mark')];
        return {
          marks: marks.length,
          open: marks.filter((mark) => !document.getElementById(mark.getAttribute('popovertarget') ?? ''))
            .length,
          repeated: ids.filter((id, index) => ids.indexOf(id) !== index),
          dead: [...document.querySelectorAll('main a[href^="#"]')]
            .map((link) => decodeURIComponent(link.getAttribute('href')!.slice(1)))
            .filter((id) => id && !document.getElementById(id)),
        };
      });
      expect(broken.marks, path).toBeGreaterThan(8);
      expect(broken, path).toMatchObject({ open: 0, repeated: [], dead: [] });
    }
  });
}

test('Chinese pages have no English sentence but what is marked as English', async ({ page }) => {
  for (const path of [...cards, ...models, 'models/', 'data/']) {
    await page.goto(`/zh-cn/${path}`);
    const sentences = await page.evaluate(() => {
      const main = document.querySelector('main')!.cloneNode(true) as HTMLElement;
      // Titles of sources and lines to type are what they are.
      for (const element of main.querySelectorAll(
        '[lang="en"], .hr-sources, pre, code, .hr-proof, .software',
      ))
        element.remove();
      const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
      const found: string[] = [];
      while (walker.nextNode()) {
        const text = walker.currentNode.textContent ?? '';
        if (/(?:\b[a-z]{2,}\b[ ,]+){3}/.test(text)) found.push(text.trim());
      }
      return found;
    });
    expect(sentences, path).toEqual([]);
  }
});

test('nothing moves the page sideways on a phone', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  for (const path of [...cards, ...models, 'models/', 'data/']) {
    await page.goto(`/${path}`);
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
      path,
    ).toBeLessThanOrEqual(0);
  }
});

test('the answer of a card opens its job in the calculator', async ({ page }) => {
  await page.goto('/gpus/rtx-3090/');
  const link = page.locator('.hr-card-answer a').first();
  const url = new URL((await link.getAttribute('href'))!, page.url());
  expect(url.pathname).toBe('/calculators/gpu/');
  expect(url.searchParams.get('model')).toBeTruthy();
});
