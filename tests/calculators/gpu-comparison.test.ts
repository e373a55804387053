import { gpus, models } from 'virtual:headroom-catalog';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cardList, readCards, withCard } from '../../src/calculators/gpu/card-list.ts';
import { priceOf, worksOn } from '../../src/calculators/gpu/chosen.ts';
import { cheapest, largestModels, largestNumbers } from '../../src/calculators/gpu/inverse.ts';
import { answerPinned, bestOf, togglePin } from '../../src/calculators/gpu/pinned.ts';
import { logAxis, plotLayout } from '../../src/calculators/gpu/plot-layout.ts';
import { passes, rankAll } from '../../src/calculators/gpu/ranking.ts';
import { chosenRequest } from '../../src/calculators/gpu/request.ts';
import {
  createGpuCodec,
  frameworksFor,
  jobs,
  offloads,
  shardings,
  splits,
  type GpuState,
} from '../../src/calculators/gpu/state.ts';
import { ask, data } from '../../src/calculators/shared/engine.ts';
import { estimate } from '../../src/estimation/index.ts';
import { validateRequest } from '../../src/estimation/validate.ts';

const codec = createGpuCodec({ gpus, models });
const stateOf = (query: string): GpuState => {
  const { state, ignored } = codec.parse(query);
  expect(ignored).toEqual([]);
  return state;
};

describe('a list of cards in the address', () => {
  const pins = cardList('pins', ['a', 'b', 'c'], {
    range: { min: 1, max: 8, integer: true },
    implied: 1,
    most: 2,
  });
  const paid = cardList('paid', ['a', 'b'], { range: { min: 0, max: 1e6 }, most: 9 });

  test.each([
    ['a:2,b', 'a:2,b'],
    ['a:1', 'a'],
    ['a,a:3', 'a:3'],
    ['', ''],
  ])('%s is read as %s', (text, value) => expect(pins.read(text)).toEqual({ value }));

  test.each([
    ['x', 'not-in-catalog'],
    ['a,', 'not-in-catalog'],
    ['a:9', 'out-of-range'],
    ['a:1.5', 'out-of-range'],
    ['a:two', 'not-a-number'],
    ['a:1:2', 'not-a-number'],
    ['a,b,c', 'out-of-range'],
  ])('%s is refused: %s', (text, code) => expect(pins.read(text)).toMatchObject({ code }));

  test('a price has no default', () => {
    expect(paid.read('a')).toMatchObject({ code: 'not-a-number' });
    expect(paid.read('a:649.5,b:0')).toEqual({ value: 'a:649.5,b:0' });
  });

  test('one card is set, replaced, taken out', () => {
    expect(withCard('a:2,b', 'b', 3)).toBe('a:2,b:3');
    expect(withCard('a:2,b', 'a', 1)).toBe('a,b');
    expect(withCard('a:2,b', 'a', null)).toBe('b');
    expect(readCards('a:2,b')).toEqual([
      ['a', 2],
      ['b', 1],
    ]);
  });
});

describe('several cards', () => {
  test('every way to share a job is one that the estimator accepts', () => {
    const oneOf = <T>(values: readonly T[]) => fc.constantFrom(...values);
    fc.assert(
      fc.property(
        fc.record({
          job: oneOf(jobs),
          model: oneOf(models.map(({ slug }) => slug)),
          gpu: oneOf(gpus.map(({ slug }) => slug)),
          gpuCount: fc.integer({ min: 1, max: 8 }),
          sharding: oneOf(shardings),
          split: oneOf(splits),
          offload: oneOf(offloads),
          framework: oneOf([...frameworksFor('run'), ...frameworksFor('full')]),
        }),
        (change) => {
          const state = codec.follow(codec.defaults, change);
          expect(validateRequest(chosenRequest(state), data)).toMatchObject({ ok: true });
        },
      ),
      { numRuns: 400 },
    );
  });

  test('a comparison says of each card what its own estimate says, boards with NVLink included', () => {
    const state = stateOf('n=8&shard=fsdp&seg=datacenter&model=qwen2.5-7b&job=full');
    for (const slug of ['h100-sxm5-80gb', 'h100-pcie-80gb', 'rtx-4090', 'a100-sxm4-80gb']) {
      const { answer } = rankAll(state).find(({ gpu }) => gpu.slug === slug)!;
      const own = estimate(chosenRequest({ ...state, gpu: slug }), data, { advice: false, working: false });
      expect(answer, slug).toEqual(own);
    }
  });

  test('price, budget and power count all of them', () => {
    const two = stateOf('n=2&budget=1500&watts=500&seg=all');
    for (const card of rankAll(two).filter((ranked) => passes(ranked, two))) {
      expect(card.gpu.launchPriceUsd! * 2).toBeLessThanOrEqual(1500);
      expect(card.gpu.tdpW * 2).toBeLessThanOrEqual(500);
      expect(priceOf(card, two)).toBe(card.gpu.launchPriceUsd! * 2);
    }
  });
});

describe('what the reader says about cards', () => {
  test('a price of their own counts instead of the launch price', () => {
    const state = stateOf('paid=rtx-3090:650,rtx-4090:900&budget=700');
    const ranked = rankAll(state);
    const price = (slug: string) =>
      priceOf(
        ranked.find(({ gpu }) => gpu.slug === slug)!,
        state,
      );
    expect(price('rtx-3090')).toBe(650);
    expect(price('rtx-4090')).toBe(900);
    expect(price('rtx-3060-12gb')).toBe(329);
    const left = ranked.filter((card) => passes(card, state)).map(({ gpu }) => gpu.slug);
    expect(left).toContain('rtx-3090');
    expect(left).not.toContain('rtx-4090');
  });

  test('their cards alone, where they named some', () => {
    const some = stateOf('mine=rtx-3090,rtx-3060-12gb&own=1');
    const left = (state: GpuState) => rankAll(state).filter((card) => passes(card, state));
    expect(
      left(some)
        .map(({ gpu }) => gpu.slug)
        .sort(),
    ).toEqual(['rtx-3060-12gb', 'rtx-3090']);
    const none = stateOf('own=1');
    expect(left(none).length).toBeGreaterThan(50);
  });
});

describe('the plot', () => {
  const state = stateOf('');
  const cards = rankAll(state).filter((card) => passes(card, state));

  test.each(['price', 'memory', 'power'] as const)('its frontier by %s is what no card beats', (axis) => {
    const { points, line } = plotLayout(cards, { ...state, axis })!;
    const fitting = points.filter(({ works }) => works);
    const better = axis === 'memory' ? -1 : 1;
    expect(fitting.length).toBeGreaterThan(5);
    for (const point of points) {
      const beaten = fitting.some(
        (other) =>
          other !== point &&
          better * other.x <= better * point.x &&
          other.y >= point.y &&
          (other.x !== point.x || other.y !== point.y),
      );
      if (!point.works || beaten) expect(point.frontier, point.card.gpu.slug).toBe(false);
      else
        expect(point.frontier || fitting.some((o) => o.frontier && o.x === point.x && o.y === point.y)).toBe(
          true,
        );
    }
    const frontier = points.filter((point) => point.frontier);
    // A corner between each two, and never a slant.
    expect(line).toHaveLength(2 * frontier.length - 1);
    for (const [i, corner] of line.slice(1).entries())
      expect(corner.x === line[i]!.x || corner.y === line[i]!.y).toBe(true);
  });

  test('leaves out cards without a price, and only those', () => {
    const priced = cards.filter(({ gpu }) => gpu.launchPriceUsd !== null);
    expect(priced.length).toBeLessThan(cards.length);
    expect(plotLayout(cards, state)!.points).toHaveLength(priced.length);
    expect(plotLayout(cards, { ...state, axis: 'power' })!.points).toHaveLength(cards.length);
    expect(plotLayout([], state)).toBeNull();
  });

  test('an axis holds its values, in order, with marks at round numbers', () => {
    const axis = logAxis([150, 329, 1999]);
    expect(axis.ticks).toEqual([200, 500, 1000, 2000]);
    expect(axis.at(150)).toBeGreaterThan(0);
    expect(axis.at(1999)).toBeLessThan(1);
    expect(axis.at(1000) - axis.at(500)).toBeCloseTo(axis.at(400) - axis.at(200), 9);
    expect(logAxis([6, 24], 2).ticks).toEqual([8, 16]);
    const single = logAxis([24], 2);
    expect(single.at(24)).toBeCloseTo(0.5, 9);
  });
});

describe('side by side', () => {
  test('each column is the estimate of its cards', () => {
    const state = stateOf('pins=rtx-3060-12gb:2,rtx-3090&kwh=0.25&shard=fsdp');
    const [two, one] = answerPinned(state);
    const wanted = estimate(chosenRequest({ ...state, gpu: 'rtx-3060-12gb', gpuCount: 2 }), data, {
      advice: false,
      working: false,
    });
    expect(two!.answer).toEqual(wanted);
    expect(two!.price).toBe(658);
    expect(two!.powerW).toBe(340);
    // 340 W for as long as a million tokens take.
    expect(two!.kwhPerMillion).toBeCloseTo((340 * (1e6 / wanted.speed.tokensPerSecond)) / 3.6e6, 9);
    expect(two!.electricityPerMillion).toBeCloseTo(two!.kwhPerMillion * 0.25, 9);
    expect(one!.count).toBe(1);
  });

  test('a sixth pin changes nothing, a pinned card is unpinned', () => {
    const pins = 'rtx-3090,rtx-3080-12gb,rtx-3070,rtx-4090,rtx-4080';
    expect(stateOf(`pins=${pins}`).pins).toBe(pins);
    expect(togglePin({ pins, gpuCount: 1 }, 'rtx-4070')).toBe(pins);
    expect(togglePin({ pins, gpuCount: 1 }, 'rtx-3070')).toBe('rtx-3090,rtx-3080-12gb,rtx-4090,rtx-4080');
    expect(togglePin({ pins: 'rtx-3090', gpuCount: 2 }, 'rtx-4070')).toBe('rtx-3090,rtx-4070:2');
  });

  test('the best of a column, where there is a contest', () => {
    expect(bestOf([3, 1, null], false)).toBe(3);
    expect(bestOf([3, 1, null], true)).toBe(1);
    expect(bestOf([2, 2], true)).toBeNull();
    expect(bestOf([2, null], true)).toBeNull();
  });
});

describe('the question turned round', () => {
  const state = stateOf('gpu=rtx-3060-12gb');

  test('the largest models fit, in order, and no larger one does', () => {
    const found = largestModels(state);
    expect(found).toHaveLength(5);
    const sizes = found.map(({ model }) => model.parameters);
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    for (const { model } of found)
      expect(ask(chosenRequest(codec.follow(state, { model: model.slug }))).fits, model.slug).toBe(true);
    for (const { slug, parameters } of models)
      if (parameters > sizes[0]!) {
        const answer = ask(chosenRequest(codec.follow(state, { model: slug, sequenceLength: 2048 })));
        const runs = answer.fits && answer.support.every(({ level }) => level !== 'unsupported');
        // Pictures have the tokens they have, and are another question.
        const sameJob = codec.follow(state, { model: slug }).sequenceLength === 2048;
        expect(runs && sameJob, slug).toBe(false);
      }
  });

  test('one more of the largest batch, or one more token, does not fit', () => {
    const { batch, tokens } = largestNumbers({ ...state, model: 'qwen2.5-1.5b' });
    const fits = (change: Partial<GpuState>) =>
      ask(chosenRequest({ ...state, model: 'qwen2.5-1.5b', ...change })).fits;
    expect(batch!.limit).toBe('memory');
    expect(fits({ microBatchSize: batch!.value })).toBe(true);
    expect(fits({ microBatchSize: batch!.value + 1 })).toBe(false);
    expect(fits({ sequenceLength: tokens!.value })).toBe(true);
    if (tokens!.limit === 'memory') expect(fits({ sequenceLength: tokens!.value + 1 })).toBe(false);
  });

  test('the cheapest cards keep to filters and budget, and run once chosen', () => {
    const asked = stateOf('series=GeForce+30&budget=4000&seq=4096&model=qwen2.5-7b&seg=desktop');
    const found = cheapest(asked);
    expect(found.length).toBeGreaterThan(1);
    for (const { gpu, count, price } of found) {
      expect(gpus.find(({ slug }) => slug === gpu.slug)!.series).toBe('GeForce 30');
      expect(price).toBeLessThanOrEqual(4000);
      expect(price).toBe(gpu.launchPriceUsd! * count);
      const chosen = { ...asked, gpu: gpu.slug, gpuCount: count, sharding: 'fsdp' as const };
      expect(worksOn({ gpu: gpu as never, answer: ask(chosenRequest(chosen)) }, chosen), gpu.slug).toBe(true);
    }
    const prices = found.map(({ price }) => price);
    expect(prices).toEqual([...prices].sort((a, b) => a - b));
    // A used price that undercuts the others comes first; laptops hold one card.
    const used = cheapest({ ...asked, paid: 'rtx-3090:1' });
    expect(used[0]).toMatchObject({ gpu: { slug: 'rtx-3090' }, count: 1, price: 1 });
    for (const { count } of cheapest(stateOf('seg=laptop&model=llama-3.1-70b'))) expect(count).toBe(1);
  });
});
