import { describe, expect, it } from 'vitest';
import { dataVersion, gpus } from '../../catalog/index.ts';
import { dictionary, fill, languages } from '../../content/i18n/index.ts';
import {
  estimate,
  estimateCore,
  findModel,
  InvalidRequest,
  suggest,
  validateRequest,
  withDefaults,
  type EstimateInput,
} from '../../src/estimation/index.ts';
import { fields } from '../../src/estimation/fields.ts';
import { catalogModels } from './models.ts';

const data = {
  version: dataVersion,
  gpus,
  models: catalogModels,
};
const good = { task: 'training', model: 'llama-3.1-8b', gpu: 'rtx-3090' } as const;
const shape = {
  parameters: 8.03e9,
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

const errorsOf = (input: unknown) => {
  const checked = validateRequest(input, data);
  return checked.ok ? [] : checked.errors;
};
const requestOf = (input: unknown) => {
  const checked = validateRequest(input, data);
  if (!checked.ok) throw new Error(JSON.stringify(checked.errors));
  return checked.request;
};

describe('a good request', () => {
  it('gets every default', () => {
    expect(requestOf(good)).toMatchObject({
      method: 'full',
      precision: 'bf16-mixed',
      weightFormat: 'fp32',
      optimizer: 'adamw',
      sequenceLength: 2048,
      microBatchSize: 1,
      gradientCheckpointing: 'none',
      attention: 'sdpa',
      lora: { rank: 16, targets: 'attention' },
      gpuMemoryBytes: null,
      currency: 'USD',
    });
  });

  it.each([
    [{ gpu: 'rtx-3090', method: 'full' }, 'bf16-mixed', 'fp32'],
    [{ gpu: 'rtx-2080-ti', method: 'full' }, 'fp16-mixed', 'fp32'],
    [{ gpu: 'rtx-3090', method: 'lora' }, 'bf16-mixed', 'bf16'],
    [{ gpu: 'gtx-1080-ti', method: 'lora' }, 'fp16-mixed', 'fp16'],
    [{ gpu: 'rtx-3090', method: 'qlora' }, 'bf16-mixed', 'nf4'],
    [{ gpu: 'rtx-3090', precision: 'bf16' }, 'bf16', 'bf16'],
    [{ gpu: 'rtx-3090', precision: 'tf32' }, 'tf32', 'fp32'],
    [{ gpu: 'rtx-3090', task: 'inference' }, 'bf16', 'bf16'],
    [{ gpu: 'rtx-2080-ti', task: 'inference' }, 'fp16', 'fp16'],
  ])('%j computes in %s over %s weights', (change, precision, weightFormat) => {
    expect(requestOf({ ...good, ...change })).toMatchObject({ precision, weightFormat });
  });

  it('is not longer than the model by default', () => {
    expect(requestOf({ ...good, model: 'gpt2' }).sequenceLength).toBe(1024);
    expect(requestOf({ ...good, task: 'inference', model: 'gpt2' }).contextLength).toBe(1024);
  });

  it('may give dimensions, null where null is a choice, and the only choice of a single card', () => {
    const request = {
      ...good,
      model: shape,
      tokens: null,
      gpuPrice: 0,
      gpuCount: 1,
      sharding: 'none',
      tensorParallel: 1,
      pipelineParallel: 1,
      offload: 'none',
      interconnect: 'pcie',
      packing: false,
      framework: 'hf',
      lora: { rank: 8, targets: ['q_proj', 'v_proj'] },
    };
    expect(requestOf(request)).toMatchObject({ model: shape, lora: request.lora });
  });

  it('with the dimensions of a catalog model needs the memory of that model', () => {
    const total = (model: EstimateInput['model']) =>
      estimate({ ...good, model, method: 'lora' }, data, { working: false, advice: false }).memory.total;
    const { parameters } = catalogModels.find(({ slug }) => slug === 'llama-3.1-8b')!;
    expect(total({ ...shape, parameters })).toBe(total('llama-3.1-8b'));
  });
});

describe('a bad request', () => {
  it.each([
    ['not an object', 'x', 'not-an-object', ''],
    ['an array', [], 'not-an-object', ''],
    ['null', null, 'not-an-object', ''],
    ['no task', { model: good.model, gpu: good.gpu }, 'required', 'task'],
    ['no model', { task: 'training', gpu: good.gpu }, 'required', 'model'],
    ['no card', { task: 'training', model: good.model }, 'required', 'gpu'],
    ['an unknown card', { ...good, gpu: 'rtx-9999' }, 'unknown-gpu', 'gpu'],
    ['an unknown model', { ...good, model: 'gpt-9' }, 'unknown-model', 'model'],
    ['a card of another type', { ...good, gpu: 3090 }, 'wrong-type', 'gpu'],
    ['an unknown field', { ...good, batch: 4 }, 'unknown-field', 'batch'],
    ['an unknown method', { ...good, method: 'prefix' }, 'not-allowed', 'method'],
    ['no card', { ...good, gpuCount: 0 }, 'out-of-range', 'gpuCount'],
    [
      'cards that do not divide',
      { ...good, gpuCount: 3, tensorParallel: 2 },
      'not-a-divisor',
      'tensorParallel',
    ],
    ['text for a number', { ...good, microBatchSize: '4' }, 'not-a-number', 'microBatchSize'],
    ['a fraction', { ...good, microBatchSize: 1.5 }, 'not-an-integer', 'microBatchSize'],
    ['zero', { ...good, sequenceLength: 0 }, 'out-of-range', 'sequenceLength'],
    ['a negative number', { ...good, otherUseBytes: -1 }, 'out-of-range', 'otherUseBytes'],
    ['infinity', { ...good, sequenceLength: Infinity }, 'out-of-range', 'sequenceLength'],
    ['not a number', { ...good, sequenceLength: NaN }, 'not-a-number', 'sequenceLength'],
    ['null for a number', { ...good, sequenceLength: null }, 'not-a-number', 'sequenceLength'],
    ['a bad currency', { ...good, currency: '<script>' }, 'not-allowed', 'currency'],
    ['lora that is no object', { ...good, lora: 16 }, 'wrong-type', 'lora'],
    ['a bad rank', { ...good, lora: { rank: 0 } }, 'out-of-range', 'lora.rank'],
    ['a bad target', { ...good, lora: { targets: ['x_proj'] } }, 'not-allowed', 'lora.targets'],
    ['no target', { ...good, lora: { targets: [] } }, 'not-allowed', 'lora.targets'],
    ['a target twice', { ...good, lora: { targets: ['q_proj', 'q_proj'] } }, 'not-allowed', 'lora.targets'],
    ['an unknown key of lora', { ...good, lora: { alpha: 32 } }, 'unknown-field', 'lora.alpha'],
    ['a dimension too few', { ...good, model: { ...shape, heads: undefined } }, 'required', 'model.heads'],
    ['a bad dimension', { ...good, model: { ...shape, layers: 0 } }, 'out-of-range', 'model.layers'],
    [
      'heads that do not divide',
      { ...good, model: { ...shape, kvHeads: 5 } },
      'not-a-divisor',
      'model.kvHeads',
    ],
    ['quantised weights trained whole', { ...good, weightFormat: 'nf4' }, 'not-with-method', 'weightFormat'],
    [
      'QLoRA over bf16',
      { ...good, method: 'qlora', weightFormat: 'bf16' },
      'not-with-method',
      'weightFormat',
    ],
  ])('%s', (_, input, code, field) => {
    expect(errorsOf(input)).toMatchObject([{ code, field }]);
  });

  it('gets one error for each wrong field', () => {
    const errors = errorsOf({ ...good, method: 'x', attention: 'y', microBatchSize: 0 });
    expect(errors.map(({ field }) => field).sort()).toEqual(['attention', 'method', 'microBatchSize']);
  });

  it('says what is allowed', () => {
    expect(errorsOf({ ...good, method: 'x' })[0]!.allowed).toBe('full | lora | dora | qlora');
    expect(errorsOf({ ...good, microBatchSize: 0 })[0]!.allowed).toBe('integer 1 … 65536');
  });

  it('is refused by estimate with the same errors', () => {
    const bad = { ...good, gpu: 'rtx-9999' };
    try {
      estimate(bad, data);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(InvalidRequest);
      expect((error as InvalidRequest).errors).toEqual(errorsOf(bad));
    }
  });

  it('of ten kilobytes is answered quickly and shortly', () => {
    const [error] = errorsOf({ ...good, gpu: 'x'.repeat(10_000) });
    expect(String(error!.params.value).length).toBeLessThan(70);
  });
});

describe('suggestions', () => {
  const slugs = gpus.map(({ slug }) => slug);
  it.each([
    ['rtx3090', 'rtx-3090'],
    ['RTX 4090', 'rtx-4090'],
    ['rtx-3006-12gb', 'rtx-3060-12gb'],
    ['gtx1080ti', 'gtx-1080-ti'],
  ])('%s: %s first', (typed, wanted) => expect(suggest(typed, slugs)[0]).toBe(wanted));

  it('are none where nothing is near', () => expect(suggest('radeon-rx-7900-xtx', slugs)).toEqual([]));
  it('stand in the error', () => {
    expect(errorsOf({ ...good, model: 'llama3.1-8b' })[0]!.params.suggestions).toContain('llama-3.1-8b');
    expect(errorsOf({ ...good, microBatch: 2 })[0]!.params.suggestions).toContain('microBatchSize');
    expect(errorsOf({ ...good, method: 'q-lora' })[0]!.params.suggestions).toContain('qlora');
  });
});

describe('the words', () => {
  const bad: unknown[] = [
    3,
    {
      model: 1,
      gpu: 'rtx-9',
      task: 'x',
      extra: 1,
      microBatchSize: 'x',
      sequenceLength: 0.5,
      lora: { rank: 0 },
    },
    { ...good, model: 'gpt-9', weightFormat: 'x' },
    { ...good, model: { ...shape, kvHeads: 5 } },
    { ...good, weightFormat: 'nf4' },
    { ...good, model: 't5' },
    { ...good, model: { ...shape, vocabSize: 0, slidingLayers: 99 } },
    { ...good, method: 'lora', lora: { targets: ['q_a_proj'] } },
    { task: 'training' },
  ];
  it.each(languages)('of every error exist in %s and leave no slot open', (lang) => {
    const words = dictionary(lang).estimator.errors as Record<string, string>;
    for (const { code, field, params, allowed } of bad.flatMap(errorsOf)) {
      expect(words[code], code).toBeDefined();
      expect(fill(words[code]!, { field, allowed, ...params }), code).not.toMatch(/\{\w+\}/);
    }
  });

  it.each(languages)('of every support note exist in %s and leave no slot open', (lang) => {
    const words = dictionary(lang).estimator.support as Record<string, string>;
    const seen = new Set<string>();
    for (const gpu of gpus) {
      for (const precision of fields.precision.values) {
        for (const weightFormat of ['nf4', 'int8', 'fp8', 'awq-int4'] as const) {
          for (const slug of ['gpt2', 'llama-3.1-8b']) {
            const model = findModel(slug, data);
            // A comparison puts a job on cards that a request for one of them would be refused.
            const request = withDefaults(
              {
                task: 'inference',
                gpu: gpu.slug,
                model: slug,
                precision,
                weightFormat,
                attention: 'flash',
                contextLength: 2 ** 20,
                gpuMemoryBytes: 2 ** 35,
              },
              model,
              gpu,
            );
            const { support } = estimateCore(request, model, gpu, dataVersion);
            for (const { code, params } of support) {
              seen.add(code);
              expect(words[code], code).toBeDefined();
              expect(fill(words[code]!, params), code).not.toMatch(/\{\w+\}/);
            }
          }
        }
      }
    }
    for (const { code } of estimate({ ...good, gpu: 'gtx-1080-ti', compile: true }, data).support)
      seen.add(code);
    // Every sentence is reachable.
    expect(Object.keys(words).filter((code) => !seen.has(code))).toEqual([]);
  });
});
