import type { z } from 'zod';
import { jsonSchemaOf, type JsonSchema } from './json-schema.ts';

/** What is wrong with a field, and what to write instead. */
export interface Explained {
  /** Path of the field inside the record, joined with dots. */
  field: string;
  reason: string;
  fix: string;
}

type Path = readonly PropertyKey[];

const quote = (value: unknown): string => JSON.stringify(value) ?? String(value);
const list = (values: readonly unknown[]): string => values.map(quote).join(', ');

/** Number of letters to insert, delete or replace to get from one word to the other. */
function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [row, letter] of [...a].entries()) {
    const current = [row + 1];
    for (const [column, other] of [...b].entries()) {
      current.push(
        Math.min(
          previous[column]! + (letter === other ? 0 : 1),
          previous[column + 1]! + 1,
          current[column]! + 1,
        ),
      );
    }
    previous = current;
  }
  return previous[b.length]!;
}

/** The word of `known` that was probably meant, or `null` where none is near. */
export function nearest(word: string, known: Iterable<string>): string | null {
  const lower = word.toLowerCase();
  let best: { candidate: string; score: number } | null = null;
  for (const candidate of known) {
    const other = candidate.toLowerCase();
    // A name without its unit or suffix (`memory` for `memoryGb`) is nearer than its letters say.
    const begins = lower.length > 2 && (other.startsWith(lower) || lower.startsWith(other));
    const score = begins
      ? Math.abs(other.length - lower.length) / 100
      : distance(lower, other) / Math.max(lower.length, other.length);
    if (!best || score < best.score) best = { candidate, score };
  }
  return best && best.score <= 0.4 ? best.candidate : null;
}

/** `write "rtx-3090", the nearest of …`, or where the known names stand when none is near. */
export function nearestFix(word: string, known: Iterable<string>, elsewhere: string): string {
  const near = nearest(word, known);
  return near === null ? elsewhere : `write ${quote(near)} if that was meant, else ${elsewhere}`;
}

/** What a schema allows, in words: `a whole number greater than 0`. */
export function allowed(schema: JsonSchema): string {
  if ('const' in schema) return quote(schema.const);
  if (schema.enum) return schema.enum.length === 1 ? quote(schema.enum[0]) : `one of ${list(schema.enum)}`;
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return [...new Set(choices.map(allowed))].join(' or ');
  if (Array.isArray(schema.type)) return schema.type.map((type) => allowed({ ...schema, type })).join(' or ');
  switch (schema.type) {
    case 'integer':
    case 'number':
      return `${schema.type === 'integer' ? 'a whole number' : 'a number'}${range(schema)}`;
    case 'string':
      return text(schema);
    case 'boolean':
      return 'true or false';
    case 'null':
      return 'null';
    case 'array':
      return schema.prefixItems
        ? `a list [${schema.prefixItems.map(allowed).join('; ')}]`
        : `a list${schema.minItems ? ` of at least ${schema.minItems}` : ''}${schema.items ? ` of: ${allowed(schema.items)}` : ''}`;
    case 'object':
      return schema.properties
        ? `an object with ${Object.keys(schema.properties).join(', ')}`
        : typeof schema.additionalProperties === 'object'
          ? `an object whose every value is ${allowed(schema.additionalProperties)}`
          : 'an object';
    default:
      return 'another value';
  }
}

function range({ minimum, exclusiveMinimum, maximum }: JsonSchema): string {
  const bounds = [
    ...(exclusiveMinimum !== undefined && exclusiveMinimum > Number.MIN_SAFE_INTEGER
      ? [`greater than ${exclusiveMinimum}`]
      : []),
    ...(minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER ? [`of at least ${minimum}`] : []),
    ...(maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER ? [`of at most ${maximum}`] : []),
  ];
  return bounds.length === 0 ? '' : ` ${bounds.join(' and ')}`;
}

function text({ format, pattern }: JsonSchema): string {
  if (format === 'date') return 'a day of the calendar as "YYYY-MM-DD"';
  if (format === 'uri') return 'a whole web address, "https://…"';
  if (pattern?.includes('[a-z0-9]+'))
    return 'a slug: lower-case letters and digits, joined by "-", "." or "_"';
  if (pattern?.startsWith('^[0-9a-f]{7')) return 'a commit: 7 to 40 hexadecimal digits';
  return pattern ? `text that matches /${pattern}/` : 'text that is not empty';
}

/** The schema of the field at a path; of a union, that of the branch which the record itself names. */
function schemaAt(schema: JsonSchema | undefined, record: unknown, path: Path): JsonSchema | undefined {
  const branch = schema && branchOf(schema, record);
  if (path.length === 0 || !branch) return branch === undefined ? undefined : schema;
  const [key, ...rest] = path;
  const value = (record as Record<PropertyKey, unknown> | null | undefined)?.[key!];
  const rested = typeof branch.additionalProperties === 'object' ? branch.additionalProperties : undefined;
  const next =
    typeof key === 'number'
      ? (branch.prefixItems?.[key] ?? branch.items)
      : (branch.properties?.[String(key)] ?? rested);
  return schemaAt(next, value, rest);
}

/** The branch of a union that a value belongs to: the one whose fixed fields it has, else the first that is no null. */
function branchOf(schema: JsonSchema, value: unknown): JsonSchema {
  const branches = schema.anyOf ?? schema.oneOf;
  if (!branches) return schema;
  const fits = ({ properties = {} }: JsonSchema) =>
    Object.entries(properties).every(
      ([key, { const: fixed }]) =>
        fixed === undefined || fixed === (value as Record<string, unknown> | null)?.[key],
    );
  const real = branches.filter(({ type }) => type !== 'null');
  return branchOf(real.find(fits) ?? real[0] ?? schema, value);
}

const at = (record: unknown, path: Path): unknown =>
  path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | null)?.[key], record);

/** Says of one schema what is wrong with a record: every issue of zod with the field, and what to write instead. */
export function explainer(
  schema: z.ZodType,
): (record: unknown, issues: readonly z.core.$ZodIssue[]) => Explained[] {
  // Read only where a record is wrong.
  let read: JsonSchema | undefined;
  const jsonSchema = () => (read ??= jsonSchemaOf(schema));

  function explain(record: unknown, issue: z.core.$ZodIssue, above: Path): Explained[] {
    const json = jsonSchema();
    const path = [...above, ...issue.path];
    const field = path.map(String).join('.');
    const expected = schemaAt(json, record, path);
    const parent = schemaAt(json, record, path.slice(0, -1));
    const value = at(record, path);
    const name = String(path.at(-1) ?? '');

    if (issue.code === 'unrecognized_keys') {
      const object = branchOf(expected ?? {}, value);
      const present = new Set(Object.keys((value as object | null) ?? {}));
      const known = Object.keys(object.properties ?? {});
      return issue.keys.map((key) => {
        const meant = nearest(
          key,
          known.filter((other) => !present.has(other)),
        );
        return {
          field: [...path.map(String), key].join('.'),
          reason: 'unknown key',
          fix: meant
            ? `rename it to "${meant}" (${allowed(object.properties![meant]!)}), or remove it`
            : `remove it; the keys are ${known.join(', ')}`,
        };
      });
    }
    // Of the ways in which a value fits no branch, the shortest list of faults is the branch that was meant.
    if (issue.code === 'invalid_union' && issue.errors.length > 0) {
      const [closest = []] = issue.errors.toSorted((a, b) => a.length - b.length);
      const deeper = closest.filter(({ path: inner }) => inner.length > 0);
      if (deeper.length > 0) return deeper.flatMap((inner) => explain(record, inner, path));
    }

    const target = kindsOf(issue, json) ?? expected ?? {};
    const what = allowed(target);
    const stated = issue.code === 'custom' ? (issue.params?.['fix'] as string | undefined) : undefined;
    const missing = issue.code === 'invalid_type' && value === undefined && path.length > 0;
    const near = typeof value === 'string' ? nearest(value, (target.enum ?? []).map(String)) : null;
    const figure = typeof value === 'string' && /^(?:a|a whole) number/.test(what) ? parseFloat(value) : NaN;
    const fix =
      stated ??
      (missing
        ? `add "${name}": ${what}${parent?.required?.includes(name) && what.includes('null') ? ' (null: not known)' : ''}`
        : near !== null
          ? `write ${quote(near)} if that was meant; allowed is ${what}`
          : Number.isFinite(figure)
            ? `write ${figure} without quotes or unit; allowed is ${what}`
            : `write ${what}${isScalar(value) ? ` instead of ${quote(value)}` : ''}`);
    return [{ field, reason: missing ? 'is missing' : issue.message, fix }];
  }
  return (record, issues) => issues.flatMap((issue) => explain(record, issue, []));
}

const isScalar = (value: unknown) => value === null || ['string', 'number', 'boolean'].includes(typeof value);

/** Of a record that names no branch of a union: the names there are. */
function kindsOf(issue: z.core.$ZodIssue, json: JsonSchema): JsonSchema | undefined {
  if (issue.code !== 'invalid_union' || !('discriminator' in issue) || !issue.discriminator) return undefined;
  const field = issue.discriminator as string;
  const names = (json.oneOf ?? json.anyOf ?? []).flatMap(({ properties }) => {
    const { const: fixed, enum: several } = properties?.[field] ?? {};
    return several ?? (fixed === undefined ? [] : [fixed]);
  });
  return { enum: names };
}
