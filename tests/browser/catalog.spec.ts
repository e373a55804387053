import { expect, test, type Page } from '@playwright/test';
import { axeInBothThemes } from '../../src/scripts/axe.ts';
import { watch } from './guard.ts';

/** Names of the cards in sight, in order. */
const shown = (page: Page) =>
  page
    .locator('tr[data-segment]:not([hidden]) .name')
    .evaluateAll((cells) =>
      (cells as HTMLElement[])
        .filter((cell) => cell.offsetParent !== null)
        .map((cell) => cell.textContent!.trim()),
    );
const query = (page: Page) => new URL(page.url()).search;
const heading = (page: Page, name: string) =>
  page.locator('thead').getByRole('button', { name, exact: false }).first();

/** Rows beyond the first window come after the page has been painted. */
const complete = (page: Page) => expect(page.locator('tr.late')).toHaveCount(0);

test.describe('the table of cards', () => {
  test('every card comes into the table, and is there at once when it is sorted', async ({ page }) => {
    await page.goto('/gpus/');
    await complete(page);
    const said = await page.locator('[data-part="count"]').innerText();
    const all = Number(/^\d+/.exec(said)![0]);
    expect(all).toBeGreaterThan(200);
    expect(await shown(page)).toHaveLength(all);
    await page.goto('/gpus/?sort=-bw');
    await expect.poll(async () => (await shown(page)).length).toBe(all);
  });

  test('sorts by a column both ways and back, says so, and keeps it in the address', async ({ page }) => {
    const guard = watch(page);
    await page.goto('/gpus/');
    await complete(page);
    const order = await shown(page);
    const bandwidth = page.getByRole('columnheader', { name: /^.*Bandwidth/ });
    await heading(page, 'Bandwidth').click();
    await expect(bandwidth).toHaveAttribute('aria-sort', 'descending');
    await expect.poll(async () => (await shown(page)).length).toBe(order.length);
    const values = await page
      .locator('tr[data-segment] .bw')
      .evaluateAll((cells) => cells.map((cell) => Number(cell.textContent!.replace(/[^\d.]/g, ''))));
    expect(values).toEqual(values.toSorted((a, b) => b - a));
    await expect.poll(() => query(page)).toBe('?sort=-bw');
    await heading(page, 'Bandwidth').click();
    await expect(bandwidth).toHaveAttribute('aria-sort', 'ascending');
    await heading(page, 'Bandwidth').click();
    await expect(bandwidth).not.toHaveAttribute('aria-sort');
    await expect.poll(() => shown(page)).toEqual(order);
    await expect.poll(() => query(page)).toBe('');
    guard.expectQuiet();
  });

  test('filters, counts, and each filter can be taken away', async ({ page }) => {
    await page.goto('/gpus/');
    await page.getByLabel('Find a card').fill('4060ti');
    await expect
      .poll(async () => (await shown(page)).toSorted())
      .toEqual(['RTX 4060 Ti 16 GB', 'RTX 4060 Ti 8 GB']);
    await expect(page.getByText(/^2 of \d+ cards$/).first()).toBeVisible();
    await page.getByLabel('Memory from').selectOption('16');
    await expect.poll(() => shown(page)).toEqual(['RTX 4060 Ti 16 GB']);
    await expect.poll(() => query(page)).toBe('?q=4060ti&mem=16');
    await page.getByRole('button', { name: 'Remove filter: “4060ti”' }).click();
    await expect(page.getByLabel('Find a card')).toHaveValue('');
    await expect.poll(async () => (await shown(page)).length).toBeGreaterThan(20);
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await expect.poll(() => query(page)).toBe('');
  });

  test('formats, series and segments are chosen in lists', async ({ page }) => {
    await page.goto('/gpus/');
    await page.getByText('Desktop', { exact: true }).first().click();
    await page.getByRole('button', { name: /^Computes in/ }).click();
    await page.getByRole('checkbox', { name: 'FP4' }).check();
    await expect.poll(() => query(page)).toBe('?segment=desktop&has=fp4');
    await expect.poll(() => shown(page)).toContain('RTX 5090');
    expect(await shown(page)).not.toContain('RTX 4090');
  });

  test('nothing left: says which filter to take away', async ({ page }) => {
    await page.goto('/gpus/?mem=24&price=100&segment=desktop');
    await expect(page.getByText('No card passes all of these filters')).toBeVisible();
    await page.getByRole('button', { name: /^Without “≤ \$100”: \d+/ }).click();
    await expect(page.getByText('No card passes all of these filters')).toBeHidden();
    await expect(page.getByLabel('Price up to')).toHaveValue('');
  });

  test('a price that is none is named with its range, and leaves no card out', async ({ page }) => {
    await page.goto('/gpus/');
    await complete(page);
    const all = (await shown(page)).length;
    await page.getByLabel('Price up to').fill('-5');
    await expect(page.getByText('From 0 to 1000000')).toBeVisible();
    await expect(page.getByLabel('Price up to')).toHaveAttribute('aria-invalid', 'true');
    expect(await shown(page)).toHaveLength(all);
  });

  test('an address is read whole, and back and forward walk through the changes', async ({ page }) => {
    await page.goto('/gpus/?segment=desktop&mem=24&sort=price&cols=mem,price,tdp&pick=rtx-3090,rtx-4090');
    await expect(page.getByRole('columnheader', { name: /Launch price/ })).toHaveAttribute(
      'aria-sort',
      'ascending',
    );
    await expect(page.getByRole('columnheader', { name: /Bandwidth/ })).toBeHidden();
    await expect(page.getByRole('checkbox', { name: 'Compare GeForce RTX 3090', exact: true })).toBeChecked();
    await expect(page.getByRole('link', { name: 'Compare 2 cards' })).toHaveAttribute(
      'href',
      '/compare/?gpus=rtx-3090,rtx-4090',
    );
    const before = query(page);
    await page.getByLabel('Memory from').selectOption('32');
    await expect.poll(() => query(page)).toContain('mem=32');
    await page.goBack();
    await expect.poll(() => query(page)).toBe(before);
    await expect(page.getByLabel('Memory from')).toHaveValue('24');
    await page.goForward();
    await expect(page.getByLabel('Memory from')).toHaveValue('32');
  });

  test('what an address says wrong is named in the language of the page', async ({ page }) => {
    const guard = watch(page);
    await page.goto('/zh-cn/gpus/?has=bf17&mem=lots&pick=rtx-3091&foo=1');
    const notice = page.locator('[data-part="notice"]');
    await expect(notice).toContainText('has = “bf17”');
    await expect(notice).toContainText('tc, bf16, tf32, fp8, int8, fp4');
    await expect(notice).toContainText('mem = “lots”');
    await expect(notice).toContainText('1–1024');
    await expect(notice).toContainText('rtx-3090');
    await expect(notice).toContainText('foo');
    await notice.getByRole('button').click();
    await expect(notice).toBeEmpty();
    guard.expectQuiet();
  });

  test('columns can be chosen, and all of them', async ({ page }) => {
    await page.goto('/gpus/');
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('checkbox', { name: /^NVLink/ }).check();
    await expect(page.getByRole('columnheader', { name: /NVLink/ })).toBeVisible();
    await page.getByRole('button', { name: 'All', exact: true }).click();
    await expect(page.getByRole('columnheader')).toHaveCount(29);
    await page.getByRole('button', { name: 'Suit the window' }).click();
    await expect(page.getByRole('columnheader', { name: /NVLink/ })).toBeHidden();
    await expect.poll(() => query(page)).toBe('');
  });

  test('the keyboard sorts, picks two cards and reaches the comparison', async ({ page }) => {
    await page.goto('/gpus/?q=rtx 3090');
    await heading(page, 'Memory').focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => query(page)).toContain('sort=-mem');
    for (const name of ['RTX 3090', 'RTX 3090 Ti']) {
      await page.getByRole('checkbox', { name: `Compare GeForce ${name}`, exact: true }).focus();
      await page.keyboard.press('Space');
    }
    await page.getByRole('link', { name: 'Compare 2 cards' }).focus();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/compare\/\?gpus=rtx-3090,rtx-3090-ti$/);
    await expect(page.getByRole('columnheader', { name: /RTX 3090 Ti/ })).toBeVisible();
  });

  test('a sixth card is refused with the reason', async ({ page }) => {
    await page.goto('/gpus/?pick=rtx-3090,rtx-4090,rtx-5090,t4,l4');
    const sixth = page
      .getByRole('checkbox', { name: 'Compare GeForce RTX 3080 10 GB' })
      .or(page.getByRole('checkbox', { name: 'Compare GeForce RTX 3080', exact: true }));
    await sixth.first().click();
    await expect(sixth.first()).not.toBeChecked();
    await expect(
      page.getByText('Five cards at most stand side by side.', { exact: false }).first(),
    ).toBeVisible();
  });

  test('nothing moves while it comes to life', async ({ page }) => {
    await page.addInitScript(() => {
      Object.assign(window, { shift: 0 });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) {
          (window as unknown as { shift: number }).shift += entry.value;
        }
      }).observe({ type: 'layout-shift', buffered: true });
    });
    for (const address of ['/gpus/', '/gpus/?segment=desktop&sort=-bw', '/compare/?gpus=rtx-3090,rtx-4090']) {
      await page.goto(address, { waitUntil: 'networkidle' });
      expect(await page.evaluate(() => (window as unknown as { shift: number }).shift), address).toBeLessThan(
        0.001,
      );
    }
  });

  test('without JavaScript the whole table stands, and nothing that would not work', async ({ browser }) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto('/gpus/');
    await expect(page.getByRole('rowheader', { name: 'RTX 3090', exact: true })).toBeVisible();
    await expect(page.locator('noscript .note')).toContainText('JavaScript');
    await expect(page.getByLabel('Find a card')).toBeHidden();
    await context.close();
  });
});

test.describe('cards side by side', () => {
  const three = '/compare/?gpus=rtx-3090,rtx-4090,rtx-5090';

  test('shows facts, the best and the ratio to a base of choice', async ({ page }) => {
    const guard = watch(page);
    await page.goto(three);
    const bandwidth = page.getByRole('row', { name: /Bandwidth/ });
    await expect(bandwidth).toContainText('1,792');
    await expect(bandwidth.getByRole('cell').nth(2)).toContainText('best');
    await expect(bandwidth.getByRole('cell').nth(2)).toContainText('1.9×');
    await page.getByRole('radio', { name: 'Compare to GeForce RTX 5090' }).check();
    await expect(bandwidth.getByRole('cell').first()).toContainText('0.52×');
    await expect.poll(() => query(page)).toBe('?gpus=rtx-3090,rtx-4090,rtx-5090&base=rtx-5090');
    guard.expectQuiet();
  });

  test('only differences leaves the rest out, and the sources of a value open', async ({ page }) => {
    await page.goto(three);
    const segment = page.getByRole('row', { name: /Segment/ });
    await expect(segment).toBeVisible();
    await page.getByLabel('Only differences').check();
    await expect(segment).toBeHidden();
    await page.getByRole('button', { name: 'Sources of: Bandwidth' }).click();
    await expect(page.getByRole('row', { name: /^Sources/ })).toContainText(/TechPowerUp|NVIDIA|Wikipedia/);
  });

  test('a card is found by name and added by keyboard, and removed; back undoes it', async ({ page }) => {
    await page.goto('/compare/');
    const field = page.getByRole('combobox', { name: 'Add a card' });
    await field.fill('4060ti');
    await expect(page.getByRole('listbox').getByRole('option')).toHaveCount(2);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Add a second card to see what differs.')).toBeVisible();
    await field.fill('a100 80');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('columnheader')).toHaveCount(3);
    await page.getByRole('button', { name: /^Remove .*4060 Ti/ }).click();
    await expect(page.getByRole('columnheader')).toHaveCount(2);
    await page.goBack();
    await expect(page.getByRole('columnheader')).toHaveCount(3);
  });

  test('unknown cards are named with their neighbours, a sixth is left out, in Chinese too', async ({
    page,
  }) => {
    await page.goto('/zh-cn/compare/?gpus=rtx-3090,rtx-4091,t4,l4,rtx-4090,rtx-5090,rtx-5080&base=x');
    const notice = page.locator('.notice');
    await expect(notice).toContainText('gpus = “rtx-4091”');
    await expect(notice).toContainText('rtx-4090');
    await expect(notice).toContainText('只显示前5款');
    await expect(notice).toContainText('base = “x”');
    await expect(page.getByRole('columnheader')).toHaveCount(6);
    await expect(page.getByRole('combobox', { name: '添加显卡' })).toBeDisabled();
  });

  test('an example starts it, and axe finds nothing in either theme', async ({ page }) => {
    await page.goto('/compare/');
    await page.getByRole('link', { name: /RTX 3090, 4090, 5090/ }).click();
    await expect(page.getByRole('columnheader')).toHaveCount(4);
    expect(await axeInBothThemes(page)).toEqual([]);
  });

  test('data that cannot be fetched is said so, and asked for again', async ({ page }) => {
    await page.route('**/compare/cards.json', (route) => route.abort(), { times: 1 });
    await page.goto(three);
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('columnheader')).toHaveCount(4);
  });

  test('without JavaScript there is a note and a way to each example card', async ({ browser }) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto('/compare/');
    await expect(page.locator('.hr-noscript')).toContainText('JavaScript');
    await expect(page.locator('noscript a[href="/gpus/rtx-4090/"]')).toHaveCount(1);
    await context.close();
  });
});
