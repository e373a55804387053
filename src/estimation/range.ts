import { ranges } from './profiles/ranges.ts';
import type { Framework } from './types.ts';

/** Quantities with a range of their own: memory a card needs in all, context included, and speed. */
export type RangeKind = 'training-memory' | 'inference-memory' | 'training-speed' | 'decode-speed';

/** Factors on an estimate between which nine of ten published runs lie. */
export type Range = readonly [low: number, high: number];

/** Factors by what runs the job. `unknown`: a stack that nobody measured, estimated as any other. */
export type Ranges = Record<RangeKind, Partial<Record<Framework, Range>> & { readonly unknown: Range }>;

/** The factors for a stack; one that no run of this kind shows gets the range of an unknown stack. */
export const rangeOf = (kind: RangeKind, framework: Framework | null): Range => {
  const known: Ranges[RangeKind] = ranges[kind];
  return (framework && known[framework]) || known.unknown;
};
