/** axe on a page of the built site, in the themes of the site. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

export const themes = ['light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** The rules that look at colours. All others find the same in either theme. */
const colourRules = ['color-contrast', 'link-in-text-block'];

/** What axe finds on the page in a theme, one line per rule; `colours` asks for the rules about colours alone. */
export async function axe(page: Page, theme: Theme, { colours = false } = {}): Promise<string[]> {
  await page.emulateMedia({ colorScheme: theme });
  await page.evaluate((value) => (document.documentElement.dataset['theme'] = value), theme);
  // Straight in the page (the usual way carries all results over a second page), and details of violations alone: a
  // tenth of the time where a page has thousands of elements.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({
      resultTypes: ['violations'],
      ...(colours && { runOnly: { type: 'rule', values: colourRules } }),
    })
    .analyze();
  return violations.map(
    ({ id, nodes }) => `axe ${id} (${theme}): ${nodes.map((node) => node.target.join(' ')).join(' | ')}`,
  );
}

/** Every rule in the light theme and the rules about colours in the dark one: what a test has time for. */
export async function axeInBothThemes(page: Page): Promise<string[]> {
  return [...(await axe(page, 'light')), ...(await axe(page, 'dark', { colours: true }))];
}
