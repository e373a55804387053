/**
 * Answers as they were when somebody last looked: a figure that moves must be meant to. After a change that is, look at
 * the difference, then `vitest run tests/estimation/golden.test.ts -u`.
 */
import { describe, expect, it } from 'vitest';
import { dataVersion, gpus } from '../../catalog/index.ts';
import { fields } from '../../src/estimation/fields.ts';
import { estimate, validateRequest, type EstimateInput } from '../../src/estimation/index.ts';
import { engines, trainingFrameworks } from '../../src/estimation/types.ts';
import { cards, full, lora, machines, options, serve } from './jobs.ts';
import { catalogModels } from './models.ts';

const data = { version: dataVersion, gpus, models: catalogModels };

const qlora: EstimateInput = { ...lora, method: 'qlora', lora: { rank: 16, targets: 'all-linear' } };
const dora: EstimateInput = { ...lora, method: 'dora' };
const pipeline: EstimateInput = { ...full, gpuCount: 8, pipelineParallel: 4, tensorParallel: 2 };
const served: EstimateInput = {
  ...serve,
  gpuCount: 4,
  concurrency: 16,
  contextLength: 32_768,
  promptTokens: 900,
};
const priced: EstimateInput = {
  ...qlora,
  tokens: 3e6,
  electricityPricePerKwh: 0.3,
  gpuPrice: 700,
  cloudPricePerHour: 0.4,
};
const jobs = { lora, full, serve, cards, machines, qlora, dora, pipeline, served, priced };

/** Models of every kind and make, each trained in three ways, and read or decoded. */
const models = [
  'qwen2.5-0.5b',
  'gemma-2-9b',
  'mistral-7b-v0.1',
  'mixtral-8x7b',
  'deepseek-v2-lite',
  'bert-large-uncased',
  'flan-t5-xl',
  'whisper-small',
  'vit-b-16',
  'sdxl-base-unet',
  'flux.1-dev',
];

const spread: Record<string, EstimateInput> = {};
/** Values that a job does not allow are no job of their own; the tests of bad requests have those. */
const add = (name: string, input: EstimateInput) => {
  if (validateRequest(input, data).ok) spread[name] = input;
};
for (const [name, job] of Object.entries(jobs)) add(name, job);
for (const [name, { in: job, values }] of Object.entries(options))
  for (const value of values) add(`${name} ${JSON.stringify(value)}`, { ...job, [name]: value });
for (const [name, rule] of Object.entries(fields))
  for (const value of 'values' in rule ? rule.values : [])
    for (const [kind, job] of Object.entries({ full, qlora, served }))
      if (value !== job[name as keyof EstimateInput])
        add(`${kind}, ${name} ${value}`, { ...job, [name]: value });
for (const framework of trainingFrameworks)
  for (const attention of ['eager', 'flash'] as const)
    add(`${framework}, ${attention}`, { ...qlora, framework, attention, microBatchSize: 3, compile: true });
for (const framework of engines)
  for (const weightFormat of ['bf16', 'nf4', 'awq-int4', 'q4_k_m'] as const)
    add(`${framework}, ${weightFormat}`, { ...served, gpuCount: 1, framework, weightFormat, concurrency: 4 });
for (const model of models) {
  const trained: EstimateInput = { task: 'training', model, gpu: 'rtx-2080-ti', microBatchSize: 2 };
  add(`${model}, full`, { ...trained, method: 'full', attention: 'eager' });
  add(`${model}, lora`, { ...trained, method: 'lora', gradientCheckpointing: 'selective' });
  add(`${model}, qlora`, { ...trained, method: 'qlora', gradientCheckpointing: 'full' });
  add(`${model}, inference`, { task: 'inference', model, gpu: 'rtx-4090', concurrency: 2 });
}
for (const gpu of ['gtx-1080-ti', 'gtx-1660-ti', 'rtx-2080-ti', 'a100-sxm4-80gb', 'rtx-5090'])
  for (const precision of fields.precision.values) {
    add(`${gpu}, full, ${precision}`, { ...full, gpu, precision });
    add(`${gpu}, serve, ${precision}`, { ...serve, gpu, precision });
  }

/** Seven digits: what sums of floating-point numbers give alike everywhere. */
const digits = (_: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(7)) : value;
const text = (value: unknown): string => JSON.stringify(value, digits).replaceAll('"', '');

it('is about models that exist', () => {
  expect(catalogModels.map(({ slug }) => slug)).toEqual(expect.arrayContaining(models));
});

describe('the figures of', () => {
  it.each(Object.entries(spread))('%s', (_, input) => {
    const { memory, headroom, speed, time, energy, cost, support } = estimate(input, data, {
      working: false,
      advice: false,
    });
    const notes = support.map(({ level, code, params }) => [level, code, params]);
    // Ranges are made anew with every calibration and have a test of their own.
    const figures = [
      { ...memory, low: undefined, high: undefined, headroom },
      { ...speed, low: undefined, high: undefined },
      { time, energy, cost },
      notes,
    ];
    expect(`\n${figures.map(text).join('\n')}\n`).toMatchSnapshot();
  });
});

describe('the working and the advice of', () => {
  const cases = Object.entries(spread).filter(([name]) => name in jobs || /, (qlora|inference)$/.test(name));
  it.each(cases)('%s', (_, input) => {
    const { working, advice } = estimate(input, data);
    const steps = working.map(({ id, substituted, value, unit, source }) => [
      id,
      substituted,
      value,
      unit,
      source,
    ]);
    expect(`\n${[...steps, ...advice].map(text).join('\n')}\n`).toMatchSnapshot();
  });
});
