/**
 * State in a query string. A link must never break a page: whatever cannot be read becomes the default and is
 * reported, and nothing here throws.
 */

export type IgnoredCode =
  | 'unknown-field'
  | 'repeated'
  | 'newer-version'
  | 'not-a-number'
  | 'out-of-range'
  | 'not-listed'
  | 'not-in-catalog'
  | 'conflict';

/** One part of a query string that was not used. `field` and `value` are short plain text, safe to show. */
export interface Ignored {
  field: string;
  value: string;
  code: IgnoredCode;
  /** What would have been accepted, as text; empty where that is the whole catalog. */
  allowed: string;
}

export type Read<T> = { value: T } | { code: IgnoredCode; allowed?: string };

/** One key of the query string. */
export interface Field<T> {
  key: string;
  fallback: T;
  allowed: string;
  read: (text: string) => Read<T>;
  write: (value: T) => string;
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the value type of a field varies from key to key
export type Fields = Record<string, Field<any>>;

export type StateOf<F extends Fields> = { [K in keyof F]: F[K] extends Field<infer T> ? T : never };

/** One of a list of words. */
export function choice<const T extends string>(key: string, values: readonly T[], fallback: T): Field<T> {
  return {
    key,
    fallback,
    allowed: values.join(', '),
    read: (text) => (values.includes(text as T) ? { value: text as T } : { code: 'not-listed' }),
    write: (value) => value,
  };
}

/** A slug of the catalog: too many to print when one is wrong. */
export function slug(key: string, slugs: readonly string[], fallback: string): Field<string> {
  const known = new Set(slugs);
  return {
    key,
    fallback,
    allowed: '',
    read: (text) => (known.has(text) ? { value: text } : { code: 'not-in-catalog' }),
    write: (value) => value,
  };
}

export interface NumberRange {
  min: number;
  max: number;
  integer?: boolean;
}

/** Reads a number as people write it; hexadecimal, empty text and trailing words are not numbers. */
export function readNumber(text: string, range: NumberRange): Read<number> {
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text.trim())) return { code: 'not-a-number' };
  const value = Number(text);
  if (!(value >= range.min && value <= range.max)) return { code: 'out-of-range' };
  if (range.integer && !Number.isInteger(value)) return { code: 'out-of-range' };
  // Minus zero is in range and would print as "0" but compare unequal to the state it came from.
  return { value: value + 0 };
}

/** A number in a range. */
export function number(key: string, range: NumberRange, fallback: number): Field<number> {
  return {
    key,
    fallback,
    allowed: `${range.min}–${range.max}`,
    read: (text) => readNumber(text, range),
    write: String,
  };
}

/** A number in a range, or nothing. */
export function optionalNumber(key: string, range: NumberRange): Field<number | null> {
  return {
    ...number(key, range, 0),
    fallback: null,
    write: (value) => (value === null ? '' : String(value)),
  };
}

/** Yes or no, written `1` and `0`. */
export function flag(key: string, fallback: boolean): Field<boolean> {
  return {
    key,
    fallback,
    allowed: '0, 1',
    read: (text) => (text === '1' || text === '0' ? { value: text === '1' } : { code: 'not-listed' }),
    write: (value) => (value ? '1' : '0'),
  };
}

export interface Codec<State> {
  defaults: State;
  /** State of a query string, with or without its question mark. Never throws. */
  parse: (query: URLSearchParams | string) => { state: State; ignored: Ignored[] };
  /** Query string without question mark; fields at their default are left out unless `whole`, so the default is ''. */
  serialise: (state: State, whole?: boolean) => string;
  /** The state after a change: fields at a default that depends on the change follow it, conflicts fall to their default. */
  follow: (before: State, change: Partial<State>) => State;
}

const versionKey = 'v';
/** What a page showed when a link was copied (`stamp.ts`): of the link, not of the state. */
export const stampKey = 'was';
/** More keys than any state has: beyond it a query is noise, and reading on would only fill the notice. */
const mostEntries = 100;

/** Text a reader can be shown: no control or direction characters, and short. */
export function shorten(text: string, length = 32): string {
  // A whole query may be one value: cut first so that the replacement never runs over kilobytes.
  const plain = [...text.slice(0, 4 * length)].map((c) => (/[\p{C}\p{Z}]/u.test(c) ? ' ' : c));
  return plain.length > length || text.length > 4 * length
    ? `${plain.slice(0, length - 1).join('')}…`
    : plain.join('');
}

/** What ties the fields of a state together. */
export interface Ties<State> {
  /** Defaults that depend on other fields. */
  derive?: (state: State) => Partial<State>;
  /** Fields whose value the rest of the state does not allow, each with what it would allow. */
  conflicts?: (state: State) => { name: keyof State; allowed: string }[];
  /** Keys that belong to the page around the island (theme of an embed), passed over in silence. */
  foreign?: readonly string[];
}

/** Codec of a table of fields. `version` goes up when the meaning of a key changes, never when a key is added. */
export function createCodec<F extends Fields>(
  version: number,
  fields: F,
  { derive = () => ({}), conflicts = () => [], foreign = [] }: Ties<StateOf<F>> = {},
): Codec<StateOf<F>> {
  const names = Object.keys(fields) as (keyof F & string)[];
  const nameOfKey = new Map(names.map((name) => [fields[name]!.key, name]));
  const fixed = Object.fromEntries(names.map((name) => [name, fields[name]!.fallback])) as StateOf<F>;
  const defaultsOf = (state: StateOf<F>): StateOf<F> => ({ ...fixed, ...derive(state) });

  const parse: Codec<StateOf<F>>['parse'] = (query) => {
    const given: Partial<StateOf<F>> = {};
    const ignored: Ignored[] = [];
    const seen = new Set<string>();
    let entries = 0;
    for (const [key, text] of new URLSearchParams(query)) {
      if (entries++ >= mostEntries) break;
      if (foreign.includes(key)) continue;
      const ignore = (code: IgnoredCode, allowed = '') =>
        ignored.push({ field: shorten(key), value: shorten(text), code, allowed });
      if (seen.has(key)) {
        ignore('repeated');
        continue;
      }
      seen.add(key);
      if (key === stampKey) continue;
      if (key === versionKey) {
        if (text !== String(version)) ignore('newer-version', String(version));
        continue;
      }
      const name = nameOfKey.get(key);
      if (name === undefined) {
        ignore('unknown-field');
        continue;
      }
      const field = fields[name]!;
      const read = field.read(text);
      if ('code' in read) ignore(read.code, read.allowed ?? field.allowed);
      else given[name] = read.value;
    }
    let state: StateOf<F> = { ...defaultsOf({ ...fixed, ...given }), ...given };
    for (const { name, allowed } of conflicts(state)) {
      const field = fields[name]!;
      ignored.push({ field: field.key, value: shorten(field.write(state[name])), code: 'conflict', allowed });
      state = { ...state, [name]: defaultsOf(state)[name] };
    }
    return { state, ignored };
  };

  const serialise: Codec<StateOf<F>>['serialise'] = (state, whole = false) => {
    const defaults = defaultsOf(state);
    const query = new URLSearchParams();
    for (const name of names) {
      const field = fields[name]!;
      const text = field.write(state[name]);
      if (state[name] !== defaults[name] || (whole && text)) query.set(field.key, text);
    }
    return query.size === 0 ? '' : `${versionKey}=${version}&${query}`;
  };

  const follow: Codec<StateOf<F>>['follow'] = (before, change) => {
    const was = defaultsOf(before);
    let state: StateOf<F> = { ...before, ...change };
    const now = defaultsOf(state);
    for (const name of Object.keys(derive(state)) as (keyof F & string)[]) {
      if (before[name] === was[name] && !(name in change)) state = { ...state, [name]: now[name] };
    }
    for (const { name } of conflicts(state)) state = { ...state, [name]: defaultsOf(state)[name] };
    return state;
  };

  return { defaults: defaultsOf(fixed), parse, serialise, follow };
}
