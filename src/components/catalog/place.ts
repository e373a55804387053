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

/** The narrowest width at which the picture is drawn; where names keep apart here, they do at every larger width. */
export const narrowest = { width: 290, height: 320 };

const letter = 7.2;
const line = 15;
const reach = 8;

const candidates: readonly PlacedLabel[] = [
  { dx: reach, dy: 4, anchor: 'start' },
  { dx: -reach, dy: 4, anchor: 'end' },
  { dx: 0, dy: -reach - 2, anchor: 'middle' },
  { dx: 0, dy: reach + 11, anchor: 'middle' },
  { dx: reach, dy: -9, anchor: 'start' },
  { dx: reach, dy: 17, anchor: 'start' },
  { dx: -reach, dy: -9, anchor: 'end' },
  { dx: -reach, dy: 17, anchor: 'end' },
  { dx: reach, dy: -24, anchor: 'start' },
  { dx: reach, dy: 32, anchor: 'start' },
  { dx: -reach, dy: -24, anchor: 'end' },
  { dx: -reach, dy: 32, anchor: 'end' },
];

const overlap = (a: Box, b: Box): number =>
  Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) *
  Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));

function boxOf(dot: Dot, label: PlacedLabel): Box {
  const width = dot.label.length * letter;
  const x = dot.x * narrowest.width + label.dx;
  const y = dot.y * narrowest.height + label.dy;
  const left = label.anchor === 'start' ? x : label.anchor === 'end' ? x - width : x - width / 2;
  return { left, right: left + width, top: y - line + 3, bottom: y + 3 };
}

/** A place for each dot's name, the first dots first: inside the picture, off other names and off other named dots. */
export function placeLabels(dots: readonly Dot[]): PlacedLabel[] {
  const dotBoxes = dots.map(({ x, y }) => {
    const [cx, cy] = [x * narrowest.width, y * narrowest.height];
    return { left: cx - 6, right: cx + 6, top: cy - 6, bottom: cy + 6 };
  });
  const taken: Box[] = [];
  return dots.map((dot, index) => {
    const cost = (label: PlacedLabel): number => {
      const box = boxOf(dot, label);
      const outside =
        Math.max(0, -box.left) +
        Math.max(0, box.right - narrowest.width) +
        Math.max(0, -box.top) +
        Math.max(0, box.bottom - narrowest.height);
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
    taken.push(boxOf(dot, best));
    return best;
  });
}
