/** Which cards pass a filter, and in which order they stand. No DOM: the element reads the rows, this judges them. */
import type { ColumnId, Precision } from './columns.ts';
import { columnOf } from './columns.ts';
import { matcher } from './match.ts';
import { filters, listOf, type Filter, type TableState } from './state.ts';

/** A row as its cells say. */
export interface Row {
  slug: string;
  name: string;
  series: string;
  segment: string;
  /** Name, series, chip, architecture and segment as `chain` writes them. */
  text: string;
  /** What a column sorts by: the upper end of a range; `null` for an empty cell. */
  value: (id: ColumnId) => number | string | null;
}

type Test = (row: Row) => boolean;

const atLeast = (id: ColumnId, least: number) => (row: Row) => {
  const value = row.value(id);
  return typeof value === 'number' && value >= least;
};

/** The test of each filter the state sets. */
const tests: Record<Filter, (state: TableState) => Test | null> = {
  query: ({ query }) => {
    if (query === '') return null;
    const matches = matcher(query);
    return (row) => matches(row.text);
  },
  segments: ({ segments }) => oneOf(segments, (row) => row.segment),
  series: ({ series }) => oneOf(series, (row) => row.series),
  memory: ({ memory }) => (memory === null ? null : atLeast('mem', memory)),
  supports: ({ supports }) => {
    const wanted = listOf(supports) as Precision[];
    return wanted.length === 0 ? null : (row) => wanted.every((id) => row.value(id) !== null);
  },
  price: ({ price }) => {
    if (price === null) return null;
    return (row) => {
      const value = row.value('price');
      return typeof value === 'number' && value <= price;
    };
  },
  year: ({ year }) => {
    if (year === null) return null;
    return (row) => {
      const value = row.value('date');
      return typeof value === 'string' && Number(value.slice(0, 4)) >= year;
    };
  },
};

function oneOf(words: string, of: (row: Row) => string): Test | null {
  const wanted = new Set(listOf(words));
  return wanted.size === 0 ? null : (row) => wanted.has(of(row));
}

/** Filters that the state sets. */
export const activeFilters = (state: TableState): Filter[] => filters.filter((name) => tests[name](state));

/** A test for all filters of a state, or all but one. */
export function filterOf(state: TableState, except?: Filter): Test {
  const all = filters.flatMap((name) => (name === except ? [] : (tests[name](state) ?? [])));
  return (row) => all.every((test) => test(row));
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/**
 * Rows in the order of a sort (`bw`, `-bw`), given in the order of the page. Equal ones keep their order, and rows
 * without a value come last either way round.
 */
export function sorted<R extends Row>(rows: readonly R[], sort: string): R[] {
  const down = sort.startsWith('-');
  const id = (down ? sort.slice(1) : sort) as ColumnId | 'name' | 'series';
  if (id === 'series') return [...rows];
  const keys = rows.map((row) => (id === 'name' ? row.name : row.value(id)));
  const sign = down ? -1 : 1;
  return rows
    .map((row, at) => ({ row, key: keys[at] ?? null }))
    .sort((a, b) => {
      if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null);
      const order =
        typeof a.key === 'number' && typeof b.key === 'number'
          ? a.key - b.key
          : collator.compare(String(a.key), String(b.key));
      return sign * order;
    })
    .map(({ row }) => row);
}

/** The order after a press on a column's heading: its better end first, then the other, then the page's own order. */
export function nextSort(sort: string, id: ColumnId | 'name'): string {
  const first =
    id === 'name' || columnOf(id).kind === 'text' || columnOf(id).better === 'less' ? id : `-${id}`;
  const second = first === id ? `-${id}` : id;
  return sort === first ? second : sort === second ? 'series' : first;
}
