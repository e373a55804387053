import { build } from 'esbuild';
import fc from 'fast-check';
import { expect, test, type Frame, type Page } from '@playwright/test';
import { maxHeight, minHeight } from '../../src/embed/protocol.ts';
import { query } from '../embed/queries.ts';
import { seed } from '../seed.ts';
import { host, site } from './addresses.ts';
import { watch } from './guard.ts';

/*
 * Messages and addresses that nobody means. The loader acts on the one right message from the one right place; a widget
 * answers whatever its address says.
 */

/** How many of each. */
const runs = Number(process.env['HEADROOM_FUZZ'] ?? 10_000);

/** fast-check and the messages as a script, so that they are made in the browser: half of them no JSON could carry. */
const generator = async () => {
  const { outputFiles } = await build({
    stdin: {
      contents: `
        import fc from 'fast-check';
        const number = fc.oneof(
          fc.double(), fc.integer(), fc.integer({ min: 100, max: 7000 }),
          fc.constantFrom(NaN, Infinity, -Infinity, -0, 0, 1e308, -1e308, 5e-324, 119.5, 6000.5),
        );
        const odd = fc.oneof(
          fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withTypedArray: true, withSparseArray: true, withNullPrototype: true }),
          fc.string(), fc.constantFrom('512', '512px', '', null, undefined, true, 1n, [], {}),
        );
        const near = fc.record({ headroom: fc.oneof({ weight: 3, arbitrary: fc.constant(1) }, odd), height: fc.oneof({ weight: 3, arbitrary: number }, odd) }, { requiredKeys: [] });
        const more = fc.tuple(near, fc.dictionary(fc.string({ maxLength: 8 }), odd)).map(([right, rest]) => ({ ...rest, ...right }));
        const cyclic = near.map((value) => Object.assign(value, { self: value }));
        const exact = number.map((height) => ({ headroom: 1, height }));
        const text = near.map((value) => { try { return JSON.stringify(value); } catch { return ''; } });
        globalThis.fuzzMessages = (numRuns, seed) => fc.sample(
          fc.oneof({ weight: 3, arbitrary: near }, { weight: 2, arbitrary: exact }, more, cyclic, text, odd), { numRuns, seed });
      `,
      resolveDir: process.cwd(),
    },
    bundle: true,
    write: false,
    format: 'iife',
    minify: true,
  });
  return outputFiles[0]!.text;
};

interface Told {
  heard: number;
  acted: number;
  wrong: string[];
}

test(`${runs} messages from five places: the height is what the right ones say, and nothing breaks`, async ({
  page,
}) => {
  test.setTimeout(600_000);
  const guard = watch(page);
  await page.goto(`${host}/index.html`);
  await page.evaluate(
    ({ body }) => {
      document.open();
      document.write(body);
      document.close();
    },
    {
      body: `<!doctype html><html lang="en"><head><title>A post</title></head><body>
        <script src="${site}/embed/v1.js"></script>
        <headroom-widget type="gpu"></headroom-widget>
        <iframe id="sibling" src="${site}/embed/precision/"></iframe>
        <iframe id="stranger" src="${host}/index.html?stranger"></iframe>
        <iframe id="sandboxed" sandbox="allow-scripts" src="${site}/embed/gpu/?sandboxed"></iframe>`,
    },
  );
  await page.frameLocator('headroom-widget iframe').locator('.hr-sentence').first().waitFor();
  await page.frameLocator('#sibling').locator('.hr-sentence').first().waitFor();
  await page.frameLocator('#sandboxed').locator('.hr-sentence').first().waitFor();

  // Beside the loader stands another reader of the same messages, that says what should have come of each.
  await page.evaluate(
    ({ minHeight, maxHeight, origin }) => {
      const frame = document.querySelector('headroom-widget')!.shadowRoot!.querySelector('iframe')!;
      const told: Told = { heard: 0, acted: 0, wrong: [] };
      let height = frame.style.height;
      Object.assign(window, { told });
      addEventListener('message', ({ isTrusted, source, origin: from, data }) => {
        told.heard += 1;
        const wanted = isTrusted && source === frame.contentWindow && from === origin ? data : null;
        const valid =
          Object(wanted) === wanted &&
          wanted.headroom === 1 &&
          typeof wanted.height === 'number' &&
          Math.abs(wanted.height) < Infinity;
        if (valid) {
          const asked = Math.ceil(wanted.height);
          height = `${asked < minHeight ? minHeight : asked > maxHeight ? maxHeight : asked}px`;
          told.acted += 1;
        }
        if (frame.style.height !== height && told.wrong.length < 10) {
          told.wrong.push(`${frame.style.height} instead of ${height} after ${String(data)} from ${from}`);
        }
      });
    },
    { minHeight, maxHeight, origin: site },
  );

  const code = await generator();
  const own = page.frames().find((frame) => frame.url() === `${site}/embed/gpu/`)!;
  const places: [Frame, string][] = [
    [own, 'parent'],
    [page.frame({ url: `${site}/embed/precision/` })!, 'parent'],
    [page.frame({ url: `${host}/index.html?stranger` })!, 'parent'],
    [page.frame({ url: `${site}/embed/gpu/?sandboxed` })!, 'parent'],
    [page.mainFrame(), 'window'],
  ];
  const each = Math.ceil(runs / places.length);
  let sent = 0;
  for (const [index, [frame, to]] of places.entries()) {
    await frame.evaluate(code);
    for (let from = 0; from < each; from += 250) {
      sent += await frame.evaluate(
        async ({ to, many, seed }) => {
          const { fuzzMessages } = globalThis as unknown as {
            fuzzMessages: (many: number, seed: number) => unknown[];
          };
          let posted = 0;
          for (const message of fuzzMessages(many, seed)) {
            try {
              (to === 'parent' ? parent : window).postMessage(message, '*');
              posted += 1;
            } catch {
              // What cannot be cloned cannot be sent.
            }
          }
          // Behind the messages in the same queue.
          await new Promise((done) => setTimeout(done));
          return posted;
        },
        { to, many: Math.min(250, each - from), seed: seed + index * 1000 + from },
      );
    }
  }
  // And what no browser sends: events made by a script, with the right source and data that throw when they are read.
  const made = await page.evaluate(
    ({ origin, runs }) => {
      const frame = document.querySelector('headroom-widget')!.shadowRoot!.querySelector('iframe')!;
      const before = frame.style.height;
      const trap = () => {
        throw new Error('read');
      };
      const data = [
        new Proxy({}, { get: trap, has: trap, ownKeys: trap, getOwnPropertyDescriptor: trap }),
        Object.defineProperty({ headroom: 1 }, 'height', { get: trap }),
        { headroom: 1, height: { valueOf: trap, [Symbol.toPrimitive]: trap } },
        { headroom: 1, height: 3333 },
        Symbol('x'),
        trap,
      ];
      let count = 0;
      // The other reader would stumble over these itself: it hears them after the loader, and does not read on.
      for (; count < runs / 10; count += 1) {
        const event = new MessageEvent('message', {
          data: data[count % data.length],
          origin,
          source: frame.contentWindow,
        });
        dispatchEvent(event);
      }
      return { count, moved: frame.style.height !== before };
    },
    { origin: site, runs },
  );
  expect(made.moved).toBe(false);

  const told = () => page.evaluate(() => (window as unknown as { told: Told }).told);
  await expect.poll(async () => (await told()).heard).toBeGreaterThanOrEqual(sent + made.count);
  const { acted, wrong } = await told();
  expect(wrong).toEqual([]);
  expect(sent).toBeGreaterThan(runs * 0.9);
  // Some were right, most were not.
  expect(acted).toBeGreaterThan(each / 20);
  expect(acted).toBeLessThan(each);
  guard.expectQuiet();
});

test(`${runs} messages from the host to the widget and to itself change nothing in either`, async ({
  page,
}) => {
  test.setTimeout(300_000);
  const guard = watch(page);
  await page.goto(`${host}/index.html`);
  await page.evaluate((script) => {
    document.open();
    document.write(
      `<!doctype html><title>A post</title>${script}<headroom-widget type="gpu"></headroom-widget>`,
    );
    document.close();
  }, `<script src="${site}/embed/v1.js"></script>`);
  const frame = page.frameLocator('headroom-widget iframe');
  const sentence = frame.locator('.hr-sentence').first();
  const before = await sentence.textContent();
  const box = page.locator('headroom-widget iframe');
  await expect.poll(() => height(page)).toBeGreaterThan(0);
  const settled = await frame.locator('[data-embed-content]').evaluate((content) => content.clientHeight);
  await expect.poll(() => height(page)).toBeGreaterThanOrEqual(settled);
  const was = await height(page);
  await page.evaluate(await generator());
  await page.evaluate(
    ({ runs, seed }) => {
      const { fuzzMessages } = globalThis as unknown as {
        fuzzMessages: (many: number, seed: number) => unknown[];
      };
      const inner = document.querySelector('headroom-widget')!.shadowRoot!.querySelector('iframe')!;
      for (const [index, message] of fuzzMessages(runs, seed).entries()) {
        try {
          (index % 2 ? window : inner.contentWindow!).postMessage(message, '*');
        } catch {
          // What cannot be cloned cannot be sent.
        }
      }
      return new Promise((done) => setTimeout(done));
    },
    { runs, seed },
  );
  // The widget still works, and stands as it stood.
  let moves = 0;
  await expect(sentence).toHaveText(before!);
  expect(await height(page)).toBe(was);
  await expect(async () => {
    await box.hover({ position: { x: 20 + (moves++ % 20), y: 20 } });
    await expect(frame.locator('select').first()).toBeEnabled({ timeout: 1000 });
  }).toPass({ timeout: 60_000 });
  await frame.locator('select:has(option[value="gpt2"])').first().selectOption('gpt2');
  await expect(sentence).not.toHaveText(before!);
  guard.expectQuiet();
});

const height = (page: Page) =>
  page.locator('headroom-widget iframe').evaluate((frame) => frame.getBoundingClientRect().height);

const widgets = ['embed/gpu/', 'embed/precision/', 'zh-cn/embed/gpu/', 'zh-cn/embed/precision/'];
const perWidget = Math.ceil(runs / widgets.length);
/** A browser takes no more than 200 changes of the address of a frame in ten seconds. */
const paceMs = 55;
/** Frames that take turns, so that each keeps to its pace while the processor is busy. */
const frames = 4;
/** Of each widget, addresses that are opened as a reader's browser opens them. */
const opened = Math.ceil(perWidget / 40);

for (const [index, path] of widgets.entries()) {
  test(`${path}: ${perWidget} addresses, ${opened} of them opened in full: an answer, and no error`, async ({
    page,
  }) => {
    test.setTimeout(900_000);
    const guard = watch(page);
    const queries = fc.sample(query, { numRuns: perWidget, seed: seed + index });
    // In a page of its own: markup as the server wrote it wakes once for each address.
    await page.goto(`/${path}?gpu=rtx-3090`);
    await page.locator('.hr-plain:not([disabled])').first().waitFor();
    const unanswered = await page.evaluate(
      async ({ path, queries, paceMs, frames }) => {
        const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
        const failed: string[] = [];
        const next = queries.values();
        const work = async () => {
          const frame = document.createElement('iframe');
          frame.src = `/${path}?gpu=rtx-3090`;
          frame.width = '700';
          document.body.append(frame);
          await new Promise((done) => frame.addEventListener('load', done));
          const view = frame.contentWindow!;
          const content = frame.contentDocument!;
          const source = await (await fetch(`/${path}`)).text();
          const served = new DOMParser().parseFromString(source, 'text/html').querySelector('astro-island')!;
          const old = content.querySelector('astro-island')!;
          const place = old.parentElement!;
          old.remove();
          for (const text of next) {
            view.history.replaceState(null, '', `/${path}?${text}`);
            const island = content.importNode(served, true);
            place.append(island);
            const answered = () => island.querySelector('.hr-plain:not([disabled])') !== null;
            for (let waited = 0; waited < 20_000 && !answered(); waited += 5) await wait(5);
            const said = island.querySelector('.hr-sentence')?.textContent ?? '';
            if (!answered() || !/\d/.test(said) || /NaN|undefined|Infinity|\{\w+\}/.test(said)) {
              failed.push(`${text}: ${said}`);
            }
            await wait(paceMs);
            island.remove();
          }
          frame.remove();
        };
        await Promise.all(Array.from({ length: frames }, work));
        return failed;
      },
      { path, queries, paceMs, frames },
    );
    expect(unanswered).toEqual([]);

    for (const text of queries.slice(0, opened)) {
      await page.goto(`/${path}?${text}`);
      await page.locator('.hr-plain:not([disabled])').first().waitFor();
      const said = await page.locator('.hr-sentence').first().textContent();
      expect(said, text).toMatch(/\d/);
      expect(said, text).not.toMatch(/NaN|undefined|Infinity|\{\w+\}/);
    }
    expect(await page.locator('img[src="x"]').count()).toBe(0);
    guard.expectQuiet();
  });
}
