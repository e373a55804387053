import { withDefaults, findGpu, findModel } from '../../estimation/request.ts';
import {
  memoryParts,
  type EstimateAnswer,
  type EstimateInput,
  type EstimateRequest,
  type EstimationData,
  type MemoryPart,
} from '../../estimation/types.ts';

/** One job and its answer, as a row or column of what a reader carries away. */
export interface Exported {
  /** What tells it from the others: a card, a format. */
  name: string;
  request: EstimateRequest;
  answer: EstimateAnswer;
}

/** Words of a table; figures come formatted. */
export interface TableWords {
  /** Sentence above the table. */
  title: string;
  quantity: string;
  parts: Record<MemoryPart, string>;
  total: string;
  range: string;
  usable: string;
  speed: string;
  /** Line below the table. */
  source: string;
}

export interface Formats {
  memory: (bytes: number) => string;
  speed: (tokensPerSecond: number) => string;
}

const cell = (text: string) => text.replace(/\s+/g, ' ').replace(/([\\|`*_<>[\]])/g, '\\$1');

/** A Markdown table: a row for each quantity, a column for each answer. */
export function asMarkdown(rows: readonly Exported[], words: TableWords, { memory, speed }: Formats): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const line = (name: string, value: (answer: EstimateAnswer) => string) =>
    row([cell(name), ...rows.map(({ answer }) => value(answer))]);
  const used = memoryParts.filter((part) => rows.some(({ answer }) => answer.memory.perGpu[part] > 0));
  return [
    words.title,
    '',
    row([cell(words.quantity), ...rows.map(({ name }) => cell(name))]),
    row(['---', ...rows.map(() => '---:')]),
    ...used.map((part) => line(words.parts[part], (answer) => memory(answer.memory.perGpu[part]))),
    line(words.total, (answer) => `**${memory(answer.memory.total)}**`),
    line(words.range, ({ memory: { low, high } }) => `${memory(low)} – ${memory(high)}`),
    line(words.usable, (answer) => memory(answer.memory.usable)),
    line(words.speed, (answer) => speed(answer.speed.tokensPerSecond)),
    '',
    words.source,
    '',
  ].join('\n');
}

/** A field of RFC 4180. Text that a spreadsheet would take for a formula gets a space before it. */
function field(value: string | number | boolean | null): string {
  if (typeof value !== 'string') return value === null ? '' : String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? ` ${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Numbers, texts and lists of a request and its answer, by path. */
function flatten(value: unknown, path: string, into: Map<string, string | number | boolean | null>): void {
  if (Array.isArray(value)) into.set(path, value.join(' '));
  else if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value)) flatten(inner, path ? `${path}.${key}` : key, into);
  else into.set(path, value as string | number | boolean | null);
}

/** Comma-separated values: a line for each answer, a column for each value by its path in the JSON. Memory in bytes. */
export function asCsv(rows: readonly Exported[], data: EstimationData): string {
  const lines = rows.map(({ name, request, answer }) => {
    const line = new Map<string, string | number | boolean | null>([['name', name]]);
    // Reasons and advice are words, and have no place in a column.
    const { dataVersion, memory, fits, headroom, speed, time, energy, cost } = answer;
    const figures = { dataVersion, memory, fits, headroom, speed, time, energy, cost };
    flatten(shortRequest(request, data), 'request', line);
    flatten(figures, 'answer', line);
    return line;
  });
  const columns = [...new Set(lines.flatMap((line) => [...line.keys()]))];
  return [
    columns.map(field).join(','),
    ...lines.map((line) => columns.map((column) => field(line.get(column) ?? null)).join(',')),
    '',
  ].join('\r\n');
}

/** Request and answer as the command line reads and writes them; several are a list. */
export function asJson(rows: readonly Exported[], data: EstimationData): string {
  const all = rows.map(({ request, answer }) => ({ request: shortRequest(request, data), answer }));
  return `${JSON.stringify(all.length === 1 ? all[0] : all, null, 2)}\n`;
}

/** What to type into a POSIX shell to get the same answers. `echo` would read backslashes in some shells. */
export function asCommand(rows: readonly Exported[], data: EstimationData): string {
  const lines = rows.map(({ request }) => quoted(JSON.stringify(shortRequest(request, data))));
  return `printf '%s\\n' ${lines.join(' \\\n  ')} |\n  npm run -s estimate\n`;
}

/** Text as one word of a POSIX shell. */
export const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** The request without what its defaults say anyway. */
export function shortRequest(request: EstimateRequest, data: EstimationData): EstimateInput {
  const model = findModel(request.model, data);
  const gpu = findGpu(request.gpu, data);
  const { task, model: asked, gpu: slug, ...rest } = request;
  let short: EstimateInput = { task, model: asked, gpu: slug };
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  for (const [name, value] of Object.entries(rest)) {
    const usual = withDefaults(short, model, gpu)[name as keyof EstimateRequest];
    if (!same(usual, value)) short = { ...short, [name]: value };
  }
  // A later field may have changed the default of an earlier one.
  const again = withDefaults(short, model, gpu);
  return Object.entries(request).every(([name, value]) => same(again[name as keyof EstimateRequest], value))
    ? short
    : request;
}
