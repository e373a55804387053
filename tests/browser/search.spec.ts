import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { search as english } from '../../content/i18n/en/search.ts';
import { search as chinese } from '../../content/i18n/zh-cn/search.ts';
import { inAudit, languages } from './addresses.ts';
import { siteQueries } from './queries.ts';
import { questions } from './questions.ts';
import { askSearch, shareWithin } from './search-quality.ts';

const results = (page: Page) => page.locator('headroom-search:visible [data-part="results"] > li > a');

for (const { lang, prefix, again } of languages) {
  test.describe(`FAQ search in ${lang}`, again, () => {
    test(`finds the right page for ${questions[lang].length} questions in natural words`, async ({
      page,
    }) => {
      await page.goto(`${prefix}faq/`);
      for (const [question, slug] of questions[lang]) {
        await page.locator('#faq-question').fill('');
        await expect(results(page)).toHaveCount(0);
        await page.locator('#faq-question').fill(question);
        await expect(results(page).first()).toBeVisible();
        const found = await results(page).evaluateAll((links) =>
          links.map((link) => new URL((link as HTMLAnchorElement).href).pathname),
        );
        expect.soft(found.slice(0, 3), question).toContain(`${prefix}faq/${slug}/`);
        expect
          .soft(
            found.filter((path) => path.startsWith('/zh-cn/') !== (lang === 'zh-cn')),
            question,
          )
          .toEqual([]);
      }
    });

    test('is used by keyboard alone', async ({ page }) => {
      await page.goto(`${prefix}faq/`);
      const box = page.locator('#faq-question');
      await box.focus();
      await page.keyboard.type('4090');
      await expect(results(page).first()).toBeVisible();
      await page.keyboard.press('ArrowDown');
      await expect(results(page).first()).toBeFocused();
      await page.keyboard.press('ArrowUp');
      await expect(box).toBeFocused();
      await page.keyboard.press('ArrowDown');
      const target = await results(page).first().getAttribute('href');
      await page.keyboard.press('Enter');
      await expect(page).toHaveURL((url) => url.pathname === new URL(target!, url).pathname);
    });

    test('says so when nothing is found, and shows what was typed as text', async ({ page }) => {
      await page.goto(`${prefix}faq/`);
      await page.locator('#faq-question').fill('<zzqx onzzqx=zzqx()> zzqxzzqx');
      const status = page.locator('#faq-question-status');
      await expect(status).toContainText('<zzqx onzzqx=zzqx()> zzqxzzqx');
      await expect(page.locator('headroom-search:visible [data-part="hint"]')).toBeVisible();
      await expect(page.locator('headroom-search :is(img, zzqx)')).toHaveCount(0);
      await page.locator('#faq-question').fill('');
      await expect(status).toHaveText('');
    });

    test('answers a question in the address', async ({ page }) => {
      await page.goto(`${prefix}faq/?q=NVLink`);
      await expect(results(page).first()).toBeVisible();
    });
  });
}

const site = process.env['HEADROOM_OUT'] ?? 'dist';

/** Share of the queries whose page must come first, and be among the first three. */
const floors = { first: 0.85, topThree: 0.95 };

for (const { lang, prefix } of languages) {
  test(
    `site search in ${lang} finds what ${siteQueries[lang].length} queries look for`,
    inAudit,
    async ({ page }) => {
      for (const { pages } of siteQueries[lang])
        for (const path of pages)
          expect(existsSync(join(site, `${prefix}${path}`, 'index.html')), path).toBe(true);
      const { places, missed } = await askSearch(page, lang, prefix);
      const share = (within: number) => shareWithin(places, within);
      const report = `first ${share(1).toFixed(3)}, top three ${share(3).toFixed(3)}\n${missed.join('\n')}`;
      test.info().annotations.push({ type: 'search quality', description: report });
      expect(share(1), report).toBeGreaterThanOrEqual(floors.first);
      expect(share(3), report).toBeGreaterThanOrEqual(floors.topThree);
    },
  );
}

for (const { lang, prefix, again } of languages) {
  const search = lang === 'en' ? english : chinese;
  const open = async (page: Page, text: string) => {
    await page.goto(`${prefix}tools/`);
    await page.locator('[data-open-search]').click();
    await page.locator('#site-search').fill(text);
  };

  test.describe(`narrowing a search in ${lang}`, again, () => {
    const query = 'lora';
    const kinds = (page: Page) => page.getByRole('group', { name: search.kindsLabel });
    const kind = (page: Page, name: string) => kinds(page).getByRole('radio', { name });
    const marks = (page: Page) => page.locator('site-search .hr-search-kind').allTextContents();

    test('works by keyboard, says how many, and fits a narrow screen', async ({ page }) => {
      await page.setViewportSize({ width: 360, height: 740 });
      await open(page, query);
      await expect(results(page).first()).toBeVisible();
      expect(new Set(await marks(page)).size).toBeGreaterThan(1);
      // The order of reading: the box, the kinds, the results.
      await page.keyboard.press('Tab');
      await expect(kind(page, search.all)).toBeFocused();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowRight');
      await expect(kind(page, search.kinds.faq)).toBeChecked();
      await expect(kind(page, search.kinds.faq)).toHaveAccessibleName(/\d/);
      await expect.poll(async () => [...new Set(await marks(page))]).toEqual([search.kinds.faq]);
      const counted = await kinds(page).locator('label:has(:checked) span').textContent();
      await expect(page.locator('#site-search-status')).toContainText(counted!);
      const overflow = await page
        .locator('site-search dialog')
        .evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth);
      expect(overflow).toBeLessThanOrEqual(0);
    });

    test('shows the way out of a kind that has nothing', async ({ page }) => {
      await open(page, 'expandable_segments');
      await expect(results(page).first()).toBeVisible();
      await kind(page, search.kinds.model).check();
      await expect(results(page)).toHaveCount(0);
      const all = page.getByRole('button', { name: search.everything });
      await all.click();
      await expect(results(page).first()).toBeVisible();
      await expect(kind(page, search.all)).toBeChecked();
      await expect(all).toBeHidden();
    });

    test('is forgotten with the question', async ({ page }) => {
      await open(page, query);
      await kind(page, search.kinds.gpu).check();
      await expect.poll(async () => [...new Set(await marks(page))]).toEqual([search.kinds.gpu]);
      await page.locator('#site-search').fill('');
      await expect(results(page)).toHaveCount(0);
      await page.locator('#site-search').fill(query);
      await expect(kind(page, search.all)).toBeChecked();
      await kind(page, search.kinds.gpu).check();
      await page.reload();
      await open(page, query);
      await expect(kind(page, search.all)).toBeChecked();
    });
  });

  test(`a search in ${lang} that finds nothing offers where to look`, async ({ page }) => {
    await open(page, 'zzqxzzqx');
    const hint = page.locator('site-search [data-part="hint"]');
    await expect(hint).toBeVisible();
    const paths = await hint
      .getByRole('link')
      .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).pathname));
    expect(paths).toEqual(
      ['faq', 'glossary', 'gpus', 'models', 'calculators/gpu'].map((path) => `${prefix}${path}/`),
    );
    await expect(page.locator('site-search [data-part="filters"]')).toBeHidden();
  });

  test(`excerpts in ${lang} hold no raw formulas`, async ({ page }) => {
    await open(page, '');
    const list = page.locator('site-search [data-part="results"]');
    await expect(list).toHaveAttribute('aria-busy', 'false');
    for (const text of ['softmax', 'backpropagation', 'loss', 'LoRA', 'roofline', 'KV']) {
      await page.locator('#site-search').fill(text);
      await page.locator('#site-search').press('Enter');
      await expect(list).toHaveAttribute('aria-busy', 'false');
      const excerpts = await list.locator('> li > p').allTextContents();
      expect(excerpts.length, text).toBeGreaterThan(0);
      for (const excerpt of excerpts) expect(excerpt, text).not.toMatch(/\\[a-z]{2,}|[_^]\{|\$[^\s\d]/);
    }
  });
}

test.describe('site search', () => {
  for (const word of ['显卡', '优化器', '张量并行']) {
    test(`finds ${word} on the Chinese pages`, async ({ page }) => {
      await page.goto('/zh-cn/introduction/');
      await page.locator('[data-open-search]').click();
      await page.keyboard.type(word);
      await expect(results(page).first()).toBeVisible();
      await expect(results(page).first()).toHaveAttribute('href', /^\/zh-cn\//);
    });
  }

  test('loads nothing before the first touch', async ({ page }) => {
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.goto('/introduction/', { waitUntil: 'networkidle' });
    expect(requests.filter((url) => /pagefind/.test(url))).toEqual([]);
    await page.locator('[data-open-search]').hover();
    await expect.poll(() => requests.some((url) => url.includes('pagefind.js'))).toBe(true);
  });

  test('opens and closes by keyboard, and gives the focus back', async ({ page }) => {
    await page.goto('/introduction/');
    const button = page.locator('[data-open-search]');
    await expect(button).toBeEnabled();
    await button.focus();
    await page.keyboard.press('Control+k');
    await expect(page.locator('#site-search')).toBeFocused();
    await page.keyboard.type('qlora');
    await expect(results(page).first()).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.locator('site-search dialog')).toBeHidden();
    await expect(button).toBeFocused();
  });

  test('has a name that is what the reader sees', async ({ page }) => {
    await page.goto('/introduction/');
    await expect(page.getByRole('button', { name: 'Search', exact: true })).toBeVisible();
    await page.goto('/zh-cn/introduction/');
    await expect(page.getByRole('button', { name: '搜索', exact: true })).toBeVisible();
  });
});
