import type { APIRoute } from 'astro';
import { requestSchema } from '../../../estimation/schema.ts';

export const GET: APIRoute = () =>
  new Response(JSON.stringify(requestSchema()), {
    headers: { 'content-type': 'application/schema+json; charset=utf-8' },
  });
