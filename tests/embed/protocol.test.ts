import { describe, expect, it } from 'vitest';
import { heightMessage, initialHeight, maxHeight, minHeight, readHeight } from '../../src/embed/protocol.ts';

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

  it('accepts the initial heights as they are', () => {
    for (const height of Object.values(initialHeight)) expect(readHeight(heightMessage(height))).toBe(height);
  });
});
