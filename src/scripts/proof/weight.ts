/** Bytes of each template by kind, as `npm test` weighs them: what loads without scroll or touch, kB after gzip. */
import { chromium } from '@playwright/test';
import { languages } from '../../../content/i18n/languages.ts';
import { columns, type Figures } from '../../proof/measures.ts';
import { launchOptions } from '../browser.ts';
import { weigh } from '../budgets.ts';
import { prefixOf, templates } from '../pages.ts';
import { serve } from '../serve.ts';

const kinds = Object.keys(columns.weight) as (keyof typeof columns.weight)[];

export async function measure({ directory }: { directory: string }): Promise<Figures> {
  const { server, url } = await serve({ directory });
  const browser = await chromium.launch(await launchOptions());
  const figures: Figures = {};
  try {
    for (const template of Object.values(templates)) {
      for (const lang of languages) {
        const path = prefixOf(lang) + template;
        const weight = await weigh(browser, url + path, false);
        figures[`/${path}`] = Object.fromEntries(
          kinds.map((kind) => [kind, Number(weight[kind].toFixed(2))]),
        );
      }
    }
  } finally {
    await browser.close();
    server.close();
  }
  return figures;
}
