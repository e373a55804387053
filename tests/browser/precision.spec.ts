import { expect, test, type Locator, type Page } from '@playwright/test';
import { languages } from './addresses.ts';
import { watch } from './guard.ts';

const path = 'calculators/precision/';
const section = (page: Page, index: number) => page.locator('.hr-later').nth(index);
const explorer = (page: Page) => section(page, 0);
const loss = (page: Page) => section(page, 1);
const steps = (page: Page) => section(page, 2);
const select = (page: Page, value: string) => page.locator(`select:has(option[value="${value}"])`).first();

/** Row of the table of formats whose name begins so; names of mixed formats differ from language to language. */
const format = (page: Page, name: RegExp) =>
  page.locator('.hr-formats tbody tr').filter({ has: page.locator('th', { hasText: name }) });
const stored = (page: Page, name: string) =>
  page
    .locator('.hr-stored tbody tr')
    .filter({ has: page.locator('th', { hasText: new RegExp(`^${name}`) }) });

async function open(page: Page, prefix: string, query = ''): Promise<void> {
  await page.goto(`${prefix}${path}${query}`);
  await expect(select(page, 'rtx-3090')).toBeEnabled();
}

/** Brings a section into sight and waits until its controls answer. */
async function reach(place: Locator): Promise<void> {
  await place.scrollIntoViewIfNeeded();
  await expect(place.locator('fieldset').first()).toBeEnabled();
}

const key = (page: Page, name: string) => expect.poll(() => new URL(page.url()).searchParams.get(name));

/** Answers that a task ends with, whichever way a reader got there. */
const answers = {
  pascal: async (page: Page) => {
    const fp16 = format(page, /^FP16/);
    await expect(fp16).toHaveClass(/hr-level-slow/);
    // Hardly: FP16 arithmetic runs at 1/64 of the rate of FP32, so libraries compute in FP32 and only store in FP16.
    await expect(fp16.locator('.hr-because')).toContainText('1/64');
    const gain = await fp16.locator('.hr-col-time strong').textContent();
    expect(Number(/\d+(\.\d+)?(?= ×|倍)/.exec(gain!)![0])).toBeLessThan(1.3);
    await expect(page.locator('.hr-sentence').first()).not.toContainText(/FP16/);
  },
  ampere: async (page: Page) => {
    const fp8 = format(page, /^FP8/);
    await expect(fp8).toHaveClass(/hr-level-unsupported/);
    await expect(fp8.locator('.hr-because')).toContainText(/Ada|8\.9|FP8/);
    await expect(fp8.locator('.hr-time')).toHaveCount(0);
  },
  tiny: async (page: Page) => {
    await expect(stored(page, 'FP16').locator('td').last()).toHaveClass(/hr-event-underflow/);
    await expect(stored(page, 'BF16').locator('td').last()).toHaveClass(/hr-event-rounded/);
    await expect(explorer(page).locator('.hr-told')).toContainText(/2².*2¹³/);
  },
  saved: async (page: Page) => {
    await expect(loss(page).locator('input[type="range"]').nth(0)).toHaveValue('-27');
    await expect(loss(page).locator('input[type="range"]').nth(2)).toHaveValue('13');
    await key(page, 'num').toBe('1e-8');
    await key(page, 'scale').toBe('13');
  },
  tenth: async (page: Page) => {
    const bf16 = stored(page, 'BF16');
    await expect(bf16.locator('.hr-decimal')).toHaveText('0.10009765625');
    await expect(bf16.getByRole('img')).toHaveAttribute('aria-label', /0, .* 01111011, .* 1001101$/);
    await expect(bf16).toContainText('0.098 %');
  },
};

for (const { lang, prefix, again } of languages) {
  test.describe(`${lang}, by keyboard`, again, () => {
    test('does my GTX 1080 Ti gain from FP16, and what does FP8 do on an RTX 3090', async ({ page }) => {
      const guard = watch(page);
      await open(page, prefix);
      const find = page.locator('.hr-find input').nth(1);
      await find.focus();
      await page.keyboard.type('1080 ti');
      await page.keyboard.press('Enter');
      await key(page, 'gpu').toBe('gtx-1080-ti');
      await answers.pascal(page);
      await find.focus();
      await page.keyboard.press('Control+A');
      await page.keyboard.type('rtx 3090');
      await page.keyboard.press('Enter');
      await key(page, 'gpu').toBe('rtx-3090');
      await answers.ampere(page);
      guard.expectQuiet();
    });

    test('when does 1e-8 vanish in FP16, which loss scale saves it, and what does 0.1 become in BF16', async ({
      page,
      context,
    }) => {
      const guard = watch(page);
      await open(page, prefix);
      // Entering the calculator brings what stands below to life, so that Tab finds it.
      await select(page, 'rtx-3090').focus();
      await expect(explorer(page).locator('fieldset').first()).toBeEnabled();
      const number = explorer(page).locator('input[name="number"]');
      await expect(page.locator('.hr-reset')).toBeEnabled();
      await page.locator('.hr-reset').focus();
      await page.keyboard.press('Tab');
      await expect(number).toBeFocused();
      await answers.tenth(page);
      await page.keyboard.press('Control+A');
      await page.keyboard.type('1e-8');
      await answers.tiny(page);
      await explorer(page).locator('.hr-link').focus();
      await page.keyboard.press('Enter');
      await answers.saved(page);

      const friend = await context.newPage();
      await friend.goto(page.url());
      await reach(explorer(friend));
      await answers.tiny(friend);
      await answers.saved(friend);
      await expect(friend.locator('.hr-notice-box')).toHaveCount(0);
      await friend.close();
      guard.expectQuiet();
    });

    test('a number that is none is named, and the last one stands', async ({ page }) => {
      await open(page, prefix);
      await reach(explorer(page));
      const number = explorer(page).locator('input[name="number"]');
      await number.fill('abc');
      await expect(number).toHaveAttribute('aria-invalid', 'true');
      await expect(explorer(page).locator('.hr-wrong')).toContainText('2^-24');
      await answers.tenth(page);
      await number.fill('65520');
      await expect(stored(page, 'FP16').locator('.hr-decimal')).toHaveText('∞');
      await number.fill('1e6');
      await expect(stored(page, 'FP8 E4M3').locator('.hr-decimal')).toHaveText('448');
      await explorer(page).locator('input[name="fp8"]').first().focus();
      await page.keyboard.press('ArrowRight');
      await expect(stored(page, 'FP8 E4M3').locator('.hr-decimal')).toHaveText('NaN');
      await key(page, 'fp8').toBe('overflow');
      await number.fill('1/3');
      await explorer(page).locator('input[role="spinbutton"]').fill('2');
      await expect(stored(page, 'INT8').locator('.hr-decimal')).toContainText('0.33070866');
    });

    test('dynamic scaling: from change to change, a spike, and the table that says the same', async ({
      page,
    }) => {
      const guard = watch(page);
      await open(page, prefix);
      await reach(loss(page));
      const run = loss(page).locator('.hr-run');
      const told = run.locator('.hr-lead');
      const fields = run.locator('input[role="spinbutton"]');
      // With PyTorch's interval nothing changes in so few steps but for the spike.
      await fields.nth(0).fill('2000');
      await fields.nth(2).fill('30');
      await key(page, 'growth').toBe('2000');
      const slider = run.locator('input[type="range"]');
      await slider.focus();
      await page.keyboard.press('Home');
      await expect(told).toContainText(/1.*2¹⁶/);
      const buttons = run.locator('.hr-examples button');
      await buttons.nth(2).press('Enter');
      await expect(slider).toHaveValue('150');
      await expect(told).toContainText('2¹⁵');
      await expect(run.locator('.hr-plot-skip')).toHaveCount(1);
      await run.locator('summary').press('Enter');
      const rows = run.locator('details tbody tr');
      await expect(rows).toHaveCount(2);
      await expect(rows.nth(0)).toContainText(/1–150.*2¹⁶/);
      await expect(rows.nth(1)).toContainText(/151–400.*2¹⁵/);
      // Played, it moves by itself; the address learns of it when it stops.
      await buttons.nth(3).press('Enter');
      await expect.poll(async () => Number(await slider.inputValue())).toBeGreaterThan(155);
      await buttons.nth(3).press('Enter');
      const at = await slider.inputValue();
      await key(page, 'at').toBe(at);
      guard.expectQuiet();
    });

    test('the parts of a step change with the way of training', async ({ page }) => {
      await open(page, prefix);
      await reach(steps(page));
      const parts = steps(page).locator('.hr-part');
      await expect(parts.nth(2)).toContainText('BF16');
      await expect(steps(page).locator('caption')).toContainText('16');
      await expect(steps(page).locator('input[value="bf16-mixed"]')).toBeEnabled();
      await steps(page).locator('input[value="bf16-mixed"]').focus();
      await page.keyboard.press('ArrowRight');
      await expect(parts.nth(2)).toContainText('E4M3');
      await expect(parts.nth(6)).toContainText('E5M2');
      await expect(parts.nth(4)).toContainText('FP32');
      await key(page, 'regime').toBe('fp8-mixed');
    });
  });

  test.describe(`${lang}, by touch at 360 px`, again, () => {
    test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

    test('the four questions', async ({ page }) => {
      const guard = watch(page);
      await open(page, prefix);
      const find = page.locator('.hr-find input').nth(1);
      for (const [typed, slug, answer] of [
        ['1080 ti', 'gtx-1080-ti', answers.pascal],
        ['rtx 3090', 'rtx-3090', answers.ampere],
      ] as const) {
        await find.tap();
        await find.fill(typed);
        await page.locator('.hr-found button').first().tap();
        await key(page, 'gpu').toBe(slug);
        await answer(page);
      }
      await reach(explorer(page));
      await answers.tenth(page);
      await explorer(page).getByRole('button', { name: '1e-8' }).tap();
      await answers.tiny(page);
      await explorer(page).locator('.hr-link').tap();
      await answers.saved(page);
      // What is touched is large enough, and nothing stands beyond the edge.
      for (const button of await explorer(page).locator('.hr-examples button').all()) {
        const box = (await button.boundingBox())!;
        expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44);
      }
      await reach(steps(page));
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
      guard.expectQuiet();
    });
  });
}

test('the formats stand side by side from 900 px on, in one screen', async ({ page }) => {
  await page.setViewportSize({ width: 900, height: 900 });
  await open(page, '/');
  const rows = page.locator('.hr-formats tbody tr');
  const first = (await rows.first().boundingBox())!;
  const last = (await rows.last().boundingBox())!;
  expect(last.y + last.height - first.y).toBeLessThan(900);
  for (const row of await rows.all()) {
    const [memory, time, support] = await Promise.all(
      ['memory', 'time', 'support'].map((name) => row.locator(`.hr-col-${name}`).boundingBox()),
    );
    expect(time!.x).toBeGreaterThanOrEqual(memory!.x + memory!.width);
    expect(support!.x).toBeGreaterThanOrEqual(time!.x + time!.width);
    expect(Math.abs(time!.y - memory!.y)).toBeLessThan(2);
  }
});

test('what stands below the answer is loaded when it comes into sight', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const later = () => asked.filter((name) => /\/(explorer|loss-scaling|step-parts)\./.test(name)).length;
  await page.goto(`/${path}`, { waitUntil: 'networkidle' });
  await expect(select(page, 'rtx-3090')).toBeEnabled();
  expect(later()).toBe(0);
  // The server has drawn them all the same.
  await expect(page.locator('.hr-stored tbody tr')).toHaveCount(8);
  await reach(steps(page));
  await expect.poll(later).toBeGreaterThan(0);
});

test.describe('with reduced motion', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce' } });
  test('the run is walked through, not played', async ({ page }) => {
    await open(page, '/');
    await reach(loss(page));
    const buttons = loss(page).locator('.hr-run .hr-examples button');
    await expect(buttons).toHaveCount(3);
    await buttons.nth(1).press('Enter');
    await expect(loss(page).locator('.hr-run input[type="range"]')).toHaveValue('151');
  });
});
