/**
 * Finds a Chromium for the tests: the one named by HEADROOM_BROWSER, an installed Chrome or Chromium, else the
 * package @sparticuz/chromium, which needs no browser on the machine (Linux x64).
 */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

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
  const folders = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => !folder.includes('node_modules'));
  for (const candidate of [
    ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
    ...macApplications,
  ]) {
    if (existsSync(candidate)) return candidate;
  }
  const { default: chromium } = await import('@sparticuz/chromium');
  return chromium.executablePath();
}

/** Options for Playwright's `chromium.launch()`. */
export async function launchOptions(): Promise<{ executablePath: string; args: string[]; headless: true }> {
  return { executablePath: await findBrowser(), args: browserArgs, headless: true };
}
