import type { z } from 'zod';
import { dataLicence, dataVersion, gpus, measurements, models, software, sources } from '../index.ts';
import { jsonSchemaOf, type JsonSchema } from '../json-schema.ts';
import { architectureRecords } from './architectures.ts';
import { columnsOf, csv, type Column } from './csv.ts';
import { architectureDescriptions } from './descriptions/architectures.ts';
import { gpuDescriptions } from './descriptions/gpus.ts';
import { measurementDescriptions } from './descriptions/measurements.ts';
import { modelDescriptions } from './descriptions/models.ts';
import { sourceDescriptions } from './descriptions/sources.ts';
import { capital, type Descriptions } from './descriptions/words.ts';
import { fieldsOf, type Field } from './fields.ts';
import {
  publishedArchitecture,
  publishedGpu,
  publishedMeasurement,
  publishedModel,
  publishedSource,
} from './published.ts';

/** The version in the address: fields are added to it, never removed or renamed. */
export const apiVersion = 'v1';

const licenceUrl = 'https://creativecommons.org/licenses/by/4.0/';

/** What a user of the data prints beside it. */
export const attribution = `Headroom catalog, data of ${dataVersion}, ${dataLicence}`;

/** One file of open data with its twins: records as JSON, the same as a table, and the schema of both. */
export interface OpenData {
  name: OpenDataName;
  title: string;
  records: readonly unknown[];
  /** Shape of a record, for strict checks. */
  record: z.ZodType;
  /** Schema of the JSON file. */
  schema: JsonSchema;
  /** Fields of a record. */
  fields: Field[];
  /** Columns of the CSV file; `null` where there is none. */
  columns: Column[] | null;
}

export type OpenDataName = 'gpus' | 'models' | 'measurements' | 'architectures' | 'sources';

/** A schema without `additionalProperties: false`: a field added later must not fail an older copy of the schema. */
function open(schema: JsonSchema): JsonSchema {
  const { additionalProperties, ...rest } = schema;
  const each = (inner: Record<string, JsonSchema>) =>
    Object.fromEntries(Object.entries(inner).map(([key, value]) => [key, open(value)]));
  return {
    ...rest,
    ...(typeof additionalProperties === 'object' && { additionalProperties: open(additionalProperties) }),
    ...(rest.properties && { properties: each(rest.properties) }),
    ...(rest.items && { items: open(rest.items) }),
    ...(rest.prefixItems && { prefixItems: rest.prefixItems.map(open) }),
    ...(rest.anyOf && { anyOf: rest.anyOf.map(open) }),
    ...(rest.oneOf && { oneOf: rest.oneOf.map(open) }),
  };
}

/** Writes meaning, unit and column into every field of a schema that the table describes. */
function describe(schema: JsonSchema, table: Descriptions, path = ''): JsonSchema {
  const inside = (inner: JsonSchema, innerPath: string): JsonSchema => {
    const found = table[innerPath];
    const { text, ...rest } = typeof found === 'string' ? { text: found } : (found ?? { text: undefined });
    return { ...(text && { description: text }), ...rest, ...describe(inner, table, innerPath) };
  };
  const below = path === '' ? '' : `${path}.`;
  const { properties, additionalProperties, items, prefixItems, anyOf, oneOf, ...plain } = schema;
  return {
    ...plain,
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([key, inner]) => [key, inside(inner, below + key)]),
      ),
    }),
    ...(typeof additionalProperties === 'object' && {
      additionalProperties: inside(additionalProperties, `${below}*`),
    }),
    ...(items && { items: inside(items, `${path}[]`) }),
    ...(prefixItems && {
      prefixItems: prefixItems.map((inner, index) => inside(inner, `${path}[${index}]`)),
    }),
    ...(anyOf && { anyOf: anyOf.map((inner) => describe(inner, table, path)) }),
    ...(oneOf && { oneOf: oneOf.map((inner) => describe(inner, table, path)) }),
  };
}

function documentSchema(name: OpenDataName, title: string, record: JsonSchema): JsonSchema {
  const { $schema, ...item } = record;
  return {
    $schema: $schema!,
    title,
    type: 'object',
    properties: {
      $schema: { type: 'string', description: 'Address of this schema, relative to the file.' },
      apiVersion: { const: apiVersion, description: 'Version of the file format; the one in the address.' },
      dataVersion: { type: 'string', format: 'date', description: 'Day of the last change to a fact.' },
      licence: { const: dataLicence, description: 'Licence of the data.' },
      licenceUrl: { const: licenceUrl, description: 'Text of the licence.' },
      attribution: { type: 'string', description: 'What to print beside the data.' },
      count: { type: 'integer', minimum: 0, description: 'Number of records.' },
      units: {
        type: 'object',
        additionalProperties: { type: 'string' },
        description: 'Path of a field to its unit, for every field that has one.',
      },
      [name]: { type: 'array', items: item, description: 'The records.' },
    },
    required: [
      ...['$schema', 'apiVersion', 'dataVersion', 'licence', 'licenceUrl', 'attribution', 'count', 'units'],
      name,
    ],
  };
}

/** Version and date as the last columns of every row, so that they survive a copied or filtered table. */
const stamp: Column[] = [
  {
    name: 'apiVersion',
    path: null,
    description: 'Version of the file format.',
    unit: null,
    value: () => apiVersion,
  },
  {
    name: 'dataVersion',
    path: null,
    description: 'Day of the last change to a fact.',
    unit: null,
    value: () => dataVersion,
  },
];

/** Ids of all sources of a record, in the order of its fields. */
const citedBy: Column = {
  name: 'sources',
  path: 'sources',
  description:
    'Ids of the sources of the row, joined by spaces; which field each stands for is in the JSON file.',
  unit: null,
  value: (record) => [
    ...new Set(Object.values((record as { sources: Record<string, string[]> }).sources).flat()),
  ],
};

function openData(
  name: OpenDataName,
  title: string,
  records: readonly unknown[],
  record: z.ZodType,
  table: Descriptions,
  csvFile: { leaveOut: readonly string[]; extra: readonly Column[] } | null,
): OpenData {
  const item = describe(open(jsonSchemaOf(record)), table);
  const order = new Map(Object.keys(table).map((path, index) => [path, index]));
  const place = ({ path }: Field) => order.get(path.replace(/\[\]$/, '')) ?? order.size;
  const fields = fieldsOf(item).toSorted((a, b) => place(a) - place(b));
  return {
    name,
    title,
    records,
    record,
    schema: documentSchema(name, title, item),
    fields,
    columns: csvFile && [...columnsOf(fields, csvFile.leaveOut), ...csvFile.extra, ...stamp],
  };
}

/** Fields whose text is for reading, and what only confirms another column. */
const prose = ['notes', 'officialTensor'];

/** What a piece of software does on each compute capability: one column a piece. */
const softwareColumns: Column[] = software.map(({ slug, name }) => ({
  name: `software${slug.split('-').map(capital).join('')}`,
  path: null,
  description: `${name}: status of its support, as software[].status in the JSON file.`,
  unit: null,
  value: (record) =>
    (record as (typeof architectureRecords)[number]).software.find((entry) => entry.slug === slug)?.status,
}));

/** Every published file, in the order in which the documentation lists them. */
export const openDataFiles: readonly OpenData[] = [
  openData('gpus', 'NVIDIA GPUs', gpus, publishedGpu, gpuDescriptions, {
    leaveOut: prose,
    extra: [citedBy],
  }),
  openData('models', 'Models', models, publishedModel, modelDescriptions, {
    leaveOut: prose,
    extra: [citedBy],
  }),
  openData('measurements', 'Published runs', measurements, publishedMeasurement, measurementDescriptions, {
    leaveOut: [],
    extra: [],
  }),
  openData(
    'architectures',
    'Compute capabilities',
    architectureRecords,
    publishedArchitecture,
    architectureDescriptions,
    { leaveOut: prose, extra: [...softwareColumns, citedBy] },
  ),
  openData('sources', 'Sources', sources, publishedSource, sourceDescriptions, null),
];

/** A file of open data by name. */
export function openDataFile(name: OpenDataName): OpenData {
  return openDataFiles.find((file) => file.name === name)!;
}

/** The JSON file: which data, under which licence, in which units, then one record a line. */
export function jsonText({ name, records, fields }: OpenData): string {
  const head = {
    $schema: `${name}.schema.json`,
    apiVersion,
    dataVersion,
    licence: dataLicence,
    licenceUrl,
    attribution,
    count: records.length,
    units: Object.fromEntries(fields.flatMap(({ path, unit }) => (unit === null ? [] : [[path, unit]]))),
  };
  const lines = records.map((record) => JSON.stringify(record)).join(',\n');
  return `${JSON.stringify(head).slice(0, -1)},\n${JSON.stringify(name)}:[\n${lines}\n]}\n`;
}

/** The CSV twin. */
export function csvText({ records, columns }: OpenData): string {
  return csv(records, columns ?? []);
}

/** The JSON Schema of the JSON file. */
export function schemaText({ schema }: OpenData): string {
  return `${JSON.stringify(schema, null, 1)}\n`;
}
