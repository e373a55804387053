import { globSync } from 'node:fs';

/** Faces of formulas by what asks for them. The rarer ones come when a formula does. */
const faces = {
  'KaTeX_Main-Regular': ['class="katex"'],
  'KaTeX_Math-Italic': ['class="katex"'],
  'KaTeX_Size1-Regular': ['op-symbol small-op', 'delimsizing size1'],
  'KaTeX_Size2-Regular': ['op-symbol large-op', 'delimsizing size2'],
  'KaTeX_Size3-Regular': ['delimsizing size3'],
};

export interface FormulaFont {
  /** Its address on the site. */
  address: string;
  /** What in a page asks for it. */
  marks: readonly string[];
}

/** Fonts of formulas in a built site. */
export function formulaFonts(directory: string, base: string): FormulaFont[] {
  return Object.entries(faces).flatMap(([face, marks]) =>
    globSync(`_astro/${face}.*.woff2`, { cwd: directory }).map((file) => ({
      address: base + file.replaceAll('\\', '/'),
      marks,
    })),
  );
}

/** Characters of HTML that a reader is quickly through. */
const openingLength = 40_000;

/** What a page shows before the reader has scrolled far or unfolded anything. */
const opening = (html: string): string => unfolded(html.slice(html.indexOf('<main'))).slice(0, openingLength);

function unfolded(html: string): string {
  const outer = html.replace(/<details(?:(?!<details)[^])*?<\/details>/g, '');
  return outer === html ? html : unfolded(outer);
}

/** Asks early for the fonts of the formulas that a page opens with, so that no line in sight moves when they arrive. */
export function preloadFonts(html: string, fonts: readonly FormulaFont[]): string {
  // Most pages have none, and to unfold them all takes the build a while.
  if (!html.includes('class="katex"')) return html;
  const shown = opening(html);
  const links = fonts
    .filter(({ marks }) => marks.some((mark) => shown.includes(mark)))
    .map(({ address }) => `<link rel="preload" as="font" type="font/woff2" href="${address}" crossorigin>`);
  return html.replace('</title>', `</title>${links.join('')}`);
}
