import { describe, expect, it } from 'vitest';
import { costOf } from '../../src/estimation/cost/index.ts';
import type { EstimateRequest } from '../../src/estimation/index.ts';
import { base, toyGpu } from './toy.ts';

/** 100 tokens a second on 200 W cards that cost 500. */
const cost = (change: Partial<EstimateRequest>) => costOf({ ...base, ...change }, toyGpu, 100);

describe('the amount of work', () => {
  const training = { sequenceLength: 4096, samples: 100 };
  it.each<[string, Partial<EstimateRequest>, number | null]>([
    ['tokens', { tokens: 5000 }, 5000],
    ['tokens before samples', { tokens: 5000, samples: 7 }, 5000],
    ['padded samples', training, 409_600],
    ['padded samples, however short', { ...training, meanSampleTokens: 300 }, 409_600],
    ['packed samples', { ...training, packing: true, meanSampleTokens: 300 }, 30_000],
    ['packed samples of unknown length', { ...training, packing: true }, 409_600],
    ['prompts', { task: 'inference', contextLength: 1000, samples: 3 }, 3000],
    ['no amount', {}, null],
  ])('%s', (_, change, tokens) => {
    expect(cost(change).time.seconds).toBe(tokens === null ? null : tokens / 100);
  });
});

describe('energy and money', () => {
  it('count every card', () => {
    const { energy, cost: money } = cost({
      tokens: 3.6e6,
      gpuCount: 4,
      electricityPricePerKwh: 0.3,
      cloudPricePerHour: 0.5,
    });
    // 36 000 s are 10 hours; four cards of 0.2 kW.
    expect(energy.kwh).toBeCloseTo(8, 12);
    expect(money.purchase).toBe(2000);
    expect(money.electricity).toBeCloseTo(2.4, 12);
    expect(money.cloud).toBeCloseTo(20, 12);
    expect(money.total).toBe(money.cloud);
  });

  it('break even where the price is earned by the difference between rent and electricity', () => {
    // 0.2 kW at 0.5 a kWh are 0.1 an hour: 0.5 - 0.1 saved each hour.
    expect(cost({ cloudPricePerHour: 0.5, electricityPricePerKwh: 0.5 }).cost.breakEvenHours).toBeCloseTo(
      1250,
      9,
    );
    expect(cost({ cloudPricePerHour: 0.5 }).cost.breakEvenHours).toBe(1000);
    expect(cost({ cloudPricePerHour: 0.5, gpuPrice: 100 }).cost.breakEvenHours).toBe(200);
  });

  it('cost the same either way after the hours of break-even', () => {
    const prices = { cloudPricePerHour: 0.7, electricityPricePerKwh: 0.4, gpuCount: 2 };
    const hours = cost(prices).cost.breakEvenHours!;
    const { cost: money } = cost({ ...prices, tokens: hours * 3600 * 100 });
    expect(money.purchase! + money.electricity!).toBeCloseTo(money.cloud!, 9);
  });

  it.each<[string, Partial<EstimateRequest>]>([
    ['no rent is named', {}],
    ['the rent is below the electricity', { cloudPricePerHour: 0.1, electricityPricePerKwh: 0.5 }],
    ['the price is unknown', { cloudPricePerHour: 1, currency: 'EUR' }],
  ])('never break even where %s', (_, change) => expect(cost(change).cost.breakEvenHours).toBeNull());
});
