import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dataVersion, gpus } from '../../catalog/index.ts';
import { languages } from '../../content/i18n/index.ts';
import { messageOf } from '../../src/cli/respond.ts';
import { allowedText, validateRequest } from '../../src/estimation/index.ts';
import { fields } from '../../src/estimation/fields.ts';
import { modelFields, modelParts, optionalModelFields } from '../../src/estimation/request.ts';
import { catalogModels } from './models.ts';

/** One line of `bad-requests/*.jsonl`: a request, and the first thing that is wrong with it. */
interface BadRequest {
  name: string;
  request: unknown;
  code: string;
  field: string;
  /** As in the error; lists that grow by name: `fields` of a request, of a `model`, values of `fields.<name>`. */
  allowed: string;
  /** Nearest names, where one is near. */
  suggestions?: string;
}

const folder = new URL('bad-requests/', import.meta.url);
const data = { version: dataVersion, gpus, models: catalogModels };

const files = readdirSync(folder).map((file) => ({
  file,
  cases: readFileSync(new URL(file, folder), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as BadRequest),
}));

/** What is allowed, with the names of growing lists filled in. */
function rangeOf(allowed: string): string {
  if (allowed === 'fields') return [...Object.keys(fields), 'model', 'gpu', 'lora', 'currency'].join(' | ');
  if (allowed === 'model')
    return Object.keys({ ...modelFields, ...optionalModelFields, ...modelParts }).join(' | ');
  const [, name] = /^fields\.(\w+)$/.exec(allowed) ?? [];
  return name === undefined ? allowed : allowedText(fields[name as keyof typeof fields]);
}

const errorsOf = (request: unknown) => {
  const checked = validateRequest(request, data);
  return checked.ok ? [] : checked.errors;
};

describe.each(files)('bad requests: $file', ({ cases }) => {
  it.each(cases)('$name', ({ request, code, field, allowed, suggestions }) => {
    const [error] = errorsOf(request);
    expect(error).toMatchObject({ code, field, allowed: rangeOf(allowed) });
    expect(error!.params.suggestions).toBe(suggestions);
  });

  it.each(languages)('name field and range in %s, and leave no slot open', (lang) => {
    for (const { name, request } of cases) {
      for (const error of errorsOf(request)) {
        const message = messageOf(error, lang);
        expect(message, name).toContain(error.field);
        expect(message, name).toContain(error.allowed);
        // What the caller wrote may look like a slot.
        expect(message.replace(String(error.params.value), ''), name).not.toMatch(/\{\w+\}/);
        if (error.params.suggestions !== undefined) expect(message, name).toContain(error.params.suggestions);
      }
    }
  });
});

it('has two hundred bad requests and more, each once', () => {
  const names = files.flatMap(({ cases }) => cases.map(({ name }) => name));
  expect(names.length).toBeGreaterThanOrEqual(200);
  expect(new Set(names).size).toBe(names.length);
});

describe('what no JSON can say', () => {
  const good = { task: 'training', model: 'llama-3.1-8b', gpu: 'rtx-3090' };
  const circle: Record<string, unknown> = {};
  circle.self = circle;
  it.each<[string, unknown, string]>([
    ['not a number', { ...good, sequenceLength: NaN }, 'not-a-number'],
    ['infinity', { ...good, tokens: Infinity }, 'out-of-range'],
    ['a circle', { ...good, model: [circle] }, 'wrong-type'],
    ['a BigInt', { ...good, microBatchSize: 4n }, 'not-a-number'],
    ['a BigInt in a list', { ...good, gpu: [4n] }, 'wrong-type'],
    ['a symbol', { ...good, method: Symbol('lora') }, 'not-allowed'],
    ['a function', { ...good, lora: () => 16 }, 'wrong-type'],
    ['a date', { ...good, gpu: new Date(NaN) }, 'wrong-type'],
    ['nothing', undefined, 'not-an-object'],
    ['a function for a request', () => good, 'not-an-object'],
  ])('%s', (_, request, code) => {
    expect(errorsOf(request)[0]).toMatchObject({ code });
  });
});
