import { describe, expect, it } from 'vitest';
import { cards } from '../../catalog/index.ts';
import { languages, type Lang } from '../../content/i18n/index.ts';
import type { Options, Question } from '../../src/cli/options.ts';
import { respond } from '../../src/cli/respond.ts';

const qlora = {
  task: 'training',
  model: 'llama-3.1-8b',
  gpu: 'rtx-3060-12gb',
  method: 'qlora',
  gradientCheckpointing: 'full',
  fusedCrossEntropy: true,
};
const serve = { task: 'inference', model: 'qwen2.5-7b' };
const options = (question: Question, change: Partial<Options> = {}): Options => ({
  lang: 'en',
  format: 'json',
  explain: false,
  question,
  ...change,
});
const sweep = { ask: 'sweep', limit: Infinity } as const;
const cheapest = { ask: 'cheapest', limit: Infinity, count: 2, budget: null, prices: {} } as const;

const json = (request: unknown, question: Question) => {
  const { ok, text } = respond(JSON.stringify(request), options(question));
  return { ok, ...JSON.parse(text) };
};
const table = (request: unknown, question: Question, lang: Lang = 'en', explain = false) =>
  respond(JSON.stringify(request), options(question, { format: 'table', lang, explain })).text;

describe('--sweep', () => {
  it('puts the job on every card: those that run it first, the fastest first', () => {
    const { ok, sweep: rows, refused } = json(serve, sweep);
    expect(ok).toBe(true);
    expect(rows).toHaveLength(cards.length);
    expect(refused).toEqual([]);
    const runs = rows.map(
      ({ answer }: { answer: { fits: boolean; support: { level: string }[] } }) =>
        answer.fits && answer.support.every(({ level }) => level !== 'unsupported'),
    );
    const first = runs.indexOf(false);
    expect(first).toBeGreaterThan(0);
    expect(runs.slice(first)).not.toContain(true);
    const speeds = rows.slice(0, first).map((row: { answer: { speed: { tokensPerSecond: number } } }) => {
      return row.answer.speed.tokensPerSecond;
    });
    expect(speeds).toEqual(speeds.toSorted((a: number, b: number) => b - a));
  });

  it('takes no notice of the card that the line names, and stops at the limit', () => {
    expect(json({ ...serve, gpu: 'rtx-9999' }, sweep)).toEqual(json(serve, sweep));
    expect(json(serve, { ask: 'sweep', limit: 3 }).sweep).toHaveLength(3);
  });

  it('says which cards cannot be asked, and why', () => {
    const { sweep: rows, refused } = json({ ...serve, precision: 'fp8-mixed' }, sweep);
    expect(rows.length + refused.length).toBe(cards.length);
    expect(refused[0].error).toMatchObject({ code: 'not-on-card', field: 'precision' });
    expect(table({ ...serve, precision: 'fp8-mixed' }, sweep)).toContain(`${refused.length} cards`);
  });

  it('is an error where no card can be asked', () => {
    expect(json({ task: 'inference' }, sweep)).toMatchObject({ ok: false, error: { field: 'model' } });
    expect(json([], sweep)).toMatchObject({ ok: false, error: { code: 'not-an-object' } });
  });
});

describe('--largest', () => {
  it.each<[string, Question, object]>([
    ['micro-batch', { ask: 'largest', size: 'batch' }, qlora],
    ['sequence', { ask: 'largest', size: 'sequence' }, qlora],
    ['streams', { ask: 'largest', size: 'batch' }, { ...serve, gpu: 'rtx-4090' }],
  ])('%s fits, and one more does not', (_, question, request) => {
    const { largest } = json(request, question);
    expect(largest.limit).toBe('memory');
    expect(largest.answer.fits).toBe(true);
    const next = { ...request, [largest.field]: largest.value + 1 };
    expect(json(next, { ask: 'answer' }).fits).toBe(false);
  });

  it('context of a card with room is what the model takes', () => {
    const { largest } = json({ ...serve, gpu: 'b200' }, { ask: 'largest', size: 'context' });
    expect(largest).toMatchObject({ field: 'contextLength', limit: 'model' });
  });

  it('model needs no model, and is answered', () => {
    const { largest } = json({ ...qlora, model: undefined }, { ask: 'largest', size: 'model' });
    expect(largest.field).toBe('model');
    expect(largest.answer.fits).toBe(true);
    expect(json({ task: 'training' }, { ask: 'largest', size: 'model' })).toMatchObject({
      ok: false,
      error: { code: 'required', field: 'gpu' },
    });
  });

  it('is none where nothing fits', () => {
    const full = { ...qlora, otherUseBytes: 12 * 2 ** 30 };
    for (const size of ['batch', 'sequence', 'model'] as const) {
      expect(json(full, { ask: 'largest', size })).toEqual({ ok: true, none: true });
      expect(table(full, { ask: 'largest', size })).toContain('Nothing fits');
    }
  });
});

describe('--cheapest', () => {
  it('names cards by price, with how many and how they share the job', () => {
    const { cheapest: rows } = json({ ...serve, model: 'llama-3.1-70b', weightFormat: 'awq-int4' }, cheapest);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      expect(row.answer.fits).toBe(true);
      expect(row.answer.cost.purchase).toBe(row.price);
      expect(row.tensorParallel * row.pipelineParallel).toBe(row.count);
    }
    expect(rows.some(({ count }: { count: number }) => count === 2)).toBe(true);
  });

  it('takes the prices of the reader, and refuses those of cards that there are not', () => {
    const mine = { ...cheapest, prices: { 'rtx-3090': 1 } };
    expect(json(serve, mine).cheapest[0]).toMatchObject({ gpu: 'rtx-3090', count: 1, price: 1 });
    expect(json(serve, { ...cheapest, prices: { rtx3090: 1 } })).toMatchObject({
      ok: false,
      error: {
        code: 'unknown-gpu',
        field: '--price',
        params: { suggestions: expect.stringContaining('rtx-3090') },
      },
    });
  });

  it('is none where the budget is too small', () => {
    expect(json(serve, { ...cheapest, budget: 1 })).toEqual({ ok: true, none: true });
  });
});

describe('text', () => {
  const questions: [string, object, Question][] = [
    ['an answer', { ...qlora, tokens: 1e6, cloudPricePerHour: 0.3 }, { ask: 'answer' }],
    ['a job that does not fit', { ...qlora, method: 'full', otherUseBytes: 2 ** 30 }, { ask: 'answer' }],
    ['a card that refuses', { ...qlora, gpu: 'gtx-1080-ti', attention: 'flash' }, { ask: 'answer' }],
    ['serving', { ...serve, gpu: 'rtx-4090', gpuCount: 2 }, { ask: 'answer' }],
    ['a sweep', serve, { ask: 'sweep', limit: 5 }],
    ['the largest batch', qlora, { ask: 'largest', size: 'batch' }],
    ['the cheapest cards', serve, { ...cheapest, limit: 5 }],
    ['an error', { task: 'x' }, { ask: 'answer' }],
  ];

  it.each(languages.flatMap((lang) => questions.map((one) => [lang, ...one] as const)))(
    'in %s of %s leaves no slot open',
    (lang, _, request, question) => {
      const text = table(request, question, lang);
      expect(text).not.toMatch(/\{\w+\}|undefined|NaN|null/);
      expect(text.trim()).not.toBe('');
    },
  );

  it('says why a job does not fit by its largest parts', () => {
    const text = table({ ...qlora, method: 'full' }, { ask: 'answer' });
    expect(text).toMatch(/^Does not fit: [\d,.]+ GiB short\. Most of it: Optimizer states/m);
    expect(text).toMatch(/^What to change +Total +Fits +Time$/m);
  });

  it('shows the working with formula, values, result and source', () => {
    const text = table(qlora, { ask: 'answer' }, 'en', true);
    expect(text).toMatch(/^Optimizer states · [\d,]+ bytes = [\d.]+ GiB$/m);
    expect(text).toMatch(/^ {2}M_o = b_s P_t$/m);
    expect(text).toMatch(/^ {2}M_o = 8 × [\d,]+$/m);
    expect(text).toMatch(/^ {2}Source: .+ \(adamw\)$/m);
    expect(table(qlora, { ask: 'answer' })).not.toContain('M_o =');
  });

  it('is an error of its own for a line that is no JSON', () => {
    const { ok, text } = respond('{bad', options({ ask: 'answer' }, { format: 'table' }));
    expect(ok).toBe(false);
    expect(text).toBe('Error: The line is not JSON: {bad\n');
  });
});
