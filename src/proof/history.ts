/** What was measured of the site, run by run. Only runs that happened: `npm run proof` alone writes the file. */
import { z } from 'zod';
import stored from '../../content/proof/history.json' with { type: 'json' };
import { columns, headlines, measureNames, type Headline, type MeasureName } from './measures.ts';

const runSchema = z
  .strictObject({
    measure: z.enum(measureNames),
    /** When it was measured, to the minute, in UTC. */
    date: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/),
    /** Version of the catalog then. */
    dataVersion: z.iso.date(),
    machine: z.strictObject({
      cores: z.int().positive(),
      memoryGb: z.int().positive(),
      node: z.string(),
    }),
    figures: z
      .record(z.string(), z.record(z.string(), z.number()))
      .refine((rows) => Object.keys(rows).length > 0, 'nothing was measured'),
  })
  .superRefine(({ measure, figures }, context) => {
    for (const [row, values] of Object.entries(figures))
      for (const column of Object.keys(values))
        if (!(column in columns[measure]))
          context.addIssue({ code: 'custom', path: ['figures', row, column], message: 'no such column' });
  });
export type Run = z.infer<typeof runSchema>;

export const historySchema = z.array(runSchema);

/** Every run, oldest first. */
export const history: readonly Run[] = historySchema.parse(stored);

/** Runs of one measure, oldest first. */
export const runsOf = (measure: MeasureName, runs: readonly Run[] = history): Run[] =>
  runs.filter((run) => run.measure === measure);

export interface Point {
  date: string;
  value: number;
}

/** A headline over time; runs that lack it are left out. */
export const trendOf = (measure: MeasureName, headline: Headline, runs: readonly Run[] = history): Point[] =>
  runsOf(measure, runs).flatMap(({ date, figures }) => {
    const value = headline.of(figures);
    return value === null ? [] : [{ date, value }];
  });

export interface Standing {
  measure: MeasureName;
  headline: Headline;
  trend: readonly Point[];
  /** Of the last run; `null` before there is one. */
  latest: Point | null;
}

/** Where every headline stands. */
export const standings = (runs: readonly Run[] = history): Standing[] =>
  measureNames.flatMap((measure) =>
    headlines[measure].map((headline) => {
      const trend = trendOf(measure, headline, runs);
      return { measure, headline, trend, latest: trend.at(-1) ?? null };
    }),
  );
