import { globSync } from 'node:fs';

/** Faces that the first formulas of a page use; the rarer ones come when a formula asks for them. */
const faces = ['KaTeX_Main-Regular', 'KaTeX_Math-Italic', 'KaTeX_Main-Bold'];

/** Addresses of the fonts of formulas in a built site. */
export function formulaFonts(directory: string, base: string): string[] {
  return faces.flatMap((face) =>
    globSync(`_astro/${face}.*.woff2`, { cwd: directory }).map((file) => base + file.replaceAll('\\', '/')),
  );
}

/** Asks for the fonts early on a page that shows formulas, so that no line moves when they arrive. */
export function preloadFonts(html: string, fonts: readonly string[]): string {
  if (!html.includes('class="katex"')) return html;
  const links = fonts.map(
    (font) => `<link rel="preload" as="font" type="font/woff2" href="${font}" crossorigin>`,
  );
  return html.replace('</title>', `</title>${links.join('')}`);
}
