import { describe, expect, it } from 'vitest';
import { computeCapabilities, installFor, software } from '../../catalog/index.ts';
import { dictionary, languages } from '../../content/i18n/index.ts';
import { installWarnings } from '../../src/components/install.ts';
import { requireSoftware, supportInWords } from '../../src/components/software.ts';

const everything = (lang: (typeof languages)[number]) =>
  computeCapabilities.flatMap((capability) =>
    software.map((item) => supportInWords(item, Number(capability), lang)),
  );

describe.each(languages)('software support in words, %s', (lang) => {
  it('has words for every remark, and fills every slot', () => {
    for (const { name, word, details } of everything(lang)) {
      expect([name, word, ...details].join(' ')).not.toMatch(/[{}]|undefined/);
    }
  });

  it('has no words that the data never uses', () => {
    const used = new Set(software.flatMap(({ support }) => support.map(({ note }) => note)));
    expect(Object.keys(dictionary(lang).software.notes).filter((code) => !used.has(code))).toEqual([]);
    const slugs = new Set(software.map(({ slug }) => slug));
    expect(Object.keys(dictionary(lang).software.names).filter((slug) => !slugs.has(slug))).toEqual([]);
  });

  it('tells the states apart by mark and word', () => {
    const states = new Map(everything(lang).map(({ status, mark }) => [status, mark]));
    expect(new Set(states.values()).size).toBe(states.size);
  });

  it('says every warning as a sentence', () => {
    for (const capability of computeCapabilities) {
      for (const warning of installWarnings(installFor(Number(capability)), lang)) {
        expect(warning).toMatch(/[.。]$/);
        expect(warning).not.toMatch(/[{}]/);
      }
    }
  });
});

describe('what a GTX 10 reader sees', () => {
  it('names the last release and the day of its announcement', () => {
    const [last, plain] = installWarnings(installFor(6.1), 'en');
    expect(last).toContain('PyTorch 2.14 is the last release');
    expect(last).toMatch(/Sep\w* 4, 2026|4 Sep\w* 2026|2026-09-04/);
    expect(plain).toContain('CUDA 13.2');
  });

  it('reads that the toolkit once did, and which versions', () => {
    expect(supportInWords(requireSoftware('cuda-toolkit'), 6.1, 'en')).toMatchObject({
      mark: '✗',
      word: 'no longer',
      details: ['8.0 to 12.9', 'not in 13.0'],
    });
    expect(supportInWords(requireSoftware('cuda-toolkit'), 6.1, 'zh-cn').word).toBe('已停止支持');
  });

  it('never meets an English remark in Chinese', () => {
    for (const { details, word } of everything('zh-cn')) {
      for (const text of [word, ...details]) {
        if (!/^(PyTorch )?[\d.]+$/.test(text)) expect(text).toMatch(/\p{Script=Han}/u);
      }
    }
  });
});
