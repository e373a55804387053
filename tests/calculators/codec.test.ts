import { gpus, models } from 'virtual:headroom-catalog';
import fc from 'fast-check';
import { optimizerValues } from '../../src/estimation/request.ts';
import { models as allModels } from '../../catalog/index.ts';
import { customKinds, isImageKind, type CustomModel } from '../../src/estimation/types.ts';
import { describe, expect, test } from 'vitest';
import { writeCards } from '../../src/calculators/gpu/card-list.ts';
import {
  attentions,
  checkpointings,
  createGpuCodec,
  frameworksFor,
  jobs,
  kvCacheFormats,
  loraTargets,
  offloads,
  plotAxes,
  precisions,
  ranges,
  segments,
  shardings,
  splits,
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
  fp8Modes,
  regimes,
} from '../../src/calculators/precision/state.ts';
import { readNumber, shorten, type NumberRange } from '../../src/calculators/shared/codec.ts';
import { rateRange } from '../../src/calculators/shared/display.ts';
import { memoryUnits } from '../../src/calculators/shared/format.ts';
import { modelOf, ownModel, type ModelState } from '../../src/calculators/shared/own-model.ts';
import { dimensionsOf, slimModel } from '../../src/scripts/slim-models.ts';

const catalogModel = (slug: string) => allModels.find((model) => model.slug === slug)!;
const gpuCodec = createGpuCodec({ gpus, models });
const precisionCodec = createPrecisionCodec({ gpus, models });

const inRange = ({ min, max, integer }: NumberRange) =>
  integer ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true }).map((value) => value + 0);
const maybe = (range: NumberRange) => fc.option(inRange(range), { nil: null });
const oneOf = <T>(values: readonly T[]) => fc.constantFrom(...values);
const slugs = (rows: readonly { slug: string }[]) => oneOf(rows.map((row) => row.slug));

/** Every catalog model as the dimensions of a model of one's own. */
const describable = models.filter(({ kind }) => (customKinds as readonly string[]).includes(kind));
const ownModels = describable.map((model) => {
  // A link leaves out what is empty.
  const { experts, mla, encoder, slidingWindow, ...rest } = dimensionsOf(model);
  return {
    ...rest,
    ...(slidingWindow && { slidingWindow }),
    ...(experts && { experts }),
    ...(mla && { mla }),
    ...(encoder && { encoder }),
  } as CustomModel;
});
const name = fc.string({ maxLength: 40, unit: 'grapheme' }).map((text) => shorten(text.trim(), 40));
const modelState: fc.Arbitrary<ModelState> = fc.oneof(
  fc.record({ model: slugs(models), dimensions: fc.option(oneOf(ownModels)), modelName: name }),
  fc.record({ model: fc.constant(ownModel), dimensions: oneOf(ownModels), modelName: name }),
);
/** An image has the tokens it has. */
const withImage = <S extends ModelState & { sequenceLength: number; contextLength?: number }>(
  state: S,
): S => {
  const model = state.model === ownModel ? state.dimensions : models.find(({ slug }) => slug === state.model);
  if (!model?.kind || !isImageKind(model.kind)) return state;
  const tokens = model.contextLength!;
  return { ...state, sequenceLength: tokens, ...('contextLength' in state && { contextLength: tokens }) };
};

const cardLists = (amount: fc.Arbitrary<number>, most: number, implied?: number) =>
  fc
    .uniqueArray(fc.tuple(slugs(gpus), amount), { maxLength: most, selector: ([slug]) => slug })
    .map((cards) => writeCards(cards, implied));
const displayState = {
  unit: oneOf(memoryUnits),
  currency: fc.stringMatching(/^[A-Z]{3}$/),
  rate: maybe(rateRange),
};

const gpuState: fc.Arbitrary<GpuState> = fc
  .record<Omit<GpuState, keyof ModelState>>({
    job: oneOf(jobs),
    gpu: slugs(gpus),
    sequenceLength: inRange(ranges.sequenceLength),
    microBatchSize: inRange(ranges.microBatchSize),
    gradientAccumulationSteps: inRange(ranges.gradientAccumulationSteps),
    gradientCheckpointing: oneOf(checkpointings),
    precision: oneOf(precisions),
    optimizer: oneOf(optimizerValues),
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
    segment: oneOf(segments),
    series: oneOf(['', ...gpus.map((gpu) => gpu.series)]),
    minMemoryGb: maybe(ranges.minMemoryGb),
    budget: maybe(ranges.budget),
    fitsOnly: fc.boolean(),
    maxPowerW: maybe(ranges.maxPowerW),
    ownOnly: fc.boolean(),
    sort: oneOf(sorts),
    axis: oneOf(plotAxes),
    gpuCount: inRange(ranges.gpuCount),
    sharding: oneOf(shardings),
    split: oneOf(splits),
    offload: oneOf(offloads),
    framework: oneOf(frameworksFor('run').filter((name) => frameworksFor('full').includes(name))),
    promptTokens: maybe(ranges.promptTokens),
    pins: cardLists(inRange(ranges.gpuCount), 5, 1),
    paid: cardLists(inRange(ranges.gpuPrice), 40),
    mine: cardLists(fc.constant(1), 20, 1),
    ...displayState,
  })
  .chain((rest) => modelState.map((model) => withImage({ ...rest, ...model })))
  .map((state) =>
    state.weightFormat === 'auto' || weightFormatsFor(state).includes(state.weightFormat)
      ? state
      : { ...state, weightFormat: 'auto' as const },
  )
  .map((state) => {
    const { promptTokens, contextLength, gpuCount } = state;
    const { layers } =
      state.model === ownModel ? state.dimensions! : models.find(({ slug }) => slug === state.model)!;
    return {
      ...state,
      promptTokens: promptTokens !== null && promptTokens > contextLength ? null : promptTokens,
      gpuCount: state.job === 'run' && gpuCount > layers ? 1 : gpuCount,
    };
  });

const precisionState: fc.Arbitrary<PrecisionState> = fc
  .record<Omit<PrecisionState, keyof ModelState>>({
    gpuMemoryGib: maybe(precisionRanges.gpuMemoryGib),
    method: oneOf(methods),
    gpu: slugs(gpus),
    sequenceLength: inRange(precisionRanges.sequenceLength),
    microBatchSize: inRange(precisionRanges.microBatchSize),
    gradientCheckpointing: oneOf(checkpointings),
    optimizer: oneOf(optimizerValues),
    loraRank: inRange(precisionRanges.loraRank),
    otherUseGib: inRange(precisionRanges.otherUseGib),
    gradientExponent: inRange(precisionRanges.gradientExponent),
    scaleExponent: inRange(precisionRanges.scaleExponent),
    gradientSpread: inRange(precisionRanges.gradientSpread),
    growthInterval: inRange(precisionRanges.growthInterval),
    spikeStep: inRange(precisionRanges.spikeStep),
    spikeExponent: inRange(precisionRanges.spikeExponent),
    step: inRange(precisionRanges.step),
    typed: oneOf(['0.1', '1e-8', '-3.5', '1/3', '2^-24', '1.5*2^+3']),
    absmax: maybe(precisionRanges.absmax),
    fp8: oneOf(fp8Modes),
    regime: oneOf(regimes),
    ...displayState,
  })
  .chain((rest) => modelState.map((model) => withImage({ ...rest, ...model })));

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
    // Any code units, halves of a pair as well.
    const anyText = fc.uint16Array({ maxLength: 300 }).map((units) => String.fromCharCode(...units));
    fc.assert(
      fc.property(anyText, (text) => {
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

describe('a model of one’s own', () => {
  const read = (dims: string) => gpuCodec.parse(`model=custom&dims=${dims}`);
  const llama = 'p8030261248-l32-h4096-i14336-a32-k8-d128-v128256-t0-g1-c131072';

  test('stands in a link as a letter and a number for each dimension', () => {
    const { state, ignored } = gpuCodec.parse(`model=custom&dims=${llama}&name=My+model`);
    expect(ignored).toEqual([]);
    expect(modelOf(state)).toMatchObject({
      name: 'My model',
      parameters: 8_030_261_248,
      layers: 32,
      kvHeads: 8,
      tiedEmbeddings: false,
      gatedMlp: true,
      contextLength: 131_072,
    });
    expect(gpuCodec.serialise(state)).toBe(`v=1&model=custom&dims=${llama}&name=My+model`);
    expect(state.sequenceLength).toBe(2048);
    expect(precisionCodec.parse(gpuCodec.serialise(state)).state.dimensions).toEqual(state.dimensions);
  });

  test('keeps experts and latent attention', () => {
    const deepseek = slimModel(catalogModel('deepseek-v3'));
    const dimensions = dimensionsOf(deepseek) as CustomModel;
    const query = gpuCodec.serialise({ ...gpuCodec.defaults, model: ownModel, dimensions });
    expect(query).toContain('e256.8.2048.2048.3-m1536.512.128.64.128');
    expect(gpuCodec.parse(query).state.dimensions).toMatchObject({
      experts: deepseek.experts,
      mla: deepseek.mla,
    });
    // Under 200 characters, which any chat or mail carries whole.
    expect(query.length).toBeLessThan(200);
  });

  test.each([
    ['', 'p (parameters): 1000000–10000000000000'],
    [llama.replace('-l32', ''), 'l (layers): 1–1024'],
    [llama.replace('l32', 'l0'), 'l (layers): 1–1024'],
    [llama.replace('h4096', 'hx'), 'h (hiddenSize): 1–131072'],
    [llama.replace('k8', 'k5'), 'k (kvHeads): 0–32'],
    [llama.replace('t0', 't2'), 't (tiedEmbeddings): 0–1'],
    [`${llama}-s33`, 's (slidingLayers): 0–32'],
    [`${llama}-e8.9.14336.0.0`, 'e (experts.perToken): 0–8'],
    [`${llama}-e8.2.14336.0.33`, 'e (experts.denseLayers): 0–32'],
    [`${llama}-e8.2.14336`, 'e (experts.sharedIntermediateSize): 0–1048576'],
    [`${llama}-x1`, 'x (kind): 0–5'],
    [llama.replace('v128256', 'v0'), 'v (vocabSize): 1–4194304'],
  ])('%s: names the dimension and its range', (dims, allowed) => {
    const { state, ignored } = read(dims);
    expect(state).toEqual(gpuCodec.defaults);
    expect(ignored).toMatchObject([
      { field: 'dims', code: 'out-of-range', allowed },
      { field: 'model', code: 'conflict' },
    ]);
  });

  test('needs dimensions', () => {
    expect(gpuCodec.parse('model=custom').ignored).toMatchObject([{ field: 'model', code: 'conflict' }]);
  });

  test('is never read wrongly, whatever the text', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^([a-z][0-9.]{0,6}-){0,20}$/), (dims) => {
        const { state } = read(dims);
        expect(gpuCodec.parse(gpuCodec.serialise(state))).toEqual({ state, ignored: [] });
      }),
    );
  });
});

describe('the segment', () => {
  test('is that of the chosen card, unless the reader or a series says another', () => {
    expect(gpuCodec.defaults.segment).toBe('desktop');
    expect(gpuCodec.parse('gpu=h100-sxm5-80gb').state.segment).toBe('datacenter');
    expect(gpuCodec.follow(gpuCodec.defaults, { gpu: 'h100-sxm5-80gb' }).segment).toBe('datacenter');
    expect(gpuCodec.parse('gpu=h100-sxm5-80gb&seg=all').state.segment).toBe('all');
    // A link from before there was a segment shows the series it names.
    expect(gpuCodec.parse('series=Data+Center+Hopper').state.segment).toBe('all');
  });
});

describe('fields that depend on each other', () => {
  test('an image has the tokens it has', () => {
    expect(gpuCodec.parse('model=vit-b-16').state.sequenceLength).toBe(197);
    expect(gpuCodec.parse('model=vit-b-16&seq=512')).toMatchObject({
      state: { sequenceLength: 197 },
      ignored: [{ field: 'seq', code: 'conflict', allowed: '197' }],
    });
  });

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
