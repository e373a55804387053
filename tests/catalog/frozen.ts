import { fieldsOf } from '../../catalog/open-data/fields.ts';
import type { OpenData } from '../../catalog/open-data/index.ts';

/** Path or column to its type and unit, by file. */
export type Fields = Record<string, Record<string, string>>;

const typed = (type: string, unit: string | null | undefined) => (unit ? `${type}, ${unit}` : type);

/** Every field of the JSON files and every column of the CSV files, each with its type and unit. */
export function publishedFields(files: readonly OpenData[]): Fields {
  return Object.fromEntries(
    files.flatMap(({ name, schema, columns }) => [
      [
        `${name}.json`,
        Object.fromEntries(
          fieldsOf(schema).map(({ path, types, unit }) => [path, typed(types.toSorted().join(' | '), unit)]),
        ),
      ],
      ...(columns
        ? [
            [
              `${name}.csv`,
              Object.fromEntries(columns.map((column) => [column.name, typed('column', column.unit)])),
            ] as const,
          ]
        : []),
    ]),
  );
}

/** Where the published fields break what the frozen list promises, or go beyond it; each with what to do. */
export function brokenPromises(frozen: Fields, published: Fields): string[] {
  const messages: string[] = [];
  for (const [file, fields] of Object.entries(frozen)) {
    for (const [path, type] of Object.entries(fields)) {
      const now = published[file]?.[path];
      if (now === undefined) {
        messages.push(
          `${file}: ${path} is gone, but v1 is frozen: put it back under this name (a rename is a new field beside the old one)`,
        );
      } else if (now !== type) {
        messages.push(`${file}: ${path} was ${type} and is now ${now}, but v1 is frozen: keep type and unit`);
      }
    }
  }
  for (const [file, fields] of Object.entries(published)) {
    for (const [path, type] of Object.entries(fields)) {
      if (frozen[file]?.[path] === undefined) {
        messages.push(`${file}: new field: add "${path}": "${type}" to tests/catalog/v1-fields.json`);
      }
    }
  }
  return messages;
}
