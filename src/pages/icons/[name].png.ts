import { readFileSync } from 'node:fs';
import type { APIRoute } from 'astro';
import sharp from 'sharp';

/** `bleed`: drawn to the edge, with room for a system that cuts a shape of its own out of it. */
const icons = {
  '192': { size: 192, bleed: false },
  '512': { size: 512, bleed: false },
  'maskable-512': { size: 512, bleed: true },
  'apple-touch': { size: 180, bleed: true },
};
type Name = keyof typeof icons;

export const iconNames = Object.keys(icons) as Name[];

export const getStaticPaths = () => iconNames.map((name) => ({ params: { name } }));

/** The favicon as pictures for systems that take no SVG. */
export const GET: APIRoute = async ({ params }) => {
  const { size, bleed } = icons[params['name'] as Name];
  const svg = readFileSync('src/public/favicon.svg', 'utf8');
  const [, background] = /<rect[^>]*fill="([^"]+)"/.exec(svg) ?? [];
  if (background === undefined) throw new Error('favicon.svg has no background to extend');
  // The drawing stays within the middle four fifths, whatever shape is cut out.
  const inner = bleed ? Math.round(size * 0.8) : size;
  const drawn = await sharp(Buffer.from(svg), { density: 72 * (inner / 32) })
    .resize(inner)
    .png()
    .toBuffer();
  const border = Math.floor((size - inner) / 2);
  const picture = await sharp(drawn)
    .extend({
      top: border,
      left: border,
      bottom: size - inner - border,
      right: size - inner - border,
      background,
    })
    .flatten(bleed ? { background } : false)
    .png({ compressionLevel: 9, palette: true })
    .toBuffer();
  return new Response(new Uint8Array(picture), { headers: { 'content-type': 'image/png' } });
};
