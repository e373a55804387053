import type { APIContext } from 'astro';
import { base } from '../components/href.ts';

/** Everything may be read; pages that should not be found say so themselves. Heeded only at the root of a host. */
export function GET({ site }: APIContext) {
  return new Response(
    `User-agent: *\nAllow: /\n\nSitemap: ${new URL(`${base}sitemap-index.xml`, site).href}\n`,
  );
}
