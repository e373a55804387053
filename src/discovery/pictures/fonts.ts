/**
 * The face of the pictures: Noto Sans SC, whose Latin and Chinese belong together, from its package. It comes in a
 * hundred slices by character; only those that a text needs are read.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { CanvasKit, FontCollection, TypefaceFontProvider } from 'canvaskit-wasm';

interface Slice {
  file: string;
  ranges: [from: number, to: number][];
}

const folder = dirname(
  createRequire(import.meta.url).resolve('@fontsource-variable/noto-sans-sc/package.json'),
);

function readSlices(): Slice[] {
  const css = readFileSync(join(folder, 'index.css'), 'utf8');
  const slices = [...css.matchAll(/url\(\.\/(files\/[^)]+)\)[^}]*?unicode-range: ([^;]+);/g)].map(
    ([, file = '', ranges = '']): Slice => ({
      file,
      ranges: ranges.split(',').map((range) => {
        const [from = '', to = from] = range.trim().slice(2).split('-');
        return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
      }),
    }),
  );
  // Latin first: its shapes of digits and punctuation are those of Latin text.
  return slices.sort((a, b) => Number(b.file.includes('-latin-')) - Number(a.file.includes('-latin-')));
}

export class Fonts {
  readonly collection: FontCollection;
  readonly #provider: TypefaceFontProvider;
  readonly #slices = readSlices();
  readonly #read = new Set<string>();
  readonly #sliceOf = new Map<string, Slice | null>();

  constructor(canvasKit: CanvasKit) {
    this.#provider = canvasKit.TypefaceFontProvider.Make();
    // One collection for all texts: it keeps the weights of a variable face, which take long to make.
    this.collection = canvasKit.FontCollection.Make();
    this.collection.setDefaultFontManager(this.#provider);
  }

  /** Names of the families that hold the characters of a text. Throws where none holds one. */
  familiesFor(text: string): string[] {
    const needed = new Set<Slice>();
    for (const character of new Set(text)) {
      if (character === ' ') continue;
      let slice = this.#sliceOf.get(character);
      if (slice === undefined) {
        const code = character.codePointAt(0)!;
        slice =
          this.#slices.find(({ ranges }) => ranges.some(([from, to]) => code >= from && code <= to)) ?? null;
        this.#sliceOf.set(character, slice);
      }
      if (!slice)
        throw new Error(`The face of the pictures has no “${character}”, which stands in “${text}”`);
      needed.add(slice);
    }
    for (const { file } of needed) {
      if (this.#read.has(file)) continue;
      this.#provider.registerFont(readFileSync(join(folder, file)), file);
      this.#read.add(file);
    }
    return this.#slices.filter((slice) => needed.has(slice)).map(({ file }) => file);
  }
}
