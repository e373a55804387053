import type { Option } from './fields.tsx';

/** More than a screenful of matches is a list to read, not to choose from. */
const most = 8;

const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}.]/gu, '');

/** Words of what was typed, with letters and digits apart: `4060ti 16gb` is 4060, ti, 16, gb. */
const words = (text: string): string[] => text.toLowerCase().match(/[\p{L}]+|[\d.]+/gu) ?? [];

/**
 * The options that hold every word of `typed`, best first: those that hold it as it stands, and of these the shortest,
 * so that `3090` finds the RTX 3090 before the RTX 3090 Ti.
 */
export function match(typed: string, options: readonly Option[]): Option[] {
  const wanted = words(typed);
  if (wanted.length === 0) return [];
  const whole = plain(typed);
  return options
    .flatMap((option) => {
      const text = plain(option.label);
      const all = wanted.every((word) => text.includes(word));
      return all ? [{ option, score: (text.includes(whole) ? 0 : 1000) + text.length }] : [];
    })
    .sort((a, b) => a.score - b.score)
    .slice(0, most)
    .map(({ option }) => option);
}
