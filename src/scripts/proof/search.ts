/** How often the search of the built site has the page that a reader looks for first, and among the first three. */
import { chromium } from '@playwright/test';
import { languages } from '../../../content/i18n/languages.ts';
import type { Figures } from '../../proof/measures.ts';
import { askSearch, shareWithin } from '../../../tests/browser/search-quality.ts';
import { launchOptions } from '../browser.ts';
import { prefixOf } from '../pages.ts';
import { serve } from '../serve.ts';

export async function measure({ directory }: { directory: string }): Promise<Figures> {
  const { server, url } = await serve({ directory });
  const browser = await chromium.launch(await launchOptions());
  const figures: Figures = {};
  try {
    for (const lang of languages) {
      const page = await browser.newPage({ baseURL: url });
      const { places, missed } = await askSearch(page, lang, `/${prefixOf(lang)}`);
      for (const line of missed) console.log(line);
      figures[lang] = {
        first: Number(shareWithin(places, 1).toFixed(4)),
        topThree: Number(shareWithin(places, 3).toFixed(4)),
        queries: places.length,
      };
      await page.close();
    }
  } finally {
    await browser.close();
    server.close();
  }
  return figures;
}
