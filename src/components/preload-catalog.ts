import * as catalog from '../../catalog/index.ts';
import { pack, packedAddress } from '../scripts/vite-slim-catalog.ts';
import { base } from './href.ts';

/**
 * A link for the head of a page whose island is seen at once: the catalog comes beside the island's code instead of
 * after it. The attributes must ask as the island's `fetch` asks, else the browser would load it twice.
 */
export const catalogPreload = {
  rel: 'preload',
  as: 'fetch',
  href: base + packedAddress(pack(catalog)),
  crossorigin: 'anonymous',
} as const;
