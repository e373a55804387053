import { expect, it } from 'vitest';
import { preloadFonts } from '../../src/scripts/preload-fonts.ts';

const page = (body: string) => `<head><title>t</title></head><body>${body}</body>`;
const fonts = [
  { address: '/_astro/KaTeX_Main-Regular.x.woff2', mark: 'class="katex"' },
  { address: '/_astro/KaTeX_Size1-Regular.x.woff2', mark: 'op-symbol small-op' },
];
const asked = (body: string) =>
  [...preloadFonts(page(body), fonts).matchAll(/<link rel="preload" [^>]*href="([^"]*)"/g)].map(
    ([, address]) => address,
  );

it('asks early for the fonts of formulas, and only for those that a page shows', () => {
  expect(preloadFonts(page('none'), fonts)).toBe(page('none'));
  expect(asked('<span class="katex"></span>')).toEqual([fonts[0]!.address]);
  expect(asked('<span class="katex"><span class="mop op-symbol small-op">∑</span></span>')).toHaveLength(2);
});

it('leaves out what is folded away, however deep', () => {
  const folded = '<details><details><span class="katex"></span></details>and more</details>';
  expect(asked(folded)).toEqual([]);
  expect(asked(`${folded}<span class="katex"></span>`)).toEqual([fonts[0]!.address]);
});
