import type { APIRoute } from 'astro';
import { answerSchema } from '../../../estimation/schema.ts';

export const GET: APIRoute = () =>
  new Response(JSON.stringify(answerSchema()), {
    headers: { 'content-type': 'application/schema+json; charset=utf-8' },
  });
