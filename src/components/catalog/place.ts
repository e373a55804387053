/** Where the names of dots go in the picture of a card among its neighbours. Pixels, from the top left corner. */

export interface Dot {
  /** Position as a share of the width and of the height. */
  x: number;
  y: number;
  label: string;
}

export interface PlacedLabel {
  /** Offset of the text's anchor from the dot. */
  dx: number;
  dy: number;
  anchor: 'start' | 'middle' | 'end';
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface Size {
  width: number;
  height: number;
}

/** The picture on a phone, and the narrowest that counts as wide; where names keep apart here, they do when it is wider. */
export const narrowest: Size = { width: 290, height: 320 };
export const wide: Size = { width: 560, height: 320 };

const letter = 7.2;
const line = 15;
const reach = 8;

/** Beside the dot, above it, below it; then further and further up and down, where a line leads back to the dot. */
const candidates: readonly PlacedLabel[] = [
  { dx: reach, dy: 4, anchor: 'start' },
  { dx: -reach, dy: 4, anchor: 'end' },
  { dx: 0, dy: -reach - 2, anchor: 'middle' },
  { dx: 0, dy: reach + 11, anchor: 'middle' },
  ...[-9, 17, -24, 32, -39, 47, -54, 62, -69, 77, -84, 92].flatMap((dy): PlacedLabel[] => {
    const dx = Math.abs(dy) > 20 ? 2 * reach : reach;
    return [
      { dx, dy, anchor: 'start' },
      { dx: -dx, dy, anchor: 'end' },
    ];
  }),
];

/** Whether a name stands so far from its dot that a line should join them. */
export const isFar = ({ dy }: PlacedLabel): boolean => Math.abs(dy) > 20;

const overlap = (a: Box, b: Box): number =>
  Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) *
  Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));

function boxOf(dot: Dot, label: PlacedLabel, size: Size): Box {
  const width = dot.label.length * letter;
  const x = dot.x * size.width + label.dx;
  const y = dot.y * size.height + label.dy;
  const left = label.anchor === 'start' ? x : label.anchor === 'end' ? x - width : x - width / 2;
  return { left, right: left + width, top: y - line + 3, bottom: y + 3 };
}

/** A place for each dot's name, the first dots first: inside the picture, off other names and off other named dots. */
export function placeLabels(dots: readonly Dot[], size: Size = narrowest): PlacedLabel[] {
  const dotBoxes = dots.map(({ x, y }) => {
    const [cx, cy] = [x * size.width, y * size.height];
    return { left: cx - 6, right: cx + 6, top: cy - 6, bottom: cy + 6 };
  });
  const taken: Box[] = [];
  return dots.map((dot, index) => {
    const cost = (label: PlacedLabel): number => {
      const box = boxOf(dot, label, size);
      const outside =
        Math.max(0, -box.left) +
        Math.max(0, box.right - size.width) +
        Math.max(0, -box.top) +
        Math.max(0, box.bottom - size.height);
      const hidden = [...taken, ...dotBoxes.filter((_, other) => other !== index)].reduce(
        (sum, other) => sum + overlap(box, other),
        0,
      );
      return outside * 100 + hidden;
    };
    let best = candidates[0]!;
    let least = Infinity;
    for (const candidate of candidates) {
      const value = cost(candidate);
      if (value < least) [best, least] = [candidate, value];
      if (value === 0) break;
    }
    taken.push(boxOf(dot, best, size));
    return best;
  });
}
