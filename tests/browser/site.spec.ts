import { expect, test } from '@playwright/test';
import { axe } from '../../src/scripts/axe.ts';
import { templates } from '../../src/scripts/pages.ts';
import { languages } from './addresses.ts';
import { watch } from './guard.ts';

for (const [name, path] of Object.entries(templates)) {
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

for (const viewport of [
  { width: 1280, height: 900 },
  { width: 360, height: 740 },
])
  test(`at ${viewport.width} px a link into a long chapter arrives, and the table of contents follows the reader`, async ({
    page,
  }) => {
    await page.setViewportSize(viewport);
    await page.goto('/math/');
    const toc = page.locator(viewport.width > 1000 ? 'starlight-toc' : 'mobile-starlight-toc');
    const marked = () => toc.locator('a[aria-current="true"]').evaluate((link) => link.getAttribute('href'));
    const links = await toc.locator('a').evaluateAll((all) => all.map((link) => link.getAttribute('href')!));
    expect(links.length).toBeGreaterThan(10);
    for (const link of [links.at(-3)!, links.at(4)!, links.at(-1)!]) {
      await page.evaluate((link) => (location.hash = link), link);
      const heading = page.locator(`[id="${link.slice(1)}"]`);
      await expect(heading).toBeInViewport();
      // And stays there once what the reader passed has come to life.
      await page.waitForTimeout(500);
      await expect(heading).toBeInViewport();
      await expect.poll(marked).toBe(link);
    }
    // Far below a heading its section is still the one that is read.
    await page.evaluate((link) => (location.hash = link), links.at(3)!);
    await expect.poll(marked).toBe(links.at(3));
    const next = page.locator(`[id="${links.at(4)!.slice(1)}"]`);
    const below = await next.evaluate((heading) => heading.getBoundingClientRect().top - innerHeight);
    if (below > 0) await page.mouse.wheel(0, below);
    await page.waitForTimeout(500);
    await expect.poll(marked).toBe(links.at(3));
    await page.evaluate(() => scrollTo(0, 0));
    await expect.poll(marked).toBe('#_top');
  });

test('a reload and the way back keep the reader’s place in a long chapter', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/math/');
  // What is far is not laid out for a reader who starts at the top.
  const far = page.locator('.sl-markdown-content > ul > li').last();
  const laidOut = () => far.evaluate((item) => item.checkVisibility({ contentVisibilityAuto: true }));
  expect(await laidOut()).toBe(false);
  // Read on to somewhere in the second half.
  for (let step = 0; step < 12; step += 1) {
    await page.mouse.wheel(0, 1_500);
    await page.waitForTimeout(100);
  }
  await page.waitForTimeout(500);
  const parts = page.locator('.sl-markdown-content > *');
  const read = await parts.evaluateAll((all) =>
    all.findIndex((part) => part.getBoundingClientRect().bottom > 200),
  );
  const top = () => parts.nth(read).evaluate((element) => Math.round(element.getBoundingClientRect().top));
  const place = await top();
  expect(await page.evaluate(() => scrollY)).toBeGreaterThan(10_000);
  await page.reload();
  await expect.poll(top).toBe(place);
  await page.waitForTimeout(500);
  expect(await top()).toBe(place);
  await page.goto('/faq/');
  await page.goBack();
  await expect.poll(top).toBe(place);
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
