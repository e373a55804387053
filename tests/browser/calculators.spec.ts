import { expect, test, type Page } from '@playwright/test';
import { dictionary } from '../../content/i18n/index.ts';
import { languages } from './addresses.ts';
import { watch } from './guard.ts';
import { holdBack } from './hold.ts';

const sentence = (page: Page) => page.locator('.hr-sentence').first();
const select = (page: Page, value: string) => page.locator(`select:has(option[value="${value}"])`).first();

/** Waits until the calculator answers; a widget does once a reader reaches for it. */
async function ready(page: Page): Promise<void> {
  await page.mouse.move(300, 300);
  await page.mouse.move(310, 310);
  await expect(select(page, 'rtx-3090')).toBeEnabled();
}

/** Chooses an option of a list as a keyboard user does: focus, type the beginning of its label. */
async function choose(page: Page, value: string): Promise<void> {
  const list = select(page, value);
  const label = await list.locator(`option[value="${value}"]`).textContent();
  await list.focus();
  await page.keyboard.type(label!.trim());
  // Typing stops at the first label that begins so; the arrows do the rest.
  const steps = await list.evaluate((select: HTMLSelectElement, wanted) => {
    const values = [...select.options].map((option) => option.value);
    return values.indexOf(wanted) - select.selectedIndex;
  }, value);
  for (let i = 0; i < Math.abs(steps); i += 1) await page.keyboard.press(steps > 0 ? 'ArrowDown' : 'ArrowUp');
  await expect(list).toHaveValue(value);
}

/** A mixture of experts that no list has. */
const config = {
  _name_or_path: 'reader/tiny-moe',
  model_type: 'mixtral',
  hidden_size: 1024,
  intermediate_size: 1024,
  num_hidden_layers: 12,
  num_attention_heads: 16,
  num_key_value_heads: 4,
  num_local_experts: 8,
  num_experts_per_tok: 2,
  vocab_size: 32000,
  max_position_embeddings: 8192,
  tie_word_embeddings: false,
};

for (const { lang, prefix, again } of languages) {
  test.describe(lang, again, () => {
    test('the first screen of the landing page holds an answer', async ({ page }) => {
      const guard = watch(page);
      await page.goto(prefix);
      await expect(sentence(page)).toContainText(/RTX 3090.*GiB/);
      await expect(sentence(page)).toBeInViewport();
      guard.expectQuiet();
    });

    test('GPU comparison: card, model and job by keyboard change sentence and address; the link shows the same', async ({
      page,
      context,
    }) => {
      const guard = watch(page);
      await page.goto(`${prefix}calculators/gpu/`);
      await ready(page);
      const texts = [await sentence(page).textContent()];
      const changed = async (key: string, value: string) => {
        await expect(sentence(page)).not.toHaveText(texts.at(-1)!);
        await expect.poll(() => new URL(page.url()).searchParams.get(key)).toBe(value);
        texts.push(await sentence(page).textContent());
      };
      await choose(page, 'rtx-4090');
      await changed('gpu', 'rtx-4090');
      await choose(page, 'qwen2.5-7b');
      await changed('model', 'qwen2.5-7b');
      await choose(page, 'lora');
      await changed('job', 'lora');

      const friend = await context.newPage();
      await friend.goto(page.url());
      await expect(sentence(friend)).toHaveText(texts.at(-1)!);
      await expect(select(friend, 'rtx-4090')).toHaveValue('rtx-4090');
      await expect(friend.locator('.hr-notice-box')).toHaveCount(0);
      await friend.reload();
      await expect(sentence(friend)).toHaveText(texts.at(-1)!);
      guard.expectQuiet();
    });

    test('GPU comparison: published runs near the job are fetched when a reader unfolds them', async ({
      page,
    }) => {
      const guard = watch(page);
      const asked: string[] = [];
      page.on('request', (request) => asked.push(new URL(request.url()).pathname));
      await page.goto(`${prefix}calculators/gpu/`, { waitUntil: 'networkidle' });
      await ready(page);
      expect(asked).not.toContain('/islands/nearest-runs.json');
      const fold = page.locator('details.hr-working').nth(1);
      await fold.locator('summary').press('Enter');
      const runs = fold.locator('ol').first().locator('li');
      await expect(runs).toHaveCount(3);
      await expect(fold.locator('li')).toHaveCount(6);
      await expect(runs.first()).toContainText(/GiB.*GiB/);
      await expect(runs.first()).toContainText(/[+−]?\d+(\.\d)? %/);
      await expect(runs.first().getByRole('link')).toHaveAttribute('href', /^https:\/\/github\.com\//);

      // Another model, other runs.
      const before = await runs.allTextContents();
      await choose(page, 'smollm2-135m');
      await expect.poll(() => runs.allTextContents()).not.toEqual(before);
      await expect(runs.first()).toContainText('SmolLM2');
      expect(asked.filter((path) => path === '/islands/nearest-runs.json')).toHaveLength(1);
      await choose(page, 'run');
      await expect(runs.first()).not.toContainText('QLoRA');
      guard.expectQuiet();
    });

    test('GPU comparison: the table ranks every card and a click chooses one', async ({ page }) => {
      await page.goto(`${prefix}calculators/gpu/`);
      await ready(page);
      const rows = page.locator('.hr-cards tbody tr').filter({ visible: true });
      // The server's picture of the first twelve comes alive when it is looked at.
      await page.locator('.hr-ranking').scrollIntoViewIfNeeded();
      await expect(page.locator('.hr-more')).toBeEnabled();
      await expect(rows).toHaveCount(12);
      await page.locator('.hr-more').press('Enter');
      // Desktop cards first, as the chosen one is; the others are one filter away.
      await expect.poll(() => rows.count()).toBeGreaterThan(50);
      const desktop = await rows.count();
      await page.locator('input[name="segment"][value="all"]').check({ force: true });
      await expect.poll(() => rows.count()).toBeGreaterThan(2 * desktop);
      await expect.poll(() => new URL(page.url()).searchParams.get('seg')).toBe('all');
      const card = page.locator('.hr-card-name', { hasText: /^GeForce RTX 4070 Ti$|^RTX 4070 Ti$/ });
      await card.focus();
      await page.keyboard.press('Enter');
      await expect(card).toHaveAttribute('aria-pressed', 'true');
      await expect(sentence(page)).toContainText('4070 Ti');
    });

    test('GPU comparison: typing a part of a name finds a card', async ({ page }) => {
      const guard = watch(page);
      await page.goto(`${prefix}calculators/gpu/`);
      await ready(page);
      const find = page.locator('.hr-find input').nth(1);
      await find.fill('4060ti');
      const found = page.locator('.hr-found li');
      await expect(found.first()).toContainText('4060 Ti');
      await found.filter({ hasText: '16 GB' }).getByRole('button').click();
      await expect(sentence(page)).toContainText('4060 Ti 16 GB');
      await expect.poll(() => new URL(page.url()).searchParams.get('gpu')).toBe('rtx-4060-ti-16gb');
      // By keyboard: the first match is the shortest name.
      await find.fill('4090');
      await expect(found.first()).toContainText('4090');
      await find.press('Enter');
      await expect(sentence(page)).toContainText('RTX 4090');
      await expect(found).toHaveCount(0);
      await find.fill('radeon');
      await expect(found).toHaveText([/./]);
      guard.expectQuiet();
    });

    test('GPU comparison: a name typed faster than the search loads is found when it has', async ({
      page,
    }) => {
      const letThrough = await holdBack(page, /\/match\.[^/]*$/);
      await page.goto(`${prefix}calculators/gpu/`);
      await ready(page);
      const find = page.locator('.hr-find input').nth(1);
      await find.fill('1080 ti');
      await find.press('Enter');
      await expect(find).toHaveValue('1080 ti');
      letThrough();
      await expect.poll(() => new URL(page.url()).searchParams.get('gpu')).toBe('gtx-1080-ti');
      await expect(find).toHaveValue('');
    });

    test('a pasted config.json is calculated with, named, and carried by the link', async ({
      page,
      context,
    }) => {
      const guard = watch(page);
      for (const path of ['calculators/gpu/', 'calculators/precision/']) {
        await page.goto(prefix + path);
        await ready(page);
        const usual = await sentence(page).textContent();
        await page.locator('.hr-link').click();
        const text = page.locator('.hr-paste textarea');

        // What is wrong is said field by field, and the answer stays.
        await text.fill(JSON.stringify({ ...config, hidden_size: 'wide', num_hidden_layers: 0 }));
        const problems = page.locator('.hr-paste-result .hr-bad li');
        await expect(problems.filter({ hasText: 'hidden_size' })).toHaveCount(1);
        await expect(problems.filter({ hasText: 'num_hidden_layers' })).toHaveCount(1);
        await expect(sentence(page)).toHaveText(usual!);
        await text.fill('not a file');
        await expect(problems).toHaveCount(1);

        await text.fill(JSON.stringify(config));
        await expect(page.locator('.hr-paste-result')).toContainText('reader/tiny-moe');
        await expect(sentence(page)).not.toHaveText(usual!);
        await expect.poll(() => new URL(page.url()).searchParams.get('dims')).toContain('e8.2.1024.0.0');

        const friend = await context.newPage();
        await friend.goto(page.url());
        await expect(sentence(friend)).toHaveText((await sentence(page).textContent())!);
        await expect(friend.locator('.hr-notice-box')).toHaveCount(0);
        await expect(select(friend, 'custom').locator('option:checked')).toHaveText('reader/tiny-moe');
        await expect(friend.locator('.hr-cards caption')).toContainText('reader/tiny-moe');
        await friend.close();
      }
      guard.expectQuiet();
    });

    test('a modded card counts with its own memory, marked unofficial', async ({ page }) => {
      const guard = watch(page);
      await page.goto(`${prefix}calculators/gpu/?model=llama-3.1-70b&gpu=rtx-4090`);
      await ready(page);
      const short = await sentence(page).textContent();
      await page.getByLabel(dictionary(lang).calculator.fields.moddedMemoryGb, { exact: true }).fill('48');
      await expect(sentence(page)).not.toHaveText(short!);
      await expect.poll(() => new URL(page.url()).searchParams.get('mem')).toBe('47.279');
      await expect(page.locator('.hr-numbers')).toContainText(/unofficial|非官方/);
      await expect(page.locator('.hr-support')).toContainText('RTX 4090');
      // Another card brings its own memory.
      await choose(page, 'rtx-3090');
      await expect.poll(() => new URL(page.url()).searchParams.has('mem')).toBe(false);
      guard.expectQuiet();
    });

    test('mixed precision: another card changes sentence and address; the link shows the same', async ({
      page,
    }) => {
      const guard = watch(page);
      await page.goto(`${prefix}calculators/precision/`);
      await ready(page);
      const before = await sentence(page).textContent();
      await choose(page, 'gtx-1080-ti');
      await expect(sentence(page)).not.toHaveText(before!);
      await expect(sentence(page)).toContainText('1080 Ti');
      await expect.poll(() => new URL(page.url()).searchParams.get('gpu')).toBe('gtx-1080-ti');
      const after = await sentence(page).textContent();
      await page.reload();
      await expect(sentence(page)).toHaveText(after!);
      guard.expectQuiet();
    });
  });
}

const garbage: [name: string, query: string, field: string][] = [
  ['an unknown key', 'colour=red', 'colour'],
  ['1e999', 'seq=1e999', 'seq'],
  ['a negative number', 'batch=-4', 'batch'],
  ['a script', `gpu=${encodeURIComponent('<script>alert(1)</script>')}`, 'gpu'],
  ['a handler', `model=${encodeURIComponent('"><img src=x onerror=alert(1)>')}`, 'model'],
  ['10 kB of text', `model=${'x'.repeat(10_240)}`, 'model'],
  ['a broken escape', 'gpu=%E0%A4%A', 'gpu'],
];

for (const path of ['calculators/gpu/', 'calculators/precision/', 'embed/gpu/', 'embed/precision/']) {
  for (const { prefix } of languages) {
    test(`${prefix}${path}: garbage in the address leaves the defaults and is named`, async ({ page }) => {
      const guard = watch(page);
      await page.goto(prefix + path);
      await ready(page);
      const usual = await sentence(page).textContent();
      for (const [name, query, field] of garbage) {
        await page.goto(`${prefix}${path}?${query}`);
        const notice = page.locator('.hr-notice-box');
        await expect(notice, name).toContainText(`${field} =`);
        await expect(sentence(page), name).toHaveText(usual!);
        // Of what was in the address, short text at most is shown.
        expect((await notice.textContent())!.length, name).toBeLessThan(600);
        await expect(page.locator('img[src="x"]'), name).toHaveCount(0);
      }
      guard.expectQuiet();
    });
  }
}

test('no layout shift while a calculator comes to life', async ({ page }) => {
  await page.addInitScript(() => {
    Object.assign(window, { shift: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        (window as unknown as { shift: number }).shift += (
          entry as PerformanceEntry & { value: number }
        ).value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  for (const path of [
    '/',
    '/calculators/gpu/',
    '/calculators/precision/',
    '/zh-cn/calculators/gpu/',
    '/embed/gpu/',
  ]) {
    await page.goto(path, { waitUntil: 'networkidle' });
    await ready(page);
    // Below what a screen can show, and what every tool prints as 0.
    expect(await page.evaluate(() => (window as unknown as { shift: number }).shift), path).toBeLessThan(
      0.001,
    );
  }
});

test('reaching for a calculator moves nothing on its page, not even below the screen', async ({ page }) => {
  for (const name of ['gpu', 'precision', 'step']) {
    await page.goto(`/calculators/${name}/`, { waitUntil: 'networkidle' });
    await page.evaluate(() => {
      const places = document.querySelectorAll('.hr-calculator > *, .hr-answer > *, .hr-calculator summary');
      // A list that only JavaScript can page stands there whole without it.
      const marks = [...places].filter((place) => !place.closest('.hr-ranking'));
      const seen = new Set<string>();
      const watchPlaces = () => {
        const tools = document.querySelector('.hr-tools')?.getBoundingClientRect();
        seen.add(`${document.documentElement.scrollHeight} ${tools?.top} ${tools?.bottom}`);
        for (const [index, mark] of marks.entries())
          if (mark.isConnected) seen.add(`${index}: ${mark.getBoundingClientRect().top}`);
        requestAnimationFrame(watchPlaces);
      };
      watchPlaces();
      Object.assign(window, { marks: marks.length, seen });
    });
    const first = page.locator('.hr-calculator select').first();
    await first.hover({ position: { x: 5, y: 5 } });
    await first.hover({ position: { x: 9, y: 9 } });
    await page.locator('.hr-tools button:not([disabled])').first().waitFor();
    await page.waitForLoadState('networkidle');
    const [marks, seen] = await page.evaluate(() => {
      const { marks, seen } = window as unknown as { marks: number; seen: Set<string> };
      return [marks, [...seen]];
    });
    expect(marks, name).toBeGreaterThan(5);
    expect(seen.length, `${name}: ${seen.join('\n')}`).toBe(marks + 1);
  }
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  for (const { prefix } of languages) {
    test(`${prefix}: a chapter reads, the calculators show an answer and say what needs JavaScript`, async ({
      page,
    }) => {
      await page.goto(`${prefix}introduction/`);
      expect((await page.locator('main').innerText()).length).toBeGreaterThan(1_500);
      for (const path of [
        '',
        'calculators/gpu/',
        'calculators/precision/',
        'embed/gpu/',
        'embed/precision/',
      ]) {
        await page.goto(prefix + path);
        await expect(sentence(page), path).toBeVisible();
        await expect(page.locator('.hr-noscript').first(), path).toContainText('JavaScript');
        expect(await page.locator('table tbody tr').count(), path).toBeGreaterThan(5);
      }
      await page.goto(`${prefix}faq/`);
      expect(await page.locator('main .hr-list li').count()).toBeGreaterThanOrEqual(15);
    });
  }
});
