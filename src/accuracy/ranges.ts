/** How wide a stated range has to be: from what the estimates of the calibration runs were off. */
import type { Range, RangeKind, Ranges } from '../estimation/range.ts';
import type { Framework } from '../estimation/index.ts';
import { groupBy, medianOf } from './report.ts';
import type { Score } from './score.ts';
import { groupOf } from './split.ts';

/** Share of the runs that a range is to hold. */
export const wanted = 0.9;
/**
 * Fewer calibration runs or groups show too little of how far a stack strays: of two groups, leaving one out leaves one,
 * which says nothing of how groups differ.
 */
const enoughRows = 10;
const enoughGroups = 3;
/** Steps in which ranges are widened until they hold runs of groups they were not made from. */
const widening = 0.05;
const widest = 4;

/** A figure with the range it has to lie in. */
interface Ranged {
  kind: RangeKind;
  score: Score;
}

/**
 * The figures that ranges are about: speeds, and of the kinds of memory a run published the one nearest to the total,
 * which is what the answer's range is of.
 */
function rangedOf(scores: readonly Score[]): Ranged[] {
  const speeds = scores.flatMap((score): Ranged[] =>
    score.what === 'training-speed' || score.what === 'decode-speed' ? [{ kind: score.what, score }] : [],
  );
  const nearest = new Map<string, Ranged>();
  for (const what of ['allocated', 'reserved', 'process'] as const)
    for (const score of scores) {
      if (score.what !== what) continue;
      const kind = score.run.kind.startsWith('inference') ? 'inference-memory' : 'training-memory';
      nearest.set(score.run.id, { kind, score });
    }
  return [...speeds, ...nearest.values()];
}

/** How far off an estimate is, as a logarithm: half as much and twice as much are alike. */
const strayOf = ({ measured, estimated }: Score): number => Math.abs(Math.log(measured / estimated));

const groupsOf = (scores: readonly Score[]): Score[][] => [
  ...groupBy(scores, ({ run }) => groupOf(run)).values(),
];

/**
 * Within how much nine tenths of some figures are off, each group of runs counting as much as any other: a reader's
 * machine is one more group, not one more row of the longest sweep.
 */
function spreadOf(scores: readonly Score[]): number {
  const groups = groupsOf(scores);
  const strays = groups
    .flatMap((group) => group.map((score) => ({ stray: strayOf(score), weight: 1 / group.length })))
    .sort((a, b) => a.stray - b.stray);
  let held = 0;
  for (const { stray, weight } of strays) {
    held += weight;
    // Thirds and sevenths do not add up to whole groups exactly.
    if (held >= wanted * groups.length - 1e-9) return stray;
  }
  return 0;
}

/**
 * The stretch at which ranges made without a group hold nine tenths of that group's runs, groups of all profiles
 * together: what a range made from some groups has to allow for the next one.
 */
function stretchOf(profiles: readonly (readonly Score[])[]): number {
  const cases = profiles.flatMap((scores) => {
    const groups = groupsOf(scores);
    if (groups.length < enoughGroups) return [];
    return groups.map((group) => ({
      strays: group.map(strayOf),
      spread: spreadOf(groups.filter((other) => other !== group).flat()),
    }));
  });
  const rows = cases.reduce((sum, { strays }) => sum + strays.length, 0);
  for (let stretch = 1; stretch < widest; stretch += widening) {
    const inside = cases.reduce(
      (sum, { strays, spread }) => sum + strays.filter((stray) => stray <= spread * stretch).length,
      0,
    );
    if (inside >= wanted * rows) return stretch;
  }
  return widest;
}

/** The factors that stray this much to either side, rounded outwards to thousandths. */
const factors = (spread: number): Range => [
  Math.floor(Math.exp(-spread) * 1000) / 1000,
  Math.ceil(Math.exp(spread) * 1000) / 1000,
];

/**
 * The factors of every profile from its calibration runs, alike to both sides: to which side the next group of runs will
 * lean nobody knows. A profile with few runs, or with runs of few groups, is at least as wide as the middle one of the
 * others. `unknown` comes from the same runs, put through the estimator without the name of what ran them.
 */
export function calibrateRanges(scores: readonly Score[], unnamed: readonly Score[]): Ranges {
  const [named, anonymous] = [rangedOf(scores), rangedOf(unnamed)];
  const rangesOf = (wantedKind: RangeKind): Ranges[RangeKind] => {
    const usable = (figures: readonly Ranged[]) =>
      figures.flatMap(({ kind, score }) => (kind === wantedKind && !score.heldOut ? [score] : []));
    const rows = usable(named).filter(({ profile }) => profile !== 'unknown');
    const profiles = [...groupBy(rows, ({ profile }) => profile as Framework)].sort(([a], [b]) =>
      a.localeCompare(b),
    );
    const stretch = stretchOf(profiles.map(([, group]) => group));
    const made = profiles.map(([profile, group]) => ({
      profile,
      spread: spreadOf(group) * stretch,
      firm: group.length >= enoughRows && groupsOf(group).length >= enoughGroups,
    }));
    const middle = (some: readonly { spread: number }[]) =>
      some.length ? medianOf(some.map(({ spread }) => spread)) : 0;
    const least = middle(made.filter(({ firm }) => firm));
    const known = made.map(({ profile, spread, firm }) => ({
      profile,
      spread: firm ? spread : Math.max(spread, least),
    }));
    const others = usable(anonymous);
    const unknown = Math.max(others.length ? spreadOf(others) * stretch : 0, middle(known));
    const entries = known.map(({ profile, spread }) => [profile, factors(spread)]);
    return { ...Object.fromEntries(entries), unknown: factors(unknown) } as Ranges[RangeKind];
  };
  return {
    'training-memory': rangesOf('training-memory'),
    'inference-memory': rangesOf('inference-memory'),
    'training-speed': rangesOf('training-speed'),
    'decode-speed': rangesOf('decode-speed'),
  };
}

export interface Coverage {
  n: number;
  inside: number;
  /** Half of each range's width over the estimate, and their median. */
  halfWidths: number[];
  halfWidth: number;
}

/** How many figures of each kind lie in the range of their profile, and how wide those ranges are. */
export function coverageOf(scores: readonly Score[], ranges: Ranges): Map<RangeKind, Coverage> {
  const rows = rangedOf(scores).map(({ kind, score: { profile, measured, estimated } }) => {
    const known: Ranges[RangeKind] = ranges[kind];
    const [low, high] = (profile !== 'unknown' && known[profile]) || known.unknown;
    const ratio = measured / estimated;
    return { kind, inside: ratio >= low && ratio <= high, halfWidth: (high - low) / 2 };
  });
  const coverage = [...groupBy(rows, ({ kind }) => kind)].map(([kind, group]): [RangeKind, Coverage] => [
    kind,
    {
      n: group.length,
      inside: group.filter(({ inside }) => inside).length,
      halfWidths: group.map(({ halfWidth }) => halfWidth),
      halfWidth: medianOf(group.map(({ halfWidth }) => halfWidth)),
    },
  ]);
  return new Map(coverage);
}
