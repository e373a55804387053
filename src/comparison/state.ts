/** What stands side by side, in the address: `?gpus=rtx-3090,rtx-4090&base=rtx-3090&diff=1`. */
import { createCodec, flag, type StateOf } from '../calculators/shared/codec.ts';
import { readSlugs, shortened, slugs } from '../card-table/state.ts';

const fields = {
  gpus: slugs('gpus'),
  /** Card to which ratios are; empty: the first. */
  base: slugs('base'),
  onlyDifferences: flag('diff', false),
};
export type ComparisonState = StateOf<typeof fields>;

const codec = shortened(createCodec(1, fields, { foreign: ['theme', 'lang'] }));
export const { parse, serialise } = codec;

/** A state whose cards are known, and what had to be left out of it. */
export interface Settled {
  slugs: string[];
  base: string;
  unknown: string[];
  dropped: number;
  badBase: string;
}

/** Finds the cards of a state. Names of silicon variants stand for the card they were sold as. */
export function settle(
  state: ComparisonState,
  known: ReadonlySet<string>,
  aliases: Readonly<Record<string, string>>,
): Settled {
  const named = (list: string) =>
    list
      .split(',')
      .map((slug) => slug.trim().toLowerCase())
      .map((slug) => (Object.hasOwn(aliases, slug) ? aliases[slug]! : slug))
      .join(',');
  const read = readSlugs(named(state.gpus), known);
  const base = named(state.base);
  const isShown = read.slugs.includes(base);
  return {
    ...read,
    base: isShown ? base : (read.slugs[0] ?? ''),
    badBase: base === '' || isShown ? '' : base.slice(0, 32),
  };
}
