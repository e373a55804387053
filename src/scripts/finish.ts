/**
 * Runs after the build: makes of what it wrote what a page loads first. Two style sheets instead of one for each part of
 * the source, fonts of formulas with the characters in use, asked for early where a page opens with formulas, and inline
 * scripts without what only their authors read.
 *
 * Run: `node src/scripts/finish.ts [directory]`, with HEADROOM_BASE as at the build.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formulaFonts, preloadFonts, subsetFormulaFonts } from './formula-fonts.ts';
import { joinStyles } from './join-styles.ts';
import { minifyInline } from './minify-inline.ts';

const directory = process.argv[2] ?? process.env['HEADROOM_OUT'] ?? 'dist';
const base = process.env['HEADROOM_BASE'] ?? '/';

const files = globSync('**/*.html', { cwd: directory }).map((file) => join(directory, file));
/** Read anew each time that they are gone through. */
const pages: Iterable<string> = {
  *[Symbol.iterator]() {
    for (const file of files) yield readFileSync(file, 'utf8');
  },
};
// Before the sheets are joined, whose names come from what is in them.
await subsetFormulaFonts(pages, directory, base);
const fonts = formulaFonts(directory, base);
const withJoined = joinStyles(pages, directory, base);
for (const file of files) {
  writeFileSync(file, minifyInline(preloadFonts(withJoined(readFileSync(file, 'utf8')), fonts)));
}
console.log(`Pages finished: ${files.length}`);
