/**
 * One JSON request per line on standard input, one JSON answer per line on standard output, in the same order. A line
 * that is not a valid request yields `{"error": …}` on its line; the rest go on, and the exit code is 1 at the end.
 */
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { dataVersion, gpus, measurements, models } from '../../catalog/index.ts';
import { dictionary, fill, isLang, languages, type Lang } from '../../content/i18n/index.ts';
import { measuredRuns } from '../accuracy/nearest-runs.ts';
import {
  estimate,
  fromCatalog,
  nearestMeasurements,
  validateRequest,
  type EstimationData,
  type MeasuredRun,
  type RequestError,
} from '../estimation/index.ts';

const help = `Usage: npm run -s estimate [-- --lang ${languages.join('|')}] < requests.jsonl

Reads one JSON request per line, writes one JSON answer per line in the same order; empty lines are skipped.
A bad line yields {"error": {code, field, params, allowed, message}}; the rest go on, and the exit code is 1.

Needed in a request: task (training | inference), model (slug or dimensions), gpu (slug).
Everything else has a default; the schemas are /api/v1/estimate-request.schema.json and estimate-answer.schema.json.

Example:
  echo '{"task":"training","model":"llama-3.1-8b","gpu":"rtx-3090","method":"qlora","gradientCheckpointing":"full"}' | npm run -s estimate

  --lang  language of the messages (default en)
  --help  this text
`;

const data: EstimationData = { version: dataVersion, gpus, models: models.map(fromCatalog) };
let runs: MeasuredRun[] | undefined;

/** The error with a sentence in the chosen language. */
function explain(error: RequestError, lang: Lang): RequestError & { message: string } {
  const { errors } = dictionary(lang).estimator;
  const { code, field, params, allowed } = error;
  const sentence = (errors as Record<string, string>)[code] ?? code;
  const values = { field, allowed, ...params };
  const parts = [fill(sentence, values)];
  if (params.suggestions !== undefined) parts.push(fill(errors.suggestions, values));
  // Chinese sentences follow each other without a space.
  return { ...error, message: parts.join(lang === 'zh-cn' ? '' : ' ') };
}

/** Answer or error for one line, as it is printed. */
function answerLine(line: string, lang: Lang): { ok: boolean; text: string } {
  const failed = (errors: RequestError[]): { ok: boolean; text: string } => {
    const [error, ...others] = errors.map((one) => explain(one, lang));
    return { ok: false, text: JSON.stringify({ error, ...(others.length && { otherErrors: others }) }) };
  };
  let input: unknown;
  try {
    input = JSON.parse(line);
  } catch {
    return failed([{ code: 'not-json', field: '', params: { value: line.slice(0, 60) }, allowed: 'JSON' }]);
  }
  const checked = validateRequest(input, data);
  if (!checked.ok) return failed(checked.errors);
  const answer = estimate(checked.request, data);
  return {
    ok: true,
    text: JSON.stringify({
      ...answer,
      nearestMeasurements: nearestMeasurements(
        checked.request,
        answer,
        (runs ??= measuredRuns(measurements)),
        data,
      ),
    }),
  };
}

/** Answers standard input line by line; returns the exit code. */
export async function main(): Promise<number> {
  let options;
  try {
    options = parseArgs({
      options: { lang: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    }).values;
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${help}`);
    return 2;
  }
  if (options.help) {
    process.stdout.write(help);
    return 0;
  }
  const lang = options.lang ?? 'en';
  if (!isLang(lang)) {
    process.stderr.write(`--lang ${lang}: ${languages.join(' | ')}\n`);
    return 2;
  }
  let bad = false;
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    if (!line.trim()) continue;
    const { ok, text } = answerLine(line, lang);
    if (!ok) bad = true;
    process.stdout.write(`${text}\n`);
  }
  return bad ? 1 : 0;
}
