import { describe, expect, it } from 'vitest';
import { dataVersion, gpus } from '../../catalog/index.ts';
import { estimate, type EstimateInput } from '../../src/estimation/index.ts';
import { fields } from '../../src/estimation/fields.ts';
import { requestSchema } from '../../src/estimation/schema.ts';
import { cards, full, lora, options, serve } from './jobs.ts';
import { catalogModels } from './models.ts';

const data = { version: dataVersion, gpus, models: catalogModels };

/** Figures of an answer: memory, speed, time, energy, money. Notes and advice are words about them. */
function figures(input: EstimateInput): string {
  const answer = estimate(input, data, { working: false, advice: false });
  const { memory, fits, headroom, speed, time, energy, cost } = answer;
  return JSON.stringify({ memory, fits, headroom, speed, time, energy, cost });
}

describe('every option of a request changes an answer', () => {
  it('and every option is here', () => {
    const { properties } = requestSchema() as { properties: object };
    expect(Object.keys(options).sort()).toEqual(Object.keys(properties).sort());
    expect(Object.keys(properties)).toEqual(expect.arrayContaining(Object.keys(fields)));
  });

  it.each(Object.entries(options))('%s', (name, { in: job, values: [one, other] }) => {
    expect(figures({ ...job, [name]: one })).not.toBe(figures({ ...job, [name]: other }));
  });

  it.each<[string, object, object]>([
    ['targets', { targets: 'attention' }, { targets: 'all-linear' }],
    ['one target', { targets: ['q_proj'] }, { targets: ['q_proj', 'v_proj'] }],
  ])('lora: %s', (_, one, other) => {
    expect(figures({ ...lora, lora: one } as EstimateInput)).not.toBe(
      figures({ ...lora, lora: other } as EstimateInput),
    );
  });
});

describe('every value of a choice changes an answer', () => {
  const choices = Object.entries(fields).flatMap(([name, rule]) => {
    const values = 'values' in rule ? (rule.values as readonly unknown[]) : [];
    return values
      .filter((value) => typeof value === 'string')
      .map((value) => [name, value as string] as const);
  });
  it.each(choices)('%s: %s', (name, value) => {
    const rule = fields[name as keyof typeof fields] as { values: readonly unknown[] };
    const qlora: EstimateInput = { ...lora, method: 'qlora' };
    const fp8: EstimateInput = { ...full, gpu: 'rtx-4090' };
    const jobs = [options[name]!.in, full, lora, qlora, serve, cards, fp8];
    const others = rule.values.filter((other) => other !== value);
    const differs = jobs.some((job) =>
      others.some((other) => {
        try {
          const [one, two] = [
            { ...job, [name]: value },
            { ...job, [name]: other },
          ];
          return figures(one as EstimateInput) !== figures(two as EstimateInput);
        } catch {
          return false;
        }
      }),
    );
    expect(differs).toBe(true);
  });
});
