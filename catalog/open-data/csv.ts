import { capital } from './descriptions/words.ts';
import type { Field } from './fields.ts';

/** One column of a CSV file. */
export interface Column {
  name: string;
  /** The field it shows; `null` for a column that the JSON file holds in another form. */
  path: string | null;
  description: string;
  unit: string | null;
  value: (record: unknown) => unknown;
}

const scalar: ReadonlySet<string> = new Set(['string', 'number', 'integer', 'boolean']);

/** Steps of a path: `boostClockRangeMhz[0]` is `boostClockRangeMhz`, `0`. */
const steps = (path: string) => path.replaceAll(/\[(\d+)\]/g, '.$1').split('.');

/**
 * The columns of a flat table: each field that holds one value, and each list of plain values as one cell, its items
 * joined by spaces. Maps and lists of objects have no place in a table and stay in the JSON twin, and so do the fields
 * in `leaveOut`, with all below them.
 */
export function columnsOf(fields: readonly Field[], leaveOut: readonly string[]): Column[] {
  const byPath = new Map(fields.map((field) => [field.path, field]));
  const isList = ({ path }: Field) => byPath.get(`${path}[]`)?.types.every((type) => scalar.has(type));
  return fields
    .filter(({ path }) => !path.includes('[]') && !path.includes('*'))
    .filter(({ path }) => !leaveOut.some((left) => path === left || path.startsWith(`${left}.`)))
    .filter((field) => field.types.every((type) => scalar.has(type) || type === 'null') || isList(field))
    .map(({ path, description, unit, column }) => {
      const [first = '', ...rest] = steps(path);
      return {
        name: column ?? first + rest.map(capital).join(''),
        path,
        description,
        unit,
        value: (record) =>
          [first, ...rest].reduce<unknown>(
            (value, key) => (value as Record<string, unknown> | null | undefined)?.[key],
            record,
          ),
      };
    });
}

/** A cell that a spreadsheet would run as a formula. */
const formula = /^[=+\-@\t\r]/;

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return cell(value.map(String).join(' '));
  if (typeof value === 'object') return '';
  if (typeof value !== 'string') return String(value);
  const safe = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Records as CSV (RFC 4180): a header, one line a record, lines end in CRLF. No value is an empty cell. */
export function csv(records: readonly unknown[], columns: readonly Column[]): string {
  const lines = [
    columns.map(({ name }) => cell(name)),
    ...records.map((record) => columns.map(({ value }) => cell(value(record)))),
  ];
  return lines.map((line) => `${line.join(',')}\r\n`).join('');
}
