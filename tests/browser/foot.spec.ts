import { expect, test, type Page } from '@playwright/test';
import { dictionary } from '../../content/i18n/index.ts';
import { data } from '../../src/components/estimation.ts';
import { estimate } from '../../src/estimation/index.ts';
import { languages } from './addresses.ts';
import { watch } from './guard.ts';

/* The foot of a calculator: ways to carry an answer elsewhere, and what a link says when it comes back. */

const job = { model: 'qwen2.5-7b', job: 'qlora', gpu: 'rtx-3060-12gb', seq: '2048' };
const query = new URLSearchParams(job).toString();
const answer = estimate(
  {
    task: 'training',
    model: job.model,
    method: 'qlora',
    gpu: job.gpu,
    sequenceLength: 2048,
    gradientCheckpointing: 'full',
  },
  data,
);

const tools = (page: Page) => page.locator('.hr-tools');
const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  // The foot comes alive when the reader reaches for the calculator, and replaces what the server drew.
  await page.locator('.hr-calculator select:enabled').first().focus();
  await page.keyboard.press('Tab');
  // Undo is there from the start, but has nothing to undo.
  await expect(tools(page).getByRole('button').nth(2)).toBeEnabled();
}

for (const { lang, prefix, again } of languages) {
  const { share } = dictionary(lang);

  test.describe(lang, again, () => {
    test('a copied link opens the same answer, and says so when the answer has moved since', async ({
      page,
      context,
    }) => {
      const guard = watch(page);
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      await open(page, `${prefix}calculators/gpu/?${query}`);
      const sentence = await page.locator('.hr-sentence').first().innerText();
      await tools(page).getByRole('button', { name: share.copy, exact: true }).press('Enter');
      await expect(tools(page).getByRole('status').first()).toContainText(share.link);
      const link = new URL(await clipboard(page));
      expect(link.pathname).toBe(`${prefix}calculators/gpu/`);
      expect(link.searchParams.get('gpu')).toBe(job.gpu);
      const [date, bytes, speed] = link.searchParams.get('was')!.split('~');
      expect(date).toBe(data.version);

      await open(page, link.pathname + link.search);
      await expect(page.locator('.hr-sentence').first()).toHaveText(sentence);
      await expect(page.locator('.hr-notice-box')).toHaveCount(0);

      link.searchParams.set('was', [date, Number(bytes) * 1.1, speed].join('~'));
      await open(page, link.pathname + link.search);
      const notice = page.locator('.hr-notice-box');
      await expect(notice).toContainText(share.moved.title);
      await expect(notice.locator('li')).toHaveCount(2);
      await notice.getByRole('button').click();
      await expect(notice).toHaveCount(0);
      guard.expectQuiet();
    });

    test('copied as Markdown, CSV, JSON and command line, by keyboard', async ({ page, context }) => {
      const guard = watch(page);
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      await open(page, `${prefix}calculators/gpu/?${query}`);
      const take = async (format: keyof typeof share.formats): Promise<string> => {
        await tools(page).getByRole('button', { name: share.copyAs }).press('Enter');
        await tools(page).getByRole('button', { name: share.formats[format], exact: true }).press('Enter');
        await expect(tools(page).getByRole('status').first()).toContainText(share.formats[format]);
        return clipboard(page);
      };
      const markdown = await take('markdown');
      expect(markdown).toMatch(/^\|.*\|$/m);
      expect(markdown).toContain(share.table.total);
      const [head, row] = (await take('csv')).split('\r\n').map((line) =>
        // The name is in quotes for its commas.
        line.replace(/"[^"]*"/, 'name').split(','),
      );
      expect(head!.length).toBe(row!.length);
      expect(Number(row![head!.indexOf('answer.memory.total')])).toBe(answer.memory.total);
      const taken = JSON.parse(await take('json')) as { answer: { memory: { total: number } } };
      expect(taken.answer.memory.total).toBe(answer.memory.total);
      expect(await take('command')).toContain(`"gpu":"${job.gpu}"`);
      guard.expectQuiet();
    });

    test('where the page may not copy, the text stands there to be taken, selected', async ({ page }) => {
      await page.addInitScript(() => {
        Object.defineProperty(navigator, 'clipboard', {
          value: { writeText: () => Promise.reject(new DOMException('no', 'NotAllowedError')) },
        });
      });
      await open(page, `${prefix}calculators/gpu/?${query}`);
      await tools(page).getByRole('button', { name: share.copy, exact: true }).click();
      const field = tools(page).getByRole('textbox', { name: share.failed });
      await expect(field).toBeFocused();
      await expect(field).toHaveValue(/calculators\/gpu\/\?.*gpu=rtx-3060-12gb/);
      const selected = await field.evaluate((area: HTMLTextAreaElement) =>
        area.value.slice(area.selectionStart, area.selectionEnd),
      );
      expect(selected).toBe(await field.inputValue());
    });

    test('printed: the answer and where it came from, no controls', async ({ page }) => {
      await page.addInitScript(() => {
        window.print = () => document.documentElement.setAttribute('data-printed', '');
      });
      await open(page, `${prefix}calculators/gpu/?${query}`);
      await tools(page).getByRole('button', { name: share.print }).click();
      await expect(page.locator('html')).toHaveAttribute('data-printed', '');
      await page.emulateMedia({ media: 'print' });
      await expect(page.locator('.hr-sentence').first()).toBeVisible();
      await expect(page.locator('.hr-print-link')).toBeVisible();
      await expect(page.locator('.hr-print-link')).toContainText('gpu=rtx-3060-12gb');
      await expect(page.locator('.hr-calculator button:visible:not(.hr-card-name, .hr-sort)')).toHaveCount(0);
    });
  });
}

test('another language shows the same job', async ({ page }) => {
  for (const name of ['gpu', 'precision', 'step']) {
    await open(page, `/calculators/${name}/?gpu=rtx-2080-ti&model=gpt2`);
    await page
      .locator('starlight-lang-select select')
      .first()
      .selectOption({ value: `/zh-cn/calculators/${name}/` });
    await page.waitForURL(`**/zh-cn/calculators/${name}/?*`);
    const there = new URL(page.url());
    expect(there.searchParams.get('gpu')).toBe('rtx-2080-ti');
    expect(there.searchParams.get('model')).toBe('gpt2');
  }
});
