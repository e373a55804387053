import { gpus, models } from 'virtual:headroom-catalog';
import fc from 'fast-check';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { languages } from '../../content/i18n/index.ts';
import { chosenRequest } from '../../src/calculators/gpu/request.ts';
import { createGpuCodec, jobs } from '../../src/calculators/gpu/state.ts';
import { ask } from '../../src/calculators/shared/engine.ts';
import { formatGib } from '../../src/calculators/shared/format.ts';
import type { Surface } from '../../src/calculators/shared/island.ts';
import { amount } from '../../src/calculators/step/amount.ts';
import { layoutOf, momentAt } from '../../src/calculators/step/geometry.ts';
import { codec, methods, type StepState } from '../../src/calculators/step/state.ts';
import { storyOf, titleOf } from '../../src/calculators/step/story.ts';
import { stepStrings } from '../../src/calculators/step/strings.ts';
import { stepSentence } from '../../src/calculators/step/stage.tsx';
import StepExplorer from '../../src/calculators/step/view.tsx';
import { indexOf, watch, withEachMethod } from '../../src/calculators/step/watched.ts';
import { checkpointings, attentions } from '../../src/calculators/gpu/state.ts';
import { optimizerValues } from '../../src/estimation/request.ts';
import { memoryParts } from '../../src/estimation/types.ts';
import { plain } from './plain.ts';

const gpuCodec = createGpuCodec({ gpus, models });
const GIB = 2 ** 30;

const stateOf = (query: string): StepState => {
  const { state, ignored } = codec.parse(query);
  expect(ignored).toEqual([]);
  return state;
};

const oneOf = <T,>(values: readonly T[]) => fc.constantFrom(...values);
/** States that a reader can reach by the controls. */
const states = fc
  .record({
    model: oneOf(models.map(({ slug }) => slug)),
    gpu: oneOf(gpus.map(({ slug }) => slug)),
    job: oneOf(methods),
    microBatchSize: fc.integer({ min: 1, max: 64 }),
    gradientAccumulationSteps: oneOf([1, 2, 16]),
    gradientCheckpointing: oneOf(checkpointings),
    optimizer: oneOf(optimizerValues.filter((name) => !name.startsWith('galore'))),
    attention: oneOf(attentions),
    fusedCrossEntropy: fc.boolean(),
    fusedOptimizer: fc.boolean(),
    loraRank: oneOf([4, 16, 64]),
    otherUseGib: oneOf([0, 1.5]),
  })
  .map((change) => codec.follow(codec.defaults, change));

describe.each(languages)('rendered on the server in %s', (lang) => {
  const strings = stepStrings(lang);
  const render = (surface: Surface, initial = '') =>
    renderToString(
      <StepExplorer lang={lang} strings={strings} base="/sub/" surface={surface} initial={initial} />,
    );

  test('the picture stands at the peak, and the peak is the answer’s figure', () => {
    const html = render('page');
    const text = plain(html);
    const { memory } = ask(chosenRequest(codec.defaults));
    const peak = formatGib(memory.allocated + memory.perGpu.context, lang);
    expect(text).toContain(strings.plot.peak.replace('{peak}', peak));
    expect(text).toContain(formatGib(memory.total, lang));
    expect(text).toContain(strings.titles.loss);
    expect(text).toContain(strings.peaks.loss);
    expect(html).toContain('clip-path:polygon(');
    expect(html).toContain(`<noscript><p class="hr-noscript">${strings.shared.noScript}`);
    for (const phase of Object.values(strings.phases)) expect(text).toContain(phase);
    // The table twin has every moment, and is there without JavaScript.
    expect(html.match(/<th scope="row"/g)).toHaveLength(watch(codec.defaults).events.length);
  });

  test.each(['page', 'chapter'] as const)('nothing is left open on surface %s', (surface) => {
    for (const query of [
      '',
      'job=full&model=gpt2&ckpt=none&attn=eager&accum=4&fopt=0',
      'job=lora&model=vit-b-16&gpu=gtx-1060-6gb',
      'job=dora&prec=fp16&opt=sgd&fce=1&at=finetune',
      'job=full&wf=bf16&at=states',
    ]) {
      expect(plain(render(surface, query)), query).not.toMatch(/undefined|NaN|Infinity|\[object|\{\w+\}/);
    }
  });

  test('every moment of any job is told in full', () => {
    fc.assert(
      fc.property(states, (state) => {
        const watched = watch(state);
        expect(stepSentence(watched, state, strings, lang)).not.toMatch(/NaN|undefined|\{/);
        for (const event of watched.events) {
          const said = [titleOf(event, strings), ...storyOf(watched, event, strings, lang)];
          expect(said.length, event.id).toBeGreaterThan(1);
          expect(said.join(' '), event.id).not.toMatch(/NaN|undefined|Infinity|\{\w+\}/);
          // Nothing is said to come or go that is nothing.
          expect(said.join(' '), event.id).not.toMatch(/(?<![\d.,])0 KiB/);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('a small amount is shown in a unit that shows it', () => {
    expect(amount(3.25 * GIB, lang)).toBe(formatGib(3.25 * GIB, lang));
    expect(amount(16384, lang)).toBe('16 KiB');
    expect(amount(52 * 2 ** 20, lang)).toBe('52 MiB');
  });
});

describe('the state', () => {
  test('is that of the GPU comparison and a moment: links carry over both ways', () => {
    const query =
      'v=1&model=qwen2.5-7b&job=lora&gpu=rtx-4090&seq=4096&ckpt=none&rank=64&budget=900&sort=price';
    expect(gpuCodec.parse(query).ignored).toEqual([]);
    const state = stateOf(query);
    const { at, ...shared } = state;
    expect(at).toBe('');
    expect(shared).toEqual(gpuCodec.parse(query).state);
    expect(new URLSearchParams(codec.serialise(state)).toString()).toBe(
      new URLSearchParams(gpuCodec.serialise(shared)).toString(),
    );
    // With a moment the same link and one key more.
    const there = codec.serialise({ ...state, at: 'backward-3' });
    expect(there).toBe(`${codec.serialise(state)}&at=backward-3`);
    expect(stateOf(there)).toEqual({ ...state, at: 'backward-3' });
  });

  test('goes through the address and back', () => {
    fc.assert(
      fc.property(states, oneOf(['', 'loss', 'forward-1', 'recompute-8', 'finetune']), (state, at) => {
        expect(stateOf(codec.serialise({ ...state, at }))).toEqual({ ...state, at });
      }),
    );
    expect(codec.serialise(codec.defaults)).toBe('');
    expect(codec.serialise({ ...codec.defaults, at: 'loss' })).toBe('v=1&at=loss');
  });

  test('names what it cannot read: another moment, running a model', () => {
    expect(codec.parse('at=lunch').ignored).toMatchObject([{ field: 'at', code: 'not-listed' }]);
    expect(codec.parse('at=loss&at=head').ignored).toMatchObject([{ field: 'at', code: 'repeated' }]);
    const { state, ignored } = codec.parse('job=run&gpu=rtx-4090&wf=q4_k_m');
    expect(ignored).toMatchObject([{ field: 'job', value: 'run', code: 'conflict' }]);
    expect(state).toMatchObject({ job: 'qlora', gpu: 'rtx-4090', weightFormat: 'auto' });
    expect(jobs.filter((job) => !methods.includes(job as 'lora'))).toEqual(['run']);
  });

  test('a moment that a job does not have is its peak', () => {
    const watched = watch(stateOf('model=gpt2&job=full&at=recompute-7'));
    expect(watched.events[indexOf(watched, 'recompute-7')]).toBe(watched.peak);
    expect(watched.events[indexOf(watched, 'weights')]!.id).toBe('weights');
  });
});

describe('the picture', () => {
  const corners = (clip: string) =>
    clip
      .replace(/^polygon\(|\)$/g, '')
      .split(',')
      .map((point) => point.split(' ').map(parseFloat) as [number, number]);

  test('stacks the parts: each stands on the one below, and the highest corner is the peak', () => {
    fc.assert(
      fc.property(states, (state) => {
        const { events, peak, answer } = watch(state);
        const layout = layoutOf(events, answer.memory.usable);
        expect(layout.edges).toHaveLength(events.length + 1);
        for (const [i, edge] of layout.edges.entries())
          if (i > 0) expect(edge).toBeGreaterThan(layout.edges[i - 1]!);
        expect(layout.edges.at(-1)).toBeCloseTo(1, 9);
        const all = layout.shapes.flatMap(({ clip }) => corners(clip));
        const highest = Math.min(...all.map(([, y]) => y));
        expect(highest).toBeCloseTo(100 * (1 - peak.total / layout.scale), 1);
        for (const [x, y] of all) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x).toBeLessThanOrEqual(100.01);
          expect(y).toBeGreaterThan(0);
          expect(y).toBeLessThanOrEqual(100.01);
        }
        if (layout.capacity === null) expect(answer.memory.usable).toBeGreaterThan(2 * peak.total);
        else expect(layout.capacity * layout.scale).toBeCloseTo(answer.memory.usable, -3);
        expect(layout.ticks.length).toBeGreaterThanOrEqual(1);
        expect(layout.ticks.length).toBeLessThanOrEqual(6);
      }),
      { numRuns: 100 },
    );
  });

  test('draws what is there: weights from their moment to the end, as high as they are', () => {
    const { events, answer } = watch(stateOf('job=full&model=qwen2.5-0.5b'));
    const { shapes, edges, scale } = layoutOf(events, answer.memory.usable);
    const [from, top] = corners(shapes.find(({ part }) => part === 'weights')!.clip).reduce((a, b) =>
      b[1] < a[1] || (b[1] === a[1] && b[0] < a[0]) ? b : a,
    );
    const loaded = events.findIndex(({ id }) => id === 'weights');
    expect(from).toBeCloseTo(100 * edges[loaded]!, 1);
    expect(top).toBeCloseTo(100 * (1 - answer.memory.perGpu.weights / scale), 1);
    expect(shapes.map(({ part }) => part)).toContain('room');
    expect(shapes.map(({ part }) => part)).not.toContain('kvCache');
  });

  test('finds the moment at a place', () => {
    const edges = [0, 0.2, 0.5, 1];
    expect([-0.1, 0, 0.19, 0.2, 0.7, 1, 1.4].map((share) => momentAt(edges, share))).toEqual([
      0, 0, 0, 1, 2, 2, 2,
    ]);
  });
});

describe('step 7', () => {
  test('the four methods of the same step, each with its own estimate', () => {
    const state = stateOf('model=qwen2.5-3b&seq=1024');
    const rows = withEachMethod(state);
    expect(rows.map(({ method }) => method)).toEqual(['full', 'dora', 'lora', 'qlora']);
    const [full, dora, lora, qlora] = rows.map(({ answer }) => answer.memory);
    for (const { method, answer } of rows)
      expect(answer.memory.total).toBe(ask(chosenRequest(codec.follow(state, { job: method }))).memory.total);
    expect(lora!.perGpu.gradients + lora!.perGpu.optimizerStates).toBeLessThan(
      0.05 * (full!.perGpu.gradients + full!.perGpu.optimizerStates),
    );
    expect(dora!.total).toBeGreaterThanOrEqual(lora!.total);
    expect(qlora!.perGpu.weights).toBeLessThan(lora!.perGpu.weights);
    expect(memoryParts.reduce((sum, part) => sum + full!.perGpu[part], 0)).toBe(full!.total);
  });
});
