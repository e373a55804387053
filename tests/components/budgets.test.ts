import { describe, expect, it } from 'vitest';
import { budgetOf } from '../../src/components/budgets.ts';
import { calculatorLink } from '../../src/components/calculator-link.ts';
import { answerTo } from '../../src/components/estimation.ts';

const job = {
  task: 'training',
  model: 'bert-large-uncased',
  gpu: 'rtx-3090',
  method: 'full',
  samples: 201_000,
  sequenceLength: 128,
  microBatchSize: 16,
  electricityPricePerKwh: 0.2,
} as const;

describe('a recipe on a budget', () => {
  it('names the card with its launch price and date', () => {
    expect(budgetOf(job, 'en')).toMatchObject({
      slug: 'rtx-3090',
      cards: 'RTX 3090',
      price: expect.stringMatching(/1,499/),
      launched: expect.stringMatching(/2020/),
      verdict: 'fits',
    });
  });

  it('pays for every card, once', () => {
    const two = budgetOf({ ...job, gpuCount: 2, sharding: 'ddp' }, 'en');
    expect(two.cards).toBe('2 × RTX 3090');
    expect(two.price).toMatch(/2,998/);
  });

  it('pays for energy at the price of the request', () => {
    const { energy, cost } = answerTo(job);
    expect(cost.electricity).toBeCloseTo(energy.kwh! * 0.2, 12);
    const cents = (price: number) =>
      Number(budgetOf({ ...job, electricityPricePerKwh: price }, 'en').electricity.replace(/[^\d.]/g, ''));
    expect(cents(20) / cents(10)).toBeCloseTo(2, 2);
    // 0.20 kWh at 0.2 are 4 cents: what stands beside the price gives the price.
    const shown = budgetOf(job, 'en');
    expect(Number.parseFloat(shown.energy) * 0.2).toBeCloseTo(Number(shown.electricity.slice(1)), 2);
  });

  it('says by how much a job misses', () => {
    const { verdict, room } = budgetOf({ ...job, gpu: 'rtx-3060-12gb', microBatchSize: 128 }, 'en');
    expect(verdict).toBe('misses');
    expect(room).toMatch(/over/);
  });

  it('calls a job tight that fits by less than its range', () => {
    const { memory } = answerTo(job);
    const between = (share: number) => memory.total + share * (memory.high - memory.total);
    const on = (gpuMemoryBytes: number) =>
      budgetOf({ ...job, gpuMemoryBytes: Math.ceil(gpuMemoryBytes) }, 'en');
    expect(on(between(0.5))).toMatchObject({ verdict: 'tight', room: expect.stringMatching(/tight.*spare/) });
    expect(on(between(1.01)).verdict).toBe('fits');
    const other = Math.ceil(0.02 * (memory.high - memory.total));
    expect(
      budgetOf({ ...job, gpuMemoryBytes: Math.ceil(between(1.01)), otherUseBytes: other }, 'en').verdict,
    ).toBe('tight');
  });

  it('prints the range of the estimate', () => {
    const { memory } = answerTo(job);
    const [low, high] = budgetOf(job, 'en')
      .range.match(/[\d.]+/g)!
      .map(Number);
    expect(low).toBeCloseTo(memory.low / 2 ** 30, 0);
    expect(high).toBeCloseTo(memory.high / 2 ** 30, 0);
    expect(low).toBeLessThan(high!);
  });

  it('leaves out a price that nobody printed', () => {
    expect(budgetOf({ ...job, gpu: 'a100-sxm4-80gb' }, 'en').price).toBeNull();
  });

  it('is none without an amount of work or a price of electricity', () => {
    expect(() => budgetOf({ ...job, samples: null }, 'en')).toThrow(/timeSeconds/);
    expect(() => budgetOf({ ...job, electricityPricePerKwh: null }, 'en')).toThrow(/electricityCost/);
  });
});

describe('the link to the calculator', () => {
  const query = (change: object) =>
    new URL(calculatorLink({ ...job, ...change }, 'en'), 'https://x.test').searchParams;

  it('carries how many cards there are and how they share', () => {
    const two = query({ gpuCount: 2, sharding: 'zero-3' });
    expect(two.get('n')).toBe('2');
    expect(two.get('shard')).toBe('zero-3');
  });

  it('carries what runs the job', () => {
    expect(query({ framework: 'unsloth' }).get('fw')).toBe('unsloth');
    expect(query({}).has('fw')).toBe(false);
  });

  it('says nothing of it for one card', () => {
    expect(query({}).has('n')).toBe(false);
    expect(query({}).has('shard')).toBe(false);
  });
});
