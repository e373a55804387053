import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bySeries } from '../../src/card-table/cells.ts';
import { columnIds, precisions, segments } from '../../src/card-table/columns.ts';
import { createTableCodec, listOf, readSlugs, type TableState } from '../../src/card-table/state.ts';
import { cards } from '../../catalog/index.ts';

const series = bySeries(cards).map(({ id }) => id);
const codec = createTableCodec(series);
const some = (values: readonly string[]) => fc.subarray([...values]).map((list) => list.join(','));

const states: fc.Arbitrary<TableState> = fc.record({
  query: fc.constantFrom('', '3090', '4060 ti', 'A100 80', '笔记本'),
  segments: some(segments),
  series: some(series),
  memory: fc.option(fc.integer({ min: 1, max: 1024 })),
  supports: some(precisions),
  price: fc.option(fc.integer({ min: 0, max: 1_000_000 })),
  year: fc.option(fc.integer({ min: 2006, max: 2100 })),
  sort: fc.constantFrom('series', ...columnIds.flatMap((id) => [id, `-${id}`])),
  columns: some(columnIds),
  chosen: fc
    .subarray(
      cards.map(({ slug }) => slug),
      { maxLength: 5 },
    )
    .map((list) => list.join(',')),
});

describe('the state in the address', () => {
  test('comes back as it went', () => {
    fc.assert(
      fc.property(states, (state) => {
        expect(codec.parse(codec.serialise(state))).toEqual({ state, ignored: [] });
      }),
    );
  });

  test('is short and can be read: commas as commas, nothing for the defaults', () => {
    expect(codec.serialise(codec.defaults)).toBe('');
    expect(
      codec.serialise({ ...codec.defaults, supports: 'bf16,fp8', memory: 24, sort: '-bw', chosen: 't4,l4' }),
    ).toBe('mem=24&has=bf16,fp8&sort=-bw&pick=t4,l4');
  });

  test.each([
    ['has=bf17', 'has', 'not-listed', precisions.join(', ')],
    ['segment=desktop,tower', 'segment', 'not-listed', segments.join(', ')],
    ['mem=lots', 'mem', 'not-a-number', '1–1024'],
    ['mem=0', 'mem', 'out-of-range', '1–1024'],
    ['price=-1', 'price', 'out-of-range', '0–1000000'],
    ['from=1999', 'from', 'out-of-range', '2006–2100'],
    ['sort=beauty', 'sort', 'not-listed', /^series, name, -name, mem, -mem/],
    ['cols=mem,colour', 'cols', 'not-listed', columnIds.join(', ')],
    ['foo=1', 'foo', 'unknown-field', ''],
  ])('%s is named with what is allowed, and the default stands', (query, field, code, allowed) => {
    const { state, ignored } = codec.parse(query);
    expect(state).toEqual(codec.defaults);
    expect(ignored).toHaveLength(1);
    expect(ignored[0]).toMatchObject({ field, code });
    expect(ignored[0]!.allowed).toMatch(allowed);
  });

  test('never throws, whatever the address holds', () => {
    fc.assert(fc.property(fc.string(), (query) => void codec.parse(query)));
  });
});

describe('slugs of an address', () => {
  const known = new Set(['a', 'b', 'c', 'd', 'e', 'f']);
  test('each card counts once, in the order given', () => {
    expect(readSlugs('b,a,b', known)).toEqual({ slugs: ['b', 'a'], unknown: [], dropped: 0 });
  });
  test('unknown ones are named, the rest stays', () => {
    expect(readSlugs('a,zz, B', known)).toEqual({ slugs: ['a', 'b'], unknown: ['zz'], dropped: 0 });
  });
  test('more than five are counted', () => {
    expect(readSlugs('a,b,c,d,e,f', known)).toMatchObject({ slugs: ['a', 'b', 'c', 'd', 'e'], dropped: 1 });
  });
  test('an empty list has no words', () => expect(listOf('')).toEqual([]));
});
