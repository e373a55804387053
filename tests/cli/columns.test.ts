import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columns, displayWidth } from '../../src/cli/columns.ts';

describe('the width of a text on a terminal', () => {
  it.each([
    ['GPU', 3],
    ['显存', 4],
    ['显存8 GiB', 9],
    ['（是）', 6],
    ['“ok”', 4],
    ['é', 1],
    ['e\u0301', 1],
    ['🖥', 2],
    ['', 0],
  ])('%s: %d', (text, width) => expect(displayWidth(text)).toBe(width));
});

describe('columns', () => {
  it('stand at the same place in every line, numbers to the right', () => {
    expect(
      columns(
        [
          ['权重', '7.5'],
          ['KV', '12.5', 'more'],
        ],
        ['left', 'right', 'left'],
      ),
    ).toEqual(['权重   7.5', 'KV    12.5  more']);
  });

  it('start at one width whatever the cells are', () => {
    const cell = fc.constantFrom('', 'a', '显存', 'GeForce RTX 3090', '1,234.5 GiB', '是');
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, fc.constant('|')), { minLength: 1 }), (rows) => {
        const lines = columns(rows, ['left', 'right', 'left']);
        expect(new Set(lines.map(displayWidth)).size).toBe(1);
        for (const line of lines) expect(line).toBe(line.trimEnd());
      }),
    );
  });

  it('of nothing are nothing', () => expect(columns([], ['left'])).toEqual([]));
});
