import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { dataVersion, gpus, measurements } from '../../catalog/index.ts';
import { measuredRuns } from '../../src/accuracy/nearest-runs.ts';
import { estimate, nearestMeasurements, validateRequest, withDefaults } from '../../src/estimation/index.ts';
import { fields } from '../../src/estimation/fields.ts';
import {
  type FieldRule,
  loraFields,
  modelFields,
  modelParts,
  optionalModelFields,
} from '../../src/estimation/request.ts';
import { answerSchema, requestSchema } from '../../src/estimation/schema.ts';
import { catalogModels } from './models.ts';

const data = { version: dataVersion, gpus, models: catalogModels };
const good = { task: 'training', model: 'llama-3.1-8b', gpu: 'rtx-3090' } as const;
// The library's own reading of the published schema is the judge of the hand-written validator.
const judge = z.fromJSONSchema(requestSchema() as Parameters<typeof z.fromJSONSchema>[0]);
const allFields: Record<string, FieldRule> = fields;

/** Codes of what a schema cannot say: which names exist, and which fields go together. */
const beyondSchema = new Set([
  'unknown-gpu',
  'unknown-model',
  'not-with-method',
  'not-with-kind',
  'no-such-layer',
  'not-a-divisor',
  'more-than',
  'no-nvlink',
  'not-on-card',
  'not-with-task',
]);

describe('the request schema', () => {
  it('has a description for every field', () => {
    const { properties } = requestSchema() as { properties: Record<string, { description?: string }> };
    for (const name of Object.keys(fields)) expect(properties[name]?.description, name).toBeTruthy();
  });

  it('states the defaults that are filled in', () => {
    const { properties } = requestSchema() as { properties: Record<string, { default?: unknown }> };
    const filled = withDefaults(
      good,
      catalogModels.find(({ slug }) => slug === good.model)!,
      gpus[0]!,
    ) as object;
    for (const [name, schema] of Object.entries(properties)) {
      if ('default' in schema) expect(filled, name).toHaveProperty(name, schema.default);
    }
    expect(filled).toHaveProperty('lora', {
      rank: loraFields.rank.default,
      targets: loraFields.targets.default,
    });
  });

  it('agrees with the validator on every field and every kind of value', () => {
    const interesting = fc.oneof(
      fc.jsonValue({ maxDepth: 1 }),
      fc.constantFrom(
        0,
        1,
        -1,
        0.5,
        65536,
        65537,
        2 ** 21,
        2 ** 21 + 1,
        1e15,
        2e15,
        null,
        true,
        'none',
        'USD',
        'usd',
      ),
      ...Object.values(allFields).map((rule) =>
        rule.values ? fc.constantFrom<unknown>(...rule.values) : fc.constantFrom<unknown>(rule.min, rule.max),
      ),
    );
    const name = fc.constantFrom(...Object.keys(allFields), 'currency', 'unknown');
    fc.assert(
      fc.property(name, interesting, (field, value) => {
        const input = { ...good, [field]: value };
        const checked = validateRequest(input, data);
        const errors = checked.ok ? [] : checked.errors.filter(({ code }) => !beyondSchema.has(code));
        expect(errors.length === 0, JSON.stringify(input)).toBe(judge.safeParse(input).success);
      }),
      { numRuns: 2000 },
    );
  });

  it('agrees with the validator on dimensions and LoRA settings', () => {
    const shape = {
      parameters: 8e9,
      layers: 32,
      hiddenSize: 4096,
      intermediateSize: 14336,
      heads: 32,
      kvHeads: 8,
      headDim: 128,
      vocabSize: 128256,
      tiedEmbeddings: false,
      gatedMlp: true,
    };
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 1 }),
      fc.constantFrom(0, 1, 4096, 1.5, true, ['q_proj'], 'attention'),
    );
    const parts = {
      experts: {
        count: 8,
        perToken: 2,
        intermediateSize: 1024,
        sharedIntermediateSize: 0,
        denseLayers: 0,
      },
      mla: { queryRank: null, kvRank: 512, nopeHeadDim: 128, ropeHeadDim: 64, valueHeadDim: 128 },
    };
    const fieldsOf = (part: keyof typeof parts) => Object.keys(modelParts[part]).map((name) => [part, name]);
    const name = fc.constantFrom(
      ...[...Object.keys({ ...modelFields, ...optionalModelFields, ...parts }), 'other'].map((one) => [one]),
      ...fieldsOf('experts'),
      ...fieldsOf('mla'),
      ['experts', 'other'],
    );
    fc.assert(
      fc.property(name, fc.constantFrom('rank', 'targets', 'alpha'), value, (dimension, setting, x) => {
        const [outer, inner] = dimension as [keyof typeof parts, string?];
        const changed = inner === undefined ? x : { ...parts[outer], [inner]: x };
        for (const input of [
          { ...good, model: { ...shape, [outer]: changed } },
          { ...good, lora: { [setting]: x } },
        ]) {
          const checked = validateRequest(input, data);
          const errors = checked.ok ? [] : checked.errors.filter(({ code }) => !beyondSchema.has(code));
          expect(errors.length === 0, JSON.stringify(input)).toBe(judge.safeParse(input).success);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the answer schema', () => {
  const answers = z.fromJSONSchema(answerSchema() as Parameters<typeof z.fromJSONSchema>[0]);

  it.each([good, { ...good, task: 'inference' as const, tokens: 1e6 }])(
    'describes the answer to %j',
    (input) => {
      const checked = validateRequest(input, data);
      if (!checked.ok) throw new Error('bad request');
      const answer = estimate(checked.request, data);
      const full = {
        ...answer,
        nearestMeasurements: nearestMeasurements(checked.request, answer, measuredRuns(measurements), data),
      };
      expect(answers.safeParse(answer).error).toBeUndefined();
      expect(answers.safeParse(full).error).toBeUndefined();
      expect(answers.safeParse({ ...answer, more: 1 }).success).toBe(false);
    },
  );

  it('describes an error', () => {
    const checked = validateRequest({}, data);
    if (checked.ok) throw new Error('good request');
    const [error, ...otherErrors] = checked.errors.map((one) => ({ ...one, message: 'words' }));
    expect(answers.safeParse({ error, otherErrors }).error).toBeUndefined();
    expect(answers.safeParse({ error: { code: 'x' } }).success).toBe(false);
  });
});
