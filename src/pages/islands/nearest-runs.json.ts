import type { APIRoute } from 'astro';
import { measurements } from '../../../catalog/index.ts';
import { measuredRuns } from '../../accuracy/nearest-runs.ts';
import { groupBy } from '../../accuracy/report.ts';
import type { NearestRunsFile } from '../../calculators/gpu/nearest-runs.tsx';
import { requireSource, runUrl, sourceUrl } from '../../components/guide/cited.ts';

/** Runs of one file from which on the file is linked. */
const fewest = 5;

/** What the calculator looks among for published runs near a job, fetched when a reader asks for them. */
export const GET: APIRoute = () => {
  const byId = new Map(measurements.map((run) => [run.id, run]));
  const measured = measuredRuns(measurements);
  const sourceOf = (id: string) => requireSource(byId.get(id)!.source);
  // A source with a file for every run would cost more than the runs themselves: its runs link to the repository.
  const files = groupBy(measured, ({ id }) => byId.get(id)!.sourcePath);
  const urlOf = (id: string) => {
    const run = byId.get(id)!;
    return files.get(run.sourcePath)!.length < fewest ? sourceUrl(sourceOf(id)) : runUrl(run);
  };
  const places = [...groupBy(measured, ({ id }) => `${sourceOf(id).title}\n${urlOf(id)}`).values()];
  const runs = places.flatMap((group, place) => group.map((run) => ({ ...run, place })));
  const file: NearestRunsFile = {
    places: places.map(([run]) => ({ title: sourceOf(run!.id).title, url: urlOf(run!.id) })),
    runs,
  };
  return new Response(JSON.stringify(file), {
    headers: { 'content-type': 'application/json; charset=utf-8' },
  });
};
