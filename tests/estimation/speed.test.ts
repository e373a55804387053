import { describe, expect, it } from 'vitest';
import {
  estimateCore,
  type EstimateRequest,
  type EstimationGpu,
  type EstimationModel,
} from '../../src/estimation/index.ts';
import { peakRate } from '../../src/estimation/speed/rates.ts';
import { trainingWork } from '../../src/estimation/speed/training.ts';
import { prepareJob } from '../../src/estimation/job.ts';
import { base, toy, toyGpu } from './toy.ts';

const work = (change: Partial<EstimateRequest>, model: Partial<EstimationModel> = {}) =>
  trainingWork(prepareJob({ ...base, ...change }, { ...toy, ...model }));
const speed = (change: Partial<EstimateRequest>, gpu: Partial<EstimationGpu> = {}) =>
  estimateCore({ ...base, ...change }, toy, { ...toyGpu, ...gpu }, '').speed;

const pascal = { computeCapability: 6.1, fp32Tflops: 11, fp16Tflops: 11 / 64, tensor: null };

describe('FLOP of a micro-batch', () => {
  // 12 tokens; layers 1152 and head 80 parameters are multiplied, the input embedding is looked up.
  it('is 6 per parameter and token in full training, 4 with frozen weights', () => {
    expect(work({}).flop).toBe(6 * 12 * (1152 + 80)); // 88704
    // Adapters are trained: 6 x 224.
    expect(work({ method: 'lora', weightFormat: 'bf16' }).flop).toBe(12 * (4 * 1232 + 6 * 224));
  });

  it('adds a forward pass of the layers under full checkpointing', () => {
    expect(work({ gradientCheckpointing: 'full' }).flop).toBe(12 * (6 * 1232 + 2 * 1152));
    expect(work({ gradientCheckpointing: 'selective' }).flop).toBe(work({}).flop);
  });

  it('counts attention once forward, and backward twice and the scores again; once more when computed again', () => {
    // 4 x 2 layers x 8 wide x 4 positions, halved by the causal mask: 128 a token.
    expect(work({}).attentionFlop).toBe(12 * 3.5 * 128);
    expect(work({ gradientCheckpointing: 'selective' }).attentionFlop).toBe(12 * 4.5 * 128);
    expect(work({}, { kind: 'encoder' }).attentionFlop).toBe(12 * 3.5 * 256);
    // A window of 2: 2 − 2² / (2 x 4) = 1.5 of 4 positions on average instead of 2.
    expect(work({}, { slidingWindow: 2 }).attentionFlop).toBe(12 * 3.5 * 96);
    // Eager attention computes what the mask hides, and keeps the scores.
    expect(work({ attention: 'eager' }).attentionFlop).toBe(12 * 3 * 256);
  });

  it('leaves recomputation out of the model FLOP that mfu counts', () => {
    expect(work({ gradientCheckpointing: 'full' }).modelFlop).toBe(work({}).modelFlop);
  });
});

describe('peak rate', () => {
  it.each([
    ['fp32', 20e12],
    ['tf32', 50e12],
    ['fp16-mixed', 100e12],
    ['bf16', 100e12],
    // No FP8 on this card: the rate of bf16.
    ['fp8-mixed', 100e12],
  ] as const)('%s on Ampere', (precision, rate) => expect(peakRate(toyGpu, precision)).toBe(rate));

  it.each([
    // Libraries compute in fp32 where fp16 arithmetic runs at 1/64.
    ['fp16-mixed', 11e12],
    ['fp16', 11e12],
    ['tf32', 11e12],
    ['bf16-mixed', 5.5e12],
  ] as const)('%s on a Pascal GeForce', (precision, rate) =>
    expect(peakRate({ ...toyGpu, ...pascal }, precision)).toBe(rate),
  );
});

describe('training speed', () => {
  const large = { sequenceLength: 2048, microBatchSize: 4 } as const;

  it('is tokens of a step over its seconds', () => {
    const { tokensPerSecond, stepSeconds } = speed({ ...large, gradientAccumulationSteps: 3 });
    expect(tokensPerSecond * stepSeconds!).toBeCloseTo(3 * 2048 * 4, 6);
  });

  it('drops with checkpointing, with a slower card and with less power', () => {
    const full = speed(large).tokensPerSecond;
    expect(speed({ ...large, gradientCheckpointing: 'full' }).tokensPerSecond).toBeLessThan(full);
    expect(speed(large, pascal).tokensPerSecond).toBeLessThan(full);
    expect(speed(large, { tdpW: 70 }).tokensPerSecond).toBeLessThan(full);
  });

  it('never reaches the peak', () => {
    const { mfu } = speed(large);
    expect(mfu).toBeGreaterThan(0);
    expect(mfu).toBeLessThan(1);
  });
});

describe('time, energy and cost', () => {
  const answer = (change: Partial<EstimateRequest>) => estimateCore({ ...base, ...change }, toy, toyGpu, '');

  it('follow from the work and the prices given', () => {
    const {
      speed: s,
      time,
      energy,
      cost,
    } = answer({ tokens: 1e6, electricityPricePerKwh: 0.25, cloudPricePerHour: 2 });
    expect(time.seconds).toBeCloseTo(1e6 / s.tokensPerSecond, 9);
    expect(energy.kwh).toBeCloseTo((200 * time.seconds!) / 3.6e6, 12);
    expect(cost.purchase).toBe(500);
    expect(cost.electricity).toBeCloseTo(energy.kwh! * 0.25, 12);
    expect(cost.cloud).toBeCloseTo((time.seconds! / 3600) * 2, 12);
    expect(cost.total).toBe(cost.cloud);
  });

  it('count a sample as one sequence', () => {
    expect(answer({ samples: 10 }).time.seconds).toBeCloseTo(answer({ tokens: 40 }).time.seconds!, 12);
  });

  it('are null where the reader gave nothing, and a dollar price is not turned into another currency', () => {
    expect(answer({}).time.seconds).toBeNull();
    expect(answer({}).energy.kwh).toBeNull();
    expect(answer({}).cost).toMatchObject({ purchase: 500, electricity: null, cloud: null, total: 500 });
    expect(answer({ currency: 'EUR' }).cost).toMatchObject({ purchase: null, total: null });
    expect(answer({ currency: 'EUR', gpuPrice: 450 }).cost.purchase).toBe(450);
  });
});
