import { describe, expect, it } from 'vitest';
import { atLeast, markOf, missing } from '../../src/scripts/sample-rules.ts';

describe('the mark of a sample', () => {
  it('names modules, their versions, and the number of processes', () => {
    expect(markOf('# CI: torch >= 1.13\n"""Doc."""\n')).toEqual({
      needs: [{ module: 'torch', version: '1.13' }],
      processes: 1,
    });
    expect(markOf('# CI: torch >= 2.6, onnxruntime, 2 processes\n')).toEqual({
      needs: [{ module: 'torch', version: '2.6' }, { module: 'onnxruntime' }],
      processes: 2,
    });
  });

  it('is absent from a sample that is compiled only', () => {
    expect(markOf('"""Needs a GPU."""\n')).toBeNull();
  });

  it.each([
    ['a sign it does not know', '# CI: torch > 2\n'],
    ['nothing', '# CI:\n'],
    ['no module', '# CI: 2 processes\n'],
    ['a place where nothing reads it', '"""Doc."""\n# CI: torch\n'],
  ])('is refused with %s', (_, source) => {
    expect(() => markOf(source)).toThrow(/CI:/);
  });
});

describe('versions', () => {
  it.each([
    ['1.13.0a0', '1.13', true],
    ['1.13.0a0', '2.6', false],
    ['2.13.0+cpu', '2.6', true],
    ['2.5.1', '2.6', false],
    ['3', '2.6', true],
    ['2', '2.6', false],
  ])('%s is at least %s: %s', (version, least, result) => {
    expect(atLeast(version, least)).toBe(result);
  });

  it('says what is missing, and what is too old', () => {
    const mark = markOf('# CI: torch >= 2.6, onnxruntime\n')!;
    expect(missing(mark, { torch: '2.6.0', onnxruntime: '1.30.0' })).toEqual([]);
    expect(missing(mark, { torch: '1.13.0a0', onnxruntime: null })).toEqual([
      'torch 1.13.0a0 is older than 2.6',
      'no onnxruntime',
    ]);
    expect(missing(mark, {})).toEqual(['no torch', 'no onnxruntime']);
  });
});
