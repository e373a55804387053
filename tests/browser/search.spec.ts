import { expect, test, type Page } from '@playwright/test';
import { languages } from './addresses.ts';
import { siteQueries } from './queries.ts';
import { questions } from './questions.ts';

const results = (page: Page) => page.locator('headroom-search:visible [data-part="results"] > li > a');

for (const { lang, prefix } of languages) {
  test.describe(`FAQ search in ${lang}`, () => {
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

/** Share of the queries whose page must come first, and be among the first three. */
const floors = { first: 0.85, topThree: 0.95 };

for (const { lang, prefix } of languages) {
  test(`site search in ${lang} finds what ${siteQueries[lang].length} queries look for`, async ({ page }) => {
    await page.goto(`${prefix}tools/`);
    const indexed = new Set(
      await page.evaluate(
        async (of) =>
          ((await (await fetch(`/pagefind/names.${of}.json`)).json()) as string[][]).map(([, url]) => url),
        lang,
      ),
    );
    await page.locator('[data-open-search]').click();
    const box = page.locator('#site-search');
    await expect(box).toBeFocused();
    const list = page.locator('site-search [data-part="results"]');
    await expect(list).toHaveAttribute('aria-busy', 'false');
    const missed: string[] = [];
    const places: number[] = [];
    for (const { text, pages } of siteQueries[lang]) {
      const expected = pages.map((path) => `${prefix}${path}/`);
      expect(
        expected.filter((path) => !indexed.has(path)),
        text,
      ).toEqual([]);
      await box.fill(text);
      // Enter asks at once.
      await box.press('Enter');
      await expect(list).toHaveAttribute('aria-busy', 'false');
      const found = await results(page).evaluateAll((links) =>
        links.map((link) => (link as HTMLAnchorElement).pathname),
      );
      const place = found.findIndex((path) => expected.includes(path));
      places.push(place === -1 ? Infinity : place);
      if (place !== 0)
        missed.push(
          `${text}: ${expected.join(' or ')} is ${place + 1 || 'not'}; ${found.slice(0, 3).join(' ')}`,
        );
    }
    const share = (within: number) => places.filter((place) => place < within).length / places.length;
    const report = `first ${share(1).toFixed(3)}, top three ${share(3).toFixed(3)}\n${missed.join('\n')}`;
    test.info().annotations.push({ type: 'search quality', description: report });
    expect(share(1), report).toBeGreaterThanOrEqual(floors.first);
    expect(share(3), report).toBeGreaterThanOrEqual(floors.topThree);
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
