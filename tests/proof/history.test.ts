import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dictionary, languages } from '../../content/i18n/index.ts';
import { history, historySchema, runsOf, standings, type Run } from '../../src/proof/history.ts';
import { columns, headlines, keeps, measureNames } from '../../src/proof/measures.ts';

const run = (over: Partial<Run>): Run => ({
  measure: 'links',
  date: '2026-01-01T00:00Z',
  dataVersion: '2026-01-01',
  machine: { cores: 2, memoryGb: 8, node: '24.0.0' },
  figures: { site: { checked: 10, problems: 0 } },
  ...over,
});
const standing = (over: Partial<Run>, id: string) =>
  standings([run(over)]).find(({ headline, measure }) => headline.id === id && measure === over.measure)!;

/** Budgets that are not kept, with the figure reached: the page says so, and it may get better, not worse. */
const unkept: Record<string, number> = {
  // By name in `tests/accuracy/targets.test.ts`.
  'accuracy: missed': 16,
};

describe('the history of measurements', () => {
  it('holds runs only, each measure’s in the order in which they happened', () => {
    expect(() =>
      historySchema.parse(JSON.parse(readFileSync('content/proof/history.json', 'utf8'))),
    ).not.toThrow();
    for (const measure of measureNames) {
      const dates = runsOf(measure).map(({ date }) => date);
      expect(dates, measure).toEqual(dates.toSorted());
      expect(new Set(dates).size, measure).toBe(dates.length);
    }
    expect(history.length).toBeGreaterThan(0);
  });

  it.each(
    standings()
      .filter(({ latest }) => latest !== null)
      .map((one) => [`${one.measure}: ${one.headline.id}`, one] as const),
  )('%s keeps its budget, or is no worse than known', (name, { headline, latest }) => {
    const { atMost, atLeast } = headline;
    const budget = JSON.stringify({ atMost, atLeast });
    const value = latest!.value;
    const known = unkept[name];
    if (known === undefined) expect(keeps(headline, value), `${value}: ${budget}`).toBe(true);
    else {
      // A figure that keeps its budget leaves the table.
      expect(keeps(headline, value), `${value}: ${budget}`).toBe(false);
      expect(value).toBe(known);
    }
  });

  it('refuses what no measure has', () => {
    expect(historySchema.safeParse([run({})]).success).toBe(true);
    expect(historySchema.safeParse([run({ figures: {} })]).success).toBe(false);
    expect(historySchema.safeParse([run({ figures: { site: { speed: 1 } } })]).success).toBe(false);
    expect(historySchema.safeParse([run({ date: '2026-01-01' })]).success).toBe(false);
  });
});

describe('headlines', () => {
  it('take the worst page', () => {
    const figures = {
      '/': { performance: 100, accessibility: 100, bestPractices: 100, seo: 100 },
      '/zh-cn/': { performance: 98, accessibility: 100, bestPractices: 100, seo: 100 },
    };
    const { headline, latest } = standing({ measure: 'lighthouse', figures }, 'performance');
    expect(latest!.value).toBe(98);
    expect(keeps(headline, 98)).toBe(false);
    expect(keeps(headline, 99)).toBe(true);
  });

  it('judge each page by the budget of its kind', () => {
    const figures = {
      '/zh-cn/calculators/gpu/': { script: 44 },
      '/calculators/gpu/': { script: 40 },
      '/concepts/': { script: 4 },
      '/gpus/': { script: 11 },
    };
    const of = (id: string) => standing({ measure: 'weight', figures }, id).latest?.value;
    expect([of('scriptCalculator'), of('scriptPage'), of('scriptTable'), of('scriptWidget')]).toEqual([
      44,
      4,
      11,
      undefined,
    ]);
  });

  it('call it growth where a page of the larger site costs more', () => {
    const sizes = (seconds: number) => ({
      '1': { pages: 1000, processorSeconds: 100, indexMb: 5 },
      '10': { pages: 10_000, processorSeconds: seconds, indexMb: 40 },
    });
    const grows = (seconds: number) => {
      const { headline, latest } = standing({ measure: 'scale', figures: sizes(seconds) }, 'time');
      return !keeps(headline, latest!.value);
    };
    expect(grows(1000)).toBe(false);
    expect(grows(1100)).toBe(true);
  });

  it('have words in every language, and so have columns', () => {
    for (const lang of languages) {
      const { proof } = dictionary(lang);
      for (const measure of measureNames) {
        const words = proof.measures[measure];
        expect(Object.keys(words.headlines)).toEqual(headlines[measure].map(({ id }) => id));
        expect(Object.keys(words.columns)).toEqual(Object.keys(columns[measure]));
      }
    }
  });
});
