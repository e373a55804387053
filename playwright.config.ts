import { defineConfig } from '@playwright/test';
import { launchOptions } from './src/scripts/browser.ts';
import { hostPort, sitePort } from './tests/browser/addresses.ts';

/** Browser tests on the built site: run `npm run build` first. */
export default defineConfig({
  testDir: 'tests/browser',
  testMatch: '*.spec.ts',
  // What takes minutes, or repeats a path in another language, is for the audit.
  ...(process.env['HEADROOM_AUDIT']
    ? {}
    : { grepInvert: /@audit/, testIgnore: ['states.spec.ts', 'fuzz.spec.ts'] }),
  outputDir: 'test-results/artifacts',
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env['CI']),
  retries: 0,
  // Far above what anything takes: a busy machine must not fail a test, only a test that hangs does.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [['line'], ['json', { outputFile: 'test-results/browser.json' }]],
  use: {
    baseURL: `http://127.0.0.1:${sitePort}`,
    viewport: { width: 1280, height: 900 },
    // A worker would fetch the whole guide in every test; those about it ask for one.
    serviceWorkers: 'block',
    launchOptions: await launchOptions(),
  },
  webServer: [
    {
      command: `node src/scripts/serve.ts ${process.env['HEADROOM_OUT'] ?? 'dist'} --port ${sitePort}`,
      url: `http://127.0.0.1:${sitePort}/`,
      reuseExistingServer: false,
    },
    {
      // Somebody else's page, on another origin.
      command: `node src/scripts/serve.ts tests/browser/host --port ${hostPort}`,
      url: `http://127.0.0.1:${hostPort}/index.html`,
      reuseExistingServer: false,
    },
  ],
});
