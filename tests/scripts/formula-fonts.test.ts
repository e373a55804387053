import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import katex from 'katex';
import { charactersOf, preloadFonts, subsetFormulaFonts } from '../../src/scripts/formula-fonts.ts';

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

const drawn = katex.renderToString(
  String.raw`\frac{\partial L}{\partial w} \approx \log 0.5 \cdot \text{权重} < \bar{\beta}`,
);

it('finds every character that a formula sets, by the face that sets it', () => {
  const found = charactersOf(['page', drawn]);
  expect(found['KaTeX_Math-Italic']).toBe('Lwβ');
  // The spaces of KaTeX are no text, other scripts are in none of its fonts, the bar is an accent.
  expect(found['KaTeX_Main-Regular']).toBe('.05<gloˉ​∂≈⋅');
});

it('gives those characters a face of their own, and leaves the whole one for all others', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'headroom-fonts-'));
  mkdirSync(join(directory, '_astro'));
  const whole = readFileSync('node_modules/katex/dist/fonts/KaTeX_Main-Regular.woff2');
  writeFileSync(join(directory, '_astro/KaTeX_Main-Regular.x.woff2'), whole);
  const face = (file: string) =>
    `@font-face{font-family:KaTeX_Main;src:url(/b/_astro/${file})format("woff2")}`;
  writeFileSync(join(directory, '_astro/site.css'), `a{}${face('KaTeX_Main-Regular.x.woff2')}b{}`);
  await subsetFormulaFonts([katex.renderToString('0.5 < 2')], directory, '/b/');
  const [smaller] = globSync('_astro/KaTeX_Main-Regular-used.*.woff2', { cwd: directory });
  expect(readFileSync(join(directory, smaller!)).length).toBeLessThan(whole.length / 4);
  const faces = readFileSync(join(directory, '_astro/site.css'), 'utf8').split('@font-face');
  expect(faces).toHaveLength(3);
  expect(faces[1]).toContain('/b/_astro/KaTeX_Main-Regular.x.woff2)format("woff2");unicode-range:U+0-2E7F');
  expect(faces[2]).toContain(`/b/${smaller})format("woff2");unicode-range:U+2e,U+30,U+32,U+35,U+3c}b{}`);
  rmSync(directory, { recursive: true });
});

it('says so where no style sheet has the font', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'headroom-fonts-'));
  await expect(subsetFormulaFonts([drawn], directory, '/')).rejects.toThrow('KaTeX_Main-Regular');
  await subsetFormulaFonts(['no formula'], directory, '/');
  rmSync(directory, { recursive: true });
});
