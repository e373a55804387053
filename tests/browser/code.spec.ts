import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { dictionary, fill } from '../../content/i18n/index.ts';
import { languages, site } from './addresses.ts';
import { watch } from './guard.ts';
import { holdBack } from './hold.ts';

/* Code: what its button and a selection take along, and how its lines wrap. */

const file = 'check_gpu.py';
const written = readFileSync(`content/samples/${file}`, 'utf8').trimEnd();
const figure = (page: Page) =>
  page.locator('.hr-code', { has: page.locator('figcaption', { hasText: file }) });
const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

test.beforeEach(({ context }) => context.grantPermissions(['clipboard-read', 'clipboard-write']));

for (const { lang, prefix, again } of languages) {
  const words = dictionary(lang).site.code;

  test(`the button copies the code, by keyboard, and says so (${lang})`, again, async ({ page }) => {
    const guard = watch(page);
    await page.goto(`${prefix}code/`);
    const button = figure(page).getByRole('button');
    await expect(button).toHaveText(words.copy);
    await expect(button).toHaveAccessibleName(fill(words.copyNamed, { name: file }));
    await button.focus();
    await page.keyboard.press('Enter');
    await expect(page.locator('body > [role="status"]')).toHaveText(words.copied);
    await expect(button).toHaveText(words.copied);
    expect(await clipboard(page)).toBe(written);
    await expect(button).toHaveText(words.copy);
    await expect(button).toBeFocused();
    await expect(page.locator('body > [role="status"]')).toBeEmpty();
    guard.expectQuiet();
  });
}

test('where the page has no clipboard of its own, the browser copies what the button selects', async ({
  page,
}) => {
  await page.addInitScript(() => {
    Clipboard.prototype.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
  });
  await page.goto('/code/');
  await figure(page).getByRole('button').click();
  await expect(page.locator('body > [role="status"]')).toHaveText(dictionary('en').site.code.copied);
  expect(await clipboard(page)).toBe(written);

  await page.evaluate(() => (document.execCommand = () => false));
  await expect(page.locator('body > [role="status"]')).toBeEmpty();
  await figure(page).getByRole('button').click();
  await expect(page.locator('body > [role="status"]')).toHaveText(dictionary('en').site.code.failed);
  expect(await page.evaluate(() => getSelection()!.toString())).toBe(written);
});

test('pressed twice before its code has come, or where it cannot come, a button still says what it is', async ({
  page,
}) => {
  const script = /\/copy-code\b[^/]*$/;
  const letThrough = await holdBack(page, script);
  const { copy, copied, failed } = dictionary('en').site.code;
  await page.goto('/code/');
  const button = figure(page).getByRole('button');
  await button.dblclick();
  letThrough();
  await expect(button).toHaveText(copied);
  await expect(button).toHaveText(copy);
  await page.waitForTimeout(500);
  await expect(button).toHaveText(copy);

  await page.route(script, (route) => route.abort());
  await page.reload();
  await button.click();
  await expect(button).toHaveText(failed);
});

test('a selection takes lines, empty ones and indents along', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/code/');
  const lines = written.split('\n');
  const [from, to] = [lines.findIndex((line) => line.startsWith('import')), lines.length - 3];
  await figure(page)
    .locator('pre')
    .evaluate(
      (pre, [from, to]) => {
        const all = pre.querySelectorAll('code > span');
        getSelection()!.setBaseAndExtent(all[from!]!, 0, all[to!]!, all[to!]!.childNodes.length);
      },
      [from, to],
    );
  await page.keyboard.press('ControlOrMeta+c');
  expect((await clipboard(page)).trimEnd()).toBe(lines.slice(from, to + 1).join('\n'));
});

for (const path of ['/code/', '/zh-cn/data/command-line/', '/data/library/', '/embed/guide/'])
  test(`${path} at 360 px: code wraps under its indent, beside its button and without scrolling`, async ({
    page,
  }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(path);
    const found = await page.evaluate(() => {
      const problems: string[] = [];
      let wrapped = 0;
      const { scrollingElement } = document;
      if (scrollingElement!.scrollWidth > scrollingElement!.clientWidth) problems.push('the page scrolls');
      for (const figure of document.querySelectorAll('.hr-code')) {
        const button = figure.querySelector('button')!.getBoundingClientRect();
        if (button.width < 24 || button.height < 24) problems.push('a button is too small');
        if (figure.scrollWidth > figure.clientWidth) problems.push('a figure scrolls');
        for (const line of figure.querySelectorAll('code > span')) {
          const rows = new Map<number, number>();
          for (const { left, right, top, bottom } of wordsOf(line)) {
            // Faces differ by a pixel or two in height.
            const row = Math.round(bottom / 8);
            rows.set(row, Math.min(left, rows.get(row) ?? Infinity));
            if (right > button.left && left < button.right && bottom > button.top && top < button.bottom)
              problems.push(`under the button: ${line.textContent}`);
          }
          if (line.getBoundingClientRect().height < 16) problems.push(`no height: ${line.textContent}`);
          const [first = 0, ...rest] = rows.values();
          const indent = /^ */.exec(line.textContent)![0].length;
          const space = Number.parseFloat(getComputedStyle(line).paddingInlineStart) / (indent + 2);
          if (rest.length > 0) wrapped += 1;
          if (rest.some((left) => Math.abs(left - first - space * 2) > 1))
            problems.push(`does not hang: ${line.textContent}`);
        }
      }
      return { problems, wrapped };

      /** Where words stand, a rectangle for each row that one goes over; space at the end of a row takes no place. */
      function* wordsOf(line: Element) {
        const texts = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        for (let node = texts.nextNode() as Text | null; node; node = texts.nextNode() as Text | null)
          for (const { index, 0: word } of node.data.matchAll(/\S+/g)) {
            const range = document.createRange();
            range.setStart(node, index);
            range.setEnd(node, index + word.length);
            yield* range.getClientRects();
          }
      }
    });
    expect(found.problems).toEqual([]);
    expect(found.wrapped).toBeGreaterThan(2);
  });

test('without scripts there is no button, on paper neither', async ({ browser, page }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: site });
  const still = await context.newPage();
  await still.goto('/code/');
  await expect(figure(still)).toBeVisible();
  await expect(figure(still).locator('button')).toBeHidden();
  await context.close();
  await page.goto('/code/');
  await expect(figure(page).getByRole('button')).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(figure(page).locator('button')).toBeHidden();
});
