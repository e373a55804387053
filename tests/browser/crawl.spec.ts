import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { crawlInBrowser } from '../../src/scripts/behind-nginx/crawl.ts';
import { serve } from '../../src/scripts/serve.ts';
import { site } from './addresses.ts';

/* The crawl of the audit finds nothing on a sound site; here is a site on which it must find each kind of fault. */

const faults: Record<string, [body: string, found: RegExp]> = {
  sound: ['<script src="/worker.js"></script>', /^$/],
  error: ['<script src="/throw.js"></script>', /error: planted/],
  console: ['<script src="/complain.js"></script>', /console: planted/],
  inline: ['<script>window.intruder = 1</script>', /policy: script-src-elem blocked inline/],
  missing: ['<img src="/no-such.png" alt="">', /status 404: .*\/no-such\.png/],
  late: ['<script src="/late.js"></script>', /policy: connect-src blocked http:\/\/elsewhere/],
  abroad: [`<img src="${site}/favicon.svg" alt="">`, /request to another origin: .*favicon\.svg/],
};

test('the crawl of the audit finds what is wrong with a page', async ({ browser }) => {
  const directory = mkdtempSync(join(tmpdir(), 'headroom-crawl-'));
  const files = {
    // Its service worker is never ready, and never in the way.
    'worker.js': "navigator.serviceWorker.register('/sw.js').then(() => console.error('ready'))",
    'throw.js': "throw new Error('planted')",
    'complain.js': "console.error('planted')",
    // After the page has loaded, and just before it would count as done.
    'late.js':
      "addEventListener('load', () => setTimeout(() => fetch('http://elsewhere.example/').catch(() => {}), 30))",
    _headers: `/*\n  Content-Security-Policy: default-src 'self'; img-src 'self' ${site}\n`,
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
  for (const [name, [body]] of Object.entries(faults)) {
    mkdirSync(join(directory, name));
    writeFileSync(join(directory, name, 'index.html'), `<!doctype html><title>${name}</title>${body}`);
  }
  const { server, url } = await serve({ directory });
  try {
    for (const [name, [, found]] of Object.entries(faults)) {
      expect((await crawlInBrowser(browser, url, [`${name}/`])).join('\n'), name).toMatch(found);
    }
  } finally {
    server.close();
    rmSync(directory, { recursive: true });
  }
});
