import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test, type Page } from '@playwright/test';
import { languages } from '../../content/i18n/languages.ts';
import { maxHeight, minHeight, widgetTypes } from '../../src/embed/protocol.ts';
import { oembedProblems } from '../embed/oembed-schema.ts';
import { host, site } from './addresses.ts';
import { watch } from './guard.ts';
import { holdBack } from './hold.ts';

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

/** The same from a server of its own, with its headers, and parsed as any page. */
async function servedPage(page: Page, body: string, headers: Record<string, string> = {}): Promise<void> {
  const html = `<!doctype html><html lang="en"><head><title>A post</title><link rel="icon" href="data:,"></head>${body}</html>`;
  const server = createServer((_, response) =>
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(html),
  );
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  page.once('close', () => server.close());
  const { port } = server.address() as AddressInfo;
  await page.goto(`http://localhost:${port}/`, { waitUntil: 'domcontentloaded' });
}

const loader = `<script src="${site}/embed/v1.js" async></script>`;
/** The widget's own frames: frames that others put beside them have an id here. */
const widgetFrame = 'iframe:not([id])';
const height = (page: Page) =>
  page
    .locator(widgetFrame)
    .first()
    .evaluate((frame) => frame.getBoundingClientRect().height);
const frameOf = (page: Page) => page.frameLocator(widgetFrame).first();
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

test('the configurator: lists, text and preview say the same, by keyboard', async ({ page }) => {
  const guard = watch(page);
  await page.goto('/embed/');
  const state = page.locator('input[name="state"]');
  const code = (id: string) => page.locator(`[data-snippet="${id}"]`);
  const widget = page.frameLocator('headroom-widget iframe');

  // A reader types the name of what they look for.
  await page.locator('select[data-key="model"]').focus();
  await page.keyboard.type('GPT-2');
  await expect(state).toHaveValue('model=gpt2');
  await page.locator('select[data-key="gpu"]').selectOption('rtx-3060-12gb');
  await page.locator('select[data-key="job"]').selectOption('full');
  await expect(state).toHaveValue('model=gpt2&gpu=rtx-3060-12gb&job=full');
  await expect(code('address')).toHaveText(`${site}/embed/gpu/?model=gpt2&gpu=rtx-3060-12gb&job=full`);
  await expect(widget.locator('.hr-sentence').first()).toContainText('3060');

  // What is pasted chooses the calculator and the language, and the lists follow.
  await state.fill(`${site}/zh-cn/calculators/precision/?v=1&gpu=gtx-1080-ti&method=full&batch=2#x`);
  await expect(page.locator('select[name="type"]')).toHaveValue('precision');
  await expect(page.locator('select[name="lang"]')).toHaveValue('zh-cn');
  await expect(page.locator('select[data-key="gpu"]')).toHaveValue('gtx-1080-ti');
  await expect(page.locator('select[data-key="method"]')).toHaveValue('full');
  await expect(page.locator('select[data-key="job"]')).toBeHidden();
  await expect(code('loader')).toContainText('lang="zh-CN" v="1" gpu="gtx-1080-ti" method="full" batch="2"');
  await expect(widget.locator('.hr-sentence').first()).toContainText('1080 Ti');

  // The other calculator does not know the method; the rest stays.
  await page.locator('select[name="type"]').selectOption('gpu');
  await expect(state).toHaveValue('v=1&gpu=gtx-1080-ti&batch=2');
  await page.locator('select[data-key="gpu"]').selectOption('');
  await expect(state).toHaveValue('v=1&batch=2');

  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const copy = page.locator('.hr-code', { has: code('iframe') }).getByRole('button');
  await copy.focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('body > [role="status"]')).toHaveText('Copied');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await code('iframe').textContent());
  guard.expectQuiet();
});

test('without JavaScript the snippets stand, and the form says that it cannot choose', async ({
  browser,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: site });
  const page = await context.newPage();
  await page.goto('/embed/');
  await expect(page.locator('[data-snippet="iframe"]')).toContainText('/embed/gpu/"');
  await expect(page.locator('[data-snippet="loader"]')).toContainText(
    '<headroom-widget type="gpu" lang="en"',
  );
  await expect(page.locator('select[name="type"]')).toBeDisabled();
  // Playwright reads no text of a <noscript>.
  expect(await page.content()).toContain('Choosing needs JavaScript');
  await context.close();
});

for (const lang of languages) {
  for (const type of widgetTypes) {
    test(`oEmbed: the pages of ${type} in ${lang} lead to an answer that holds the snippet`, async ({
      request,
    }) => {
      const prefix = lang === 'en' ? '/' : `/${lang}/`;
      const linked = await Promise.all(
        ['calculators', 'embed'].map(async (folder) => {
          const html = await (await request.get(`${prefix}${folder}/${type}/`)).text();
          const head = html.slice(0, html.indexOf('</head>'));
          const links = head.match(/<link[^>]*application\/json\+oembed[^>]*>/g) ?? [];
          expect(links).toHaveLength(1);
          return /href="([^"]*)"/.exec(links[0]!)![1]!;
        }),
      );
      expect(linked[0]).toBe(linked[1]);
      const address = new URL(linked[0]!);
      // Hosts add what they ask for; a file answers all the same.
      const response = await request.get(`${address.pathname}?url=x&maxwidth=600&format=json`);
      expect(response.headers()['content-type']).toMatch(/^application\/json\b/);
      expect(response.headers()['access-control-allow-origin']).toBe('*');
      const answer = (await response.json()) as { html: string; height: number };
      expect(oembedProblems(answer)).toEqual([]);
      const widget = new URL(`${prefix}embed/${type}/`, address.origin).href;
      expect(answer.html).toMatch(new RegExp(`^<iframe src="${widget}" [^<>]*></iframe>$`));
      expect((await request.get(new URL(widget).pathname)).ok()).toBe(true);
      if (type === 'gpu') {
        // As it stands in the page that readers copy from.
        const copied = await (await request.get(`${prefix}embed/`)).text();
        const shown = /data-snippet="iframe"[^>]*>([\s\S]*?)<\/pre>/.exec(copied)![1]!;
        const plain = shown
          .replace(/&lt;/g, '<')
          .replace(/&gt;/g, '>')
          .replace(/&quot;/g, '"');
        expect(answer.html).toBe(plain.replace(/&amp;/g, '&'));
      }
    });
  }
}

test('version 1: every element and frame of the published markup leads to the page it did', async ({
  page,
}) => {
  const { script, elements, frames } = JSON.parse(
    readFileSync(new URL('../embed/v1/markup.json', import.meta.url), 'utf8'),
  ) as {
    script: string;
    elements: { html: string; src: string; title?: string; height?: number }[];
    frames: string[];
  };
  const here = (html: string) => html.replaceAll('https://headroom.example', site);
  await hostPage(page, here(script) + elements.map(({ html }) => here(html)).join(''));
  await expect(page.locator('iframe')).toHaveCount(elements.length);
  const built = await page.locator('iframe').evaluateAll((all) =>
    (all as HTMLIFrameElement[]).map(({ src, title, loading, style: { height } }) => ({
      src,
      title,
      loading,
      height: parseInt(height, 10),
    })),
  );
  for (const [index, { html, src, title, height }] of elements.entries()) {
    expect(built[index]!.src, html).toBe(`${site}/${src}`);
    expect(built[index]!.loading, html).toBe('lazy');
    expect(built[index]!.title, html).toMatch(title ?? /^Headroom/);
    // The first frames may have spoken by now; one that was told its height is near the end, and waits.
    if (height !== undefined) expect([minHeight, height], html).toContain(built[index]!.height);
  }
  for (const frame of frames) {
    const address = /src="([^"]*)"/.exec(here(frame))![1]!.replace(/&amp;/g, '&');
    await hostPage(page, here(frame));
    await expect(frameOf(page).locator('.hr-sentence').first()).toContainText(/\d/);
    expect(page.frames()[1]!.url()).toBe(address);
  }
});

test('loader: the element says resize with its height, once for each, and nothing else', async ({ page }) => {
  await hostPage(
    page,
    `<script>
       const heard = [];
       addEventListener('resize', (event) => { if (event.target !== window) heard.push('bubbled'); });
       document.addEventListener('resize', ({ target, detail }) => heard.push(detail.height), true);
     </script>${loader}<headroom-widget type="gpu"></headroom-widget>`,
  );
  await ready(page);
  const first = await settled(page);
  const own = page.frames()[1]!;
  await own.evaluate(() => {
    for (const height of [400, 400, 400.2, 401, 1e9, 1e8]) parent.postMessage({ headroom: 1, height }, '*');
  });
  await expect.poll(() => height(page)).toBe(maxHeight);
  const heard = (await page.evaluate('heard')) as unknown[];
  expect(heard.slice(heard.indexOf(400))).toEqual([400, 401, maxHeight]);
  expect(heard.slice(0, heard.indexOf(400))).toContain(first);
  expect(heard).not.toContain('bubbled');
});

test('loader: a change of attributes is no step in the history of the host', async ({ page }) => {
  await hostPage(page, `${loader}<headroom-widget type="gpu" gpu="rtx-4090"></headroom-widget>`);
  await expect(frameOf(page).locator('.hr-sentence').first()).toContainText('RTX 4090');
  const before = await page.evaluate(() => history.length);
  for (const card of ['rtx-3060-12gb', 'gtx-1080-ti']) {
    await page.locator('headroom-widget').evaluate((widget, gpu) => widget.setAttribute('gpu', gpu), card);
  }
  await expect(frameOf(page).locator('.hr-sentence').first()).toContainText('1080 Ti');
  expect(await page.evaluate(() => history.length)).toBe(before);
});

test('loader: styles of the host do not reach the frame, and its children stay as they were', async ({
  page,
}) => {
  await hostPage(
    page,
    `<style>iframe { height: 30px !important; display: none } </style>${loader}<headroom-widget type="gpu"><a href="/x">x</a></headroom-widget>`,
  );
  await ready(page);
  expect(await settled(page)).toBeGreaterThan(500);
  expect(await page.locator('headroom-widget').evaluate((widget) => widget.innerHTML)).toBe(
    '<a href="/x">x</a>',
  );
});

test('a host in dark: the widget is dark from its first paint, before its styles have come', async ({
  page,
}) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  const styled = await holdBack(page, /\.css$/);
  const reached = page.waitForRequest(/\.css$/);
  await servedPage(
    page,
    `<body style="margin:0;color-scheme:dark;background:#101418">${loader}<headroom-widget type="gpu" height="400"></headroom-widget></body>`,
  );
  await reached;
  /** Light pixels among a hundred of the frame. */
  const light = async () => {
    const shot = (await page.screenshot({ clip: { x: 0, y: 0, width: 400, height: 300 } })).toString(
      'base64',
    );
    return page.evaluate(async (png) => {
      const picture = new Image();
      picture.src = `data:image/png;base64,${png}`;
      await picture.decode();
      const canvas = new OffscreenCanvas(picture.width, picture.height).getContext('2d')!;
      canvas.drawImage(picture, 0, 0);
      let found = 0;
      for (let at = 0; at < 100; at += 1) {
        const x = ((at % 10) + 0.5) * (picture.width / 10);
        const [r = 0, g = 0, b = 0] = canvas.getImageData(
          x,
          (Math.floor(at / 10) + 0.5) * (picture.height / 10),
          1,
          1,
        ).data;
        if (r + g + b > 600) found += 1;
      }
      return found;
    }, shot);
  };
  // Several frames while the styles are held back.
  for (let shots = 0; shots < 5; shots += 1) expect(await light()).toBe(0);
  styled();
  await ready(page);
  await expect(frameOf(page).locator('html')).toHaveAttribute('data-theme', 'dark');
  expect(await light()).toBeLessThan(50);
  // The scheme of frame and host agree: else the browser would paint an opaque canvas of its own.
  expect(
    await frameOf(page)
      .locator('html')
      .evaluate((html) => getComputedStyle(html).colorScheme),
  ).toBe('dark');
});

test('in a narrow column nothing is cut off or scrolls sideways', async ({ page }) => {
  for (const type of widgetTypes) {
    await hostPage(
      page,
      `${loader}<div style="width:280px"><headroom-widget type="${type}"></headroom-widget></div>`,
    );
    await ready(page);
    await settled(page);
    const { wide, clipped } = await frameOf(page)
      .locator('html')
      .evaluate((html) => ({
        wide: [html.scrollWidth, innerWidth],
        // A table may scroll in its own box; a control may not stick out.
        clipped: [...html.querySelectorAll('select, button, summary, input')]
          .filter((control) => {
            const box = control.getBoundingClientRect();
            return box.width > 0 && !control.closest('.hr-scroll, .hr-cards') && box.right > innerWidth + 1;
          })
          .map((control) => control.outerHTML.slice(0, 80)),
      }));
    expect(wide[0], type).toBe(wide[1]);
    expect(clipped, type).toEqual([]);
  }
});

test('twenty widgets on a page: those near the reader load, and nothing that is in sight moves', async ({
  page,
}) => {
  const documents: string[] = [];
  let loaders = 0;
  page.on('request', (request) => {
    if (request.resourceType() === 'document') documents.push(new URL(request.url()).pathname);
    if (request.url().endsWith('/v1.js')) loaders += 1;
  });
  await servedPage(
    page,
    `<body style="margin:0;font:16px/1.5 sans-serif">
       <script>
         let shift = 0;
         new PerformanceObserver((list) => { for (const entry of list.getEntries()) shift += entry.value; })
           .observe({ type: 'layout-shift', buffered: true });
       </script>
       <main style="width:720px">${Array.from(
         { length: 20 },
         (_, index) =>
           `<p>Widget ${index}</p><headroom-widget type="gpu" style="display:block;min-height:1250px"></headroom-widget>`,
       ).join('')}</main>${loader}</body>`,
  );
  await expect(page.locator('iframe')).toHaveCount(20);
  await ready(page);
  await settled(page);
  const opened = () => documents.filter((path) => path === '/embed/gpu/').length;
  const atFirst = opened();
  // Chromium begins some screens ahead, more of them on a slow connection.
  expect(atFirst).toBeGreaterThan(0);
  expect(atFirst).toBeLessThan(8);
  expect(loaders).toBe(1);
  for (let index = 0; index < 20; index += 1) {
    await page.locator('headroom-widget').nth(index).scrollIntoViewIfNeeded();
    await expect(page.frameLocator('iframe').nth(index).locator('.hr-sentence').first()).toContainText('RTX');
  }
  expect(opened()).toBe(20);
  expect(await page.evaluate('shift')).toBeLessThan(0.001);
});

for (const [name, policy] of [
  ['only this site', `default-src 'none'; script-src ${site}; frame-src ${site}; style-src 'none'`],
  [
    'only this site, and trusted types',
    `default-src 'none'; script-src ${site}; frame-src ${site}; require-trusted-types-for 'script'`,
  ],
] as const) {
  test(`a host whose policy allows ${name} shows the widget at its height`, async ({ page }) => {
    const guard = watch(page);
    await servedPage(page, `<body>${loader}<headroom-widget type="gpu"></headroom-widget></body>`, {
      'content-security-policy': policy.replace("default-src 'none'", "default-src 'none'; img-src data:"),
    });
    await ready(page);
    expect(await settled(page)).toBeGreaterThan(500);
    const border = await page.locator('iframe').evaluate((frame) => getComputedStyle(frame).borderTopWidth);
    expect(border).toBe('0px');
    guard.expectQuiet();
  });
}

test('a host whose policy forbids scripts and inline styles shows the iframe, without a border', async ({
  page,
}) => {
  const guard = watch(page);
  const html = await (await page.request.get('/embed/')).text();
  const shown = /data-snippet="iframe"[^>]*>([\s\S]*?)<\/pre>/.exec(html)![1]!;
  const snippet = shown
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"');
  await servedPage(page, `<body>${snippet.replace('https://headroom.example', site)}</body>`, {
    'content-security-policy': `default-src 'none'; img-src data:; frame-src ${site}`,
  });
  await ready(page);
  const border = await page.locator('iframe').evaluate((frame) => getComputedStyle(frame).borderTopWidth);
  expect(border).toBe('0px');
  guard.expectQuiet();
});

test('as WordPress frames what it discovers, the widget calculates and says nothing wrong', async ({
  page,
}) => {
  const answer = (await (await page.request.get('/embed/oembed/gpu.json')).json()) as { html: string };
  // What its filter leaves of the attributes, and what it adds.
  const kept = /src|width|height|frameborder|title/;
  const html = answer.html
    .replace('https://headroom.example', site)
    .replace(/ ([a-z]+)="[^"]*"/g, (whole, name: string) => (kept.test(name) ? whole : ''))
    .replace('/embed/gpu/"', '/embed/gpu/#?secret=abcdefghij" data-secret="abcdefghij"')
    .replace('<iframe', '<iframe class="wp-embedded-content" sandbox="allow-scripts" security="restricted"');
  const guard = watch(page);
  await servedPage(page, `<body>${html}</body>`);
  await ready(page);
  await frameOf(page).locator('select:has(option[value="gpt2"])').first().selectOption('gpt2');
  await expect(frameOf(page).locator('.hr-sentence').first()).toContainText(/\d/);
  guard.expectQuiet();
});
