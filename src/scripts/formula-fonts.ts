/**
 * Fonts of formulas in a built site: the two that every formula needs get a face with the characters that its pages use,
 * half as large, and a page that opens with formulas asks for them early.
 */
import { createHash } from 'node:crypto';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import subsetFont from 'subset-font';

/** What KaTeX's own fonts may hold: for a character of another script nobody need fetch them to look. */
const ofFormulas = { range: 'U+0-2E7F,U+E000-F8FF', test: /[\0-\u2e7f\ue000-\uf8ff]/ };

/** Variables are in italics, all else upright. */
const facesInUse = ['KaTeX_Main-Regular', 'KaTeX_Math-Italic'] as const;
type Face = (typeof facesInUse)[number];

/** Characters that `text` of HTML stands for. */
const decoded = (text: string) =>
  text
    .replace(/&#x([0-9a-f]+);/gi, (_, code) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');

const drawing = 'class="katex-html"';

/** Texts that the formulas of a page set, each with whether a variable is named. */
function* textsOf(html: string): Generator<[text: string, variable: boolean]> {
  const token = /<(\/?)(\w+)([^>]*?)(\/?)>|([^<]+)/g;
  for (let start = html.indexOf(drawing); start >= 0; start = html.indexOf(drawing, token.lastIndex)) {
    // Whether each open element names a variable, the drawing itself first.
    const open = [false];
    token.lastIndex = html.indexOf('>', start) + 1;
    while (open.length > 0) {
      const [whole, closing, , attributes = '', empty, text] = token.exec(html) ?? [];
      if (whole === undefined) return;
      if (text !== undefined) yield [decoded(text), open.at(-1)!];
      else if (closing) open.pop();
      else if (!empty) open.push(attributes.includes('mathnormal'));
    }
  }
}

/** Every character that formulas of these pages set in each face, in the order of their codes. */
export function charactersOf(pages: Iterable<string>): Record<Face, string> {
  const upright = new Set<string>();
  const italic = new Set<string>();
  for (const html of pages) {
    for (const [text, variable] of textsOf(html))
      for (const each of text) (variable ? italic : upright).add(each);
  }
  const sorted = (found: Set<string>) =>
    [...found]
      .filter((each) => ofFormulas.test.test(each))
      .sort()
      .join('');
  return { 'KaTeX_Main-Regular': sorted(upright), 'KaTeX_Math-Italic': sorted(italic) };
}

const rangeOf = (characters: string) =>
  [...characters].map((each) => `U+${each.codePointAt(0)!.toString(16)}`).join(',');

/**
 * Writes the smaller faces into a built site and tells its style sheets of them. A formula with a character that no page
 * has, as an island may draw it, still gets the whole face.
 */
export async function subsetFormulaFonts(
  pages: Iterable<string>,
  directory: string,
  base: string,
): Promise<void> {
  const characters = charactersOf(pages);
  const sheets = globSync('_astro/*.css', { cwd: directory }).map((file) => join(directory, file));
  for (const face of facesInUse) {
    if (characters[face] === '') continue;
    const rule = new RegExp(`@font-face\\s*\\{[^}]*url\\(([^)]*/${face}\\.[^)]*)\\)[^}]*`);
    const sheet = sheets.find((each) => rule.test(readFileSync(each, 'utf8')));
    if (!sheet) throw new Error(`no style sheet names the font ${face}, which formulas are set in`);
    const css = readFileSync(sheet, 'utf8');
    const [whole, address = ''] = rule.exec(css)!;
    const font = readFileSync(join(directory, address.slice(base.length)));
    const subset = await subsetFont(font, characters[face], { targetFormat: 'woff2' });
    const hash = createHash('sha256').update(subset).digest('base64url').slice(0, 8);
    const used = `${base}_astro/${face}-used.${hash}.woff2`;
    writeFileSync(join(directory, used.slice(base.length)), subset);
    // Of two faces that have a character, the later one is asked.
    const smaller = `${whole.replace(address, used)};unicode-range:${rangeOf(characters[face])}`;
    writeFileSync(sheet, css.replace(whole, `${whole};unicode-range:${ofFormulas.range}}${smaller}`));
  }
}

/** Files of faces by what asks for them. The rarer ones come when a formula does. */
const faces = {
  'KaTeX_Main-Regular-used': ['class="katex"'],
  'KaTeX_Math-Italic-used': ['class="katex"'],
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
