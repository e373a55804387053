import fc from 'fast-check';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { cards, models } from '../../catalog/index.ts';
import { fromCatalog } from '../../src/estimation/index.ts';
import { createGpuCodec } from '../../src/calculators/gpu/state.ts';
import { createPrecisionCodec } from '../../src/calculators/precision/state.ts';
import { shorten, stampKey } from '../../src/calculators/shared/codec.ts';
import { readStamp } from '../../src/calculators/shared/stamp.ts';
import { axe, themes } from '../../src/scripts/axe.ts';
import { query } from '../embed/queries.ts';
import { seed } from '../seed.ts';
import { watch } from './guard.ts';

/*
 * Any address is a state or says what of it is not. The addresses are drawn from the keys of the calculators with
 * values that are right, nearly right and noise.
 */

/** Random states of a run, over all pages. */
const states = Number(process.env['HEADROOM_STATES'] ?? 1000);
/** A browser takes no more than 200 changes of the address in ten seconds. */
const paceMs = 60;

const catalog = { gpus: cards, models: models.map(fromCatalog) };
const pages = [
  { path: 'calculators/gpu/', codec: createGpuCodec(catalog) },
  { path: 'zh-cn/calculators/precision/', codec: createPrecisionCodec(catalog) },
];

/** What a page must say of an address: of each part that it does not use, the key and the value as it shows them. */
function ignoredOf(text: string, codec: Pick<(typeof pages)[number]['codec'], 'parse'>): string[] {
  const ignored = codec.parse(text).ignored.map(({ field, value }) => `${field} = “${value}”`);
  const stamp = new URLSearchParams(text).get(stampKey);
  // The page shows five, and says how many more there are.
  const shown = ignored.length > 5 ? [...ignored.slice(0, 5), String(ignored.length - 5)] : ignored;
  return stamp === null || readStamp(stamp) ? shown : [...shown, `${stampKey} = “${shorten(stamp)}”`];
}

/**
 * Wakes the island of the page once for each query, with that query as its address, as a fresh page would: its markup
 * as the server wrote it, its code as it stands in the page already.
 */
async function wakeWith(
  page: Page,
  queries: readonly { text: string; ignored: number }[],
): Promise<{ sentence: string; said: string[]; injected: number }[]> {
  return page.evaluate(
    async ({ queries, paceMs }) => {
      const source = await (await fetch(location.pathname)).text();
      const served = new DOMParser().parseFromString(source, 'text/html').querySelector('astro-island')!;
      const place = document.querySelector('astro-island')!.parentElement!;
      document.querySelector('astro-island')!.remove();
      const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
      const until = async (found: () => boolean) => {
        for (let waited = 0; waited < 20_000 && !found(); waited += 5) await wait(5);
      };
      const outcomes = [];
      for (const { text, ignored } of queries) {
        history.replaceState(null, '', `${location.pathname}?${text}`);
        const island = document.importNode(served, true);
        place.append(island);
        const said = () =>
          [...island.querySelectorAll('.hr-notice-box li')].map((item) => item.textContent ?? '');
        await until(() => island.querySelector('.hr-plain:not([disabled])') !== null);
        await until(() => said().length >= ignored);
        outcomes.push({
          sentence: island.querySelector('.hr-sentence')?.textContent ?? '',
          said: said(),
          injected: document.querySelectorAll('img[src="x"]').length,
        });
        await wait(paceMs);
        island.remove();
      }
      return outcomes;
    },
    { queries, paceMs },
  );
}

for (const { path, codec } of pages) {
  test(`${path}: ${states / 2} random addresses: an answer, no error, and a word about whatever was ignored`, async ({
    page,
  }) => {
    test.setTimeout(120_000 + states * 1000);
    const guard = watch(page);
    await page.goto(`/${path}`);
    await page.locator('.hr-plain:not([disabled])').first().waitFor();
    const queries = fc
      .sample(query, { numRuns: states / 2, seed })
      .map((text) => ({ text, ignored: ignoredOf(text, codec) }));
    const outcomes = await wakeWith(
      page,
      queries.map(({ text, ignored }) => ({ text, ignored: ignored.length })),
    );
    for (const [index, { text, ignored }] of queries.entries()) {
      const { sentence, said, injected } = outcomes[index]!;
      for (const [line, words] of ignored.entries()) expect(said[line], text).toContain(words);
      // What else it says is that a figure has moved since the link was made.
      if (!new URLSearchParams(text).has(stampKey)) expect(said.length, text).toBe(ignored.length);
      expect(sentence, text).toMatch(/\d/);
      expect(sentence, text).not.toMatch(/NaN|undefined|Infinity|\{\w+\}/);
      expect(injected, text).toBe(0);
    }
    guard.expectQuiet();
  });
}

/** Ten states worth a look each: what fits and what does not, what no card can, a widget's garbage, folds open. */
const lookedAt = [
  ['calculators/gpu/', 'job=full&gpu=rtx-3060-12gb'],
  ['calculators/gpu/', 'model=llama-3.1-70b&gpu=rtx-4090&mem=47.279'],
  ['calculators/gpu/', 'job=run&wf=q4_k_m&conc=8&tokens=1e6&kwh=0.3'],
  ['calculators/gpu/', 'prec=fp8-mixed&gpu=gtx-1080-ti&seg=all'],
  ['calculators/gpu/', 'seq=oops&batch=0&colour=red&was=2026-11-25~1~1'],
  ['zh-cn/calculators/gpu/', 'budget=500&fits=1&unit=gb&cur=CNY&rate=7.1'],
  ['zh-cn/calculators/gpu/', 'minmem=1000'],
  ['calculators/precision/', 'gpu=gtx-1080-ti&method=full'],
  ['calculators/precision/', 'grad=-40&scale=24&model=gpt2'],
  ['zh-cn/calculators/precision/', 'gpu=h100-sxm5-80gb&unit=gb&v=2'],
] as const;

for (const [path, state] of lookedAt) {
  test(`axe finds nothing at ${path}?${state}`, async ({ page }) => {
    await page.goto(`/${path}?${state}`);
    await awake(page);
    for (const theme of themes) expect(await axe(page, theme)).toEqual([]);
  });
}

/** Reaches for the page and unfolds everything in the calculator. */
async function awake(page: Page): Promise<void> {
  await page.locator('.hr-plain:not([disabled])').first().waitFor();
  await page.mouse.move(200, 300);
  await page.mouse.move(210, 310);
  await page.locator('.hr-tools button:not([disabled])').first().waitFor();
  await page.locator('.hr-options button:not([disabled])').first().waitFor();
  await page.evaluate(() => {
    for (const fold of document.querySelectorAll<HTMLDetailsElement>(
      '.hr-calculator form details, .hr-display',
    ))
      fold.open = true;
  });
}

/** States in which between them every control of a page has something to say. */
const inUse = [
  [
    'calculators/gpu/',
    ['job=lora&samples=1000&kwh=0.2', 'job=full', 'job=qlora', 'job=run', 'samples=1000&cur=EUR'],
  ],
  // Overflow of FP8 shows with a number that overflows.
  ['calculators/precision/', ['method=lora&num=1000', 'cur=EUR']],
] as const;

for (const [path, starts] of inUse) {
  test(`${path}: every control changes the address and what is shown`, async ({ page }) => {
    const guard = watch(page);
    const used = new Set<string>();
    for (const start of starts) {
      await page.goto(`/${path}?${start}`);
      await awake(page);
      const controls = page.locator(
        '.hr-calculator form :is(select, input[role="spinbutton"], input[type="checkbox"], input[type="range"], input[type="radio"]:not(:checked))',
      );
      for (let index = 0; index < (await controls.count()); index += 1) {
        const control = controls.nth(index);
        const name = await control.evaluate((element: HTMLInputElement) => {
          const label = element.labels?.[0];
          return (label?.querySelector('.hr-label') ?? label)?.textContent || element.ariaLabel || '';
        });
        expect(name, 'a control without a name').not.toBe('');
        if (used.has(name)) continue;
        used.add(name);
        const shown = () =>
          page.evaluate(() => {
            const copy = document.querySelector('.hr-calculator')!.cloneNode(true) as Element;
            for (const part of copy.querySelectorAll('form, script, [role="status"], .hr-tools'))
              part.remove();
            return copy.textContent;
          });
        const before = { address: page.url(), shown: await shown() };
        let turns = 1;
        await turn(control);
        await expect.poll(() => page.url(), { message: `${name}: the address` }).not.toBe(before.address);
        // Two formats of a list may come to the same: then it is another option that makes the difference.
        while (turns < 4 && !(await changes(shown, before.shown)) && (await turn(control, turns))) turns += 1;
        await expect.poll(shown, { message: `${name}: what is shown` }).not.toBe(before.shown);
        // Back by the button, to the very state before.
        for (let back = 0; back < turns; back += 1) await page.locator('.hr-tools button').first().click();
        await expect.poll(shown, { message: `${name}: undone` }).toBe(before.shown);
      }
    }
    expect(used.size).toBeGreaterThan(10);
    guard.expectQuiet();
  });
}

/** Whether what is shown changes within a moment. */
const changes = (shown: () => Promise<string | null>, before: string | null): Promise<boolean> =>
  expect
    .poll(shown, { timeout: 2000 })
    .not.toBe(before)
    .then(
      () => true,
      () => false,
    );

/** Gives a control another value, as a reader does; `false` where there is none after so many tries. */
async function turn(control: Locator, tries = 0): Promise<boolean> {
  const kind = await control.evaluate((element: HTMLInputElement) =>
    element.tagName === 'SELECT' ? 'select' : (element.getAttribute('role') ?? element.type),
  );
  if (kind === 'select') {
    const others = await control.evaluate((element: HTMLSelectElement) =>
      [...element.options].filter(({ selected }) => !selected).map(({ value }) => value),
    );
    // The last is the most unlike.
    const other = others.at(-1 - tries);
    if (other === undefined) return false;
    await control.selectOption(other);
    return true;
  }
  if (tries > 0) return false;
  if (kind === 'spinbutton') await control.fill((await control.inputValue()) === '24' ? '12' : '24');
  else await control.press(kind === 'range' ? 'ArrowRight' : 'Space');
  return true;
}
