import type { JsonSchema } from '../json-schema.ts';

/** One field of a published file, whatever it is nested in. */
export interface Field {
  /** `tensor.bf16`; `disagreements[].field` in each item of a list; `sources.*` under every key of a map. */
  path: string;
  /** JSON types, `integer` apart from `number`; several where the value may be `null`, or a union says so. */
  types: string[];
  description: string;
  unit: string | null;
  /** The values there are, where the schema lists them. */
  values: unknown[];
  /** Name of the CSV column where it differs from the path in camel case. */
  column: string | null;
}

const branches = (schema: JsonSchema): JsonSchema[] => {
  const choices = schema.anyOf ?? schema.oneOf;
  return choices ? choices.flatMap(branches) : [schema];
};

const typesOf = ({ type, const: fixed, enum: values }: JsonSchema): string[] =>
  type === undefined
    ? (values ?? [fixed]).map((value) => (value === null ? 'null' : typeof value))
    : [type].flat();

/** Every field below a schema, in order, objects and lists before what they hold; branches of a union are merged. */
export function fieldsOf(schema: JsonSchema, path = ''): Field[] {
  const found = new Map<string, Field>();
  const add = (field: Field) => {
    const known = found.get(field.path);
    if (!known) found.set(field.path, field);
    else {
      known.types = [...new Set([...known.types, ...field.types])];
      known.values = [...new Set([...known.values, ...field.values])];
    }
  };
  const child = (inner: JsonSchema, innerPath: string) => {
    const choices = branches(inner);
    const meta = (key: 'description' | 'unit' | 'column') =>
      inner[key] ?? choices.find((choice) => choice[key])?.[key];
    add({
      path: innerPath,
      types: [...new Set(choices.flatMap(typesOf))],
      description: meta('description') ?? '',
      unit: meta('unit') ?? null,
      values: choices.flatMap((choice) => choice.enum ?? ('const' in choice ? [choice.const] : [])),
      column: meta('column') ?? null,
    });
    for (const field of fieldsOf(inner, innerPath)) add(field);
  };
  for (const branch of branches(schema)) {
    const below = path === '' ? '' : `${path}.`;
    for (const [key, inner] of Object.entries(branch.properties ?? {})) child(inner, below + key);
    if (typeof branch.additionalProperties === 'object') child(branch.additionalProperties, `${below}*`);
    if (branch.items) child(branch.items, `${path}[]`);
    for (const [index, inner] of (branch.prefixItems ?? []).entries()) child(inner, `${path}[${index}]`);
  }
  return [...found.values()];
}
