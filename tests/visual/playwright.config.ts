import { defineConfig } from '@playwright/test';
import { launchOptions } from '../../src/scripts/browser.ts';
import { sitePort } from '../browser/addresses.ts';

const options = await launchOptions();

/**
 * Pictures of the calculators as they were when somebody last looked, on the packaged browser and a font that comes with
 * the project. After a change that is meant: `playwright test -c tests/visual --update-snapshots`, and look at each.
 */
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/visual',
  snapshotPathTemplate: '{testDir}/snapshots/{arg}{ext}',
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env['CI']),
  retries: 0,
  timeout: 120_000,
  // Edges of letters and curves differ by a shade between machines, not by whole areas.
  expect: { timeout: 90_000, toHaveScreenshot: { maxDiffPixelRatio: 0.02, threshold: 0.2 } },
  reporter: [['line'], ['json', { outputFile: '../../.cache/reports/visual.json' }]],
  use: {
    serviceWorkers: 'block',
    baseURL: `http://127.0.0.1:${sitePort}`,
    launchOptions: {
      ...options,
      // How a machine likes its letters drawn is no matter of ours.
      args: [...options.args, '--font-render-hinting=none', '--disable-lcd-text'],
    },
  },
  webServer: {
    command: `node src/scripts/serve.ts ${process.env['HEADROOM_OUT'] ?? 'dist'} --port ${sitePort}`,
    cwd: '../..',
    url: `http://127.0.0.1:${sitePort}/`,
    reuseExistingServer: false,
  },
});
