import { expect, test, type Page } from '@playwright/test';
import { host, site } from './addresses.ts';
import { watch } from './guard.ts';

/**
 * A page of somebody else, on another origin, with this body. Written into a page that a server really served: the
 * browser would not let a page made up by the test reach this machine's own addresses.
 */
async function hostPage(page: Page, body: string): Promise<void> {
  await page.goto(`${host}/index.html`);
  await page.evaluate((html) => {
    document.open();
    document.write(html);
    document.close();
  }, `<!doctype html><html lang="en"><head><title>A post</title></head><body style="margin:0">${body}</body></html>`);
}

const loader = `<script src="${site}/embed/v1.js" async></script>`;
const height = (page: Page) =>
  page
    .locator('iframe')
    .first()
    .evaluate((frame) => frame.getBoundingClientRect().height);
const frameOf = (page: Page) => page.frameLocator('iframe').first();
/** Moves the pointer on the widget until it answers: its page may begin to listen after the first move. */
async function ready(page: Page): Promise<void> {
  let moves = 0;
  await expect(async () => {
    moves += 1;
    const position = { x: 5 + 5 * (moves % 2), y: 5 };
    await frameOf(page).locator('.hr-sentence').first().hover({ position });
    await expect(frameOf(page).locator('select').first()).toBeEnabled({ timeout: 1_000 });
  }).toPass({ timeout: 60_000 });
}

/** Waits until the frame is as high as its content, and says how high. */
async function settled(page: Page): Promise<number> {
  const content = frameOf(page).locator('[data-embed-content]');
  const rest = async () =>
    (await height(page)) -
    (await content.evaluate((element) => Math.ceil(element.getBoundingClientRect().height)));
  await expect.poll(rest).toBe(0);
  return height(page);
}

for (const [type, sample] of [
  ['gpu', /RTX 4090/],
  ['precision', /RTX 4090/],
] as const) {
  for (const [lang, html] of [
    ['en', 'en'],
    ['zh-cn', 'zh-CN'],
  ] as const) {
    test(`loader: ${type} in ${lang} appears on another origin, takes the height of its content, and calculates`, async ({
      page,
    }) => {
      const guard = watch(page);
      await hostPage(
        page,
        `${loader}<headroom-widget type="${type}" lang="${lang}" gpu="rtx-4090" theme="dark"></headroom-widget>`,
      );
      await ready(page);
      const frame = frameOf(page);
      await expect(frame.locator('html')).toHaveAttribute('lang', html);
      await expect(frame.locator('html')).toHaveAttribute('data-theme', 'dark');
      await expect(frame.locator('.hr-sentence').first()).toContainText(sample);
      await expect(page.locator('iframe')).toHaveAttribute('title', /Headroom/);

      // As high as its content, no scrollbar, and it stays there.
      const fitted = await settled(page);
      await page.waitForTimeout(400);
      expect(await height(page)).toBe(fitted);

      const before = await frame.locator('.hr-sentence').first().textContent();
      await frame.locator('select:has(option[value="gpt2"])').first().selectOption('gpt2');
      await expect(frame.locator('.hr-sentence').first()).not.toHaveText(before!);
      guard.expectQuiet();
    });
  }
}

test('loader: the frame follows its content when that grows', async ({ page }) => {
  await hostPage(page, `${loader}<headroom-widget type="gpu"></headroom-widget>`);
  await ready(page);
  const before = await settled(page);
  await frameOf(page).locator('details.hr-ranking > summary').click();
  await expect.poll(() => height(page)).toBeGreaterThan(before + 200);
  await frameOf(page).locator('details.hr-ranking > summary').click();
  await expect.poll(() => height(page)).toBe(before);
});

test('loader: attributes changed later change the widget', async ({ page }) => {
  await hostPage(page, `${loader}<headroom-widget type="gpu" gpu="rtx-4090"></headroom-widget>`);
  await expect(frameOf(page).locator('.hr-sentence').first()).toContainText('RTX 4090');
  await page.locator('headroom-widget').evaluate((widget) => widget.setAttribute('gpu', 'rtx-3060-12gb'));
  await expect(frameOf(page).locator('.hr-sentence').first()).toContainText('RTX 3060');
});

test('loader: a widget far below is not loaded before the reader comes near', async ({ page }) => {
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await hostPage(
    page,
    `${loader}<div style="height:12000px"></div><headroom-widget type="gpu"></headroom-widget>`,
  );
  await expect(page.locator('iframe')).toHaveCount(1);
  await page.waitForTimeout(500);
  expect(requests.filter((url) => url.includes('/embed/gpu/'))).toEqual([]);
  await page.locator('headroom-widget').scrollIntoViewIfNeeded();
  await ready(page);
});

test('loader: an unknown attribute is named by the widget', async ({ page }) => {
  await hostPage(page, `${loader}<headroom-widget type="gpu" colour="red"></headroom-widget>`);
  await expect(frameOf(page).locator('.hr-notice-box')).toContainText('colour =');
});

test('loader: messages from other frames, from the page itself and of other shapes change nothing', async ({
  page,
}) => {
  await hostPage(
    page,
    `${loader}<headroom-widget type="gpu"></headroom-widget>
     <iframe id="stranger" srcdoc="<script>parent.postMessage({headroom:1,height:3333},'*')</script>"></iframe>
     <iframe id="sibling" src="${site}/embed/precision/"></iframe>`,
  );
  await ready(page);
  const before = await settled(page);

  await page.evaluate(() => window.postMessage({ headroom: 1, height: 3333 }, '*'));
  // The right origin, but a frame that is not a widget's.
  const sibling = page.frame({ url: `${site}/embed/precision/` })!;
  await sibling.evaluate(() => parent.postMessage({ headroom: 1, height: 3333 }, '*'));
  // The right frame, but no heights: none of these may be acted on.
  const own = page.frame({ url: (url) => url.pathname === '/embed/gpu/' })!;
  await own.evaluate(() => {
    for (const message of [
      null,
      3333,
      'x',
      {},
      { headroom: 2, height: 3333 },
      { headroom: 1, height: '3333' },
      { headroom: 1, height: Infinity },
      { headroom: 1, height: NaN },
    ]) {
      parent.postMessage(message, '*');
    }
  });
  await page.waitForTimeout(300);
  expect(await height(page)).toBe(before);

  // The way itself works, and is clamped: the test above would pass on a loader that reads nothing.
  await own.evaluate(() => parent.postMessage({ headroom: 1, height: 1e9 }, '*'));
  await expect.poll(() => height(page)).toBe(6000);
  await own.evaluate(() => parent.postMessage({ headroom: 1, height: -1 }, '*'));
  await expect.poll(() => height(page)).toBe(120);
});

test('loader: a right message from a wrong origin changes nothing', async ({ page }) => {
  await hostPage(page, `${loader}<headroom-widget type="gpu"></headroom-widget>`);
  await ready(page);
  const before = await settled(page);
  // The widget's own frame, navigated elsewhere: the source is right, the origin is not.
  await page
    .locator('iframe')
    .evaluate(
      (frame, url) => ((frame as HTMLIFrameElement).contentWindow!.location.href = url),
      `${host}/index.html`,
    );
  await expect(frameOf(page).locator('body')).toContainText('another origin');
  const own = page.frames().find((frame) => frame.url().startsWith(`${host}/index.html`))!;
  await own.evaluate(() => parent.postMessage({ headroom: 1, height: 3333 }, '*'));
  await page.waitForTimeout(300);
  expect(await height(page)).toBe(before);
});

test('a plain iframe works on another origin', async ({ page }) => {
  const guard = watch(page);
  await hostPage(
    page,
    `<iframe src="${site}/embed/gpu/?gpu=gtx-1080-ti" title="Headroom" width="100%" height="720" style="border:0"></iframe>`,
  );
  await ready(page);
  await expect(frameOf(page).locator('.hr-sentence').first()).toContainText('1080 Ti');
  guard.expectQuiet();
});

test('in a frame that allows only scripts the widget calculates at its initial height', async ({ page }) => {
  await hostPage(
    page,
    `<iframe sandbox="allow-scripts" src="${site}/embed/gpu/" title="Headroom" width="100%" height="720" style="border:0"></iframe>`,
  );
  await ready(page);
  const frame = frameOf(page);
  const before = await frame.locator('.hr-sentence').first().textContent();
  await frame.locator('select:has(option[value="gpt2"])').first().selectOption('gpt2');
  await expect(frame.locator('.hr-sentence').first()).not.toHaveText(before!);
  expect(await height(page)).toBe(720);
});

test('a page that is not a widget refuses to be framed', async ({ page }) => {
  await hostPage(page, `<iframe src="${site}/introduction/" title="x" width="100%" height="400"></iframe>`);
  await expect.poll(() => page.frames().at(-1)!.url()).toMatch(/^chrome-error:/);
  expect(page.frames().some((frame) => frame.url().startsWith(site))).toBe(false);
});

test('a widget in its default state loads no calculator before a touch, and the keyboard reaches it', async ({
  page,
}) => {
  const scripts: string[] = [];
  page.on('request', (request) => {
    if (/calculator/.test(request.url()) && request.resourceType() === 'script') scripts.push(request.url());
  });
  await page.goto('/embed/gpu/', { waitUntil: 'networkidle' });
  await expect(page.locator('.hr-sentence').first()).toContainText('RTX');
  expect(scripts).toEqual([]);
  await page.keyboard.press('Tab');
  await expect(page.locator('select').first()).toBeEnabled();
  expect(scripts.length).toBeGreaterThan(0);
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.closest('.hr-controls') !== null)).toBe(true);
});

test('the widget asks no third party and keeps nothing', async ({ page, context }) => {
  const others: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(site)) others.push(request.url());
  });
  await page.goto('/embed/gpu/', { waitUntil: 'networkidle' });
  expect(others).toEqual([]);
  expect(await context.cookies()).toEqual([]);
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
  await expect(page.locator('meta[name="robots"]')).toHaveAttribute('content', /noindex/);
});

test('the configurator writes snippets that work', async ({ page }) => {
  await page.goto('/embed/');
  await page.locator('select[name="type"]').selectOption('precision');
  await page.locator('select[name="theme"]').selectOption('dark');
  await page.locator('input[name="state"]').fill(`${site}/calculators/precision/?gpu=gtx-1080-ti`);
  const snippet = await page.locator('[data-snippet="loader"]').textContent();
  expect(snippet).toContain('type="precision"');
  await expect(page.frameLocator('headroom-widget iframe').locator('.hr-sentence').first()).toContainText(
    '1080 Ti',
  );

  const plain = await page.locator('[data-snippet="iframe"]').textContent();
  for (const html of [snippet!, plain!]) {
    await hostPage(page, html);
    await expect(frameOf(page).locator('.hr-sentence').first()).toContainText('1080 Ti');
    await expect(frameOf(page).locator('html')).toHaveAttribute('data-theme', 'dark');
  }
});
