import { describe, expect, test } from 'vitest';
import {
  formatDuration,
  formatGib,
  formatMoney,
  formatSignificant,
  formatTokensPerSecond,
} from '../../src/calculators/shared/format.ts';

const GIB = 2 ** 30;

describe('quantities as readers see them', () => {
  test('memory counts GiB with one decimal', () => {
    expect(formatGib(9.1 * GIB, 'en')).toBe('9.1 GiB');
    expect(formatGib(0, 'zh-cn')).toBe('0.0 GiB');
    expect(formatGib(1234 * GIB, 'en')).toBe('1,234.0 GiB');
  });

  test('speed keeps two significant figures', () => {
    expect(formatTokensPerSecond(1879, 'en')).toBe('1,900 tokens/s');
    expect(formatTokensPerSecond(1879, 'zh-cn')).toBe('1,900 token/s');
    expect(formatSignificant(0.0123, 'en')).toBe('0.012');
  });

  test('durations name the two largest units, and never sixty of one', () => {
    expect(formatDuration(0.42, 'en')).toBe('420 ms');
    expect(formatDuration(200, 'en')).toBe('3 min 20 s');
    expect(formatDuration(12_000, 'en')).toBe('3 h 20 min');
    expect(formatDuration(12_000, 'zh-cn')).toBe('3小时20分');
    expect(formatDuration(59.99, 'en')).toBe('1 min');
    expect(formatDuration(119.7, 'en')).toBe('2 min');
    expect(formatDuration(3599.9, 'en')).toBe('1 h');
    for (const seconds of [61, 3600, 7199.9, 172_799, 172_801]) {
      expect(formatDuration(seconds, 'en')).not.toMatch(/\b60 (s|min)\b/);
    }
  });

  test('money carries its currency and is not converted', () => {
    expect(formatMoney(1499, 'USD', 'en')).toBe('$1,499');
    expect(formatMoney(0.25, 'USD', 'en')).toBe('$0.25');
    expect(formatMoney(1499, 'CNY', 'zh-cn')).toContain('1,499');
  });
});
