/** What a row of the comparison shows: which values differ, which is best, how each relates to the base. */
import { columnOf, type ColumnId, type Value } from '../card-table/columns.ts';

export const groups: { id: 'card' | 'memory' | 'compute' | 'tensor' | 'power'; columns: ColumnId[] }[] = [
  { id: 'memory', columns: ['mem', 'usable', 'bw', 'type', 'bus', 'l2'] },
  { id: 'tensor', columns: ['fp16', 'bf16', 'tf32', 'fp8', 'int8', 'fp4', 'tc'] },
  { id: 'compute', columns: ['fp32', 'half', 'cores', 'sms', 'boost'] },
  { id: 'power', columns: ['tdp', 'pcie', 'nvlink'] },
  { id: 'card', columns: ['price', 'pergb', 'date', 'seg', 'arch', 'chip', 'cc'] },
];

/** The number a value is measured by: the upper end of a range. */
export const amountOf = (value: Value): number | null =>
  typeof value === 'number' ? value : Array.isArray(value) ? (value[1] as number) : null;

export interface Judged {
  differs: boolean;
  cells: {
    /** Share of the largest value of the row, 0 to 1; `null` where a bar would say nothing. */
    share: number | null;
    best: boolean;
    /** Value over the base's. */
    ratio: number | null;
  }[];
}

/**
 * Judges a row of values, one a card; `base` is the place of the card to which ratios are, `sized` whether a value has
 * a size. A card alone has neither bar nor ratio.
 */
export function judge(
  values: readonly Value[],
  base: number,
  better?: 'more' | 'less',
  sized = true,
): Judged {
  const amounts = values.map(amountOf);
  const bars = sized && values.length > 1;
  const known = amounts.filter((amount) => amount !== null);
  const most = Math.max(...known, 0);
  const differs = new Set(values.map((value) => JSON.stringify(value))).size > 1;
  const goal = better === 'less' ? Math.min(...known) : most;
  const contest = better !== undefined && known.length > 1 && new Set(known).size > 1;
  const own = amounts[base] ?? null;
  return {
    differs,
    cells: amounts.map((amount, at) => ({
      share: bars && amount !== null && most > 0 ? amount / most : null,
      best: contest && amount === goal,
      ratio: bars && at !== base && amount !== null && own !== null && own > 0 ? amount / own : null,
    })),
  };
}

/** The judgement of a column; a version number has no size, so neither bar nor ratio. */
export function judgeColumn(id: ColumnId, values: readonly Value[], base: number): Judged {
  const { kind, better } = columnOf(id);
  return judge(values, base, better, kind === 'number' && id !== 'cc');
}
