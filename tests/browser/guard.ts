import { expect, type Page } from '@playwright/test';

/** Collects what must not happen on a page: dialogs, errors, blocked scripts. */
export function watch(page: Page): { expectQuiet: () => void } {
  const noise: string[] = [];
  page.on('dialog', (dialog) => {
    noise.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => noise.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' || /Content.Security.Policy/i.test(message.text())) {
      noise.push(`console: ${message.text()}`);
    }
  });
  return { expectQuiet: () => expect(noise).toEqual([]) };
}
