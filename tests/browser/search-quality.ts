import type { Page } from '@playwright/test';
import type { Lang } from '../../content/i18n/languages.ts';
import { siteQueries } from './queries.ts';

export interface SearchQuality {
  /** Place of the page looked for among the results of each query, from 0; infinite where it is not there. */
  places: number[];
  /** What did not come first, a line each. */
  missed: string[];
}

export const shareWithin = (places: readonly number[], within: number): number =>
  places.filter((place) => place < within).length / places.length;

/** Puts every query of a language to the search of a built site. */
export async function askSearch(page: Page, lang: Lang, prefix: string): Promise<SearchQuality> {
  await page.goto(`${prefix}tools/`);
  await page.locator('[data-open-search]').click();
  const box = page.locator('#site-search');
  await box.waitFor();
  const resting = page.locator('site-search [data-part="results"][aria-busy="false"]');
  await resting.waitFor({ state: 'attached' });
  const results = page.locator('headroom-search:visible [data-part="results"] > li > a');
  const quality: SearchQuality = { places: [], missed: [] };
  for (const { text, pages } of siteQueries[lang]) {
    const expected = pages.map((path) => `${prefix}${path}/`);
    await box.fill(text);
    // Enter asks at once.
    await box.press('Enter');
    await resting.waitFor({ state: 'attached' });
    const found = await results.evaluateAll((links) =>
      links.map((link) => (link as HTMLAnchorElement).pathname),
    );
    const place = found.findIndex((path) => expected.includes(path));
    quality.places.push(place === -1 ? Infinity : place);
    if (place !== 0)
      quality.missed.push(
        `${text}: ${expected.join(' or ')} is ${place + 1 || 'not'}; ${found.slice(0, 3).join(' ')}`,
      );
  }
  return quality;
}
