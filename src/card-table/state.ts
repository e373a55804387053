/** What the reader has asked of the table of cards, as typed state and as a short query string. */
import {
  choice,
  createCodec,
  optionalNumber,
  shorten,
  type Codec,
  type Field,
  type StateOf,
} from '../calculators/shared/codec.ts';
import { columnIds, precisions, segments } from './columns.ts';

/** Cards that can stand side by side. */
export const mostCompared = 5;

export const ranges = {
  memory: { min: 1, max: 1024 },
  price: { min: 0, max: 1_000_000 },
  year: { min: 2006, max: 2100, integer: true },
} as const;

/**
 * Words of a list, in the order of the list, joined by commas: as one string, so that states compare and a state is
 * a plain value.
 */
function words(key: string, values: readonly string[], most = Infinity): Field<string> {
  const known = new Set(values);
  return {
    key,
    fallback: '',
    allowed: values.join(', '),
    read: (text) => {
      const given = new Set(text.split(',').filter(Boolean));
      if (given.size > most || [...given].some((word) => !known.has(word))) return { code: 'not-listed' };
      return { value: values.filter((word) => given.has(word)).join(',') };
    },
    write: (value) => value,
  };
}

/** Any short text. */
function text(key: string, longest: number): Field<string> {
  return {
    key,
    fallback: '',
    allowed: `≤ ${longest}`,
    read: (given) => ({ value: shorten(given.trim(), longest) }),
    write: (value) => value,
  };
}

/** Cards by slug, in the order chosen. Unknown ones are told apart by `readSlugs`, which can name their neighbours. */
export const slugs = (key: string): Field<string> => ({
  key,
  fallback: '',
  allowed: '',
  read: (given) => ({ value: given.slice(0, 1000) }),
  write: (value) => value,
});

/** The slugs of a list that name a card, each once and at most five; and what was left out. */
export function readSlugs(
  list: string,
  known: ReadonlySet<string>,
): { slugs: string[]; unknown: string[]; dropped: number } {
  const given = [...new Set(listOf(list).map((slug) => slug.trim().toLowerCase()))];
  const found = given.filter((slug) => known.has(slug));
  return {
    slugs: found.slice(0, mostCompared),
    unknown: given.filter((slug) => !known.has(slug)).map((slug) => shorten(slug)),
    dropped: Math.max(0, found.length - mostCompared),
  };
}

export const listOf = (words: string): string[] => words.split(',').filter(Boolean);

const fields = (series: readonly string[]) => ({
  query: text('q', 60),
  segments: words('segment', segments),
  series: words('series', series),
  memory: optionalNumber('mem', ranges.memory),
  supports: words('has', precisions),
  price: optionalNumber('price', ranges.price),
  year: optionalNumber('from', ranges.year),
  /** Column, with a minus for the larger first; `series` is the order of the page. */
  sort: choice('sort', ['series', ...['name', ...columnIds].flatMap((id) => [id, `-${id}`])], 'series'),
  /** Columns the reader chose; empty: those that suit the width of the window. */
  columns: words('cols', columnIds),
  chosen: slugs('pick'),
});

export type TableState = StateOf<ReturnType<typeof fields>>;

/** The fields that leave cards out. */
export const filters = ['query', 'segments', 'series', 'memory', 'supports', 'price', 'year'] as const;
export type Filter = (typeof filters)[number];

export const createTableCodec = (series: readonly string[]): Codec<TableState> =>
  shortened(createCodec(1, fields(series), { foreign: ['theme', 'lang'] }));

/** Commas stay commas, and the version is left out while there is only one: an address people can read and write. */
export function shortened<State>(codec: Codec<State>): Codec<State> {
  return {
    ...codec,
    serialise: (state) => codec.serialise(state).replace(/^v=1&/, '').replaceAll('%2C', ','),
  };
}
