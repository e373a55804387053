/**
 * Measures what a reader feels: from each keystroke or click on a control of a calculator to the next paint, with the
 * processor slowed down fourfold (a mid-range phone). Every control of every calculator page is used in turn; prints the
 * worst interaction of each and fails where one takes longer than promised.
 *
 * Run: `node src/scripts/latency.ts [address of a running site | directory of a built one] [pages …]`
 */
import { existsSync } from 'node:fs';
import { chromium, type Locator, type Page } from '@playwright/test';
import { launchOptions, walk } from './browser.ts';
import { serve } from './serve.ts';

/** Milliseconds from an input to the next paint. */
const promised = 100;
const slowdown = 4;
/** Pixels across, as wide as such a phone. */
const phone = 412;

const calculators = ['calculators/gpu/', 'calculators/precision/', 'calculators/step/'];

/** Waits for what an interaction sets off later: a ranking after the pause, the address. */
const settleMs = 500;

interface Measured {
  control: string;
  /** The longest of its interactions, milliseconds to the next paint; 0 where none took as long as 16. */
  worst: number;
  interactions: number;
}

interface Timing {
  id: number;
  name: string;
  duration: number;
}

declare global {
  interface Window {
    timings: Timing[];
  }
}

/** Keeps the duration of every interaction of the page from now on. */
async function watchInteractions(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.timings = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEventTiming & { interactionId: number })[]) {
        if (entry.interactionId)
          window.timings.push({ id: entry.interactionId, name: entry.name, duration: entry.duration });
      }
    }).observe({ type: 'event', buffered: true, durationThreshold: 16 } as PerformanceObserverInit);
  });
}

/** How to use a control as a reader does; `null` for one that leads away or opens a window. */
async function use(control: Locator, page: Page): Promise<(() => Promise<void>) | null> {
  const { tag, type, href } = await control.evaluate((element) => ({
    tag: element.tagName,
    type: (element as HTMLInputElement).type,
    href: element.hasAttribute('href'),
  }));
  if (href || type === 'file') return null;
  if (tag === 'SELECT')
    return async () => {
      // Arrows change a closed list without its window, which is the system's and not measured.
      await control.focus();
      await page.keyboard.press('ArrowDown');
      await page.waitForTimeout(settleMs);
      await page.keyboard.press('ArrowUp');
    };
  if (type === 'radio' || type === 'checkbox') return () => control.press('Space');
  if (type === 'range')
    return async () => {
      await control.focus();
      await page.keyboard.press('ArrowRight');
    };
  if (tag === 'INPUT' || tag === 'TEXTAREA')
    return async () => {
      await control.focus();
      await page.keyboard.press('End');
      await page.keyboard.type('16', { delay: 120 });
    };
  return () => control.click({ timeout: 5000 });
}

const selector = '.hr-calculator :is(button, input, select, textarea, summary):visible';

/** What a control is called, short, to find it again. */
const nameOf = (control: Locator): Promise<string> =>
  control.evaluate((element) => {
    const field = element as HTMLInputElement;
    const label = field.labels?.[0]?.textContent ?? '';
    const text = element.getAttribute('aria-label') ?? (label || element.textContent) ?? '';
    return `${element.tagName.toLowerCase()}: ${text.trim().replace(/\s+/g, ' ').slice(0, 48)}`;
  });

/** Opens a page, wakes it up and unfolds everything, so that every control is in sight. */
async function open(page: Page, url: string): Promise<void> {
  await page.goto(url, { timeout: 120_000 });
  await page.locator('.hr-calculator .hr-plain:not([disabled])').first().waitFor({ timeout: 60_000 });
  await page.mouse.move(200, 300);
  await page.mouse.move(210, 310);
  // Down to the end, so that what waits to be seen has been.
  await walk(page);
  await page.waitForTimeout(settleMs);
  await page.evaluate(() => {
    for (const fold of document.querySelectorAll<HTMLDetailsElement>('.hr-calculator details'))
      fold.open = true;
  });
  await page.waitForTimeout(2 * settleMs);
}

/** Every control of a page, each used once. */
async function measure(page: Page, url: string): Promise<Measured[]> {
  await open(page, url);
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  const seen = new Map<string, Measured>();
  // A click may bring controls and take others away, so each is looked for by what it is called.
  for (let index = 0; index < (await page.locator(selector).count()); index += 1) {
    const control = page.locator(selector).nth(index);
    let name = '';
    try {
      name = await nameOf(control);
      if (seen.has(name) || (await control.isDisabled())) continue;
      // Of a list of cards one stands for all.
      const kind = await control.getAttribute('class');
      if (kind && /hr-card-name/.test(kind) && seen.has(kind)) continue;
      if (kind) seen.set(kind, { control: '', worst: 0, interactions: 0 });
      const act = await use(control, page);
      if (!act) continue;
      await control.scrollIntoViewIfNeeded();
      await page.waitForTimeout(50);
      await page.evaluate(() => (window.timings = []));
      await act();
      await page.waitForTimeout(settleMs);
      const timings = await page.evaluate(() => window.timings);
      const worst = Math.max(0, ...timings.map(({ duration }) => duration));
      seen.set(name, { control: name, worst, interactions: new Set(timings.map(({ id }) => id)).size });
    } catch (error) {
      seen.set(name, {
        control: `${name} (not used: ${String(error).split('\n')[0]})`,
        worst: 0,
        interactions: 0,
      });
    }
  }
  await session.detach();
  return [...seen.values()].filter(({ control }) => control !== '');
}

/** Controls of each page and their worst interactions. */
export async function latencies(where: string, pages: readonly string[] = calculators) {
  const local = existsSync(where) ? await serve({ directory: where }) : null;
  const site = local?.url ?? (where.endsWith('/') ? where : `${where}/`);
  const browser = await chromium.launch(await launchOptions());
  const measured = new Map<string, Measured[]>();
  try {
    for (const path of pages) {
      const context = await browser.newContext({ viewport: { width: phone, height: 900 } });
      const page = await context.newPage();
      // Printing would open a window that nobody closes.
      await page.addInitScript(() => (window.print = () => undefined));
      await watchInteractions(page);
      measured.set(
        path,
        (await measure(page, site + path)).sort((a, b) => b.worst - a.worst),
      );
      await context.close();
    }
  } finally {
    await browser.close();
    local?.server.close();
  }
  return measured;
}

async function main([where = 'dist', ...pages]: string[]): Promise<number> {
  let controls = 0;
  let slow = 0;
  for (const [path, measured] of await latencies(where, pages.length > 0 ? pages : calculators)) {
    console.log(`\n${path}: ${measured.length} controls at 1/${slowdown} of the speed`);
    for (const { control, worst, interactions } of measured)
      console.log(`${String(worst).padStart(6)} ms ${String(interactions).padStart(3)} × ${control}`);
    controls += measured.length;
    slow += measured.filter(({ worst }) => worst > promised).length;
  }
  console.log(`\n${controls - slow} passed, ${slow} failed`);
  return slow;
}

if (import.meta.main) process.exitCode = (await main(process.argv.slice(2))) > 0 ? 1 : 0;
