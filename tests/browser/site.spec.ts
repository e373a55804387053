import { expect, test } from '@playwright/test';
import { axe } from '../../src/scripts/axe.ts';
import { templates } from '../../src/scripts/pages.ts';
import { languages } from './addresses.ts';
import { watch } from './guard.ts';

const pages = { ...templates, question: 'faq/out-of-memory/' };

for (const [name, path] of Object.entries(pages)) {
  for (const { lang, prefix, html, again } of languages)
    test(`${name} (${lang}): the policy blocks nothing`, again, async ({ page }) => {
      const guard = watch(page);
      const response = await page.goto(prefix + path, { waitUntil: 'networkidle' });
      expect(response?.status()).toBe(200);
      await expect(page.locator('html')).toHaveAttribute('lang', html);
      // The audit runs axe in the dark theme and over the Chinese pages as well; their markup is the same.
      if (lang === 'en') expect(await axe(page, 'light')).toEqual([]);
      guard.expectQuiet();
    });
}

test('an address that does not exist gets a page that helps, in both languages', async ({ page }) => {
  const response = await page.goto('/no-such-page/');
  expect(response?.status()).toBe(404);
  await expect(page.locator('main')).toContainText(/[a-z]{4}/);
  await expect(page.locator('main')).toContainText(/\p{Script=Han}{4}/u);
  expect(await axe(page, 'light')).toEqual([]);
});

test('every page carries the policy, as a header and in itself', async ({ request }) => {
  for (const path of [
    '/',
    '/zh-cn/',
    '/concepts/',
    '/zh-cn/faq/',
    '/embed/gpu/',
    '/zh-cn/embed/precision/',
  ]) {
    const response = await request.get(path);
    const policy = response.headers()['content-security-policy'] ?? '';
    expect(policy, path).toContain("script-src 'self' 'wasm-unsafe-eval' 'sha256-");
    expect(policy, path).not.toContain("unsafe-inline' 'sha256");
    expect(policy, path).toContain(path.includes('embed') ? 'frame-ancestors *' : "frame-ancestors 'self'");
    expect(await response.text(), path).toContain('<meta http-equiv="content-security-policy"');
  }
});

test('the policy stops a script that is not the site’s own', async ({ page }) => {
  await page.goto('/introduction/');
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.intruder = true';
    document.head.append(script);
  });
  expect(await page.evaluate(() => 'intruder' in window)).toBe(false);
});

test('links of Chinese pages stay in Chinese', async ({ page }) => {
  for (const path of [
    '/zh-cn/',
    '/zh-cn/introduction/',
    '/zh-cn/faq/',
    '/zh-cn/calculators/gpu/',
    '/zh-cn/embed/',
  ]) {
    await page.goto(path);
    const links = await page
      .locator('a[href]')
      .evaluateAll((anchors) =>
        (anchors as HTMLAnchorElement[])
          .filter((a) => a.origin === location.origin && !a.hreflang)
          .map((a) => a.pathname),
      );
    expect(links.length, path).toBeGreaterThan(5);
    expect(
      links.filter((link) => !link.startsWith('/zh-cn/') && !/^\/(api|_astro)\/|\.\w+$/.test(link)),
      path,
    ).toEqual([]);
  }
});

test('a page that begins with a calculator preloads the catalog, and loads it once', async ({ page }) => {
  for (const path of [
    '/',
    '/zh-cn/',
    '/calculators/gpu/',
    '/calculators/precision/',
    '/embed/gpu/',
    '/zh-cn/embed/precision/',
  ]) {
    const asked: string[] = [];
    const collect = (request: { url: () => string }) => asked.push(request.url());
    page.on('request', collect);
    await page.goto(path, { waitUntil: 'networkidle' });
    // A widget comes to life when a reader reaches for it.
    await page.mouse.move(300, 300);
    await page.mouse.move(310, 310);
    await expect(page.locator('.hr-calculator select').first()).toBeEnabled();
    page.off('request', collect);
    const preloaded = await page
      .locator('link[rel="preload"][as="fetch"]')
      .evaluate((link: HTMLLinkElement) => link.href);
    expect(
      asked.filter((url) => url.includes('/islands/')),
      path,
    ).toEqual([preloaded]);
  }
});
