/**
 * The columns of the table of cards, in their order, and how a value is written in each. Plain data, read by the
 * build and by the browser; the values themselves come from `cells.ts`.
 */
import { htmlLang, type Lang } from '../../content/i18n/languages.ts';

/** What a column holds: numbers and text are sorted as such, versions (`8.6`, `4.0 ×16`) as text with numbers in it. */
type Kind = 'number' | 'text' | 'date';

export interface Column {
  /** Short name, used in addresses and as a class of the cells. Never changes its meaning. */
  id: string;
  kind: Kind;
  /** Decimals, the same in every cell, so that they stand under each other. */
  digits: number;
  /** Which end of the column a reader wants; nothing where neither is better. */
  better?: 'more' | 'less';
  /** Window width class from which the column is shown before the reader chooses columns: 1 phone … 3 wide. */
  from: 1 | 2 | 3 | null;
}

const number = <const Id extends string>(
  id: Id,
  digits: number,
  from: Column['from'],
  better?: Column['better'],
) => ({ id, kind: 'number', digits, from, better }) as const;
const text = <const Id extends string>(id: Id, from: Column['from']) =>
  ({ id, kind: 'text', digits: 0, from }) as const;

export const columns = [
  number('mem', 0, 1, 'more'),
  number('usable', 1, null, 'more'),
  number('bw', 0, 1, 'more'),
  text('type', null),
  number('bus', 0, null, 'more'),
  number('l2', 1, null, 'more'),
  number('fp32', 1, 2, 'more'),
  number('half', 1, null, 'more'),
  number('fp16', 1, 1, 'more'),
  number('bf16', 1, null, 'more'),
  number('tf32', 1, null, 'more'),
  number('fp8', 1, 3, 'more'),
  number('int8', 1, null, 'more'),
  number('fp4', 1, null, 'more'),
  number('cores', 0, null, 'more'),
  number('sms', 0, null, 'more'),
  number('tc', 0, null, 'more'),
  number('boost', 0, null),
  number('tdp', 0, 2),
  number('price', 0, 1, 'less'),
  number('pergb', 0, 3, 'less'),
  { id: 'date', kind: 'date', digits: 0, from: 2 },
  { id: 'cc', kind: 'number', digits: 1, from: 3 },
  text('arch', null),
  text('chip', null),
  text('seg', null),
  text('pcie', null),
  number('nvlink', 0, null, 'more'),
] as const satisfies readonly Column[];

export type ColumnId = (typeof columns)[number]['id'];
export const columnIds: readonly ColumnId[] = columns.map(({ id }) => id);

const byId = new Map<string, Column>(columns.map((column) => [column.id, column]));
export const columnOf = (id: ColumnId): Column => byId.get(id)!;

/** Formats that a reader can ask for, each the column whose cell is empty where the card cannot compute it. */
export const precisions = ['tc', 'bf16', 'tf32', 'fp8', 'int8', 'fp4'] as const satisfies readonly ColumnId[];
export type Precision = (typeof precisions)[number];

export const segments = ['desktop', 'laptop', 'workstation', 'datacenter'] as const;

/** A card's value in a column; a range from least to most where it depends on the power limit a laptop sets. */
export type Value = number | string | readonly [least: number, most: number] | null;

const formats = new Map<string, Intl.NumberFormat>();

/** A value as the reader sees it, without its unit: `82.6`, `1,335–1,695`, `—`. */
export function formatValue(value: Value, id: ColumnId, lang: Lang): string {
  if (value === null) return '—';
  if (typeof value === 'string') return value;
  const { digits } = columnOf(id);
  const key = `${lang}${digits}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(htmlLang[lang], {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
    formats.set(key, format);
  }
  const written = (one: number) => format.format(one);
  const money = id === 'price' || id === 'pergb' ? '$' : '';
  if (typeof value === 'number') return money + written(value);
  return value[0] === value[1] ? written(value[1]) : `${written(value[0])}–${written(value[1])}`;
}
