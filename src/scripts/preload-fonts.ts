import { globSync } from 'node:fs';

/** Faces of formulas by what in a page asks for them. The rarer ones come when a formula does. */
const faces = {
  'KaTeX_Main-Regular': 'class="katex"',
  'KaTeX_Math-Italic': 'class="katex"',
  'KaTeX_Size1-Regular': 'op-symbol small-op',
  'KaTeX_Size2-Regular': 'op-symbol large-op',
};

export interface FormulaFont {
  /** Its address on the site. */
  address: string;
  /** What a page that uses it holds. */
  mark: string;
}

/** Fonts of formulas in a built site. */
export function formulaFonts(directory: string, base: string): FormulaFont[] {
  return Object.entries(faces).flatMap(([face, mark]) =>
    globSync(`_astro/${face}.*.woff2`, { cwd: directory }).map((file) => ({
      address: base + file.replaceAll('\\', '/'),
      mark,
    })),
  );
}

/** What stands in sight without unfolding anything. */
function unfolded(html: string): string {
  const outer = html.replace(/<details(?:(?!<details)[^])*?<\/details>/g, '');
  return outer === html ? html : unfolded(outer);
}

/** Asks for the fonts early on a page that shows formulas, so that no line moves when they arrive. */
export function preloadFonts(html: string, fonts: readonly FormulaFont[]): string {
  const inSight = unfolded(html);
  const links = fonts
    .filter(({ mark }) => inSight.includes(mark))
    .map(({ address }) => `<link rel="preload" as="font" type="font/woff2" href="${address}" crossorigin>`);
  return html.replace('</title>', `</title>${links.join('')}`);
}
