import type { Page } from '@playwright/test';

/** Holds back the files whose address matches, until what it returns is called. */
export async function holdBack(page: Page, address: RegExp): Promise<() => void> {
  let letThrough = () => {};
  const held = new Promise<void>((resolve) => (letThrough = resolve));
  await page.route(address, async (route) => {
    await held;
    await route.continue();
  });
  return letThrough;
}
