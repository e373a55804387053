import { describe, expect, it } from 'vitest';
import {
  heightMessage,
  initialHeight,
  maxHeight,
  minHeight,
  readHeight,
  widgetTypes,
} from '../../src/embed/protocol.ts';

describe('readHeight', () => {
  it('reads what heightMessage writes, rounded up', () => {
    expect(readHeight(heightMessage(512))).toBe(512);
    expect(readHeight(structuredClone(heightMessage(512.2)))).toBe(513);
  });

  it('keeps to the limits', () => {
    expect(readHeight(heightMessage(1))).toBe(minHeight);
    expect(readHeight(heightMessage(-5))).toBe(minHeight);
    expect(readHeight(heightMessage(1e9))).toBe(maxHeight);
  });

  it.each([
    ['null', null],
    ['a number', 512],
    ['text', '{"headroom":1,"height":512}'],
    ['another version', { headroom: 2, height: 512 }],
    ['no version', { height: 512 }],
    ['no height', { headroom: 1 }],
    ['a height as text', { headroom: 1, height: '512' }],
    ['NaN', { headroom: 1, height: NaN }],
    ['infinity', { headroom: 1, height: Infinity }],
    ['a list', [1, 512]],
  ])('takes %s for nothing', (_, data) => {
    expect(readHeight(data)).toBeNull();
  });

  it.each(widgetTypes)('accepts every initial height of %s as it is', (type) => {
    for (const width of [0, 240, 360, 720, 1200, 2400]) {
      const height = initialHeight(type, width);
      expect(readHeight(heightMessage(height))).toBe(height);
    }
    expect(initialHeight(type, 0)).toBe(initialHeight(type, 720));
    expect(initialHeight(type, 360)).toBeGreaterThan(initialHeight(type, 720));
  });
});
