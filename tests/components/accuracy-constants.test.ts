import { describe, expect, it } from 'vitest';
import { listedConstants, meaningOf } from '../../src/components/accuracy/constants.ts';
import { constants } from '../../src/estimation/constants.ts';

describe('the list of fitted constants', () => {
  const files = listedConstants();
  const all = files.flatMap((file) => file.constants.map((each) => ({ ...each, file: file.name })));

  it('has every constant of the estimator, with value, meaning and records', () => {
    const listed = new Set(
      files.find(({ name }) => name === 'constants.ts')!.constants.map(({ path }) => path[0]),
    );
    expect(listed).toEqual(new Set(Object.keys(constants)));
    for (const { file, path, value, meaning, evidence } of all) {
      const name = `${file}: ${path.join('.')}`;
      expect(value, name).toBeDefined();
      expect(meaning, name).not.toBe('');
      expect(evidence.source, name).not.toBe('');
      expect(evidence.records.length > 0 || evidence.note !== '', name).toBe(true);
    }
  });

  it('names each once', () => {
    const names = all.map(({ file, path }) => `${file}: ${path.join('.')}`);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('the meaning of a constant', () => {
  const text = `export const numbers = {
  /** Share of the rate. */
  share: 0.5,
  /**
   * Two of a kind,
   * in bytes.
   */
  first: 1,
  second: 2,

  bare: 3,
};`;

  it('is the comment above it, which names that follow at once share', () => {
    expect(meaningOf('share', text)).toBe('Share of the rate.');
    expect(meaningOf('first', text)).toBe('Two of a kind, in bytes.');
    expect(meaningOf('second', text)).toBe('Two of a kind, in bytes.');
  });

  it('is empty where there is none', () => {
    expect(meaningOf('bare', text)).toBe('');
    expect(meaningOf('absent', text)).toBe('');
  });
});
