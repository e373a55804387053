/**
 * The browser of tests and measurements: the Chromium named by HEADROOM_BROWSER, the package @sparticuz/chromium where it
 * starts (Linux x64), else an installed Chrome or Chromium. The package comes first because it is the same version
 * everywhere and a plain headless build: an installed Chrome draws a whole browser window, at three times the processor
 * time.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { findProgram } from './find-program.ts';

/**
 * Our own arguments, never those that @sparticuz/chromium proposes: its `--disable-web-security` and
 * `--single-process` would make every cross-origin, sandbox and CSP test prove nothing.
 */
export const browserArgs = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const names = ['google-chrome-stable', 'google-chrome', 'chrome', 'chromium', 'chromium-browser'];
const macApplications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Path of a Chromium that starts on this machine. */
export async function findBrowser(): Promise<string> {
  const named = process.env['HEADROOM_BROWSER'];
  if (named) {
    if (!existsSync(named)) throw new Error(`HEADROOM_BROWSER names ${named}, which does not exist`);
    return named;
  }
  if (process.platform === 'linux' && process.arch === 'x64') {
    const { default: chromium } = await import('@sparticuz/chromium');
    const packaged = await chromium.executablePath();
    if (spawnSync(packaged, ['--version']).status === 0) return packaged;
  }
  const installed = findProgram(names, macApplications);
  if (installed) return installed;
  throw new Error('No Chromium starts here: install one, or name one in HEADROOM_BROWSER');
}

/** Options for Playwright's `chromium.launch()`. */
export async function launchOptions(): Promise<{ executablePath: string; args: string[]; headless: true }> {
  return { executablePath: await findBrowser(), args: browserArgs, headless: true };
}

/** Scrolls a page to its end as a reader does, screen by screen; `stay` holds it at each. */
export async function walk(page: Page, stay?: () => Promise<void>): Promise<void> {
  for (let ended = false; !ended;) {
    ended = await page.evaluate(async () => {
      // Nothing to draw may mean no frame.
      const frame = () =>
        new Promise((painted) => {
          requestAnimationFrame(painted);
          setTimeout(painted, 200);
        });
      scrollBy(0, innerHeight * 0.8);
      await frame();
      await frame();
      return scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
    });
    await stay?.();
  }
}
