import { expect, it } from 'vitest';
import { preloadFonts } from '../../src/scripts/preload-fonts.ts';

const page = (body: string) => `<head><title>t</title></head><body><main>${body}</main></body>`;
const fonts = [
  { address: '/_astro/KaTeX_Main-Regular.x.woff2', marks: ['class="katex"'] },
  { address: '/_astro/KaTeX_Size1-Regular.x.woff2', marks: ['op-symbol small-op', 'delimsizing size1'] },
];
const asked = (body: string) =>
  [...preloadFonts(page(body), fonts).matchAll(/<link rel="preload" [^>]*href="([^"]*)"/g)].map(
    ([, address]) => address,
  );
const formula = '<span class="katex"></span>';

it('asks early for the fonts of formulas, and only for those that a page opens with', () => {
  expect(preloadFonts(page('none'), fonts)).toBe(page('none'));
  expect(asked(formula)).toEqual([fonts[0]!.address]);
  expect(asked('<span class="katex"><span class="mop op-symbol small-op">∑</span></span>')).toHaveLength(2);
});

it('leaves out what is folded away, however deep', () => {
  const folded = `<details><details>${formula}</details>and more</details>`;
  expect(asked(folded)).toEqual([]);
  expect(asked(folded + formula)).toEqual([fonts[0]!.address]);
});

it('leaves out what the reader has to scroll to', () => {
  expect(asked('text '.repeat(1_000) + formula)).toHaveLength(1);
  expect(asked('text '.repeat(10_000) + formula)).toEqual([]);
});
