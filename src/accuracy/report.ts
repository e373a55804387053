/** Errors summed up: by kind and group, calibrated and held out apart. Arithmetic only. */
import type { Score } from './score.ts';

export interface Summary {
  n: number;
  /** Mean and median of the errors without their sign. */
  meanAbsolute: number;
  medianAbsolute: number;
  /** Mean and median with it: to which side. */
  mean: number;
  median: number;
  /** The error farthest from zero, with its sign. */
  worst: number;
}

/** Fewer rows than this say nothing about a group. */
export const fewRows = 5;

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Middle of the values, of an even count the mean of the two in the middle; NaN of none. */
export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Errors summed up; `null` of none. */
export function summarise(scores: readonly Pick<Score, 'error'>[]): Summary | null {
  const errors = scores.map(({ error }) => error);
  if (errors.length === 0) return null;
  return {
    n: errors.length,
    meanAbsolute: mean(errors.map(Math.abs)),
    medianAbsolute: medianOf(errors.map(Math.abs)),
    mean: mean(errors),
    median: medianOf(errors),
    worst: errors.reduce((worst, error) => (Math.abs(error) > Math.abs(worst) ? error : worst)),
  };
}

/** A group's errors, the runs its constants were fitted on apart from those held out. */
export interface Row<Key> {
  key: Key;
  calibrated: Summary | null;
  heldOut: Summary | null;
}

export function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** One row for each value of a key, in the order in which the keys appear. */
export function table<Key>(scores: readonly Score[], keyOf: (score: Score) => Key): Row<Key>[] {
  return [...groupBy(scores, keyOf)].map(([key, group]) => ({
    key,
    calibrated: summarise(group.filter(({ heldOut }) => !heldOut)),
    heldOut: summarise(group.filter(({ heldOut }) => heldOut)),
  }));
}

/** Mean over groups of each group's mean absolute error: no source outvotes the others by its number of rows. */
export function meanOfMeans<Key>(scores: readonly Score[], keyOf: (score: Score) => Key): number {
  return mean([...groupBy(scores, keyOf).values()].map((group) => summarise(group)!.meanAbsolute));
}

/** Share of the jobs that fitted which the estimate lets fit, and of those that ran out of memory which it refuses. */
export interface FitReport {
  kept: { n: number; right: number };
  caught: { n: number; right: number };
}

export function fitReport(scores: readonly Score[]): FitReport {
  const count = (outcome: number) => {
    const rows = scores.filter(({ what, measured }) => what === 'fit' && measured === outcome);
    return { n: rows.length, right: rows.filter(({ estimated }) => estimated === outcome).length };
  };
  return { kept: count(1), caught: count(0) };
}

/** Speed-up of a smaller format: none to speak of, about what twice the rate gives, or more. */
export const speedupClasses = ['none', 'some', 'large'] as const;
export type SpeedupClass = (typeof speedupClasses)[number];

/** Bounds of the classes: < 1.3, 1.3 to 2.2, > 2.2. */
export const speedupClass = (ratio: number): SpeedupClass =>
  ratio < 1.3 ? 'none' : ratio <= 2.2 ? 'some' : 'large';

export interface ClassReport {
  /** Rows by measured and estimated class. */
  counts: Record<SpeedupClass, Record<SpeedupClass, number>>;
  n: number;
  right: number;
}

/** Speed ratios by class, of runs whose ratio is one of speed. */
export function classReport(scores: readonly Score[]): ClassReport {
  const zeros = () => ({ none: 0, some: 0, large: 0 });
  const counts = { none: zeros(), some: zeros(), large: zeros() };
  const rows = scores.filter(({ what, run }) => what === 'precision-ratio' && run.ratio?.of === 'speed');
  for (const { measured, estimated } of rows) counts[speedupClass(measured)][speedupClass(estimated)]++;
  const right = speedupClasses.reduce((sum, name) => sum + counts[name][name], 0);
  return { counts, n: rows.length, right };
}

/**
 * Median absolute error of the best answer that knows nothing of the job: the one constant, of all that could be given,
 * with the least such error on the rows it is judged by.
 */
export function bestConstant(measured: readonly number[]): { constant: number; medianAbsolute: number } {
  const errorOf = (constant: number) => medianOf(measured.map((value) => Math.abs(constant / value - 1)));
  // The least median lies where two errors swap places, or at a value: both are among these.
  const candidates = measured.flatMap((a) => measured.map((b) => (2 * a * b) / (a + b)));
  return [...new Set(candidates)]
    .map((constant) => ({ constant, medianAbsolute: errorOf(constant) }))
    .reduce((best, next) => (next.medianAbsolute < best.medianAbsolute ? next : best));
}

/** Errors beyond this share need a reason. */
export const farOff = 0.3;

export const outlierReasons = ['wrong-label', 'option-not-recorded', 'defect-of-ours'] as const;
export type OutlierReason = (typeof outlierReasons)[number];
