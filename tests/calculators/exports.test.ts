import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dictionary, languages } from '../../content/i18n/index.ts';
import { answerChosen } from '../../src/calculators/gpu/chosen.ts';
import { chosenRequest } from '../../src/calculators/gpu/request.ts';
import { createGpuCodec, jobs, type GpuState } from '../../src/calculators/gpu/state.ts';
import { ask, data } from '../../src/calculators/shared/engine.ts';
import {
  asCommand,
  asCsv,
  asJson,
  asMarkdown,
  quoted,
  shortRequest,
  type Exported,
} from '../../src/calculators/shared/exports.ts';
import { formatGib, formatTokensPerSecond } from '../../src/calculators/shared/format.ts';
import { ownModel } from '../../src/calculators/shared/own-model.ts';
import { gpus, models } from 'virtual:headroom-catalog';
import { validateRequest } from '../../src/estimation/validate.ts';
import type { CustomModel, EstimateInput } from '../../src/estimation/types.ts';

const codec = createGpuCodec({ gpus, models });
const row = (change: Partial<GpuState> = {}, name = 'RTX 3090'): Exported => {
  const state = codec.follow(codec.defaults, change);
  return { name, request: chosenRequest(state), answer: answerChosen(state).answer };
};
const own: CustomModel = {
  parameters: 1e9,
  layers: 16,
  hiddenSize: 2048,
  intermediateSize: 8192,
  heads: 32,
  kvHeads: 8,
  headDim: 64,
  vocabSize: 128_256,
  tiedEmbeddings: true,
  gatedMlp: true,
};
const nasty = `it's "my", $(model) \\n`;
const named = row({ model: ownModel, dimensions: own, modelName: nasty }, 'a, "b"\nc');

/** Reads RFC 4180. */
function readCsv(text: string): string[][] {
  const cells = text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g);
  const rows: string[][] = [[]];
  for (const [all, inQuotes, plain, end] of cells) {
    if (all === '') break;
    rows.at(-1)!.push(inQuotes === undefined ? plain! : inQuotes.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
  }
  return rows.filter((cellsOfRow) => cellsOfRow.length > 0);
}

describe('JSON', () => {
  const requests = [...jobs.map((job) => row({ job })), row({ microBatchSize: 4, otherUseGib: 1.5 }), named];

  test('holds a request that is valid and gives the same answer, and the answer', () => {
    for (const exported of requests) {
      const { request, answer } = JSON.parse(asJson([exported], data)) as {
        request: EstimateInput;
        answer: object;
      };
      expect(answer).toEqual(JSON.parse(JSON.stringify(exported.answer)));
      const read = validateRequest(request, data);
      if (!read.ok) throw new Error(JSON.stringify(read.errors));
      expect(read.request).toEqual(exported.request);
      expect({ ...ask(read.request), advice: [] }).toEqual({ ...exported.answer, advice: [] });
    }
  });

  test('of several answers is a list', () => {
    expect(JSON.parse(asJson(requests, data))).toHaveLength(requests.length);
  });

  test('says no more than differs from the defaults', () => {
    expect(
      shortRequest(row({ job: 'full', precision: 'fp32', gradientCheckpointing: 'none' }).request, data),
    ).toEqual({
      task: 'training',
      model: 'llama-3.1-8b',
      gpu: 'rtx-3090',
      precision: 'fp32',
    });
  });
});

describe('command line', () => {
  test('any text is one word of a shell', () => {
    const texts = fc.sample(fc.string({ unit: 'grapheme' }), 60).map((text) => text.replaceAll('\0', ''));
    const words = [nasty, "'", "''", '\\', ...texts].map((text) => text.replaceAll('\0', ''));
    const printed = execFileSync('sh', ['-c', `printf '%s\\0' ${words.map(quoted).join(' ')}`], {
      encoding: 'utf8',
    });
    expect(printed.split('\0').slice(0, -1)).toEqual(words);
  });

  test('prints one request a line, as the shell reads it', () => {
    const command = asCommand([named, row()], data);
    const [print, run] = command.split('|\n');
    expect(run?.trim()).toBe('npm run -s estimate');
    const lines = execFileSync('sh', ['-c', print!], { encoding: 'utf8' }).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      shortRequest(named.request, data),
      {
        task: 'training',
        model: 'llama-3.1-8b',
        gpu: 'rtx-3090',
        method: 'qlora',
        gradientCheckpointing: 'full',
      },
    ]);
  });
});

describe('CSV', () => {
  test('has a line for each answer and a column for each value, quoted where it must be', () => {
    const [head, first, second, ...rest] = readCsv(asCsv([named, row()], data));
    expect(rest).toEqual([]);
    expect(first).toHaveLength(head!.length);
    expect(second).toHaveLength(head!.length);
    const cell = (line: string[] | undefined, column: string) => line?.[head!.indexOf(column)];
    expect(cell(first, 'name')).toBe(named.name);
    expect(cell(first, 'request.model.name')).toBe(nasty);
    expect(Number(cell(first, 'answer.memory.total'))).toBe(named.answer.memory.total);
    expect(cell(second, 'request.gpu')).toBe('rtx-3090');
    // A column that the other request has is empty in this one.
    expect(cell(second, 'request.model.name')).toBe('');
    expect(cell(second, 'answer.time.seconds')).toBe('');
  });

  test('no text becomes a formula', () => {
    const [, line] = readCsv(asCsv([row({}, '=HYPERLINK("http://x")')], data));
    expect(line?.[0]).toMatch(/^ =/);
  });
});

for (const lang of languages) {
  test(`Markdown in ${lang}: a table with a row for each quantity and a column for each answer`, () => {
    const { share, site } = dictionary(lang);
    const rows = [row({}, 'a | b'), row({ microBatchSize: 4 }, '*c*')];
    const text = asMarkdown(
      rows,
      { ...share.table, title: 'It fits.', parts: site.parts, source: '[x](y)' },
      { memory: (bytes) => formatGib(bytes, lang), speed: (rate) => formatTokensPerSecond(rate, lang) },
    );
    const table = text.split('\n').filter((line) => line.startsWith('|'));
    expect(table.length).toBeGreaterThan(8);
    // No cell breaks out of its column: bars in names are escaped.
    for (const line of table) expect(line.replaceAll('\\|', '').match(/\|/g), line).toHaveLength(4);
    expect(table[0]).toContain('\\*c\\*');
    expect(text).toContain(`**${formatGib(rows[1]!.answer.memory.total, lang)}**`);
    expect(text).not.toContain('{');
  });
}
