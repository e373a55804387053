import { priceOf, worksOn, type Ranked } from './chosen.ts';
import type { GpuState } from './state.ts';

export type PlotAxis = GpuState['axis'];

export interface PlotPoint {
  card: Ranked;
  /** Dollars, GB or watts of all cards of the job. */
  x: number;
  /** Tokens per second of all cards together. */
  y: number;
  works: boolean;
  /** No other card that works is better in both. */
  frontier: boolean;
}

/** A logarithmic axis: what stands on it, and where. */
export interface LogAxis {
  ticks: number[];
  /** Position of a value, 0 at the low end and 1 at the high one. */
  at: (value: number) => number;
}

export interface PlotLayout {
  /** Points from left to right, of equal `x` from bottom to top. */
  points: PlotPoint[];
  /** Corners of the line through the frontier, as values. */
  line: { x: number; y: number }[];
  x: LogAxis;
  y: LogAxis;
}

/** More marks on an axis than this would touch on a narrow screen. */
const mostTicks = 7;
/** Room beyond the outermost points, as a share of the axis. */
const margin = 0.06;

/** Marks at round numbers: as many of each power of ten as there is room for, or powers of two. */
function ticksWithin(low: number, high: number, base: 2 | 10): number[] {
  const powers = Array.from(
    { length: Math.ceil(Math.log(high / low) / Math.log(base)) + 2 },
    (_, i) => base ** (Math.floor(Math.log(low) / Math.log(base)) + i),
  );
  const steps = base === 2 ? [[1]] : [[1, 2, 5], [1, 3], [1]];
  const marks = steps.map((factors) =>
    powers
      .flatMap((power) => factors.map((factor) => factor * power))
      .filter((value) => value >= low && value <= high),
  );
  return marks.find(({ length }) => length <= mostTicks) ?? marks.at(-1)!;
}

export function logAxis(values: readonly number[], base: 2 | 10 = 10): LogAxis {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  // One card alone stands in the middle of half a power of two either way.
  const reach = Math.max(Math.log(most / least), Math.LN2);
  const centre = (Math.log(most) + Math.log(least)) / 2;
  const width = reach * (1 + 2 * margin);
  const low = centre - width / 2;
  return {
    ticks: ticksWithin(Math.exp(low), Math.exp(low + width), base),
    at: (value) => (Math.log(value) - low) / width,
  };
}

/** What a card costs of an axis; memory is wanted, price and power are spent. */
function valueOn(axis: PlotAxis, card: Ranked, state: GpuState): number | null {
  if (axis === 'price') return priceOf(card, state);
  return (axis === 'memory' ? card.gpu.memoryGb : card.gpu.tdpW) * state.gpuCount;
}

/**
 * Marks the points that no other is better than in both (Pareto): faster for no more money or power, or faster with no
 * less memory. Of equal points only the first.
 */
function markFrontier(points: PlotPoint[], wanted: boolean): PlotPoint[] {
  const direction = wanted ? -1 : 1;
  let best = 0;
  const found: PlotPoint[] = [];
  for (const point of points
    .filter(({ works }) => works)
    .sort((a, b) => direction * (a.x - b.x) || b.y - a.y))
    if (point.y > best) {
      best = point.y;
      point.frontier = true;
      found.push(point);
    }
  return found;
}

/** Where every card stands by speed and by what is set against it; cards of unknown price have no place. */
export function plotLayout(cards: readonly Ranked[], state: GpuState): PlotLayout | null {
  const wanted = state.axis === 'memory';
  const points = cards
    .flatMap((card): PlotPoint[] => {
      const x = valueOn(state.axis, card, state);
      const y = card.answer.speed.tokensPerSecond;
      return x === null || !(x > 0) || !(y > 0)
        ? []
        : [{ card, x, y, works: worksOn(card, state), frontier: false }];
    })
    .sort((a, b) => a.x - b.x || a.y - b.y);
  if (points.length === 0) return null;
  const frontier = markFrontier(points, wanted);
  // From one to the next along the step that can be had: more is paid (less is asked) before more speed comes.
  const line = frontier.flatMap((point, i) => {
    const next = frontier[i + 1];
    return next ? [point, { x: next.x, y: point.y }] : [point];
  });
  return {
    points,
    line,
    x: logAxis(
      points.map(({ x }) => x),
      wanted ? 2 : 10,
    ),
    y: logAxis(points.map(({ y }) => y)),
  };
}
