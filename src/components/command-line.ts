import type { Lang } from '../../content/i18n/index.ts';
import { readOptions } from '../cli/options.ts';
import { respond } from '../cli/respond.ts';

/** A run of the command line: what is typed, and the part of a JSON answer that is shown of it. */
interface Example {
  request: object;
  args: readonly string[];
  /** Key of the answer, picked with jq. */
  part?: string;
}

const job = { task: 'training', model: 'llama-3.1-8b', gpu: 'rtx-3060-12gb' };
const qlora = { ...job, method: 'qlora' };
const saving = { method: 'qlora', gradientCheckpointing: 'full', fusedCrossEntropy: true };
const fitting = { ...job, ...saving };

/** The runs that the page on the command line shows; a test types them in. */
export const commandExamples = {
  json: { request: fitting, args: [], part: 'memory' },
  error: { request: { ...fitting, gpu: 'rtx3060' }, args: [], part: 'error' },
  table: { request: { ...qlora, tokens: 5e7, electricityPricePerKwh: 0.3 }, args: ['--format', 'table'] },
  explain: { request: fitting, args: ['--explain'] },
  sweep: {
    request: { task: job.task, model: job.model, ...saving },
    args: ['--sweep', '--format', 'table', '--limit', '8'],
  },
  batch: { request: fitting, args: ['--largest', 'batch', '--format', 'table'] },
  model: {
    request: { task: job.task, gpu: job.gpu, ...saving },
    args: ['--largest', 'model', '--format', 'table'],
  },
  cheapest: {
    request: { task: 'inference', model: 'llama-3.1-70b', weightFormat: 'awq-int4' },
    args: ['--cheapest', '--budget', '6000', '--price', 'rtx-3090=800', '--format', 'table', '--limit', '8'],
  },
} as const satisfies Record<string, Example>;

export type CommandExample = keyof typeof commandExamples;

/** What to type into a shell. */
export function commandOf(name: CommandExample, lang: Lang): string {
  const { request, args, part }: Example = commandExamples[name];
  const all = [...args, ...(lang === 'en' ? [] : ['--lang', lang])];
  return [
    `echo '${JSON.stringify(request)}' |`,
    `  npm run -s estimate${all.length ? ` -- ${all.join(' ')}` : ''}${part ? ` | jq .${part}` : ''}`,
  ].join('\n');
}

/** What that prints, with the data of this build. */
export function outputOf(name: CommandExample, lang: Lang): string {
  const { request, args, part }: Example = commandExamples[name];
  const command = readOptions([...args, '--lang', lang]);
  if (!('options' in command)) throw new Error(`The example ${name} is no command`);
  const { text } = respond(JSON.stringify(request), command.options);
  if (!part) return text.trimEnd();
  return JSON.stringify((JSON.parse(text) as Record<string, unknown>)[part], null, 2);
}

/** The text of --help. */
export function helpOf(lang: Lang): string {
  const command = readOptions(['--help', '--lang', lang]);
  if (!('help' in command)) throw new Error('--help gives no help');
  return command.help.trimEnd();
}
