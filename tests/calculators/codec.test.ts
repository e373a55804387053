import { gpus, models } from 'virtual:headroom-catalog';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  attentions,
  checkpointings,
  createGpuCodec,
  jobs,
  kvCacheFormats,
  loraTargets,
  optimizers,
  precisions,
  ranges,
  sorts,
  weightFormats,
  weightFormatsFor,
  type GpuState,
} from '../../src/calculators/gpu/state.ts';
import {
  createPrecisionCodec,
  methods,
  ranges as precisionRanges,
  type PrecisionState,
} from '../../src/calculators/precision/state.ts';
import { readNumber, shorten, type NumberRange } from '../../src/calculators/shared/codec.ts';

const gpuCodec = createGpuCodec({ gpus, models });
const precisionCodec = createPrecisionCodec({ gpus, models });

const inRange = ({ min, max, integer }: NumberRange) =>
  integer ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true }).map((value) => value + 0);
const maybe = (range: NumberRange) => fc.option(inRange(range), { nil: null });
const oneOf = <T>(values: readonly T[]) => fc.constantFrom(...values);
const slugs = (rows: readonly { slug: string }[]) => oneOf(rows.map((row) => row.slug));

const gpuState: fc.Arbitrary<GpuState> = fc
  .record<GpuState>({
    model: slugs(models),
    job: oneOf(jobs),
    gpu: slugs(gpus),
    sequenceLength: inRange(ranges.sequenceLength),
    microBatchSize: inRange(ranges.microBatchSize),
    gradientAccumulationSteps: inRange(ranges.gradientAccumulationSteps),
    gradientCheckpointing: oneOf(checkpointings),
    precision: oneOf(precisions),
    optimizer: oneOf(optimizers),
    attention: oneOf(attentions),
    fusedCrossEntropy: fc.boolean(),
    fusedOptimizer: fc.boolean(),
    loraRank: inRange(ranges.loraRank),
    loraTargets: oneOf(loraTargets),
    weightFormat: oneOf(weightFormats),
    doubleQuantization: fc.boolean(),
    kvCacheFormat: oneOf(kvCacheFormats),
    contextLength: inRange(ranges.contextLength),
    concurrency: inRange(ranges.concurrency),
    otherUseGib: inRange(ranges.otherUseGib),
    tokens: maybe(ranges.tokens),
    samples: maybe(ranges.samples),
    electricityPricePerKwh: maybe(ranges.electricityPricePerKwh),
    gpuPrice: maybe(ranges.gpuPrice),
    gpuMemoryGib: maybe(ranges.gpuMemoryGib),
    series: oneOf(['', ...gpus.map((gpu) => gpu.series)]),
    minMemoryGb: maybe(ranges.minMemoryGb),
    budget: maybe(ranges.budget),
    fitsOnly: fc.boolean(),
    sort: oneOf(sorts),
  })
  .map((state) =>
    state.weightFormat === 'auto' || weightFormatsFor(state).includes(state.weightFormat)
      ? state
      : { ...state, weightFormat: 'auto' as const },
  );

const precisionState: fc.Arbitrary<PrecisionState> = fc.record<PrecisionState>({
  model: slugs(models),
  method: oneOf(methods),
  gpu: slugs(gpus),
  sequenceLength: inRange(precisionRanges.sequenceLength),
  microBatchSize: inRange(precisionRanges.microBatchSize),
  gradientCheckpointing: oneOf(checkpointings),
  optimizer: oneOf(optimizers),
  loraRank: inRange(precisionRanges.loraRank),
  otherUseGib: inRange(precisionRanges.otherUseGib),
  gradientExponent: inRange(precisionRanges.gradientExponent),
  scaleExponent: inRange(precisionRanges.scaleExponent),
});

describe('a link carries the whole state', () => {
  test('of the GPU comparison', () => {
    fc.assert(
      fc.property(gpuState, (state) => {
        expect(gpuCodec.parse(gpuCodec.serialise(state))).toEqual({ state, ignored: [] });
      }),
    );
  });

  test('of the mixed-precision comparison', () => {
    fc.assert(
      fc.property(precisionState, (state) => {
        expect(precisionCodec.parse(precisionCodec.serialise(state))).toEqual({ state, ignored: [] });
      }),
    );
  });

  test('with defaults left out', () => {
    expect(gpuCodec.serialise(gpuCodec.defaults)).toBe('');
    expect(gpuCodec.serialise({ ...gpuCodec.defaults, microBatchSize: 4 })).toBe('v=1&batch=4');
    expect(precisionCodec.serialise(precisionCodec.defaults)).toBe('');
  });

  test('with and without the question mark', () => {
    expect(gpuCodec.parse('?batch=4').state).toEqual(gpuCodec.parse('batch=4').state);
  });
});

describe('whatever cannot be read becomes the default and is reported', () => {
  const only = (query: string) => {
    const { state, ignored } = gpuCodec.parse(query);
    expect(state).toEqual(gpuCodec.defaults);
    expect(ignored).toHaveLength(1);
    return ignored[0];
  };

  test.each([
    ['nonsense=1', 'nonsense', 'unknown-field'],
    ['seq=1e999', 'seq', 'out-of-range'],
    ['seq=-2048', 'seq', 'out-of-range'],
    ['seq=2048.5', 'seq', 'out-of-range'],
    ['seq=0', 'seq', 'out-of-range'],
    ['seq=0x800', 'seq', 'not-a-number'],
    ['seq=', 'seq', 'not-a-number'],
    ['seq=NaN', 'seq', 'not-a-number'],
    ['other=Infinity', 'other', 'not-a-number'],
    ['tokens=lots', 'tokens', 'not-a-number'],
    ['job=%3Cscript%3Ealert(1)%3C/script%3E', 'job', 'not-listed'],
    ['gpu=%3Cimg%20src=x%20onerror=alert(1)%3E', 'gpu', 'not-in-catalog'],
    ['model=__proto__', 'model', 'not-in-catalog'],
    ['__proto__=1', '__proto__', 'unknown-field'],
    ['constructor=1', 'constructor', 'unknown-field'],
    ['fce=yes', 'fce', 'not-listed'],
    ['v=2', 'v', 'newer-version'],
    ['wf=q4_k_m', 'wf', 'conflict'],
  ])('%s', (query, field, code) => {
    expect(only(query)).toMatchObject({ field, code });
  });

  test('a number out of range names the range', () => {
    expect(only('batch=-1')?.allowed).toBe(`${ranges.microBatchSize.min}–${ranges.microBatchSize.max}`);
  });

  test('ten kilobytes of text are shown short', () => {
    const entry = only(`model=${'x'.repeat(10_240)}`);
    expect(entry?.value.length).toBeLessThanOrEqual(32);
    const long = only(`${'k'.repeat(10_240)}=1`);
    expect(long?.field.length).toBeLessThanOrEqual(32);
  });

  test('a key given twice keeps the first value', () => {
    const { state, ignored } = gpuCodec.parse('batch=2&batch=8');
    expect(state.microBatchSize).toBe(2);
    expect(ignored).toMatchObject([{ field: 'batch', code: 'repeated' }]);
  });

  test('a good field beside a bad one still counts', () => {
    const { state, ignored } = gpuCodec.parse('batch=4&seq=oops');
    expect(state).toEqual({ ...gpuCodec.defaults, microBatchSize: 4 });
    expect(ignored).toHaveLength(1);
  });

  test('keys of the page around the island are passed over in silence', () => {
    expect(gpuCodec.parse('theme=dark&lang=zh-cn').ignored).toEqual([]);
  });

  test('no text at all makes either codec throw or leave the allowed values', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300, unit: 'binary' }), (text) => {
        const { state } = gpuCodec.parse(text);
        expect(state.sequenceLength).toBeGreaterThanOrEqual(1);
        expect(gpus.some((gpu) => gpu.slug === state.gpu)).toBe(true);
        precisionCodec.parse(text);
      }),
    );
    const keys = ['model', 'gpu', 'job', 'seq', 'batch', 'wf', 'prec', 'tokens', 'sort', 'v'];
    fc.assert(
      fc.property(fc.array(fc.tuple(oneOf(keys), fc.string())), (pairs) => {
        const { state } = gpuCodec.parse(new URLSearchParams(pairs));
        expect(gpuCodec.parse(gpuCodec.serialise(state))).toEqual({ state, ignored: [] });
      }),
    );
  });
});

describe('fields that depend on each other', () => {
  test('the default length follows a model with a shorter context', () => {
    expect(gpuCodec.parse('model=gpt2').state.sequenceLength).toBe(1024);
    expect(gpuCodec.follow(gpuCodec.defaults, { model: 'gpt2' }).sequenceLength).toBe(1024);
  });

  test('a length the reader chose stays when the model changes', () => {
    const chosen = gpuCodec.follow(gpuCodec.defaults, { sequenceLength: 4096 });
    expect(gpuCodec.follow(chosen, { model: 'gpt2' }).sequenceLength).toBe(4096);
  });

  test('a weight format that the new job excludes falls back to automatic', () => {
    const running = gpuCodec.follow(gpuCodec.defaults, { job: 'run', weightFormat: 'q4_k_m' });
    expect(running.weightFormat).toBe('q4_k_m');
    expect(gpuCodec.follow(running, { job: 'lora' }).weightFormat).toBe('auto');
  });
});

test('numbers are read as people write them', () => {
  const range = { min: 0, max: 1e6 };
  expect(readNumber('1e3', range)).toEqual({ value: 1000 });
  expect(readNumber(' .5 ', range)).toEqual({ value: 0.5 });
  expect(Object.is((readNumber('-0', range) as { value: number }).value, 0)).toBe(true);
  expect(readNumber('1,000', range)).toEqual({ code: 'not-a-number' });
});

test('shown text holds no control or direction characters', () => {
  expect(shorten('a\u202eb\u0000c\nd')).toBe('a b c d');
});
