import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dataVersion, gpus } from '../../catalog/index.ts';
import {
  cheapestCards,
  estimate,
  findGpu,
  findModel,
  largestMicroBatch,
  largestModel,
  isImageKind,
  longestSequence,
  validateRequest,
  type EstimateInput,
} from '../../src/estimation/index.ts';
import { largestWhere } from '../../src/estimation/advice/search.ts';
import { catalogModels } from './models.ts';
import { base, toy, toyGpu } from './toy.ts';

const models = catalogModels;
const data = { version: dataVersion, gpus, models };
const quick = { working: false, advice: false };
const qlora: EstimateInput = {
  task: 'training',
  model: 'llama-3.1-8b',
  gpu: 'rtx-3090',
  method: 'qlora',
  gradientCheckpointing: 'full',
};

const filled = (input: EstimateInput) => {
  const checked = validateRequest(input, data);
  if (!checked.ok) throw new Error(JSON.stringify(checked.errors));
  return checked.request;
};
const on = (input: EstimateInput) => {
  const request = filled(input);
  return [request, findModel(request.model, data), findGpu(request.gpu, data)] as const;
};

/** Jobs with every option that bends the memory's growth, on cards of every size. */
const job = fc.record({
  task: fc.constantFrom('training' as const, 'inference' as const),
  model: fc.constantFrom(...models.filter(({ parameters }) => parameters < 4e10).map(({ slug }) => slug)),
  gpu: fc.constantFrom(...gpus.map(({ slug }) => slug)),
  method: fc.constantFrom('lora' as const, 'qlora' as const, 'full' as const),
  gradientCheckpointing: fc.constantFrom('none' as const, 'selective' as const, 'full' as const),
  attention: fc.constantFrom('sdpa' as const, 'eager' as const),
  fusedCrossEntropy: fc.boolean(),
});

describe('bisection', () => {
  it('finds the last number that holds, and nothing where none does', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1000), fc.integer({ min: -5, max: 2000 }), (least, span, last) => {
        const most = least + span;
        const found = largestWhere(least, most, (n) => n <= last);
        expect(found).toBe(last < least ? null : Math.min(last, most));
      }),
    );
    expect(largestWhere(3, 2, () => true)).toBeNull();
  });
});

describe.each([
  ['the largest micro-batch', largestMicroBatch],
  ['the longest sequence', longestSequence],
] as const)('%s', (_, question) => {
  it('fits, and one more does not unless model or request end there', () => {
    fc.assert(
      fc.property(job, (input) => {
        const found = question(...on(input));
        const fits = (change: object): boolean => {
          const { fits: enough, support } = estimate({ ...filled(input), ...change }, data, quick);
          return enough && support.every(({ level }) => level !== 'unsupported');
        };
        if (found === null) {
          const { kind, contextLength } = findModel(input.model, data);
          const field =
            question === longestSequence
              ? input.task === 'training'
                ? 'sequenceLength'
                : 'contextLength'
              : input.task === 'training'
                ? 'microBatchSize'
                : 'concurrency';
          const least = question === longestSequence && isImageKind(kind) ? contextLength : 1;
          expect(fits({ [field]: least })).toBe(false);
          return;
        }
        expect(fits({ [found.field]: found.value })).toBe(true);
        if (found.limit === 'memory') expect(fits({ [found.field]: found.value + 1 })).toBe(false);
      }),
      { numRuns: 150 },
    );
  });

  it('is the smaller, the less memory there is', () => {
    fc.assert(
      fc.property(job, fc.integer({ min: 1, max: 64 }), fc.integer({ min: 0, max: 64 }), (input, a, more) => {
        const at = (gib: number) => question(...on({ ...input, gpuMemoryBytes: gib * 2 ** 30 }))?.value ?? 0;
        expect(at(a)).toBeLessThanOrEqual(at(a + more));
      }),
      { numRuns: 60 },
    );
  });
});

describe('limits of the questions', () => {
  it('are named', () => {
    const request = { ...base, sequenceLength: 64 };
    expect(largestMicroBatch(request, toy, { ...toyGpu, usableBytes: 2 ** 50 })).toEqual({
      field: 'microBatchSize',
      value: 65536,
      limit: 'request',
    });
    expect(longestSequence(request, toy, toyGpu)).toEqual({
      field: 'sequenceLength',
      value: toy.contextLength,
      limit: 'model',
    });
    expect(longestSequence(request, toy, { ...toyGpu, usableBytes: 2 ** 20 })).toBeNull();
  });

  it('include the card: what it refuses fits nowhere', () => {
    const [request, model] = on({ ...qlora, attention: 'flash' });
    expect(largestMicroBatch(request, model, findGpu('rtx-3090', data))).not.toBeNull();
    expect(largestMicroBatch(request, model, findGpu('titan-rtx', data))).toBeNull();
  });

  it('keep a sample within its sequence', () => {
    const [request, ...rest] = on({ ...qlora, packing: true, meanSampleTokens: 1000 });
    const tight = { ...request, gpuMemoryBytes: 2 ** 28 };
    expect(longestSequence(request, ...rest)!.value).toBeGreaterThan(1000);
    expect(longestSequence(tight, ...rest)).toBeNull();
  });
});

describe('the largest model', () => {
  const rest: Omit<EstimateInput, 'model'> = {
    task: 'training',
    gpu: 'rtx-3090',
    method: 'qlora',
    gradientCheckpointing: 'full',
  };
  it('fits, and no larger one does', () => {
    const found = largestModel(rest, models, data)!;
    expect(found.answer.fits).toBe(true);
    for (const model of models) {
      if (model.parameters <= found.model.parameters) continue;
      expect(estimate({ ...rest, model: model.slug }, data, quick).fits, model.slug).toBe(false);
    }
    expect(found.model.parameters).toBeGreaterThan(findModel('llama-3.1-8b', data).parameters);
  });

  it('is larger on a larger card, and none where nothing fits', () => {
    const on24 = largestModel(rest, models, data)!;
    const on80 = largestModel({ ...rest, gpu: 'a100-sxm4-80gb' }, models, data)!;
    expect(on80.model.parameters).toBeGreaterThan(on24.model.parameters);
    expect(largestModel({ ...rest, otherUseBytes: 2 ** 40 }, models, data)).toBeNull();
  });

  it('passes over models that the cards cannot share', () => {
    const serve = { task: 'inference', gpu: 'a100-sxm4-80gb', gpuCount: 8, tensorParallel: 8 } as const;
    const found = largestModel(serve, models, data)!;
    expect(found.model.heads % 8).toBe(0);
  });
});

describe('the cheapest cards', () => {
  const { model, task, method } = qlora;
  const work = { task, model, method, gradientCheckpointing: 'full' } as const;
  const cards = gpus.filter(({ launchPriceUsd }) => launchPriceUsd !== null);

  it('do the job, and nothing cheaper does alone', () => {
    const [first, ...others] = cheapestCards(work, gpus, data);
    expect(first!.answer.fits).toBe(true);
    for (const gpu of cards) {
      if (gpu.launchPriceUsd! >= first!.price) continue;
      const answer = estimate({ ...work, gpu: gpu.slug }, data, quick);
      const refused = answer.support.some(({ level }) => level === 'unsupported');
      expect(answer.fits && !refused, gpu.slug).toBe(false);
    }
    const prices = [first!, ...others].map(({ price }) => price);
    expect(prices).toEqual(prices.toSorted((a, b) => a - b));
  });

  it('cost the price of each times their number, within the budget', () => {
    const all = cheapestCards(work, gpus, data, { maxCount: 4, budget: 1000 });
    expect(all.length).toBeGreaterThan(0);
    for (const { gpu, count, price, request, answer } of all) {
      expect(price).toBe(count * gpu.launchPriceUsd!);
      expect(price).toBeLessThanOrEqual(1000);
      expect(request.gpuCount).toBe(count);
      expect(answer.cost.purchase).toBe(price);
    }
    expect(cheapestCards(work, gpus, data, { budget: 1 })).toEqual([]);
  });

  it('take what the reader pays, and no dollars for another currency', () => {
    const euros = { ...work, currency: 'EUR' };
    expect(cheapestCards(euros, gpus, data)).toEqual([]);
    const [only, none] = cheapestCards(euros, gpus, data, { prices: { 'rtx-3090': 700 } });
    expect(only).toMatchObject({ gpu: { slug: 'rtx-3090' }, count: 1, price: 700 });
    expect(none).toBeUndefined();
  });

  it('are a card, where one is enough, however many are allowed', () => {
    const small = { task: 'inference', model: 'qwen2.5-0.5b' } as const;
    expect(cheapestCards(small, gpus, data, { maxCount: 4 }).every(({ count }) => count === 1)).toBe(true);
  });
});
