/** Lighthouse as a phone sees the site: each category of each indexable template and widget, the median of some runs. */
import lighthouse from 'lighthouse';
import Trace from 'lighthouse/core/gather/gatherers/trace.js';
import { launch } from 'puppeteer-core';
import { languages } from '../../../content/i18n/languages.ts';
import { medianOf } from '../../accuracy/report.ts';
import type { Figures } from '../../proof/measures.ts';
import { browserArgs, findBrowser } from '../browser.ts';
import { prefixOf, templates } from '../pages.ts';
import { serve } from '../serve.ts';

/** As Lighthouse calls them, and as the history does. */
const categories = {
  performance: 'performance',
  accessibility: 'accessibility',
  'best-practices': 'bestPractices',
  seo: 'seo',
} as const;
type Category = keyof typeof categories;

/** Under this one the headless build of the tests' Chromium loses the page. No score is made of it. */
const fatal = 'blink.webdx_feature_usage';
const traced = Trace.getDefaultTraceCategories().filter((category) => category !== fatal);
Trace.getDefaultTraceCategories = () => traced;

/** Widgets are kept out of search engines on purpose. */
const isWidget = (path: string) => /embed\/\w+\/$/.test(path);

interface Options {
  directory: string;
  /** Templates to measure; all when left out. */
  only?: readonly string[];
  runs?: number;
}

/** Scores from 0 to 100 by page, and what kept a page from 100, for the screen. */
export async function measure({ directory, only, runs = 3 }: Options): Promise<Figures> {
  const { server, url } = await serve({ directory });
  const browser = await launch({ executablePath: await findBrowser(), args: browserArgs, headless: 'shell' });
  const port = Number(new URL(browser.wsEndpoint()).port);
  const figures: Figures = {};
  try {
    for (const [name, template] of Object.entries(templates)) {
      if (only && !only.includes(name)) continue;
      for (const lang of languages) {
        const path = prefixOf(lang) + template;
        const scores = Object.keys(categories).map((category) => ({
          category: category as Category,
          of: [] as number[],
        }));
        for (let run = 0; run < runs; run += 1) {
          const result = await lighthouse(url + path, {
            port,
            logLevel: 'silent',
            output: [],
            onlyCategories: Object.keys(categories),
            skipAudits: isWidget(path) ? ['is-crawlable'] : null,
            // Only its report would show them.
            disableFullPageScreenshot: true,
          });
          if (!result) throw new Error(`Lighthouse gave no answer for /${path}`);
          const { lhr } = result;
          if (lhr.runtimeError) throw new Error(`/${path}: ${lhr.runtimeError.message}`);
          for (const { category, of } of scores) of.push((lhr.categories[category]?.score ?? 0) * 100);
          if (run === 0) complain(path, lhr);
          // Whatever a third said, the median would be what two agree on.
          if (run === 1 && scores.every(({ of }) => Math.round(of[0]!) === Math.round(of[1]!))) break;
        }
        figures[`/${path}`] = Object.fromEntries(
          scores.map(({ category, of }) => [categories[category], Math.round(medianOf(of))]),
        );
        console.log(`/${path}: ${scores.map(({ of }) => of.map(Math.round).join(' ')).join(' | ')}`);
      }
    }
  } finally {
    await browser.close();
    server.close();
  }
  return figures;
}

type Report = NonNullable<Awaited<ReturnType<typeof lighthouse>>>['lhr'];

/** Says which audits of a page cost it points. */
function complain(path: string, { categories: found, audits }: Report): void {
  for (const category of Object.values(found)) {
    for (const { id, weight } of category.auditRefs) {
      const audit = audits[id];
      if (weight === 0 || !audit || audit.score === null || audit.score >= 0.9) continue;
      console.log(`  /${path}: ${category.id}: ${audit.title} (${audit.displayValue ?? audit.score})`);
      const items = audit.details && 'items' in audit.details ? audit.details.items : [];
      for (const item of Array.isArray(items) ? items.slice(0, 5) : []) {
        const { node } = item as { node?: { selector?: string; snippet?: string } };
        if (node) console.log(`    ${node.selector} ${node.snippet}`);
      }
    }
  }
}
