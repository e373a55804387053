import { expect, test, type Page } from '@playwright/test';
import { languages } from './addresses.ts';
import { watch } from './guard.ts';
import { holdBack } from './hold.ts';

const path = 'calculators/step/';
const select = (page: Page, value: string) => page.locator(`select:has(option[value="${value}"])`).first();
const sentence = (page: Page) => page.locator('.hr-sentence').first();
const title = (page: Page) => page.locator('.hr-step-title');
const buttons = (page: Page) => page.locator('.hr-step-buttons button');
const slider = (page: Page) => page.locator('.hr-step-buttons input');
const rows = (page: Page) => page.locator('.hr-step-table tbody tr');
const at = (page: Page) => new URL(page.url()).searchParams.get('at');

/** Opens the explorer and waits until it answers. */
async function open(page: Page, prefix: string, query = ''): Promise<void> {
  await page.goto(`${prefix}${path}${query}`);
  await expect(select(page, 'rtx-3090')).toBeEnabled();
  // The rest of it comes when a reader reaches for it.
  await select(page, 'rtx-3090').focus();
  await expect(page.locator('.hr-options select').first()).toBeEnabled();
}

for (const { lang, prefix, again } of languages) {
  test.describe(lang, again, () => {
    test('by keyboard through every moment: each has a name, a story and its figures; the peak is the answer’s', async ({
      page,
    }) => {
      const guard = watch(page);
      await open(page, prefix);
      const total = await rows(page).count();
      expect(total).toBeGreaterThan(20);
      const peak = await page.locator('.hr-step-peak').innerText();
      const figure = /[\d.]+ GiB/.exec(peak)![0];
      await expect(sentence(page)).toContainText(figure);
      await expect(page.locator('.hr-step-panel')).toContainText(figure);

      const height = await page.locator('.hr-step-stage').evaluate((stage) => stage.scrollHeight);
      await buttons(page).nth(0).focus();
      await page.keyboard.press('Enter');
      const seen: string[] = [];
      const steps: string[] = [];
      let peaks = 0;
      for (let n = 0; n < total; n += 1) {
        await expect(slider(page)).toHaveValue(String(n));
        const moment = await page.locator('.hr-step-stage').evaluate((stage, row) => {
          const text = (selector: string, from: Element = stage) =>
            from.querySelector(selector)!.textContent!;
          const told = stage.querySelectorAll('.hr-step-table tbody tr')[row]!;
          return {
            title: text('.hr-step-title'),
            story: text('.hr-step-story'),
            now: text('.hr-step-panel .hr-step'),
            step: text('.hr-step-axis .hr-step-here'),
            row: text('th', told),
            inAll: told.lastElementChild!.textContent!,
            height: stage.scrollHeight,
          };
        }, n);
        expect(moment.row).toBe(moment.title);
        // What the panel says is in memory is what the table says.
        const gib = /^([\d.]+) GiB/.exec(moment.inAll)?.[1];
        if (gib) expect(moment.now).toContain(gib);
        expect(moment.story.length).toBeGreaterThan(moment.title.length + 20);
        if (figure === `${gib} GiB`) peaks += 1;
        // Nothing below moves while the reader walks.
        expect(moment.height, moment.title).toBe(height);
        steps.push(moment.step);
        seen.push(moment.title);
        await page.keyboard.press('ArrowRight');
      }
      expect(peaks).toBe(1);
      expect([...new Set(steps)]).toEqual(['1', '2', '3', '4', '5', '6', '7']);
      expect(new Set(seen).size).toBe(seen.length);
      await expect(slider(page)).toHaveValue(String(total - 1));
      await expect.poll(() => at(page)).toBe('finetune');
      await page.keyboard.press('Home');
      await expect(slider(page)).toHaveValue('0');
      await page.keyboard.press('End');
      await page.keyboard.press('ArrowLeft');
      await expect(slider(page)).toHaveValue(String(total - 2));

      // The slider by its own keys, and in words.
      await slider(page).focus();
      await page.keyboard.press('ArrowLeft');
      await expect(slider(page)).toHaveValue(String(total - 3));
      await expect(slider(page)).toHaveAttribute('aria-valuetext', new RegExp(`${total - 2}.*${total}`));
      await expect.poll(() => at(page)).toBe('update');

      // A friend sees the same moment.
      const friend = await page.context().newPage();
      await friend.goto(page.url());
      await expect(title(friend)).toHaveText(await title(page).innerText());
      await expect(friend.locator('.hr-notice-box')).toHaveCount(0);
      guard.expectQuiet();
    });

    test('playing walks by itself, without animation where motion is unwelcome, and stops when asked', async ({
      page,
    }) => {
      const guard = watch(page);
      const cursor = page.locator('.hr-step-cursor');
      const moves = () => cursor.evaluate((mark) => getComputedStyle(mark).transitionDuration);
      await open(page, prefix);
      expect(await moves()).not.toBe('0s');
      await page.emulateMedia({ reducedMotion: 'reduce' });
      expect(await moves()).toBe('0s');

      await page.locator('.hr-step-phases button').nth(4).press('Enter');
      const start = Number(await slider(page).inputValue());
      await buttons(page).nth(2).press('Enter');
      const name = await buttons(page).nth(2).getAttribute('aria-label');
      await expect.poll(async () => Number(await slider(page).inputValue())).toBeGreaterThan(start + 1);
      await buttons(page).nth(2).press('Enter');
      await expect(buttons(page).nth(2)).not.toHaveAttribute('aria-label', name!);
      const rest = await slider(page).inputValue();
      await page.waitForTimeout(2000);
      expect(await slider(page).inputValue()).toBe(rest);

      // At the end it stops by itself.
      await buttons(page).nth(4).press('Enter');
      await buttons(page).nth(1).press('Enter');
      await buttons(page).nth(2).press('Enter');
      await expect(slider(page)).toHaveValue(String((await rows(page).count()) - 1));
      await expect(buttons(page).nth(2)).not.toHaveAttribute('aria-label', name!);
      guard.expectQuiet();
    });

    test('the link to the comparison keeps the job, and its link leads back', async ({ page }) => {
      const guard = watch(page);
      await open(page, prefix, '?gpu=rtx-4090&model=qwen2.5-7b&job=lora&seq=1024&ckpt=none&at=head');
      const needs = /([\d.]+ GiB)\D+[\d.]+ GiB\D*$/.exec(await sentence(page).innerText())![1]!;
      await page.locator('.hr-answer a[href*="/calculators/gpu/"]').first().click();
      await page.waitForURL(`**${prefix}calculators/gpu/**`);
      const query = new URL(page.url()).searchParams;
      expect(Object.fromEntries(query)).toMatchObject({
        gpu: 'rtx-4090',
        model: 'qwen2.5-7b',
        job: 'lora',
        seq: '1024',
        ckpt: 'none',
      });
      expect(query.has('at')).toBe(false);
      await expect(select(page, 'rtx-3090')).toBeEnabled();
      await expect(page.locator('.hr-notice-box')).toHaveCount(0);
      await expect(select(page, 'rtx-3090')).toHaveValue('rtx-4090');
      await expect(page.locator('.hr-answer')).toContainText(needs);

      // The foot comes alive when the calculator is reached for.
      await page.mouse.move(300, 300);
      await page.mouse.move(310, 310);
      await page.locator('.hr-tools a[href*="/calculators/step/?"]').click();
      await page.waitForURL(`**${prefix}calculators/step/**`);
      expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual(Object.fromEntries(query));
      await expect(sentence(page)).toContainText(needs);
      await expect(page.locator('.hr-notice-box')).toHaveCount(0);
      guard.expectQuiet();
    });

    test('the chapter holds it: it wakes, walks and leaves the address alone', async ({ page }) => {
      const guard = watch(page);
      await page.goto(`${prefix}algorithms/`);
      await page.locator('.hr-step-plot').scrollIntoViewIfNeeded();
      await expect(select(page, 'rtx-3090')).toBeEnabled();
      await buttons(page).nth(4).click();
      await expect(slider(page)).toHaveValue(String((await rows(page).count()) - 1));
      await page.waitForTimeout(500);
      expect(new URL(page.url()).search).toBe('');
      guard.expectQuiet();
    });
  });
}

test('another method changes picture, sentence and story; checkpointing lowers the activations', async ({
  page,
}) => {
  const guard = watch(page);
  await open(page, '/', '?model=qwen2.5-1.5b&seq=4096&ckpt=none');
  const amount = async (n: number) =>
    parseFloat(await page.locator('.hr-step-panel .hr-legend .hr-figure-value').nth(n).innerText());
  const activations = await amount(3);
  await page.locator('.hr-options select:has(option[value="selective"])').selectOption('full');
  await expect.poll(() => amount(3)).toBeLessThan(activations / 2);

  // Gradients and optimizer states come with full fine-tuning; the switch is at step 7 too.
  const before = await sentence(page).innerText();
  await page.locator('.hr-step-methods button').first().press('Enter');
  await expect(sentence(page)).not.toHaveText(before);
  await expect.poll(() => amount(2)).toBeGreaterThan(10);
  await expect(page.locator('input[name="job"][value="full"]')).toBeChecked();
  await expect.poll(() => new URL(page.url()).searchParams.get('job')).toBe('full');
  await page.locator('.hr-step-phases button').nth(6).press('Enter');
  await expect(page.locator('.hr-step-story')).toContainText('move every weight');

  // Accumulation: the earlier micro-batches are one moment more.
  const moments = await rows(page).count();
  await page.locator('.hr-options input[role="spinbutton"]').nth(2).fill('8');
  await expect(rows(page)).toHaveCount(moments + 1);
  await page.locator('.hr-options .hr-reset').press('Enter');
  await expect.poll(() => new URL(page.url()).search).toBe('');
  guard.expectQuiet();
});

/** The code of the picture. */
const stage = /\/stage\b[^/]*$/;

test('what is pressed before the code has come is done when it has', async ({ page }) => {
  const letThrough = await holdBack(page, stage);
  await page.goto(`/${path}`);
  await expect(select(page, 'rtx-3090')).toBeEnabled();
  const position = Number(await slider(page).inputValue());
  await buttons(page).nth(3).click();
  await expect(buttons(page).nth(3)).toBeFocused();
  await expect(page.locator('.hr-options select').first()).toBeDisabled();
  letThrough();
  await expect(slider(page)).toHaveValue(String(position + 1));
  await expect(buttons(page).nth(3)).toBeFocused();
});

test('a press that goes on while the code comes is done when it ends', async ({ page }) => {
  const letThrough = await holdBack(page, stage);
  await page.goto(`/${path}`);
  await expect(select(page, 'rtx-3090')).toBeEnabled();
  const position = Number(await slider(page).inputValue());
  await buttons(page).nth(3).hover();
  await page.mouse.down();
  const come = page.waitForResponse(stage);
  letThrough();
  await come;
  // Long enough for the picture to be exchanged, were it not held.
  await page.waitForTimeout(500);
  await page.mouse.up();
  await expect(slider(page)).toHaveValue(String(position + 1));
});

test('a moment that cannot be read is named, and running a model is no training', async ({ page }) => {
  const guard = watch(page);
  await page.goto(`/${path}?at=lunch&job=run`);
  const notice = page.locator('.hr-notice-box');
  await expect(notice).toContainText('at =');
  await expect(notice).toContainText('job =');
  await expect(sentence(page)).toBeVisible();
  // The moment is the peak.
  await expect(page.locator('.hr-step-story')).toContainText('peak');
  guard.expectQuiet();
});

test.describe('by touch at 360 px', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

  for (const { prefix } of languages) {
    test(`${prefix}: every target is large enough, a tap on the picture goes there, nothing scrolls sideways`, async ({
      page,
    }) => {
      const guard = watch(page);
      await page.goto(prefix + path);
      await expect(select(page, 'rtx-3090')).toBeEnabled();
      await buttons(page).nth(3).tap();
      await expect.poll(() => at(page)).toBe('backward-head');
      for (const target of await page.locator('.hr-step-transport :is(button, input)').all()) {
        const box = (await target.boundingBox())!;
        expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44);
      }
      const area = (await page.locator('.hr-step-area').boundingBox())!;
      await page.locator('.hr-step-area').tap({ position: { x: area.width - 4, y: area.height / 2 } });
      await expect.poll(() => at(page)).toBe('finetune');
      await page.locator('.hr-step-area').tap({ position: { x: 4, y: area.height / 2 } });
      await expect.poll(() => at(page)).toBe('data');
      await page.locator('.hr-step-phases button').nth(4).tap();
      await expect(page.locator('.hr-step-axis .hr-step-here')).toHaveText('5');
      expect(
        await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        ),
      ).toBe(0);
      guard.expectQuiet();
    });
  }
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  for (const { prefix } of languages) {
    test(`${prefix}: the picture stands at the peak with its figures and its table`, async ({ page }) => {
      await page.goto(prefix + path);
      await expect(sentence(page)).toBeVisible();
      const peak = /[\d.]+ GiB/.exec(await page.locator('.hr-step-peak').innerText())![0];
      await expect(sentence(page)).toContainText(peak);
      await expect(page.locator('.hr-step-panel')).toContainText(peak);
      expect(await page.locator('.hr-step-part').count()).toBeGreaterThan(4);
      await expect(page.locator('.hr-step-transport')).toBeHidden();
      await page.locator('.hr-answer > details > summary').first().click();
      expect(await rows(page).filter({ visible: true }).count()).toBeGreaterThan(20);
      await expect(page.locator('.hr-noscript').first()).toContainText('JavaScript');
    });
  }
});

test('no layout shift while it comes to life, nor while it plays', async ({ page }) => {
  await page.addInitScript(() => {
    Object.assign(window, { shift: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        (window as unknown as { shift: number }).shift += (
          entry as PerformanceEntry & { value: number }
        ).value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  const shift = () => page.evaluate(() => (window as unknown as { shift: number }).shift);
  for (const query of ['', '?job=full&model=qwen2.5-1.5b&at=data']) {
    await open(page, '/', query);
    await buttons(page).nth(2).press('Enter');
    const start = Number(await slider(page).inputValue());
    await expect.poll(async () => Number(await slider(page).inputValue())).toBeGreaterThan(start + 2);
    expect(await shift(), query).toBeLessThan(0.001);
  }
});
