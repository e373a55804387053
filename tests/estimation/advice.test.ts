import fc from 'fast-check';
import { moreCards } from '../../src/estimation/advice/more-cards.ts';
import { describe, expect, it } from 'vitest';
import { dataVersion, gpus } from '../../catalog/index.ts';
import {
  estimate,
  largestParts,
  memoryParts,
  validateRequest,
  type Advice,
  type EstimateInput,
  type EstimateRequest,
} from '../../src/estimation/index.ts';
import { advise } from '../../src/estimation/advice/index.ts';
import { fields } from '../../src/estimation/fields.ts';
import { allowedWeightFormats, findGpu, findModel } from '../../src/estimation/request.ts';
import { catalogModels } from './models.ts';

const data = { version: dataVersion, gpus, models: catalogModels };
const quick = { working: false, advice: false };

const filled = (input: EstimateInput): EstimateRequest => {
  const checked = validateRequest(input, data);
  if (!checked.ok) throw new Error(JSON.stringify(checked.errors));
  return checked.request;
};
const adviceFor = (input: EstimateInput, possible?: (change: Advice['change']) => boolean): Advice[] => {
  const request = filled(input);
  const gpu = findGpu(request.gpu, data);
  const answer = estimate(request, data, quick);
  return advise(request, answer, findModel(request.model, data), gpu, possible, moreCards);
};
const changes = (input: EstimateInput) => adviceFor(input).map(({ change }) => change);

const oneOf = <T>(values: readonly T[]) => fc.constantFrom(...values);
const job = fc
  .record({
    task: oneOf(fields.task.values),
    model: oneOf(catalogModels.map(({ slug }) => slug)),
    gpu: oneOf(gpus.map(({ slug }) => slug)),
    gpuCount: oneOf([1, 2, 8, 16]),
    method: oneOf(fields.method.values),
    precision: oneOf(fields.precision.values),
    optimizer: oneOf(fields.optimizer.values),
    microBatchSize: oneOf([1, 4, 100]),
    gradientCheckpointing: oneOf(fields.gradientCheckpointing.values),
    attention: oneOf(fields.attention.values),
    sharding: oneOf(fields.sharding.values),
    offload: oneOf(fields.offload.values),
    framework: oneOf([null, 'hf', 'vllm', 'llama.cpp', 'exllamav2', 'torchtitan', 'unsloth'] as const),
    format: fc.nat(),
    concurrency: oneOf([1, 2, 64]),
    kvCacheFormat: oneOf(fields.kvCacheFormat.values),
  })
  .map(({ format, ...rest }) => {
    const formats = allowedWeightFormats(rest.task, rest.method, rest.precision);
    const serving = rest.task === 'inference' && { sharding: 'none' as const, offload: 'none' as const };
    return { ...rest, ...serving, weightFormat: formats[format % formats.length]! } as EstimateInput;
  })
  .filter((input) => validateRequest(input, data).ok);

describe('advice', () => {
  it('can be followed: each change makes a valid request with the figures it promises', () => {
    fc.assert(
      fc.property(job, (input) => {
        const before = estimate(input, data, quick);
        const list = adviceFor(input);
        expect(list.length).toBeLessThanOrEqual(5);
        expect(new Set(list.map(({ change }) => JSON.stringify(change))).size).toBe(list.length);
        for (const { change, total, fits, timeFactor } of list) {
          const after = estimate(filled({ ...filled(input), ...change }), data, quick);
          expect(after.memory.total).toBe(total);
          expect(after.fits).toBe(fits);
          expect(timeFactor).toBeCloseTo(before.speed.tokensPerSecond / after.speed.tokensPerSecond, 6);
          if (before.fits) expect(fits && timeFactor < 1).toBe(true);
          else expect(total).toBeLessThan(before.memory.total);
          // What the card refuses is no advice, unless it refused before.
          const refused = ({ support }: typeof after) =>
            support.filter(({ level }) => level === 'unsupported');
          expect(refused(after).length).toBeLessThanOrEqual(refused(before).length);
        }
      }),
      { numRuns: 300 },
    );
  });

  const full = { task: 'training', model: 'llama-3.1-8b', gpu: 'rtx-4090' } as const;

  it('shares states between cards that hold copies, no more than needed', () => {
    const sharded = { ...full, gpu: 'h100-sxm5-80gb', gpuCount: 8, gradientCheckpointing: 'full' } as const;
    const found = changes({ ...sharded, fusedCrossEntropy: true });
    const shardings = found.flatMap(({ gpuCount, sharding }) => (gpuCount ? [] : (sharding ?? [])));
    expect(shardings.length).toBe(1);
    const order = ['zero-1', 'zero-2', 'fsdp'];
    const fits = (sharding: string) =>
      estimate({ ...sharded, fusedCrossEntropy: true, sharding } as EstimateInput, data, quick).fits;
    for (const less of order.slice(0, order.indexOf(shardings[0]!))) expect(fits(less)).toBe(false);
  });

  it('has the machine take what the card cannot hold', () => {
    const tight = { ...full, gradientCheckpointing: 'full', fusedCrossEntropy: true } as const;
    expect(changes(tight)).toContainEqual({ offload: 'optimizer-and-parameters' });
  });

  it('comes smallest first: what changes no result before what changes the job', () => {
    const found = changes({
      ...full,
      method: 'lora',
      attention: 'eager',
      gpu: 'rtx-3090',
      sequenceLength: 4096,
    });
    const at = (field: keyof EstimateRequest) => found.findIndex((change) => field in change);
    const order = [at('gradientCheckpointing'), at('sequenceLength'), at('gpuCount')].filter((i) => i >= 0);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  });

  it('asks for more cards last, and for the fewest that are enough', () => {
    const found = changes({ ...full, method: 'lora', gradientCheckpointing: 'full', model: 'llama-3.1-70b' });
    const cards = found.flatMap(({ gpuCount }) => gpuCount ?? []);
    expect(found.slice(0, -cards.length || undefined).every(({ gpuCount }) => gpuCount === undefined)).toBe(
      true,
    );
  });

  it('takes a smaller cache in the format of the engine', () => {
    const serve = {
      task: 'inference',
      model: 'llama-3.1-8b',
      gpu: 'rtx-4090',
      contextLength: 65536,
    } as const;
    const caches = (framework: EstimateInput['framework']) =>
      changes({ ...serve, framework, weightFormat: framework === 'llama.cpp' ? 'q8_0' : 'bf16' }).flatMap(
        ({ kvCacheFormat }) => kvCacheFormat ?? [],
      );
    expect(caches('vllm')).not.toContain('q8_0');
    expect(caches('llama.cpp')).not.toContain('fp8');
  });

  it('is only what the caller can follow', () => {
    const only = adviceFor(full, (change) => Object.keys(change).join() === 'gradientCheckpointing');
    expect(only.length).toBeGreaterThan(0);
    for (const { change } of only) expect(Object.keys(change)).toEqual(['gradientCheckpointing']);
    expect(adviceFor(full, () => false)).toEqual([]);
  });
});

describe('the reasons', () => {
  it('are the largest parts, until they explain four fifths', () => {
    fc.assert(
      fc.property(job, (input) => {
        const answer = estimate(input, data, quick);
        const parts = largestParts(answer);
        const { perGpu, total } = answer.memory;
        const shares = parts.map(({ share }) => share);
        expect(shares).toEqual(shares.toSorted((a, b) => b - a));
        const sum = shares.reduce((so, share) => so + share, 0);
        expect(sum).toBeGreaterThanOrEqual(0.8 - 1e-9);
        expect(sum - shares.at(-1)!).toBeLessThan(0.8);
        for (const { part, bytes, share } of parts) {
          expect(bytes).toBe(perGpu[part]);
          expect(share).toBe(bytes / total);
        }
        const left = memoryParts.filter((part) => !parts.some((one) => one.part === part));
        for (const part of left) expect(perGpu[part]).toBeLessThanOrEqual(parts.at(-1)!.bytes);
      }),
      { numRuns: 100 },
    );
  });
});
