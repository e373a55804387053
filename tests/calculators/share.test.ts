import fc from 'fast-check';
import { gpus, models } from 'virtual:headroom-catalog';
import { afterEach, describe, expect, test } from 'vitest';
import { dictionary, languages } from '../../content/i18n/index.ts';
import { createGpuCodec } from '../../src/calculators/gpu/state.ts';
import { createPrecisionCodec } from '../../src/calculators/precision/state.ts';
import { fromLaunchPrice } from '../../src/calculators/shared/display.ts';
import { formatGib, showMemoryIn } from '../../src/calculators/shared/format.ts';
import { emptyHistory, record, travel } from '../../src/calculators/shared/history.ts';
import { carry } from '../../src/calculators/shared/links.ts';
import { stampSentences } from '../../src/calculators/shared/notice-box.tsx';
import { movedFigures, readStamp, writeStamp } from '../../src/calculators/shared/stamp.ts';

const GIB = 2 ** 30;

describe('undo', () => {
  interface State {
    a: number;
    b: string;
  }
  const start: State = { a: 0, b: 'x' };

  test('goes back through every state and forth again', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 30 }), (words) => {
        const history = emptyHistory<State>();
        const states = [start];
        words.forEach((b, index) => {
          record(history, states.at(-1)!, { b }, index);
          states.push({ ...states.at(-1)!, b });
        });
        let current = states.at(-1)!;
        for (const expected of states.slice(0, -1).reverse()) {
          current = travel(history, current, true)!;
          expect(current).toBe(expected);
        }
        expect(travel(history, current, true)).toBeUndefined();
        for (const expected of states.slice(1)) {
          current = travel(history, current, false)!;
          expect(current).toBe(expected);
        }
        expect(travel(history, current, false)).toBeUndefined();
      }),
    );
  });

  test('a slider drawn is one change, two fields and two choices are two', () => {
    const history = emptyHistory<State>();
    for (let a = 1; a <= 5; a += 1) record(history, { ...start, a: a - 1 }, { a }, 100 * a);
    expect(history.past).toEqual([start]);
    // After a pause it is another change.
    record(history, { ...start, a: 5 }, { a: 6 }, 10_000);
    expect(history.past).toHaveLength(2);
    record(history, { ...start, a: 6 }, { b: 'y' }, 10_001);
    record(history, { a: 6, b: 'y' }, { b: 'z' }, 10_002);
    expect(history.past).toHaveLength(4);
  });

  test('a change after undo forgets what was undone', () => {
    const history = emptyHistory<State>();
    record(history, start, { a: 1 }, 0);
    expect(travel(history, { ...start, a: 1 }, true)).toBe(start);
    record(history, start, { b: 'y' }, 1);
    expect(travel(history, { ...start, b: 'y' }, false)).toBeUndefined();
  });

  test('after undo the same number is a change of its own', () => {
    const history = emptyHistory<State>();
    record(history, start, { a: 1 }, 0);
    travel(history, { ...start, a: 1 }, true);
    record(history, start, { a: 2 }, 1);
    expect(history.past).toEqual([start]);
  });
});

describe('what a link showed when it was made', () => {
  test('is short and read back to four digits', () => {
    expect(writeStamp({ date: '2026-11-25', bytes: 13.5234 * GIB, tokensPerSecond: 690.04 })).toBe(
      '2026-11-25~13.52~690',
    );
    const figure = fc.double({ min: 1e-3, max: 1e9, noNaN: true });
    fc.assert(
      fc.property(figure, figure, (gib, tokensPerSecond) => {
        const was = { date: '2026-11-25', bytes: gib * GIB, tokensPerSecond };
        const read = readStamp(writeStamp(was));
        expect(read?.date).toBe(was.date);
        // Rounding is never taken for a move.
        expect(movedFigures(read!, was)).toEqual([]);
      }),
    );
  });

  test('has moved when it has by more than two hundredths', () => {
    const was = { bytes: 10 * GIB, tokensPerSecond: 100 };
    expect(movedFigures(was, { bytes: 10.19 * GIB, tokensPerSecond: 98.1 })).toEqual([]);
    expect(movedFigures(was, { bytes: 10.21 * GIB, tokensPerSecond: 100 })).toEqual(['bytes']);
    expect(movedFigures(was, { bytes: 9.79 * GIB, tokensPerSecond: 97.9 })).toEqual([
      'bytes',
      'tokensPerSecond',
    ]);
    expect(movedFigures({ ...was, tokensPerSecond: 0 }, { ...was, tokensPerSecond: 0 })).toEqual([]);
  });

  test.each([
    '',
    '~',
    '2026-11-25',
    '2026-11-25~x~1',
    '2026-11-25~-1~1',
    '2026-19-25~1~1',
    '25.11.2026~1~1',
    '2026-11-25~1~1~1',
    '2026-11-25~1e9999~1',
  ])('%j is no stamp', (text) => expect(readStamp(text)).toBeNull());

  for (const lang of languages) {
    test(`is said in ${lang}`, () => {
      const { calculator, share } = dictionary(lang);
      const say = (stamp: string | null) =>
        stampSentences({
          linked: { stamp, figure: { bytes: 13.9 * GIB, tokensPerSecond: 690 } },
          dataVersion: '2026-12-24',
          lang,
          strings: { ...calculator.shared, share },
        });
      expect(say(null)).toEqual({ moved: [], malformed: null });
      expect(say('2026-11-25~13.9~690')).toEqual({ moved: [], malformed: null });
      const { moved } = say('2026-11-25~13.5~690');
      expect(moved).toHaveLength(2);
      expect(moved[0]).toMatch(/25.*24/s);
      expect(moved[1]).toMatch(/13\.5 GiB.*13\.9 GiB/);
      const { malformed } = say('<script>\u202e');
      expect(malformed).toContain('was');
      expect(malformed).not.toContain('\u202e');
      expect([...moved, malformed].join()).not.toContain('{');
    });
  }
});

describe('from one calculator to the other', () => {
  const gpu = createGpuCodec({ gpus, models });
  const precision = createPrecisionCodec({ gpus, models });

  test('the job goes along whole, defaults included, and nothing that the other does not know', () => {
    const state = gpu.follow(gpu.defaults, { job: 'full', microBatchSize: 8, unit: 'gb', currency: 'EUR' });
    const there = precision.parse(carry('', gpu.serialise(state, true), 'gpu', 'precision'));
    expect(there.ignored).toEqual([]);
    expect(there.state).toMatchObject({
      gpu: 'rtx-3090',
      sequenceLength: 2048,
      microBatchSize: 8,
      method: 'full',
      unit: 'gb',
      currency: 'EUR',
    });
    const back = gpu.parse(carry('', precision.serialise(there.state, true), 'precision', 'gpu'));
    expect(back).toEqual({ state, ignored: [] });
  });

  test('a way of training that the other lacks is left to its default', () => {
    const { state, ignored } = precision.parse(
      carry('', gpu.serialise({ ...gpu.defaults, job: 'dora' }, true), 'gpu', 'precision'),
    );
    expect(ignored).toEqual([]);
    expect(state.method).toBe(precision.defaults.method);
  });
});

describe('units and currency', () => {
  afterEach(() => showMemoryIn('gib'));

  test('memory is written in the unit asked for', () => {
    expect(formatGib(24 * GIB, 'en')).toBe('24.0 GiB');
    showMemoryIn('gb');
    expect(formatGib(24 * GIB, 'en')).toBe('25.8 GB');
  });

  test('a launch price is converted at the reader’s rate and at no other', () => {
    const display = { unit: 'gib', currency: 'USD', rate: null } as const;
    expect(fromLaunchPrice(1499, display)).toBe(1499);
    expect(fromLaunchPrice(1499, { ...display, currency: 'CNY' })).toBeNull();
    expect(fromLaunchPrice(1000, { ...display, currency: 'CNY', rate: 7.1 })).toBe(7100);
    expect(fromLaunchPrice(null, { ...display, currency: 'CNY', rate: 7.1 })).toBeNull();
  });
});
