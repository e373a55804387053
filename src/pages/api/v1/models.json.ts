import type { APIRoute } from 'astro';
import { models } from '../../../../catalog/index.ts';
import { catalogResponse } from './catalog-response.ts';

export const GET: APIRoute = () =>
  catalogResponse('models', models, { contextLength: 'token', slidingWindow: 'token' });
