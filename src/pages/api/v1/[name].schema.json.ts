import type { APIRoute } from 'astro';
import {
  openDataFile,
  openDataFiles,
  schemaText,
  type OpenDataName,
} from '../../../../catalog/open-data/index.ts';

export const getStaticPaths = () => openDataFiles.map(({ name }) => ({ params: { name } }));

export const GET: APIRoute = ({ params }) =>
  new Response(schemaText(openDataFile(params['name'] as OpenDataName)), {
    headers: { 'content-type': 'application/schema+json; charset=utf-8' },
  });
