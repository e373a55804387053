import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { sampleOutputs, withSite } from '../../src/components/api-samples.ts';
import { host, site } from './addresses.ts';

test('another site’s page reads JSON and CSV, as the documentation says', async ({ page }) => {
  await page.goto(`${host}/index.html`);
  const answers = await page.evaluate(async (origin) => {
    const read = async (path: string) => {
      const response = await fetch(origin + path);
      return { type: response.headers.get('content-type'), text: await response.text() };
    };
    return { json: await read('/api/v1/gpus.json'), csv: await read('/api/v1/gpus.csv') };
  }, site);
  expect(answers.json.type).toContain('application/json');
  expect(answers.csv.type).toBe('text/csv; charset=utf-8');
  const { count, gpus } = JSON.parse(answers.json.text) as { count: number; gpus: unknown[] };
  expect(gpus).toHaveLength(count);
  expect(answers.csv.text.trimEnd().split('\r\n')).toHaveLength(count + 1);
});

test('the sample for browsers prints what the page shows', async ({ page }) => {
  const lines: string[] = [];
  page.on('console', (message) => lines.push(message.text()));
  await page.goto(`${host}/index.html`);
  const content = withSite(readFileSync('content/samples/api_browser.js', 'utf8'), `${site}/`);
  await page.addScriptTag({ type: 'module', content });
  const expected = sampleOutputs['api_browser.js']!();
  await expect.poll(() => lines.join('\n')).toContain(expected);
});

for (const path of ['/data/api/', '/zh-cn/data/api/']) {
  test(`${path}: files, outputs and folded fields`, async ({ page }) => {
    await page.goto(path);
    const main = page.locator('main');
    for (const name of ['gpus.json', 'models.csv', 'measurements.json', 'architectures.schema.json']) {
      await expect(main.getByRole('link', { name, exact: true })).toHaveAttribute('href', `/api/v1/${name}`);
    }
    for (const output of Object.values(sampleOutputs)) {
      await expect(main).toContainText(output().split('\n').at(-1)!);
    }
    const cards = main.locator('details').first();
    await expect(cards.getByText('tensorBf16Tflops')).toBeHidden();
    await cards.locator('summary').click();
    await expect(cards.getByText('tensorBf16Tflops')).toBeVisible();
  });
}
