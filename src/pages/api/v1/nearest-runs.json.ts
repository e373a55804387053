import type { APIRoute } from 'astro';
import { dataVersion, measurements } from '../../../../catalog/index.ts';
import { measuredRuns } from '../../../estimation/index.ts';

/** What `nearestMeasurements` looks among in the browser: the few runs and fields it reads, fetched after an answer. */
export const GET: APIRoute = () =>
  new Response(JSON.stringify({ dataVersion, runs: measuredRuns(measurements) }), {
    headers: { 'content-type': 'application/json; charset=utf-8' },
  });
