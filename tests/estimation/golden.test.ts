/**
 * Answers as they were when somebody last looked: a figure that moves must be meant to. After a change that is, look at
 * the difference, then `vitest run tests/estimation/golden.test.ts -u`.
 */
import { readdirSync, readFileSync } from 'node:fs';
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

/** Where branches meet: jobs that a rule of their own decides. */
const listed = { rank: 8, targets: ['q_proj', 'gate_proj', 'down_proj'] } as const;
const several = { gpuCount: 8, nodes: 2, networkGbitPerSecond: 25 } as const;
const corners: Record<string, EstimateInput> = {
  'listed targets': { ...lora, lora: { ...listed, targets: [...listed.targets] } },
  'listed targets, dora, plain feed-forward': {
    ...dora,
    model: 'opt-1.3b',
    lora: { rank: 8, targets: ['q_proj', 'up_proj', 'down_proj'] },
  },
  'all targets, dora, latent attention': {
    ...dora,
    model: 'deepseek-v2-lite',
    lora: { rank: 8, targets: 'all-linear' },
  },
  'hybrid shards, tensor parallel': { ...full, ...several, sharding: 'fsdp-hybrid', tensorParallel: 2 },
  'hybrid shards': { ...full, ...several, sharding: 'fsdp-hybrid', gradientAccumulationSteps: 4 },
  'gradients sharded': { ...full, ...several, sharding: 'zero-2', gradientAccumulationSteps: 4 },
  'copies over a slow network': { ...full, ...several, sharding: 'ddp', networkGbitPerSecond: 1 },
  'pipeline over machines': { ...full, ...several, pipelineParallel: 8, gradientAccumulationSteps: 8 },
  'adapters over cards': { ...qlora, gpuCount: 2, sharding: 'fsdp', offload: 'optimizer-and-parameters' },
  'layers outside the card, prompt in chunks': {
    ...serve,
    weightFormat: 'q4_k_m',
    gpuLayers: 20,
    contextLength: 32_768,
  },
  'layers outside the card, computed on it': { ...serve, framework: 'hf', gpuLayers: 20 },
  'experts outside the card': { ...serve, model: 'mixtral-8x7b', weightFormat: 'q4_k_m', gpuLayers: 20 },
  'cards that wait for each other': { ...served, gpu: 'rtx-4090', gpuCount: 8, concurrency: 1, pcieLanes: 1 },
  'a picture on two cards': { task: 'inference', model: 'vit-b-16', gpu: 't4', gpuCount: 2 },
  'a U-Net in 8 bits': {
    task: 'inference',
    model: 'sdxl-base-unet',
    gpu: 'rtx-3060-12gb',
    weightFormat: 'int8',
  },
  'beyond the context': { ...serve, contextLength: 200_000 },
  'beyond the positions': { ...full, model: 'gpt2', sequenceLength: 2048 },
  '8-bit weights on Pascal': { ...serve, gpu: 'gtx-1080-ti', weightFormat: 'int8', compile: true },
  'AWQ on Volta': { ...serve, gpu: 'v100-sxm2-32gb', weightFormat: 'awq-int4', attention: 'flash' },
  'FP8 weights on Turing': { ...serve, gpu: 't4', weightFormat: 'fp8' },
  'FP8 weights on Ampere': { ...serve, gpu: 'a100-sxm4-80gb', weightFormat: 'fp8' },
  'flash attention in fp32': { ...full, precision: 'fp32', attention: 'flash' },
  'short samples packed': {
    ...lora,
    packing: true,
    attention: 'flash',
    meanSampleTokens: 300,
    samples: 1000,
  },
  'examples of NVIDIA, early': {
    ...full,
    model: 'bert-large-uncased',
    framework: 'nvidia-examples',
    frameworkVersion: '1.4',
  },
  'examples of NVIDIA, 1.5': {
    ...full,
    model: 'bert-large-uncased',
    framework: 'nvidia-examples',
    frameworkVersion: '1.5',
  },
  'examples of NVIDIA, decoder': {
    ...full,
    model: 'gpt2',
    framework: 'nvidia-examples',
    frameworkVersion: '1.4.0',
  },
  'Transformers of 2024': { ...serve, framework: 'hf', frameworkVersion: '4.38.2', weightFormat: 'int8' },
  'llama.cpp of 2024': { ...serve, weightFormat: 'q4_k_m', frameworkVersion: 'b2824' },
  'a cheap hour': { ...priced, cloudPricePerHour: 0.001 },
};
for (const [name, job] of Object.entries(corners)) add(name, job);

const badRequests = new URL('bad-requests/', import.meta.url);

/** Seven digits: what sums of floating-point numbers give alike everywhere. */
const digits = (_: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(7)) : value;
const text = (value: unknown): string => JSON.stringify(value, digits).replaceAll('"', '');

it('is about models that exist', () => {
  expect(catalogModels.map(({ slug }) => slug)).toEqual(expect.arrayContaining(models));
  expect(Object.keys(corners).filter((name) => !(name in spread))).toEqual([]);
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
  const cases = Object.entries(spread).filter(
    ([name]) => name in jobs || name in corners || /, (qlora|inference)$/.test(name),
  );
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

describe('the errors of', () => {
  it.each(readdirSync(badRequests))('%s', (file) => {
    const lines = readFileSync(new URL(file, badRequests), 'utf8').trim().split('\n');
    const errors = lines.map((line) => {
      const { name, request } = JSON.parse(line) as { name: string; request: unknown };
      const checked = validateRequest(request, data);
      return [name, checked.ok ? [] : checked.errors.map(({ code, field, params }) => [code, field, params])];
    });
    expect(`\n${errors.map(text).join('\n')}\n`).toMatchSnapshot();
  });
});
