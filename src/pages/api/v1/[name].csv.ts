import type { APIRoute } from 'astro';
import {
  csvText,
  openDataFile,
  openDataFiles,
  type OpenDataName,
} from '../../../../catalog/open-data/index.ts';

export const getStaticPaths = () =>
  openDataFiles.filter(({ columns }) => columns !== null).map(({ name }) => ({ params: { name } }));

export const GET: APIRoute = ({ params }) =>
  new Response(csvText(openDataFile(params['name'] as OpenDataName)), {
    headers: { 'content-type': 'text/csv; charset=utf-8' },
  });
