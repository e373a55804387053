import type { APIRoute } from 'astro';
import {
  jsonText,
  openDataFile,
  openDataFiles,
  type OpenDataName,
} from '../../../../catalog/open-data/index.ts';

export const getStaticPaths = () => openDataFiles.map(({ name }) => ({ params: { name } }));

export const GET: APIRoute = ({ params }) =>
  new Response(jsonText(openDataFile(params['name'] as OpenDataName)), {
    headers: { 'content-type': 'application/json; charset=utf-8' },
  });
