import { expect, it } from 'vitest';
import { preloadFonts } from '../../src/scripts/preload-fonts.ts';

it('asks early for the fonts of formulas, and only on pages that have some', () => {
  const page = (body: string) => `<head><title>t</title></head><body>${body}</body>`;
  const fonts = ['/_astro/KaTeX_Main-Regular.x.woff2'];
  expect(preloadFonts(page('none'), fonts)).toBe(page('none'));
  expect(preloadFonts(page('<span class="katex"></span>'), fonts)).toContain(
    '<link rel="preload" as="font" type="font/woff2" href="/_astro/KaTeX_Main-Regular.x.woff2" crossorigin>',
  );
});
