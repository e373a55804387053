/** Draws the picture of a page with CanvasKit, in the colours of `src/styles/tokens.css`. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Canvas, CanvasKit, Paint, Paragraph, Surface } from 'canvaskit-wasm';
import sharp from 'sharp';
import { partClass } from '../../calculators/shared/part-class.ts';
import { pictureSize } from '../addresses.ts';
import type { Bar, Figure, Picture } from './content.ts';
import { Fonts } from './fonts.ts';

const { width, height } = pictureSize;
/** Room on all sides: some services crop a little, or round the corners. */
const margin = 72;
const column = width - 2 * margin;

/** The light theme's colours, by the names of their custom properties. */
function readColours(): (name: string) => string {
  const css = readFileSync(join(import.meta.dirname, '../../styles/tokens.css'), 'utf8');
  const light = css.slice(0, css.indexOf('@media not print'));
  const colours = new Map(
    [...light.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name!, value!]),
  );
  return (name) => {
    const colour = colours.get(name);
    if (!colour) throw new Error(`tokens.css has no colour --${name}`);
    return colour;
  };
}

interface TextStyle {
  size: number;
  weight: number;
  colour: string;
  lines?: number;
  align?: 'start' | 'end';
}

const segmenter = new Intl.Segmenter('zh-CN', { granularity: 'word' });

/** Words of this site that the segmenter takes for two. */
const ownWords = ['显存', '显卡', '词元', '量化', '微调', '精度'];

/** Where a line that ends at `end` should have ended: before the Chinese word that it would break. */
function wordStart(text: string, end: number): number {
  if (ownWords.includes(text.slice(end - 1, end + 1))) return end - 1;
  const { segment = '', index = end } = segmenter.segment(text).containing(end) ?? {};
  return index < end && /^\p{Script=Han}{2,4}$/u.test(segment) ? index : end;
}

export class Draughtsman {
  readonly #kit: CanvasKit;
  readonly #surface: Surface;
  readonly #fonts: Fonts;
  readonly #colour = readColours();
  #latin = false;

  static async create(): Promise<Draughtsman> {
    const { resolve } = createRequire(import.meta.url);
    const { default: init } = (await import('canvaskit-wasm/full')) as unknown as {
      default: (options: { locateFile: (file: string) => string }) => Promise<CanvasKit>;
    };
    return new Draughtsman(await init({ locateFile: (file) => resolve(`canvaskit-wasm/bin/full/${file}`) }));
  }

  private constructor(kit: CanvasKit) {
    this.#kit = kit;
    this.#fonts = new Fonts(kit);
    this.#surface = kit.MakeSurface(width, height)!;
  }

  /** The picture as a small PNG: few colours, no alpha. */
  async png(picture: Picture): Promise<Buffer> {
    this.#draw(this.#surface.getCanvas(), picture);
    this.#surface.flush();
    const { ColorType, AlphaType, ColorSpace } = this.#kit;
    const pixels = this.#surface.getCanvas().readPixels(0, 0, {
      width,
      height,
      colorType: ColorType.RGBA_8888,
      alphaType: AlphaType.Unpremul,
      colorSpace: ColorSpace.SRGB,
    });
    if (!pixels) throw new Error('The picture could not be read back');
    return sharp(pixels as Uint8Array, { raw: { width, height, channels: 4 } })
      .removeAlpha()
      .png({ palette: true, colours: picture.bar ? 48 : 24, effort: 1, dither: 0, compressionLevel: 6 })
      .toBuffer();
  }

  #draw(canvas: Canvas, { lang, kind, title, description, figures, bar }: Picture): void {
    this.#latin = lang === 'en';
    canvas.clear(this.#kit.parseColorString(this.#colour('sl-color-black')));
    this.#wordmark(canvas);
    this.#place(canvas, kind, margin, 78, column, {
      size: 28,
      weight: 600,
      colour: 'hr-accent',
      align: 'end',
    });

    // A long title is set smaller instead of being cut.
    const room = bar ? 2 : 3;
    const titleStyle: TextStyle = { size: 76, weight: 700, colour: 'sl-color-white', lines: room };
    const lineHeight = lang === 'zh-cn' ? 1.25 : 1.15;
    let heading = this.#paragraph(title, titleStyle, column, lineHeight);
    // Beside figures it would rather be smaller than take a second line.
    while (bar && heading.getLineMetrics().length > 1 && titleStyle.size > 52) {
      heading.delete();
      titleStyle.size -= 6;
      heading = this.#paragraph(title, titleStyle, column, lineHeight);
    }
    while (heading.didExceedMaxLines() && titleStyle.size > 40) {
      heading.delete();
      titleStyle.size -= 6;
      heading = this.#paragraph(title, titleStyle, column, lineHeight);
    }
    const top = bar && heading.getLineMetrics().length > 1 ? 150 : 176;
    canvas.drawParagraph(heading, margin, top);
    const below = top + heading.getHeight();
    heading.delete();

    if (bar && figures.length === 0) {
      const style: TextStyle = { size: 32, weight: 400, colour: 'sl-color-gray-3', lines: 3 };
      const text = this.#paragraph(description, style, column, 1.4);
      canvas.drawParagraph(text, margin, below + 16);
      text.delete();
      this.#bar(canvas, bar, 474);
    } else if (bar) {
      this.#figures(canvas, figures, 330);
      this.#bar(canvas, bar, 474);
    } else {
      const size = 32;
      const lines = Math.min(3, Math.floor((height - 48 - below - 24) / (size * 1.4)));
      const style: TextStyle = { size, weight: 400, colour: 'sl-color-gray-3', lines };
      const text = this.#paragraph(description, style, column, 1.4);
      canvas.drawParagraph(text, margin, below + 24);
      text.delete();
    }
  }

  /** The H under the dashed line of a card's capacity, and the name. */
  #wordmark(canvas: Canvas): void {
    canvas.save();
    canvas.translate(margin - 10, 62);
    canvas.scale(2.1, 2.1);
    const letter = this.#kit.Path.MakeFromSVGString('M7 27V10h4.6v6.4h8.8V10H25v17h-4.6v-6.6h-8.8V27z')!;
    canvas.drawPath(letter, this.#fill('sl-color-white'));
    letter.delete();
    const dash = this.#fill('hr-accent');
    for (let x = 5; x <= 24; x += 7.8)
      canvas.drawRRect(this.#kit.RRectXY([x, 3.7, x + 3.9, 6.3], 1.3, 1.3), dash);
    canvas.restore();
    this.#place(canvas, 'Headroom', margin + 58, 72, 400, {
      size: 36,
      weight: 700,
      colour: 'sl-color-white',
    });
  }

  #figures(canvas: Canvas, figures: readonly Figure[], top: number): void {
    const step = column / 3;
    for (const [index, { value, label }] of figures.entries()) {
      const left = margin + index * step;
      this.#place(canvas, value, left, top, step - 16, { size: 46, weight: 600, colour: 'sl-color-white' });
      this.#place(canvas, label, left, top + 62, step - 16, {
        size: 26,
        weight: 400,
        colour: 'sl-color-gray-3',
      });
    }
  }

  /** Memory by part against the capacity, whose line is dashed as everywhere on the site. */
  #bar(canvas: Canvas, { parts, capacity, job, verdict, fits }: Bar, top: number): void {
    const { kit, bottom } = { kit: this.#kit, bottom: top + 44 };
    canvas.drawRect([margin, top, margin + column, bottom], this.#fill('sl-color-gray-6'));
    let left = margin;
    for (const { part, share } of parts) {
      const right = left + share * column;
      canvas.drawRect([left, top, Math.max(left + 1, right - 2), bottom], this.#fill(partClass[part]));
      left = right;
    }
    const line = new kit.Paint();
    line.setColor(kit.parseColorString(this.#colour('sl-color-white')));
    line.setStyle(kit.PaintStyle.Stroke);
    line.setStrokeWidth(4);
    line.setPathEffect(kit.PathEffect.MakeDash([9, 6], 0));
    const at = margin + Math.min(column - 2, capacity * column);
    canvas.drawLine(at, top - 14, at, bottom + 14, line);
    line.delete();
    const words: TextStyle = { size: 26, weight: 400, colour: 'sl-color-gray-3', lines: 1 };
    const said = this.#paragraph(
      verdict,
      { ...words, weight: 600, colour: fits ? 'hr-good' : 'hr-bad' },
      column,
      1.3,
    );
    canvas.drawParagraph(said, margin + column - Math.ceil(said.getMaxIntrinsicWidth()) - 1, bottom + 20);
    const left2 = column - said.getMaxIntrinsicWidth() - 32;
    said.delete();
    this.#place(canvas, job, margin, bottom + 20, left2, words);
  }

  #place(canvas: Canvas, text: string, x: number, y: number, room: number, style: TextStyle): void {
    const paragraph = this.#paragraph(text, style, room, 1.3);
    const indent = style.align === 'end' ? room - paragraph.getMaxIntrinsicWidth() : 0;
    canvas.drawParagraph(paragraph, x + indent, y);
    paragraph.delete();
  }

  /** A paragraph whose lines break between Chinese words: CanvasKit knows characters only. */
  #paragraph(text: string, style: TextStyle, room: number, lineHeight: number): Paragraph {
    // The face has these as wide as a Chinese character.
    let broken = this.#latin ? text.replace(/[’‘]/g, "'").replace(/[“”]/g, '"').replaceAll('…', '...') : text;
    let paragraph = this.#layout(broken, style, room, lineHeight);
    for (let line = 0; line < (style.lines ?? 1) - 1; line++) {
      const [metrics, after] = paragraph.getLineMetrics().slice(line, line + 2);
      if (!metrics || !after) break;
      const start = wordStart(broken, metrics.endIndex);
      if (start === metrics.endIndex || metrics.isHardBreak) continue;
      broken = `${broken.slice(0, start)}\n${broken.slice(start)}`;
      paragraph.delete();
      paragraph = this.#layout(broken, style, room, lineHeight);
    }
    return paragraph;
  }

  #layout(text: string, style: TextStyle, room: number, lineHeight: number): Paragraph {
    const kit = this.#kit;
    const builder = kit.ParagraphBuilder.MakeFromFontCollection(
      new kit.ParagraphStyle({
        maxLines: style.lines ?? 1,
        ellipsis: this.#latin ? '...' : '…',
        textStyle: {
          color: kit.parseColorString(this.#colour(style.colour)),
          fontFamilies: this.#fonts.familiesFor(`${text}….`),
          fontSize: style.size,
          fontVariations: [{ axis: 'wght', value: style.weight }],
          heightMultiplier: lineHeight,
          halfLeading: true,
        },
      }),
      this.#fonts.collection,
    );
    builder.addText(text);
    const paragraph = builder.build();
    builder.delete();
    paragraph.layout(room);
    return paragraph;
  }

  readonly #fills = new Map<string, Paint>();

  #fill(name: string): Paint {
    let paint = this.#fills.get(name);
    if (!paint) {
      paint = new this.#kit.Paint();
      paint.setAntiAlias(true);
      paint.setColor(this.#kit.parseColorString(this.#colour(name)));
      this.#fills.set(name, paint);
    }
    return paint;
  }
}
