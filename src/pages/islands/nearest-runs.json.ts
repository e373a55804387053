import type { APIRoute } from 'astro';
import { measurements } from '../../../catalog/index.ts';
import type { NearestRun } from '../../calculators/gpu/nearest-runs.tsx';
import { requireSource, runUrl } from '../../components/guide/cited.ts';
import { measuredRun } from '../../estimation/index.ts';

/** What the calculator looks among for published runs near a job, fetched when a reader asks for them. */
export const GET: APIRoute = () => {
  const runs = measurements.flatMap((measurement): NearestRun[] => {
    const run = measuredRun(measurement);
    if (!run) return [];
    return [{ ...run, sourceTitle: requireSource(measurement.source).title, url: runUrl(measurement) }];
  });
  return new Response(JSON.stringify(runs), {
    headers: { 'content-type': 'application/json; charset=utf-8' },
  });
};
