import { describe, expect, it } from 'vitest';
import {
  glossaryTerm,
  termLinkProblems,
  termLinks,
  termProblems,
  type GlossaryTerm,
} from '../../src/scripts/glossary-rules.ts';

const entry = (matter: string) => ({ path: 'glossary/zh-cn/warp.mdx', text: `---\n${matter}---\n\nText.\n` });
const reasons = (problems: { reason: string }[]) => problems.map((problem) => problem.reason);

const warp: GlossaryTerm = {
  slug: 'warp',
  path: 'glossary/en/warp.mdx',
  term: 'Warp',
  aliases: ['SIMT'],
  other: '线程束',
  subject: 'chip',
  spellings: null,
  within: [],
};
const warpZh: GlossaryTerm = {
  slug: 'warp',
  path: 'glossary/zh-cn/warp.mdx',
  term: '线程束',
  aliases: ['线程组'],
  other: 'Warp',
  subject: 'chip',
  spellings: null,
  within: [],
};
const gddrZh: GlossaryTerm = {
  slug: 'gddr',
  path: 'glossary/zh-cn/gddr.mdx',
  term: 'GDDR（GDDR6、GDDR7）',
  aliases: ['显存颗粒'],
  other: 'GDDR (GDDR6, GDDR7)',
  subject: 'memory',
  spellings: null,
  within: [],
};

describe('glossaryTerm', () => {
  it('reads the front matter, quotes taken off', () => {
    const read = glossaryTerm(
      entry(
        "term: 'CUDA''s warp'\nshort: 'a: b'\naliases:\n  - 'one'\n  - \"two\"\n  - three\nother: Warp\nsubject: chip\n" +
          "spellings:\n  - 'One'\nwithin: []\n",
      ),
    );
    expect(read).toEqual({
      slug: 'warp',
      path: 'glossary/zh-cn/warp.mdx',
      term: "CUDA's warp",
      aliases: ['one', 'two', 'three'],
      other: 'Warp',
      subject: 'chip',
      spellings: ['One'],
      within: [],
    });
  });

  it('tells no spellings from spellings that were left out', () => {
    const matter = "term: 'a'\naliases: []\nother: 'b'\nsubject: chip\n";
    expect(glossaryTerm(entry(matter)).spellings).toBeNull();
    expect(glossaryTerm(entry(`${matter}spellings: []\n`)).spellings).toEqual([]);
  });

  it('throws where the name in the other language is missing', () => {
    expect(() => glossaryTerm(entry("term: 'a'\n"))).toThrow('glossary/zh-cn/warp.mdx: no other');
  });
});

describe('termProblems', () => {
  it('accepts terms that name each other', () => {
    expect(termProblems([warp], [warpZh, gddrZh])).toEqual([]);
  });

  it.each([
    ['the English page', { ...warp, other: '经线' }, warpZh],
    ['the Chinese page', warp, { ...warpZh, other: 'Wrap' }],
  ])('finds %s naming the other differently', (_, english, chinese) => {
    expect(reasons(termProblems([english], [chinese]))).toHaveLength(1);
  });

  it('finds a term that stands under another subject in Chinese', () => {
    expect(reasons(termProblems([warp], [{ ...warpZh, subject: 'memory' }]))).toEqual([
      'stands under “memory”, not “chip”',
    ]);
  });

  it('finds a name that two terms claim, whatever its case', () => {
    const simt = { ...warp, slug: 'simt', term: 'Simt', aliases: [] };
    expect(reasons(termProblems([warp, simt], []))).toEqual(['“simt” already leads to warp']);
    expect(reasons(termProblems([], [gddrZh, { ...warpZh, aliases: ['GDDR'] }]))).toEqual([
      '“gddr” already leads to gddr',
    ]);
    expect(
      reasons(
        termProblems(
          [
            { ...warp, spellings: ['SM'] },
            { ...warp, slug: 'sm', term: 'SM', aliases: [] },
          ],
          [],
        ),
      ),
    ).toEqual(['“sm” already leads to warp']);
  });
});

describe('links to terms', () => {
  const terms = new Map([warpZh, gddrZh].map((term) => [term.slug, term]));
  const problems = (text: string, path = 'docs/zh-cn/x.mdx') =>
    reasons(termLinkProblems({ path, text }, terms));

  it('are found in text and as tooltips', () => {
    expect(termLinks('[a](/glossary/warp/) <Term slug="gddr">b</Term> [c](/faq/warp/)')).toEqual([
      { slug: 'warp', words: 'a' },
      { slug: 'gddr', words: 'b' },
    ]);
  });

  it.each(['线程束', '一个线程束', 'warp', '线程组', '线程'])('may stand under %s', (words) => {
    expect(problems(`[${words}](/glossary/warp/)`)).toEqual([]);
    expect(problems(`<Term slug="warp">${words}</Term>`)).toEqual([]);
  });

  it('may leave out the remark in brackets', () => {
    expect(problems('[GDDR](/glossary/gddr/)')).toEqual([]);
  });

  it('finds a translation that the glossary does not know, in Chinese', () => {
    expect(problems('[经线](/glossary/warp/)')).toEqual(['“经线” leads to warp, which is called “线程束”']);
    expect(problems('[束](/glossary/warp/)')).toHaveLength(1);
    expect(problems('[waves](/glossary/warp/)', 'docs/x.mdx')).toEqual([]);
  });

  it('finds a link to no term in both languages', () => {
    for (const path of ['docs/x.mdx', 'docs/zh-cn/x.mdx'])
      expect(problems('<Term slug="wrap">线程束</Term>', path)).toEqual(['no term “wrap” in the glossary']);
  });
});
