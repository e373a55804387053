/** Columns of text that line up on a terminal, where a Chinese character takes two places. */

/** East Asian characters that terminals draw two places wide (Unicode TR11: W and F). */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** Places that a text takes on a terminal. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    if (/\p{Mn}/u.test(character)) continue;
    width += wide.test(character) ? 2 : 1;
  }
  return width;
}

export type Side = 'left' | 'right';

/** Rows with their columns at the same places, two spaces apart, without spaces at the ends of lines. */
export function columns(rows: readonly (readonly string[])[], sides: readonly Side[]): string[] {
  const widths = sides.map((_, at) => Math.max(0, ...rows.map((row) => displayWidth(row[at] ?? ''))));
  return rows.map((row) =>
    sides
      .map((side, at) => {
        const cell = row[at] ?? '';
        const gap = ' '.repeat(widths[at]! - displayWidth(cell));
        return side === 'left' ? cell + gap : gap + cell;
      })
      .join('  ')
      .trimEnd(),
  );
}
