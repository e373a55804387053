import { expect, test, type Locator, type Page } from '@playwright/test';
import { dictionary, type Lang } from '../../content/i18n/index.ts';
import { fill } from '../../content/i18n/format.ts';
import { formatDuration, formatMoney } from '../../content/i18n/quantities.ts';
import { cards } from '../../catalog/index.ts';
import { data } from '../../src/components/estimation.ts';
import { cheapestCards, compare, estimate } from '../../src/estimation/index.ts';
import { inAudit } from './addresses.ts';
import { watch } from './guard.ts';

/*
 * What readers come to the comparison for, each done twice: by keyboard alone, and by touch on a narrow screen. What is
 * right comes from the estimator and the catalog, not from the page.
 */

/** How a reader works the page. */
interface Hand {
  press: (target: Locator) => Promise<void>;
  type: (field: Locator, text: string) => Promise<void>;
  pick: (list: Locator, value: string) => Promise<void>;
}

/** Walks with Tab, as a reader without a mouse does, until `target` has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  // More stops than the page has are a trap.
  for (let stops = 0; stops < 300; stops += 1) {
    const way = await target.evaluate((element) => {
      const now = document.activeElement;
      if (now === element) return null;
      return element.compareDocumentPosition(now!) & Node.DOCUMENT_POSITION_FOLLOWING ? 'Shift+Tab' : 'Tab';
    });
    if (way === null) return;
    await page.keyboard.press(way);
  }
  throw new Error(`Tab does not reach ${target}`);
}

/** Parts that wait for a reader come alive at the first key, wherever it is pressed. */
async function alive(page: Page, target: Locator): Promise<void> {
  await page.keyboard.press('Tab');
  await expect(target).toBeEnabled();
}

const keyboard = (page: Page): Hand => ({
  press: async (target) => {
    await alive(page, target);
    await tabTo(page, target);
    const ticked = await target.evaluate((element) => element.matches('[type="checkbox"]'));
    await page.keyboard.press(ticked ? 'Space' : 'Enter');
  },
  type: async (field, text) => {
    await alive(page, field);
    await tabTo(page, field);
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type(text);
  },
  pick: async (list, value) => {
    await alive(page, list);
    await tabTo(page, list);
    const steps = await list.evaluate((select: HTMLSelectElement, wanted) => {
      const values = [...select.options].map((option) => option.value);
      return values.indexOf(wanted) - select.selectedIndex;
    }, value);
    for (let i = 0; i < Math.abs(steps); i += 1)
      await page.keyboard.press(steps > 0 ? 'ArrowDown' : 'ArrowUp');
    await expect(list).toHaveValue(value);
  },
});

const touch = (page: Page): Hand => ({
  press: (target) => target.tap(),
  type: async (field, text) => {
    // Parts that wait for a reader come alive at the first touch, wherever it is.
    await page.touchscreen.tap(2, 300);
    await field.tap();
    await field.fill(text);
  },
  // The list that a phone shows is its own.
  pick: async (list, value) => {
    await list.selectOption(value);
  },
});

const sentence = (page: Page) => page.locator('.hr-sentence').first();
const rows = (page: Page) => page.locator('.hr-ranking .hr-cards').first().locator('tbody tr');
const address = (page: Page, key: string) => new URL(page.url()).searchParams.get(key);

/** Everything on the page by the name that a reader sees. */
function named(page: Page, lang: Lang) {
  const words = dictionary(lang).calculator;
  const currency = dictionary(lang).share.dollars;
  const exactly = (text: string) => page.getByLabel(text, { exact: true });
  return {
    words,
    currency,
    findModel: exactly(words.shared.choose.findModel),
    findCard: exactly(words.shared.choose.findCard),
    job: page.locator('.hr-ask select').first(),
    field: (key: keyof typeof words.fields) => exactly(fill(words.fields[key], { currency })),
    filter: (key: 'budget' | 'maxPowerW' | 'fitsOnly') => exactly(fill(words.filters[key], { currency })),
    series: page.getByRole('combobox', { name: words.filters.series, exact: true }),
    heading: (text: string) => page.locator('.hr-sort', { hasText: text }),
    fold: (title: string) => page.locator('summary', { hasText: title }),
    detail: page.locator('.hr-ranking figure'),
    side: page.locator('.hr-pinned'),
  };
}

async function open(page: Page, prefix: string): Promise<void> {
  await page.goto(`${prefix}calculators/gpu/`);
  await expect(page.locator('.hr-ask select').first()).toBeEnabled();
  // The list of cards comes alive when it is come to.
  await page.locator('.hr-ranking').scrollIntoViewIfNeeded();
  await expect(page.locator('.hr-more')).toBeEnabled();
  await expect(rows(page)).toHaveCount(12);
}

type Task = (page: Page, hand: Hand, lang: Lang) => Promise<void>;

/** Chooses by part of a name, with the field for finding. */
async function find(hand: Hand, page: Page, field: Locator, text: string): Promise<void> {
  await hand.type(field, text);
  await expect(page.locator('.hr-found button').first()).toBeVisible();
  await hand.press(page.locator('.hr-found button').first());
}

const qwen4k = {
  task: 'training',
  method: 'qlora',
  model: 'qwen2.5-7b',
  sequenceLength: 4096,
  gradientCheckpointing: 'full',
} as const;

/** Cards of the list before it is filtered: a desktop card is the default, so those are listed first. */
const desktop = cards.filter(({ segment }) => segment === 'desktop');
const series30 = desktop.filter(({ series }) => series === 'GeForce 30');

const tasks: Record<string, Task> = {
  'the cheapest GeForce 30-series card that fine-tunes Qwen2.5-7B with QLoRA at 4k': async (
    page,
    hand,
    lang,
  ) => {
    const at = named(page, lang);
    await find(hand, page, at.findModel, 'qwen2.5 7b');
    await hand.type(at.field('sequenceLength'), '4096');
    await hand.pick(at.series, 'GeForce 30');
    await hand.press(at.filter('fitsOnly'));
    await hand.press(at.heading(at.words.table.price));

    const [wanted] = cheapestCards(qwen4k, series30, data, { maxCount: 1 });
    await expect(rows(page).first()).toContainText(wanted!.gpu.name);
    await expect(rows(page).first()).toContainText(formatMoney(wanted!.price, 'USD', lang));
    await hand.press(rows(page).first().locator('.hr-card-name'));
    await expect(sentence(page)).toContainText(wanted!.gpu.name);
    await expect(sentence(page)).toHaveClass(/hr-verdict-(fits|close)/);
    await expect.poll(() => address(page, 'series')).toBe('GeForce 30');
  },

  'the same by turning the question round, a pair of cards included': async (page, hand, lang) => {
    const at = named(page, lang);
    await find(hand, page, at.findCard, 'rtx 3060 12');
    await find(hand, page, at.findModel, 'qwen2.5 7b');
    await hand.type(at.field('sequenceLength'), '4096');
    await hand.pick(at.series, 'GeForce 30');
    await hand.press(at.fold(at.words.inverse.title));

    const pool = series30;
    const [wanted] = cheapestCards(qwen4k, pool, data, { maxCount: 8 });
    const first = page.locator('.hr-inverse section').last().locator('li').first();
    await expect(first).toContainText(wanted!.gpu.name);
    await expect(first).toContainText(formatMoney(wanted!.price, 'USD', lang));
    await hand.press(first.getByRole('button'));
    await expect(sentence(page)).toContainText(wanted!.gpu.name);
    await expect.poll(() => Number(address(page, 'n') ?? 1)).toBe(wanted!.count);
    await expect(sentence(page)).toHaveClass(/hr-verdict-(fits|close)/);
  },

  'why full fine-tuning of a 1B model does not fit 16 GB, and the smallest change': async (
    page,
    hand,
    lang,
  ) => {
    const at = named(page, lang);
    await hand.pick(at.job, 'full');
    await find(hand, page, at.findModel, 'llama 3.2 1b');
    await find(hand, page, at.findCard, '4060 ti 16');
    await expect(sentence(page)).toHaveClass(/hr-verdict-(short|unlikely)/);
    // The reason: the optimizer's states are the largest part.
    const parts = dictionary(lang).site.parts;
    await expect(page.locator('.hr-advice').first()).toContainText(
      at.words.answer.why.split('{parts}')[0]! + parts.optimizerStates,
    );
    const advice = page.locator('.hr-answer .hr-advice li').first();
    await expect(advice.locator('.hr-good')).toBeVisible();
    await hand.press(advice.getByRole('button'));
    await expect(sentence(page)).toHaveClass(/hr-verdict-(fits|close)/);
  },

  'two RTX 3060 beside one RTX 3090': async (page, hand, lang) => {
    const at = named(page, lang);
    const pin = at.detail.getByRole('button', { name: at.words.pins.pin, exact: true });
    await find(hand, page, at.findModel, 'qwen2.5 7b');
    await find(hand, page, at.findCard, 'rtx 3060 12');
    await expect(at.detail).toContainText('RTX 3060 12 GB ·');
    await hand.press(pin);
    await find(hand, page, at.findCard, '3090');
    await expect(at.detail).toContainText('RTX 3090 ·');
    await hand.press(pin);
    await expect(at.side.locator('tbody tr')).toHaveCount(2);
    await hand.pick(at.side.locator('tbody tr').first().locator('select'), '2');

    await expect.poll(() => address(page, 'pins')).toBe('rtx-3060-12gb:2,rtx-3090');
    const job = {
      task: 'training',
      method: 'qlora',
      model: 'qwen2.5-7b',
      gradientCheckpointing: 'full',
    } as const;
    const two = estimate({ ...job, gpu: 'rtx-3060-12gb', gpuCount: 2, sharding: 'ddp' }, data);
    const one = estimate({ ...job, gpu: 'rtx-3090' }, data);
    const figures = (text: string) => Number(text.replaceAll(',', '').match(/[\d.]+/)![0]);
    const speed = (row: number) =>
      at.side.locator('tbody tr').nth(row).locator('.hr-col-rate').first().innerText().then(figures);
    // Two significant figures stand on the page.
    expect(await speed(0)).toBeCloseTo(Number(two.speed.tokensPerSecond.toPrecision(2)), 5);
    expect(await speed(1)).toBeCloseTo(Number(one.speed.tokensPerSecond.toPrecision(2)), 5);
    await expect(at.side.locator('tbody tr').first()).toContainText(
      formatMoney(two.cost.purchase!, 'USD', lang),
    );
    // Bars in one scale: the larger card's line stands further to the right.
    const lines = await at.side
      .locator('.hr-bar-line')
      .evaluateAll((all) => all.map((line) => line.getBoundingClientRect().left));
    expect(lines[0]).toBeLessThan(lines[1]!);
  },

  'the largest model that my card fine-tunes': async (page, hand, lang) => {
    const at = named(page, lang);
    await find(hand, page, at.findCard, 'rtx 3060 12');
    await hand.press(at.fold(at.words.inverse.title));
    const first = page.locator('.hr-inverse section').first().locator('li').first();
    await expect(first).toContainText('GiB');
    const name = await first.locator('strong').innerText();
    await hand.press(first.getByRole('button'));
    await expect(page.locator('.hr-ask')).toContainText(name);
    await expect(sentence(page)).toHaveClass(/hr-verdict-(fits|close)/);
    // Nothing larger fits.
    const slug = address(page, 'model') ?? 'llama-3.1-8b';
    await expect.poll(() => address(page, 'model')).not.toBeNull();
    const size = data.models.find((model) => model.slug === (address(page, 'model') ?? slug))!.parameters;
    for (const { slug: larger, kind } of data.models.filter(({ parameters }) => parameters > size * 1.001)) {
      if (kind !== 'decoder' && kind !== 'moe') continue;
      const job = {
        task: 'training',
        method: 'qlora',
        gradientCheckpointing: 'full',
        sequenceLength: 2048,
      } as const;
      const { fits, support } = estimate({ ...job, model: larger, gpu: 'rtx-3060-12gb' }, data, {
        advice: false,
        working: false,
      });
      expect(fits && support.every(({ level }) => level !== 'unsupported'), larger).toBe(false);
    }
  },

  'time and electricity for twenty million tokens': async (page, hand, lang) => {
    const at = named(page, lang);
    await hand.type(at.field('tokens'), '20000000');
    await hand.type(at.field('electricityPricePerKwh'), '0.3');
    const { time, cost, energy } = estimate(
      {
        task: 'training',
        method: 'qlora',
        model: 'llama-3.1-8b',
        gpu: 'rtx-3090',
        gradientCheckpointing: 'full',
        tokens: 2e7,
        electricityPricePerKwh: 0.3,
      },
      data,
    );
    expect(cost.electricity).toBeCloseTo(energy.kwh! * 0.3);
    await expect(sentence(page)).toContainText(formatDuration(time.seconds!, lang));
    await expect(page.locator('.hr-numbers')).toContainText(formatMoney(cost.electricity!, 'USD', lang));
    await expect.poll(() => address(page, 'tokens')).toBe('20000000');
  },

  'a used price of my own takes the place of the launch price': async (page, hand, lang) => {
    const at = named(page, lang);
    await find(hand, page, at.findCard, '3090');
    await hand.press(at.fold(at.words.mine.title));
    await hand.press(page.getByRole('button', { name: at.words.mine.add }));
    await hand.type(
      page.getByLabel(fill(at.words.mine.price, { gpu: 'GeForce RTX 3090', currency: at.currency }), {
        exact: true,
      }),
      '650',
    );
    await expect.poll(() => address(page, 'paid')).toBe('rtx-3090:650');
    await hand.type(at.filter('budget'), '700');
    await hand.press(at.filter('fitsOnly'));
    const mine = rows(page).filter({ has: page.locator('[aria-pressed="true"].hr-card-name') });
    await expect(mine).toContainText(at.words.table.yourPrice);
    await expect(mine).toContainText(formatMoney(650, 'USD', lang));
    await expect.poll(() => address(page, 'fits')).toBe('1');
    await page.reload();
    await page.locator('.hr-ranking').scrollIntoViewIfNeeded();
    await expect(mine).toContainText(at.words.table.yourPrice);
  },

  'the fastest card within a budget and a power limit': async (page, hand, lang) => {
    const at = named(page, lang);
    await hand.type(at.filter('budget'), '600');
    await hand.type(at.filter('maxPowerW'), '200');
    await hand.press(at.filter('fitsOnly'));
    const pool = desktop.filter(
      ({ launchPriceUsd, tdpW }) => launchPriceUsd !== null && launchPriceUsd <= 600 && tdpW <= 200,
    );
    const job = {
      task: 'training',
      method: 'qlora',
      model: 'llama-3.1-8b',
      gradientCheckpointing: 'full',
    } as const;
    const [wanted] = compare(job, pool, data)
      .filter(({ answer }) => answer.fits)
      .sort((a, b) => b.answer.speed.tokensPerSecond - a.answer.speed.tokensPerSecond);
    await expect(rows(page).first().locator('.hr-card-name')).toHaveText(wanted!.gpu.name);
  },
};

test.describe('by keyboard alone', () => {
  for (const [name, task] of Object.entries(tasks)) {
    test(name, async ({ page }) => {
      const guard = watch(page);
      await open(page, '/');
      await task(page, keyboard(page), 'en');
      guard.expectQuiet();
    });
  }
});

test.describe('by touch on a narrow screen', inAudit, () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  for (const [name, task] of Object.entries(tasks)) {
    test(name, async ({ page }) => {
      const guard = watch(page);
      await open(page, '/zh-cn/');
      await task(page, touch(page), 'zh-cn');
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(beyond).toBeLessThanOrEqual(0);
      guard.expectQuiet();
    });
  }

  test('what is to be touched is large enough', async ({ page }) => {
    await page.goto('/calculators/gpu/?pins=rtx-3060-12gb:2,rtx-3090');
    await page.locator('.hr-ranking').scrollIntoViewIfNeeded();
    await expect(page.locator('.hr-pinned tbody tr')).toHaveCount(2);
    const small = await page
      .locator('.hr-calculator :is(button, select, summary, input:not([type="checkbox"], [type="radio"]))')
      .evaluateAll((all) =>
        all
          .filter((element) => element.checkVisibility() && element.getBoundingClientRect().height < 43.5)
          .map((element) => element.outerHTML.slice(0, 120)),
      );
    expect(small).toEqual([]);
  });
});

test.describe('the plot', () => {
  test('arrow keys go from card to card and say each; Enter shows it above', async ({ page }) => {
    const guard = watch(page);
    await open(page, '/');
    const plot = page.getByRole('listbox');
    await tabTo(page, plot);
    const active = async () => {
      const id = await plot.getAttribute('aria-activedescendant');
      const option = page.locator(`[id="${id}"]`);
      await expect(option).toHaveRole('option');
      return { id, label: (await option.getAttribute('aria-label'))! };
    };
    await page.keyboard.press('Home');
    const first = await active();
    await page.keyboard.press('ArrowRight');
    const second = await active();
    expect(second.id).not.toBe(first.id);
    const dollars = ({ label }: { label: string }) =>
      Number(label.match(/\$([\d,]+)/)![1]!.replaceAll(',', ''));
    expect(dollars(second)).toBeGreaterThanOrEqual(dollars(first));
    await page.keyboard.press('End');
    const last = await active();
    expect(dollars(last)).toBeGreaterThan(dollars(first));
    await expect(page.locator('.hr-ranking figure')).toContainText(last.label.split(',')[0]!);
    await page.keyboard.press('Enter');
    await expect(sentence(page)).toContainText(last.label.split(',')[0]!);
    guard.expectQuiet();
  });

  test('its table holds what the picture shows, and the frontier is what the estimator says', async ({
    page,
  }) => {
    await open(page, '/');
    const options = page.getByRole('listbox').getByRole('option');
    const count = await options.count();
    await page.locator('.hr-ranking figure summary').click();
    const twin = page.locator('.hr-ranking figure tbody tr');
    await expect(twin).toHaveCount(count);
    const pool = desktop.filter(({ launchPriceUsd }) => launchPriceUsd !== null);
    expect(count).toBe(pool.length);
    const job = {
      task: 'training',
      method: 'qlora',
      model: 'llama-3.1-8b',
      gradientCheckpointing: 'full',
    } as const;
    const fitting = compare(job, pool, data).filter(({ answer }) => answer.fits);
    const names = fitting
      .filter(({ gpu, answer }) =>
        fitting.every(
          (other) =>
            other.gpu === gpu ||
            other.gpu.launchPriceUsd! > gpu.launchPriceUsd! ||
            other.answer.speed.tokensPerSecond < answer.speed.tokensPerSecond,
        ),
      )
      .map(({ gpu }) => gpu.name);
    expect(names.length).toBeGreaterThan(2);
    const marked = twin.filter({ hasText: 'on the frontier' }).locator('th');
    expect((await marked.allInnerTexts()).sort()).toEqual(names.sort());
  });

  test('memory or power instead of price, kept in the address', async ({ page }) => {
    await open(page, '/');
    await page.locator('input[name="axis"][value="memory"]').check({ force: true });
    await expect.poll(() => address(page, 'x')).toBe('memory');
    await page.getByRole('listbox').press('End');
    await expect(page.getByRole('listbox')).toHaveAttribute('aria-activedescendant', /^hr-at-/);
    await expect(page.locator('.hr-ranking figure')).toContainText(/\d+ GB, /);
  });
});

test.describe('my cards', () => {
  const at = (page: Page) => named(page, 'en');
  const mark = async (page: Page) => {
    await at(page).fold(at(page).words.mine.title).click();
    await page.getByRole('button', { name: at(page).words.mine.add }).click();
    await page.getByLabel(at(page).words.mine.own).check();
  };

  test('stand in the address, and on the device only once asked to', async ({ page }) => {
    await open(page, '/');
    await mark(page);
    await expect.poll(() => address(page, 'mine')).toBe('rtx-3090');
    expect(await page.evaluate(() => localStorage.getItem('headroom:my-cards'))).toBeNull();
    await page.getByLabel(at(page).words.mine.remember).check();
    await expect.poll(() => address(page, 'mine')).toBeNull();
    await page.goto('/calculators/gpu/');
    await page.locator('.hr-ranking').scrollIntoViewIfNeeded();
    await page.getByLabel(at(page).words.filters.ownOnly).check();
    await expect(rows(page)).toHaveCount(1);
    await expect(rows(page)).toContainText('RTX 3090');
    await at(page).fold(at(page).words.mine.title).click();
    await page.getByLabel(at(page).words.mine.remember).uncheck();
    expect(await page.evaluate(() => localStorage.getItem('headroom:my-cards'))).toBeNull();
    await expect.poll(() => address(page, 'mine')).toBe('rtx-3090');
  });

  test('a browser that stores nothing is no obstacle', async ({ page }) => {
    const guard = watch(page);
    await page.addInitScript(() => {
      const { setItem } = Storage.prototype;
      Storage.prototype.setItem = function (key, value) {
        // The theme of the page is not ours to break.
        if (key.startsWith('headroom')) throw new DOMException('full', 'QuotaExceededError');
        setItem.call(this, key, value);
      };
    });
    await page.goto('/calculators/gpu/');
    await page.locator('.hr-ranking').scrollIntoViewIfNeeded();
    await expect(rows(page)).toHaveCount(12);
    await mark(page);
    await page.getByLabel(at(page).words.mine.remember).click();
    await expect(page.getByText(at(page).words.mine.refused)).toBeVisible();
    await expect(page.getByLabel(at(page).words.mine.remember)).not.toBeChecked();
    await expect.poll(() => address(page, 'mine')).toBe('rtx-3090');
    guard.expectQuiet();
  });
});

test('a link with pins, prices and filters shows the same to a friend', async ({ page }) => {
  const guard = watch(page);
  const query = 'pins=rtx-3060-12gb:2,rtx-3090&paid=rtx-3090:650&x=power&n=2&shard=fsdp&watts=700';
  await page.goto(`/calculators/gpu/?${query}`);
  await page.locator('.hr-ranking').scrollIntoViewIfNeeded();
  await expect(page.locator('.hr-notice-box')).toHaveCount(0);
  await expect(page.locator('.hr-pinned tbody tr')).toHaveCount(2);
  await expect(page.locator('.hr-pinned')).toContainText('your price');
  await expect(page.locator('input[name="axis"]:checked')).toHaveValue('power');
  await expect(sentence(page)).toContainText('2 × GeForce RTX 3090');
  guard.expectQuiet();
});

test('nothing scrolls sideways at 320 px, whatever is pinned', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await page.goto(
    '/calculators/gpu/?tokens=20000000&kwh=0.3&pins=rtx-3060-12gb:2,rtx-3090,rtx-4090,rtx-5090,h100-sxm5-80gb:8',
  );
  await page.locator('.hr-ranking').scrollIntoViewIfNeeded();
  await expect(page.locator('.hr-pinned tbody tr')).toHaveCount(5);
  const beyond = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(await beyond()).toBeLessThanOrEqual(0);
  await page.locator('summary', { hasText: 'Turn the question round' }).click();
  await expect(page.locator('.hr-inverse li').first()).toBeVisible();
  await page.locator('.hr-ranking figure summary').click();
  expect(await beyond()).toBeLessThanOrEqual(0);
});
