import katex from 'katex';
import { describe, expect, it } from 'vitest';
import { dataVersion, gpus, sourceById } from '../../catalog/index.ts';
import { dictionary, languages } from '../../content/i18n/index.ts';
import {
  estimate,
  findGpu,
  findModel,
  formulas,
  validateRequest,
  type Advice,
  type EstimateInput,
} from '../../src/estimation/index.ts';
import { constants } from '../../src/estimation/constants.ts';
import { evidence } from '../../src/estimation/evidence.ts';
import { plain } from '../../src/estimation/working.ts';
import {
  catalogModels,
  deepseekV2Lite,
  deepseekV3,
  everyShape,
  gemma3,
  gptOss20b,
  mixtral,
  vitB16,
} from './models.ts';

const data = { version: dataVersion, gpus, models: [...catalogModels, ...everyShape] };
const training: EstimateInput = {
  task: 'training',
  model: 'llama-3.1-8b',
  gpu: 'rtx-3090',
  method: 'qlora',
  gradientCheckpointing: 'full',
};
const jobs: EstimateInput[] = [
  training,
  { ...training, method: 'full', gradientCheckpointing: 'selective', fusedOptimizer: false },
  {
    ...training,
    method: 'lora',
    gradientCheckpointing: 'none',
    attention: 'eager',
    gradientAccumulationSteps: 4,
  },
  { ...training, model: 'bert-large-uncased', method: 'full', gpu: 't4', gradientCheckpointing: 'none' },
  { task: 'inference', model: 'llama-3.1-8b', gpu: 'rtx-3090', concurrency: 4 },
  {
    task: 'inference',
    model: 'mistral-7b-v0.1',
    gpu: 'rtx-3090',
    weightFormat: 'q4_k_m',
    contextLength: 32768,
  },
  { task: 'inference', model: 'bert-large-uncased', gpu: 'rtx-3090' },
  { ...training, model: mixtral.slug, lora: { rank: 16, targets: 'all-linear' } },
  { ...training, model: deepseekV2Lite.slug, lora: { rank: 8, targets: 'all-linear' } },
  { ...training, model: deepseekV3.slug, method: 'lora', gradientCheckpointing: 'none' },
  { ...training, model: gemma3.slug, sequenceLength: 4096 },
  { ...training, model: vitB16.slug, method: 'full' },
  { task: 'inference', model: gptOss20b.slug, gpu: 'rtx-3090', concurrency: 8, contextLength: 8192 },
  { task: 'inference', model: deepseekV3.slug, gpu: 'rtx-3090', weightFormat: 'q4_k_m' },
  { task: 'inference', model: vitB16.slug, gpu: 'rtx-3090' },
  { ...training, model: 't5-base', lora: { rank: 16, targets: 'all-linear' } },
  { task: 'inference', model: 'flan-t5-xl', gpu: 'rtx-3090', concurrency: 4 },
  { ...training, model: 'whisper-small', method: 'full', attention: 'eager', gradientCheckpointing: 'none' },
  { task: 'inference', model: 'whisper-small', gpu: 'rtx-3090' },
  { ...training, model: 'sd-1.5-unet', method: 'full' },
  { ...training, model: 'sdxl-base-unet', gradientCheckpointing: 'selective' },
  { ...training, model: 'flux.1-dev', lora: { rank: 16, targets: 'attention' } },
  { task: 'inference', model: 'flux.1-schnell', gpu: 'rtx-3090' },
  { ...training, method: 'full', gpu: 'a100-sxm4-80gb', gpuCount: 16, nodes: 2, sharding: 'fsdp' },
  {
    ...training,
    method: 'full',
    gpu: 'h100-sxm5-80gb',
    precision: 'fp8-mixed',
    gpuCount: 8,
    tensorParallel: 2,
  },
  { ...training, method: 'dora', attention: 'flash', packing: true, meanSampleTokens: 300 },
  { ...training, method: 'full', offload: 'optimizer', optimizer: 'muon' },
];

describe('the working', () => {
  it.each(jobs)('of %j ends in the numbers of the answer', (job) => {
    const answer = estimate(job, data);
    const step = Object.fromEntries(answer.working.map(({ id, value }) => [id, value]));
    const { perGpu, allocated, total } = answer.memory;
    expect(step).toMatchObject({
      weights: perGpu.weights,
      temporary: perGpu.temporary,
      context: perGpu.context,
      allocated,
      total,
      headroom: answer.headroom,
    });
    expect(step.buffers! + step.slack!).toBe(perGpu.temporary);
    expect(step.allocated! + step.slack! + step.context!).toBe(total);
    const rate = step['training-rate'] ?? step['decode-rate'];
    if (rate !== undefined) expect(rate).toBe(answer.speed.tokensPerSecond);
  });

  /** Evaluates what the reader sees: digits, + − × / ^ ( ), min and max. */
  const evaluate = (text: string): number => {
    const expression = text
      .replace(/,(?=\d{3})/g, '')
      .replace(/−/g, '-')
      .replace(/×/g, '*')
      .replace(/\^/g, '**')
      .replace(/(max|min)\(/g, 'Math.$1(');
    expect(expression).toMatch(/^[\d\s+\-*/().,eMathmxin]+$/);
    return new Function(`return ${expression}`)() as number;
  };

  it.each(jobs)('of %j gives the value when the substituted line is computed', (job) => {
    for (const { id, substituted, value } of estimate(job, data).working) {
      if (id === 'peak-rate') continue;
      // Values are printed with five digits, and bytes are rounded up at the end.
      expect(Math.abs(evaluate(substituted) - value), `${id}: ${substituted}`).toBeLessThanOrEqual(
        1 + 2e-4 * Math.abs(value) + (id === 'headroom' ? 1 : 0),
      );
    }
  });

  it('uses only listed formulas, each with a name in both languages, valid TeX and a known source', () => {
    const used = new Set<string>();
    for (const job of jobs) {
      for (const { id, symbol, formula, source } of estimate(job, data).working) {
        used.add(id);
        expect(formulas[id as keyof typeof formulas]).toMatchObject({ symbol, formula });
        if (!source.startsWith('catalog:')) expect(sourceById(source), `${id}: ${source}`).toBeDefined();
      }
    }
    expect([...used].sort()).toEqual(Object.keys(formulas).sort());
    for (const [id, { symbol, formula, source }] of Object.entries(formulas)) {
      expect(() => katex.renderToString(`${symbol} = ${formula}`, { throwOnError: true })).not.toThrow();
      expect(sourceById(source), `${id}: ${source}`).toBeDefined();
      for (const lang of languages) expect(Object.keys(dictionary(lang).estimator.working)).toContain(id);
    }
  });

  it.each([
    [1234567, '1,234,567'],
    [0.25, '0.25'],
    [4.126953125, '4.127'],
    [0.00001234, '1.234e-5'],
    [0, '0'],
  ])('prints %d as %s', (value, text) => expect(plain(value)).toBe(text));

  it('and the advice can be left out', () => {
    const answer = estimate({ ...training, gpu: 'gtx-1060-6gb' }, data, { working: false, advice: false });
    expect(answer.working).toEqual([]);
    expect(answer.advice).toEqual([]);
  });
});

describe('the evidence', () => {
  it('covers every constant with a source that can be found', () => {
    expect(Object.keys(evidence).sort()).toEqual(Object.keys(constants).sort());
    for (const [name, { source, note }] of Object.entries(evidence)) {
      if (!source.startsWith('github:')) expect(sourceById(source), `${name}: ${source}`).toBeDefined();
      expect(note, name).not.toBe('');
    }
  });
});

describe('advice', () => {
  const adviceFor = (job: EstimateInput): Advice[] => estimate(job, data, { working: false }).advice;

  /** The answer to the request with the change made. */
  const after = (job: EstimateInput, change: Advice['change']) => {
    const checked = validateRequest(job, data);
    if (!checked.ok) throw new Error(JSON.stringify(checked.errors));
    const changed = validateRequest({ ...checked.request, ...change }, data);
    if (!changed.ok) throw new Error(JSON.stringify(changed.errors));
    return estimate(changed.request, data, { working: false, advice: false });
  };

  const tight: EstimateInput[] = [
    { ...training, gpu: 'gtx-1080-ti' },
    { ...training, gpu: 'rtx-3060-12gb', method: 'full' },
    { ...training, gpu: 'rtx-4080', method: 'lora', gradientCheckpointing: 'none', microBatchSize: 8 },
    { task: 'inference', model: 'llama-3.1-8b', gpu: 'rtx-3060-12gb' },
    { task: 'inference', model: 'llama-3.1-8b', gpu: 'rtx-4090', contextLength: 65536, concurrency: 4 },
  ];

  it.each(tight)('for %j is what the estimator says of the changed request', (job) => {
    const before = estimate(job, data, { working: false });
    expect(before.fits).toBe(false);
    expect(before.advice.length).toBeGreaterThan(0);
    expect(before.advice.length).toBeLessThanOrEqual(5);
    for (const { change, total, fits, timeFactor } of before.advice) {
      const answer = after(job, change);
      expect(total).toBe(answer.memory.total);
      expect(total).toBeLessThan(before.memory.total);
      expect(fits).toBe(answer.fits);
      expect(timeFactor).toBeCloseTo(before.speed.tokensPerSecond / answer.speed.tokensPerSecond, 9);
    }
    expect(before.advice.some(({ fits }) => fits)).toBe(true);
  });

  it('combines changes only where no single one is enough, and drops those that are not needed', () => {
    const job: EstimateInput = {
      ...training,
      gpu: 'rtx-3060-12gb',
      method: 'lora',
      gradientCheckpointing: 'none',
      sequenceLength: 8192,
      microBatchSize: 4,
    };
    const list = adviceFor(job);
    const enough = list.filter(({ fits }) => fits);
    expect(enough).toEqual([list.at(-1)]);
    const { change } = enough[0]!;
    // A method brings its weight format, and a smaller micro-batch its accumulation.
    const together = [
      ['method', 'weightFormat'],
      ['microBatchSize', 'gradientAccumulationSteps'],
    ];
    const groups = together.filter(([name]) => name! in change);
    const single = Object.keys(change).filter((name) => !groups.flat().includes(name));
    expect(groups.length + single.length).toBeGreaterThan(1);
    for (const without of [...groups, ...single.map((name) => [name])]) {
      const rest = Object.fromEntries(Object.entries(change).filter(([name]) => !without.includes(name)));
      expect(after(job, rest).fits, `without ${without.join()}`).toBe(false);
    }
  });

  it('is honest where nothing helps', () => {
    const list = adviceFor({ ...training, gpu: 'gtx-1060-6gb', otherUseBytes: 6 * 2 ** 30 });
    expect(list.every(({ fits }) => !fits)).toBe(true);
  });

  it('spends free memory only on what is faster and still fits', () => {
    const job: EstimateInput = { ...training, model: 'qwen2.5-0.5b', gpu: 'rtx-4090' };
    const list = adviceFor(job);
    expect(list.length).toBeGreaterThan(0);
    for (const { change, fits, timeFactor } of list) {
      expect(fits).toBe(true);
      expect(timeFactor).toBeLessThan(1);
      expect(after(job, change).fits).toBe(true);
    }
  });
});

describe('lookups', () => {
  it('find cards and models of the catalog', () => {
    expect(findGpu('rtx-3090', data).name).toContain('3090');
    expect(findModel('llama-3.1-8b', data).layers).toBe(32);
  });
});
