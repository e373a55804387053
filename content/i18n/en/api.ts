/** Strings of the page about the open data; what a field means is in the published schema itself, in English. */
export const api = {
  size: '{plain} kB, {zipped} kB compressed',
  about: {
    gpus: '{n} cards: specifications, rates, prices',
    models: '{n} models: dimensions',
    measurements: '{n} published runs: configuration and figures',
    architectures: '{n} compute capabilities: rates, formats, software support',
    sources: '{n} sources, which the other files cite by id',
  },
  field: 'Field',
  type: 'Type',
  unit: 'Unit',
  meaning: 'Meaning',
  column: 'CSV: {name}',
  none: 'JSON only',
  fields: 'Fields of {file}: {n}',
  onlyColumns: 'Columns that only the CSV file has: {columns}.',
  values: ' Values: {values}.',
  output: 'Prints, with the data of {date}:',
  /** Meanings by file and path; without one the English of the schema is shown. */
  meanings: {} as Record<string, Record<string, string>>,
  units: {} as Record<string, string>,
};
