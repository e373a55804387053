import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { defaultLang, dictionary, fill, isLang, languages, type Lang } from '../../content/i18n/index.ts';

export const formats = ['json', 'table'] as const;
export type Format = (typeof formats)[number];

/** What `--largest` looks for; `sequence` and `context` are the tokens of a training and of a serving job. */
export const sizes = ['batch', 'sequence', 'context', 'model'] as const;
export type Size = (typeof sizes)[number];

/** What each line is asked. */
export type Question =
  | { ask: 'answer' }
  | { ask: 'sweep'; limit: number }
  | { ask: 'largest'; size: Size }
  | { ask: 'cheapest'; limit: number; count: number; budget: number | null; prices: Record<string, number> };

export interface Options {
  lang: Lang;
  format: Format;
  /** Print the working of an answer. */
  explain: boolean;
  question: Question;
}

/** Options to act on, a text to print instead, or what is wrong with the command. */
export type Command = { options: Options } | { help: string } | { problem: string };

const known = {
  lang: { type: 'string' },
  format: { type: 'string' },
  explain: { type: 'boolean' },
  sweep: { type: 'boolean' },
  largest: { type: 'string' },
  cheapest: { type: 'boolean' },
  count: { type: 'string' },
  budget: { type: 'string' },
  price: { type: 'string', multiple: true },
  limit: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies ParseArgsOptionsConfig;

type Name = keyof typeof known;

/** Options that need another one beside them. */
const needs: Partial<Record<Name, readonly Name[]>> = {
  limit: ['sweep', 'cheapest'],
  count: ['cheapest'],
  budget: ['cheapest'],
  price: ['cheapest'],
};
const questions: readonly Name[] = ['sweep', 'largest', 'cheapest'];

/** Most cards that `--cheapest` puts together. */
const mostCards = 64;

class Problem extends Error {}

/** Reads the arguments. The language is read first, so that what is wrong is said in it. */
export function readOptions(args: readonly string[]): Command {
  let lang: Lang = defaultLang;
  try {
    const { values } = parseArgs({ args: [...args], options: known });
    const words = dictionary(isLang(values.lang) ? values.lang : lang).cli;
    const fail = (option: string, value: string, allowed: string): never => {
      throw new Problem(fill(words.problems.value, { option: `--${option}`, value, allowed }));
    };
    const oneOf = <T extends string>(name: Name, value: string, allowed: readonly T[]): T =>
      allowed.find((one) => one === value) ?? fail(name, value, allowed.join(' | '));
    const number = (name: Name, text: string | undefined, least: number, most: number, whole: boolean) => {
      if (text === undefined) return null;
      const value = text.trim() === '' ? NaN : Number(text);
      return value >= least && value <= most && (!whole || Number.isInteger(value))
        ? value
        : fail(name, text, `${least} … ${most}`);
    };
    lang = oneOf('lang', values.lang ?? lang, languages);
    if (values.help) return { help: words.help };

    const given = (name: Name): boolean => values[name] !== undefined;
    const asked = questions.filter(given);
    if (asked.length > 1)
      throw new Problem(fill(words.problems.together, { a: `--${asked[0]}`, b: `--${asked[1]}` }));
    for (const [name, others] of Object.entries(needs) as [Name, readonly Name[]][]) {
      if (given(name) && !others.some(given)) {
        const list = others.map((other) => `--${other}`).join(' | ');
        throw new Problem(fill(words.problems.needs, { option: `--${name}`, others: list }));
      }
    }
    const explain = values.explain ?? false;
    const list = values.sweep || values.cheapest;
    if (explain && list)
      throw new Problem(fill(words.problems.together, { a: '--explain', b: `--${asked[0]}` }));
    const format =
      values.format === undefined ? (explain ? 'table' : 'json') : oneOf('format', values.format, formats);

    const limit = number('limit', values.limit, 1, 1e6, true) ?? Infinity;
    let question: Question = { ask: 'answer' };
    if (values.sweep) question = { ask: 'sweep', limit };
    else if (values.largest !== undefined)
      question = { ask: 'largest', size: oneOf('largest', values.largest, sizes) };
    else if (values.cheapest) {
      const prices: Record<string, number> = {};
      for (const text of values.price ?? []) {
        const at = text.lastIndexOf('=');
        if (at < 1) fail('price', text, 'SLUG=PRICE');
        prices[text.slice(0, at)] = number('price', text.slice(at + 1), 0, 1e12, false)!;
      }
      question = {
        ask: 'cheapest',
        limit,
        count: number('count', values.count, 1, mostCards, true) ?? 2,
        budget: number('budget', values.budget, 0, 1e15, false),
        prices,
      };
    }
    return { options: { lang, format, explain, question } };
  } catch (error) {
    // `parseArgs` throws a TypeError with a code for what it does not know.
    if (error instanceof Problem || (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS'))
      return { problem: `${(error as Error).message}\n` };
    throw error;
  }
}
