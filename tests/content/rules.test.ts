import { describe, expect, it } from 'vitest';
import {
  chapterProblems,
  components,
  countChineseCharacters,
  countEnglishWords,
  parityProblems,
  ruleProblems,
} from '../../src/scripts/content-rules.ts';

const en = (text: string) => ({ path: 'docs/x.mdx', text });
const zh = (text: string) => ({ path: 'docs/zh-cn/x.mdx', text });
const reasons = (problems: { reason: string }[]) => problems.map((problem) => problem.reason).join('\n');

describe('parity', () => {
  const page =
    '## A\n\n<Est request={{ task: "x", lora: { rank: 8 } }} show="total" />\n\n$$a \\text{words}$$\n\n[l](/faq/)\n';

  it('accepts a translation with the same bones', () => {
    const chinese = page.replace('A', '甲').replace('words', '字').replace('[l]', '[链接]');
    expect(parityProblems(en(page), zh(chinese))).toEqual([]);
  });

  it.each([
    ['heading', page.replace('## A', '### A')],
    ['component', page.replace('rank: 8', 'rank: 16')],
    ['formula', page.replace('$$a', '$$b')],
    ['internal link', page.replace('/faq/', '/math/')],
  ])('finds a different %s', (what, changed) => {
    expect(reasons(parityProblems(en(page), zh(changed)))).toContain(what);
  });

  it('leaves translated props out of the comparison', () => {
    expect(components('<Figure caption="what to see" alt="x">y</Figure>')).toEqual(['Figure']);
    expect(components('<MemoryBars requests={[{ a: 1 }]} labels={["one"]} caption="c" />')).toEqual([
      'MemoryBars requests={[{ a: 1 }]}',
    ]);
  });
});

describe('house rules', () => {
  it.each([
    ['space typed between', zh('用 GPU 训练')],
    ['half-width punctuation', zh('显存,带宽')],
    ['the field says “显存”', zh('显示内存很大')],
    ['the field says “显存带宽”', zh('内存带宽很高')],
    ['the field says “张量并行”', zh('张量平行需要NVLink')],
    ['the field says “锁页内存”', zh('用固定内存传数据')],
    ['the field says “次正规数”', zh('小到成了非正规数')],
    ['unescaped dollar', en('It costs $499 today.')],
    ['placeholder', en('Coming soon')],
    ['display formula on one line', en('By rule:\n\n$$a = b$$\n')],
    ['number typed next to a card', en('The RTX 3090 has 24 GB of memory.')],
  ])('finds: %s', (reason, document) => {
    expect(reasons(ruleProblems(document))).toContain(reason);
  });

  it('leaves code, formulas and escaped prices alone', () => {
    expect(
      ruleProblems(
        en('`RTX 3090 24 GB` and $x = 499$ and \\$499 and <Spec gpu="rtx-3090" field="memoryGb" />'),
      ),
    ).toEqual([]);
    expect(ruleProblems(zh('用GPU训练，显存很大。'))).toEqual([]);
    expect(ruleProblems(en('By rule:\n\n$$\na = b\n$$\n'))).toEqual([]);
  });
});

describe('card names', () => {
  it('may hold the size that the catalog gives them, and no other', () => {
    const names = ['GeForce RTX 3060 12 GB', 'GeForce RTX 3090'];
    expect(ruleProblems(en('Take an RTX 3060 12GB.'), names)).toEqual([]);
    expect(reasons(ruleProblems(en('Take an RTX 3060 8GB.'), names))).toContain('typed next to a card');
    expect(reasons(ruleProblems(en('An RTX 3090 24 GB.'), names))).toContain('typed next to a card');
  });
});

describe('chapters', () => {
  it('counts what a reader reads', () => {
    expect(
      countEnglishWords('---\ntitle: no\n---\nimport x from "y"\nTwo words <Est show="total" /> `code`\n'),
    ).toBe(2);
    expect(countChineseCharacters('显存<svg><text>图里的字</text></svg>够用 $x$')).toBe(4);
  });

  const sections = { en: '## Further reading\n\nx\n\n## Next\n', zh: '## 延伸阅读\n\nx\n\n## 接下来\n' };
  const bones = [
    '<Figure caption="c">x</Figure><CardPlot x="a" /><MemoryBars />',
    '<GpuCalculator state="x" /><Est show="total" /><Sources />',
    '<Question title="q">a</Question>'.repeat(2),
    ...['a', 'b', 'c', 'd', 'e'].map((id) => `<Cite id="${id}" />`),
  ].join('\n');

  it('asks a chapter for length, figures, sources, questions, a calculator, worked numbers and its last sections', () => {
    expect(chapterProblems(en('Too short.'))).toHaveLength(9);
    expect(chapterProblems(zh('太短。'))).toHaveLength(9);
    expect(chapterProblems(en(`${'word '.repeat(2000)}${bones}\n\n${sections.en}`))).toEqual([]);
    expect(chapterProblems(zh(`${'字'.repeat(3500)}${bones}\n\n${sections.zh}`))).toEqual([]);
  });

  it('counts a source once, however often it is cited', () => {
    const text = `${'word '.repeat(2000)}${bones.replace('id="e"', 'id="a"')}\n\n${sections.en}`;
    expect(reasons(chapterProblems(en(text)))).toMatch(
      /^a chapter has at least 5 cited sources, this one 4$/,
    );
  });
});
