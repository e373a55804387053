import { memoryParts, type MemoryPart } from '../../estimation/types.ts';
import { phases, type Phase } from '../../estimation/memory/timeline-moments.ts';
import type { TimelineEvent } from '../../estimation/memory/timeline.ts';
import { GIB } from '../shared/format.ts';

export interface Shape {
  part: MemoryPart | 'room';
  /** `clip-path` of an element as large as the picture. */
  clip: string;
}

export interface Layout {
  /** Left edge of each moment and the right edge of the last, shares of the width. */
  edges: number[];
  /** Where each of the seven steps begins and ends. */
  steps: { phase: Phase; from: number; to: number }[];
  /** Bytes at the top. */
  scale: number;
  /** Height of the capacity line as a share; `null` where the card has far more than the job needs. */
  capacity: number | null;
  /** Bytes at which lines are drawn. */
  ticks: number[];
  shapes: Shape[];
}

/** A step of the guide is drawn at least as wide as so many moments, so that there is room for its number. */
const narrowest = 2;
/** Beyond so many times the peak, a card's capacity would leave the picture to the floor. */
const tallest = 3;
/** Room above the peak for its name. */
const headroom = 1.12;

/** Where everything stands in the picture: moments from left to right, parts on top of one another. */
export function layoutOf(events: readonly TimelineEvent[], usable: number): Layout {
  const counts = phases.map((phase) => events.filter((event) => event.phase === phase).length);
  const width = counts.reduce((sum, count) => sum + Math.max(count, narrowest), 0);
  const edges = [0];
  for (const { phase } of events) {
    const count = counts[phases.indexOf(phase)]!;
    edges.push(edges.at(-1)! + Math.max(count, narrowest) / count / width);
  }
  const peak = Math.max(...events.map(({ total }) => total));
  const far = usable > tallest * peak;
  const scale = far ? 1.4 * peak : Math.max(headroom * peak, 1.04 * usable);

  const steps = phases.map((phase) => {
    const first = events.findIndex((event) => event.phase === phase);
    const last = events.findLastIndex((event) => event.phase === phase);
    return { phase, from: edges[first]!, to: edges[last + 1]! };
  });

  // Room stands on the gradients that fill it, so that what lies above stays level.
  const order: Shape['part'][] = memoryParts.flatMap((part) =>
    part === 'gradients' ? [part, 'room' as const] : [part],
  );
  const floors = events.map(() => 0);
  const shapes = order.flatMap((part) => {
    const amounts = events.map((event) => (part === 'room' ? event.room : event.live[part]));
    const bottoms = [...floors];
    for (const [index, bytes] of amounts.entries()) floors[index]! += bytes;
    return amounts.some((bytes) => bytes > 0) ? [{ part, clip: outline(edges, bottoms, floors, scale) }] : [];
  });
  return { edges, steps, scale, capacity: far ? null : usable / scale, ticks: ticksOf(scale), shapes };
}

const percent = (share: number): string => `${+(share * 100).toFixed(2)}%`;

/** A stepped area between two outlines: along the tops to the right, along the bottoms back. */
function outline(
  edges: readonly number[],
  bottoms: readonly number[],
  tops: readonly number[],
  scale: number,
) {
  const points: string[] = [];
  const add = (edge: number, bytes: number) =>
    points.push(`${percent(edges[edge]!)} ${percent(1 - bytes / scale)}`);
  for (const [index, top] of tops.entries()) {
    if (index === 0 || top !== tops[index - 1]) add(index, top);
    if (top !== tops[index + 1]) add(index + 1, top);
  }
  for (let index = bottoms.length - 1; index >= 0; index--) {
    if (bottoms[index] !== bottoms[index + 1]) add(index + 1, bottoms[index]!);
    if (index === 0 || bottoms[index] !== bottoms[index - 1]) add(index, bottoms[index]!);
  }
  return `polygon(${points.join(',')})`;
}

/** Three to five round numbers of GiB below `scale` bytes. */
function ticksOf(scale: number): number[] {
  const rough = scale / GIB / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((n) => n * power).find((each) => each >= rough)!;
  const ticks = [];
  for (let n = step; n * GIB < 0.97 * scale; n += step) ticks.push(n * GIB);
  return ticks;
}

/** The moment at a place in the picture. */
export function momentAt(edges: readonly number[], share: number): number {
  const last = edges.length - 2;
  const index = edges.findIndex((edge, at) => share >= edge && share < edges[at + 1]!);
  return index < 0 ? (share < 0 ? 0 : last) : index;
}
