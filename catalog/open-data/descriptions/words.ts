/** What a published field means, its unit in words, and its CSV column where the path in camel case lacks the unit. */
export interface Words {
  text: string;
  unit?: string;
  column?: string;
}

/** By path, in the order in which tables show the fields. */
export type Descriptions = Record<string, Words | string>;

/** Fields that several kinds of records share, about the record itself. */
export const aboutTheRecord = {
  sources: 'Field name to the ids of its sources (sources.json); “default” answers for fields not named.',
  'sources.*': 'Ids of the sources of one field.',
  disagreements: 'Values that sources print differently, and which one the record keeps.',
  'disagreements[].field': 'Field the sources disagree on.',
  'disagreements[].values': 'Source id to the value it prints.',
  'disagreements[].values.*': 'Value one source prints.',
  'disagreements[].chosen': 'Value the record keeps.',
  'disagreements[].why': 'Why it was chosen.',
  unverified: 'Fields that no second look has confirmed.',
  notes: 'What else a reader should know.',
} satisfies Descriptions;

/** Dense rates of a card or an SM by format, under `prefix`; `unit` says per what. */
export function rates(
  prefix: string,
  floating: string,
  integer: string,
  column: (format: string, integer: boolean) => string,
): Descriptions {
  const formats: [rate: string, text: string, integer: boolean][] = [
    ['fp16Acc16', 'FP16 products, summed in FP16.', false],
    ['fp16Acc32', 'FP16 products, summed in FP32: what training uses.', false],
    ['bf16', 'BF16 products, summed in FP32.', false],
    ['tf32', 'TF32 products, summed in FP32.', false],
    ['fp8Acc16', 'FP8 products, summed in FP16.', false],
    ['fp8Acc32', 'FP8 products, summed in FP32.', false],
    ['int8', 'INT8 products, summed in INT32.', true],
    ['fp4', 'FP4 products.', true],
  ];
  return Object.fromEntries(
    formats.map(([rate, text, whole]) => [
      `${prefix}.${rate}`,
      { text, unit: whole ? integer : floating, column: column(rate, whole) },
    ]),
  );
}

export const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
