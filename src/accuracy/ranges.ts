/** How wide a stated range has to be: from what the estimates of the calibration runs were off. */
import type { Range, RangeKind, Ranges } from '../estimation/range.ts';
import type { Framework } from '../estimation/index.ts';
import { groupBy, medianOf, quantileOf } from './report.ts';
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

/** Logarithm of measured over estimated: factors below and above then count alike. */
const strayOf = ({ measured, estimated }: Score): number => Math.log(measured / estimated);

/** Logarithms of the factors: the middle nine tenths of the strays, stretched, and never without the estimate itself. */
function stretched(strays: readonly number[], factor: number): [number, number] {
  const tail = (1 - wanted) / 2;
  const middle = medianOf(strays);
  const from = (share: number) => middle + (quantileOf(strays, share) - middle) * factor;
  return [Math.min(0, from(tail)), Math.max(0, from(1 - tail))];
}

/**
 * The stretch at which ranges made without a group hold nine tenths of that group's runs, groups of all profiles
 * together: what a range made from some groups has to allow for the next one.
 */
function stretchOf(profiles: readonly (readonly Score[])[]): number {
  const cases = profiles.flatMap((scores) => {
    const groups = [...groupBy(scores, ({ run }) => groupOf(run)).values()];
    if (groups.length < enoughGroups) return [];
    return groups.map((group) => ({
      strays: group.map(strayOf),
      others: groups.filter((other) => other !== group).flatMap((other) => other.map(strayOf)),
    }));
  });
  const rows = cases.reduce((sum, { strays }) => sum + strays.length, 0);
  for (let factor = 1; factor < widest; factor += widening) {
    let inside = 0;
    for (const { strays, others } of cases) {
      const [low, high] = stretched(others, factor);
      inside += strays.filter((stray) => stray >= low && stray <= high).length;
    }
    if (inside >= wanted * rows) return factor;
  }
  return widest;
}

const factors = ([low, high]: readonly [number, number]): Range => [
  Math.floor(Math.exp(low) * 1000) / 1000,
  Math.ceil(Math.exp(high) * 1000) / 1000,
];

/**
 * The factors of every profile from its calibration runs. A profile with few runs, or with runs of few groups, is
 * at least as wide as the middle one of the others. `unknown` comes from the same runs, put through the estimator
 * without the name of what ran them.
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
      range: stretched(group.map(strayOf), stretch),
      firm: group.length >= enoughRows && new Set(group.map(({ run }) => groupOf(run))).size >= enoughGroups,
    }));
    const firm = made.filter((each) => each.firm);
    const middle = (side: 0 | 1) => (firm.length ? medianOf(firm.map(({ range }) => range[side])) : 0);
    const known = made.map(({ profile, range: [low, high], firm }) => ({
      profile,
      range: firm ? [low, high] : [Math.min(low, middle(0)), Math.max(high, middle(1))],
    }));
    const [low, high] = stretched(usable(anonymous).map(strayOf), stretch);
    // Never narrower than what is usual where the stack is known.
    const usual = (side: 0 | 1) => medianOf(known.map(({ range }) => range[side]!));
    const unknown = factors([Math.min(low, usual(0)), Math.max(high, usual(1))]);
    const entries = known.map(({ profile, range }) => [profile, factors(range as [number, number])]);
    return { ...Object.fromEntries(entries), unknown } as Ranges[RangeKind];
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
