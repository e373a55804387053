import * as catalog from '../../../catalog/index.ts';
import { pack } from '../../scripts/vite-slim-catalog.ts';

/** What the islands fetch: cards and models in columns. Its form follows the islands; `/api/v1/` is for everyone else. */
export function GET() {
  return new Response(JSON.stringify(pack(catalog)), {
    headers: { 'content-type': 'application/json; charset=utf-8' },
  });
}
