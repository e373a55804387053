import { describe, expect, it } from 'vitest';
import { gpus } from '../../catalog/index.ts';
import { estimate, type EstimateInput } from '../../src/estimation/index.ts';
import { chosenRequest } from '../../src/calculators/gpu/request.ts';
import { createGpuCodec } from '../../src/calculators/gpu/state.ts';
import { calculatorLink } from '../../src/components/calculator-link.ts';
import { data } from '../../src/components/estimation.ts';

const codec = createGpuCodec({ gpus, models: data.models });
const training = { task: 'training', model: 'llama-3.1-8b', gpu: 'rtx-3090', method: 'qlora' } as const;
const running = {
  task: 'inference',
  model: 'llama-3.1-70b',
  gpu: 'rtx-3090',
  weightFormat: 'awq-int4',
} as const;

describe('the link of a figure opens the calculator at the same figure', () => {
  it.each<[string, EstimateInput]>([
    ['one card', training],
    ['a modded card', { ...training, gpu: 'rtx-4090', gpuMemoryBytes: 47.25 * 2 ** 30 }],
    ['two cards, each with all of it', { ...training, gpuCount: 2 }],
    ['four cards, sharded', { ...training, method: 'full', gpuCount: 4, sharding: 'fsdp' }],
    ['optimizer states in system memory', { ...training, method: 'full', offload: 'optimizer' }],
    ['a named framework', { ...training, framework: 'unsloth' }],
    ['a served model among two cards', { ...running, gpuCount: 2 }],
    [
      'its layers one card after the other',
      { ...running, gpuCount: 3, pipelineParallel: 3, tensorParallel: 1 },
    ],
    ['a longer prompt', { ...running, gpuCount: 2, promptTokens: 2048 }],
    ['many at once', { ...running, gpuCount: 4, concurrency: 8, contextLength: 8192 }],
  ])('%s', (_, input) => {
    const { state, ignored } = codec.parse(calculatorLink(input, 'en').split('?')[1] ?? '');
    expect(ignored).toEqual([]);
    const [wanted, got] = [estimate(input, data), estimate(chosenRequest(state), data)];
    expect(got.memory.total).toBe(wanted.memory.total);
    expect(got.speed.tokensPerSecond).toBe(wanted.speed.tokensPerSecond);
  });
});
