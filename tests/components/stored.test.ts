import { describe, expect, it } from 'vitest';
import { storedInWords } from '../../src/components/stored.ts';

describe('storedInWords', () => {
  it('rounds to the nearest number of the format', () => {
    expect(storedInWords('0.1', 'fp16', 'stored', { figures: 6 })).toBe('0.0999756');
    expect(storedInWords('0.1', 'bf16', 'stored', { figures: 6 })).toBe('0.100098');
    expect(storedInWords('1.001', 'bf16', 'stored')).toBe('1');
  });

  it('rounds a tie to the even neighbour', () => {
    expect(storedInWords('2049', 'fp16', 'stored')).toBe('2048');
    expect(storedInWords('2051', 'fp16', 'stored')).toBe('2052');
  });

  it('writes sign, exponent and mantissa', () => {
    expect(storedInWords('0.1', 'fp16', 'bits')).toBe('0 01011 1001100110');
  });

  it('scales before it stores and divides again afterwards', () => {
    expect(storedInWords('2e-8', 'fp16', 'stored')).toBe('0');
    expect(storedInWords('2e-8', 'fp16', 'stored', { scale: 1024 })).toBe('0.000020504');
    expect(storedInWords('2e-8', 'fp16', 'restored', { scale: 1024 })).toBe('2.0023 × 10⁻⁸');
    expect(storedInWords('2e-8', 'fp16', 'restored', { scale: 65536 })).toBe('1.9994 × 10⁻⁸');
  });

  it('tells the relative error', () => {
    expect(storedInWords('2e-8', 'fp16', 'error')).toMatch(/^100/);
    expect(storedInWords('2e-8', 'fp16', 'error', { scale: 1024 })).toMatch(/^0\.12/);
  });

  it('overflows to infinity, and to NaN where the format has no infinity', () => {
    expect(storedInWords('65536', 'fp16', 'stored')).toBe('∞');
    expect(storedInWords('1', 'fp16', 'restored', { scale: 65536 })).toBe('∞');
    expect(storedInWords('1000', 'e4m3', 'stored')).toBe('NaN');
  });

  it('refuses what is no number', () => {
    expect(() => storedInWords('one', 'fp16', 'stored')).toThrow('not a number');
    expect(() => storedInWords('0', 'fp16', 'error')).toThrow('no relative error');
  });
});
