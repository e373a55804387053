import { gpus, models } from 'virtual:headroom-catalog';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { languages } from '../../content/i18n/index.ts';
import { adviceOn, offered } from '../../src/calculators/gpu/advice.ts';
import { describeChange } from '../../src/calculators/gpu/labels.ts';
import { verdictOf } from '../../src/calculators/gpu/chosen.ts';
import {
  ariaSort,
  nextSort,
  passes,
  rankAll,
  sortCards,
  withAdvice,
} from '../../src/calculators/gpu/ranking.ts';
import { adviceToState, chosenRequest, jobOf } from '../../src/calculators/gpu/request.ts';
import { createGpuCodec, type GpuState } from '../../src/calculators/gpu/state.ts';
import { gpuStrings } from '../../src/calculators/gpu/strings.ts';
import GpuCalculator from '../../src/calculators/gpu/view.tsx';
import { ask, data, named } from '../../src/calculators/shared/engine.ts';
import { formatGib } from '../../src/calculators/shared/format.ts';
import type { Surface } from '../../src/calculators/shared/island.ts';
import { estimate } from '../../src/estimation/index.ts';
import { plain } from './plain.ts';

const codec = createGpuCodec({ gpus, models });
const stateOf = (query: string): GpuState => {
  const { state, ignored } = codec.parse(query);
  expect(ignored).toEqual([]);
  return state;
};

describe.each(languages)('rendered on the server in %s', (lang) => {
  const strings = gpuStrings(lang);
  const render = (surface: Surface, initial?: string) =>
    renderToString(
      <GpuCalculator lang={lang} strings={strings} base="/sub/" surface={surface} initial={initial} />,
    );

  test('the default answer and the cards that come first are there without JavaScript', () => {
    const html = render('page');
    const text = plain(html);
    const answer = ask(chosenRequest(codec.defaults));
    expect(answer.fits).toBe(true);
    expect(text).toContain('RTX 3090');
    expect(text).toContain(formatGib(answer.headroom, lang));
    expect(text).toContain(formatGib(answer.memory.total, lang));
    // As many as are in sight; all of them have a page of their own.
    const rows = html.match(/<tr role="row"/g);
    expect(rows).toHaveLength(1 + 12);
    expect(text).toContain('GeForce RTX 5090');
    expect(html).toContain(`<noscript><p class="hr-noscript">${strings.shared.noScript}`);
  });

  test.each(['page', 'chapter', 'embed'] as const)('nothing is left open on surface %s', (surface) => {
    for (const query of [
      '',
      'job=full&gpu=gtx-1060-6gb',
      'job=run&model=qwen2.5-72b',
      'tokens=1000000&kwh=0.3',
    ]) {
      expect(plain(render(surface, query))).not.toMatch(/undefined|NaN|Infinity|\[object|\{\w+\}/);
    }
  });

  test('links keep base, language and state', () => {
    const prefix = lang === 'en' ? '/sub/' : `/sub/${lang}/`;
    const html = render('embed', 'batch=4');
    expect(html).toContain(`href="${prefix}calculators/gpu/?v=1&amp;batch=4"`);
    expect(html).toMatch(/target="_blank" rel="noopener"/);
  });

  test('every change that advice can name has words', () => {
    for (const query of [
      'job=full',
      'job=lora',
      '',
      'job=run&ctx=32768',
      'batch=8&attn=eager&job=full&ckpt=none',
    ]) {
      const state = stateOf(query);
      for (const card of rankAll(state)) {
        const { answer } = withAdvice(card, state);
        for (const { change } of answer.advice) {
          const words = describeChange(change, strings, lang, named);
          expect(words).not.toMatch(/undefined|\{\w+\}|^$/);
        }
      }
    }
  });
});

test('a state that comes by link is not in the markup of the server', () => {
  // The default text must be what hydration meets; a link's state is applied afterwards.
  const strings = gpuStrings('en');
  const html = renderToString(<GpuCalculator lang="en" strings={strings} base="/" surface="page" />);
  expect(html).toContain("classList.add('hr-linked')");
  expect(
    renderToString(<GpuCalculator lang="en" strings={strings} base="/" surface="chapter" />),
  ).not.toContain('<script');
});

describe('the request behind a state', () => {
  test.each([
    '',
    'job=lora&wf=int8',
    'job=full&prec=fp32',
    'job=run&wf=q4_k_m&kv=q8_0',
    'mem=22&gpu=rtx-2080-ti',
  ])('is one the estimator accepts: %s', (query) => {
    const state = stateOf(query);
    const request = chosenRequest(state);
    const full = estimate(request, data, { advice: false, working: false });
    const shown = rankAll(state).find(({ gpu }) => gpu.slug === state.gpu)!.answer;
    expect({ ...shown, advice: [] }).toEqual(full);
  });

  test('price and memory of my card are mine alone', () => {
    const state = stateOf('gpu=rtx-2080-ti&mem=22&price=300');
    const GIB = 2 ** 30;
    for (const { gpu, answer } of rankAll(state)) {
      if (gpu.slug === 'rtx-2080-ti') expect(answer.memory.usable).toBe(22 * GIB);
      else expect(answer.memory.usable).toBe(gpu.usableBytes);
    }
  });

  test('advice that makes the job fit still does so once applied', () => {
    const state = stateOf('job=full&gpu=rtx-4090');
    const [chosen] = rankAll(state).filter(({ gpu }) => gpu.slug === 'rtx-4090');
    const useful = adviceOn(chosen!, state).filter(({ fits }) => fits);
    expect(useful.length).toBeGreaterThan(0);
    for (const { change, total } of useful) {
      const after = codec.follow(state, adviceToState(change)!);
      expect(ask(chosenRequest(after)).memory.total).toBe(total);
    }
  });

  test('a change that makes the job fit is always among those offered', () => {
    const advice = [1, 2, 3, 4].map((microBatchSize) => ({
      change: { microBatchSize },
      total: 1,
      fits: microBatchSize === 4,
      timeFactor: 1,
    }));
    expect(offered(advice)[0]!.change).toEqual({ microBatchSize: 4 });
    expect(offered(advice)).toHaveLength(3);
  });

  test('a change without a control is not offered', () => {
    expect(adviceToState({ gpuLayers: 2 })).toBeNull();
  });
});

describe('ranking', () => {
  const ranked = rankAll(codec.defaults);

  test('puts cards that fit first, the fastest at the top', () => {
    const order = sortCards(ranked, codec.defaults);
    const firstMiss = order.findIndex(({ answer }) => !answer.fits);
    expect(firstMiss).toBeGreaterThan(0);
    expect(order.slice(firstMiss).every(({ answer }) => !answer.fits)).toBe(true);
    const speeds = order.slice(0, firstMiss).map(({ answer }) => answer.speed.tokensPerSecond);
    expect(speeds).toEqual([...speeds].sort((a, b) => b - a));
  });

  test('by price leaves cards of unknown price to the end, either way round', () => {
    for (const sort of ['price', '-price'] as const) {
      const prices = sortCards(ranked, { ...codec.defaults, sort }).map(({ gpu }) => gpu.launchPriceUsd);
      const firstNull = prices.indexOf(null);
      expect(prices.slice(firstNull).every((price) => price === null)).toBe(true);
    }
  });

  test('a heading turns the order round, then gives the ranking back', () => {
    expect(nextSort('rank', 'price')).toBe('price');
    expect(nextSort('price', 'price')).toBe('-price');
    expect(nextSort('-price', 'price')).toBe('rank');
    expect(ariaSort('price', 'price')).toBe('ascending');
    expect(ariaSort('speed', 'speed')).toBe('descending');
    expect(ariaSort('speed', 'price')).toBe('none');
  });

  test('filters by series, memory, budget and fit', () => {
    const left = (query: string) => {
      const state = stateOf(query);
      return rankAll(state).filter((card) => passes(card, state));
    };
    expect(left('series=GeForce+30').every(({ gpu }) => gpu.series === 'GeForce 30')).toBe(true);
    expect(left('minmem=24').every(({ gpu }) => gpu.memoryGb >= 24)).toBe(true);
    const affordable = left('budget=500');
    expect(affordable.length).toBeGreaterThan(0);
    expect(affordable.every(({ gpu }) => gpu.launchPriceUsd! <= 500)).toBe(true);
    const fitting = left('fits=1');
    expect(fitting.length).toBeLessThan(gpus.length);
    expect(fitting.every(({ answer }) => answer.fits)).toBe(true);
    expect(left('price=300&budget=400').some(({ gpu }) => gpu.slug === 'rtx-3090')).toBe(true);
  });

  test('the verdict follows the range, and support before size', () => {
    const { answer } = ranked[0]!;
    const at = (low: number, total: number, high: number) => ({
      ...answer,
      support: [],
      fits: total <= 100,
      memory: { ...answer.memory, low, total, high, usable: 100 },
    });
    expect(verdictOf(at(70, 80, 90), 0)).toBe('fits');
    expect(verdictOf(at(70, 80, 110), 0)).toBe('close');
    expect(verdictOf(at(70, 80, 90), 15)).toBe('close');
    expect(verdictOf(at(90, 110, 120), 0)).toBe('unlikely');
    expect(verdictOf(at(101, 110, 120), 0)).toBe('short');
    const unsupported = { level: 'unsupported', subject: 'fp8', code: 'fp8-needs-ada', params: {} } as const;
    expect(verdictOf({ ...at(1, 2, 3), support: [unsupported] }, 0)).toBe('unsupported');
  });
});

test('the job of a state names no card', () => {
  expect(jobOf(codec.defaults)).not.toHaveProperty('gpu');
});
