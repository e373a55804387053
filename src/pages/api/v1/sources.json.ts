import type { APIRoute } from 'astro';
import { sources } from '../../../../catalog/index.ts';
import { catalogResponse } from './catalog-response.ts';

export const GET: APIRoute = () => catalogResponse('sources', sources);
