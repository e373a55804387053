/** One line of input to one answer, as text. Pure: the command around it only reads and writes. */
import { dictionary, fill, type Lang } from '../../content/i18n/index.ts';
import type { RequestError } from '../estimation/index.ts';
import type { Options } from './options.ts';
import { resultOf, type Answered, type Result } from './questions.ts';
import { textOf } from './text.ts';

/** The sentence of an error, with the names that may have been meant. */
export function messageOf({ code, field, params, allowed }: RequestError, lang: Lang): string {
  const { errors } = dictionary(lang).estimator;
  const sentence = (errors as Record<string, string>)[code] ?? code;
  const values = { field, allowed, ...params };
  const parts = [fill(sentence, values)];
  if (params.suggestions !== undefined) parts.push(fill(errors.suggestions, values));
  // Chinese sentences follow each other without a space.
  return parts.join(lang === 'zh-cn' ? '' : ' ');
}

const withNearest = ({ answer, nearest }: Answered) => ({ ...answer, nearestMeasurements: nearest });

/** A result as the object that is printed. */
function objectOf(result: Result, lang: Lang): unknown {
  const explained = (error: RequestError) => ({ ...error, message: messageOf(error, lang) });
  switch (result.ask) {
    case 'errors': {
      const [error, ...others] = result.errors.map(explained);
      return { error, ...(others.length && { otherErrors: others }) };
    }
    case 'answer':
      return withNearest(result.answered);
    case 'sweep':
      return {
        sweep: result.rows.map(({ gpu, answer }) => ({ gpu: gpu.slug, name: gpu.name, answer })),
        refused: result.refused.map(({ gpu, error }) => ({ gpu: gpu.slug, error: explained(error) })),
      };
    case 'largest': {
      const { field, value, limit, answered } = result;
      return { largest: { field, value, limit, answer: withNearest(answered) } };
    }
    case 'cheapest':
      return {
        cheapest: result.rows.map(({ gpu, count, price, request, answer }) => ({
          gpu: gpu.slug,
          name: gpu.name,
          count,
          price,
          currency: request.currency,
          sharding: request.sharding,
          tensorParallel: request.tensorParallel,
          pipelineParallel: request.pipelineParallel,
          answer,
        })),
      };
    case 'none':
      return { none: true };
  }
}

/** The answer to one line, as it is printed without its line end, and whether the line was good. */
export function respond(
  line: string,
  { lang, format, explain, question }: Options,
): { ok: boolean; text: string } {
  let result: Result;
  try {
    result = resultOf(JSON.parse(line), question);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const params = { value: line.slice(0, 60) };
    result = { ask: 'errors', errors: [{ code: 'not-json', field: '', params, allowed: 'JSON' }] };
  }
  return {
    ok: result.ask !== 'errors',
    text:
      format === 'json'
        ? JSON.stringify(objectOf(result, lang))
        : `${textOf(result, lang, explain, (error) => messageOf(error, lang))}\n`,
  };
}
