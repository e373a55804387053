import { globSync, readFileSync } from 'node:fs';
import { DomUtils, parseDocument } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import { defaultOptions } from '../../src/embed/languages.ts';
import { hostSamples } from '../../src/embed/hosts.ts';
import { highlight, kinds } from '../../src/markdown/highlight.ts';

const textOf = (html: string) => DomUtils.textContent(parseDocument(html));

const fences = globSync('content/**/*.mdx').flatMap((file) =>
  [...readFileSync(file, 'utf8').matchAll(/^( *)```(\w+)\n([\s\S]*?)\n\1```$/gm)].map(
    ([, , language = '', code = '']) => ({ language, code }),
  ),
);
const languageOfEnding: Record<string, string> = { py: 'python', js: 'js', sh: 'sh' };
const files = globSync('content/samples/*.*').map((file) => ({
  language: languageOfEnding[file.split('.').at(-1)!]!,
  code: readFileSync(file, 'utf8'),
}));
const snippets = Object.values(hostSamples).map(({ write, language }) => ({
  language,
  code: write(defaultOptions('zh-cn', 'gpu', 'https://example.org/')),
}));
/** Every piece of code that an author wrote, and what none of them has. */
const samples = [
  ...fences,
  ...files,
  ...snippets,
  { language: 'text', code: '显存    24 GB\n\n  <b>&amp;</b>\n' },
  { language: 'python', code: `${' '.repeat(40)}x = 1  # 显存不够\n\n\n        \n# 完\n` },
  { language: 'ts', code: '' },
];

describe('highlighted code', () => {
  it('is the text that was written, whatever the language', () => {
    expect(fences.length).toBeGreaterThan(10);
    expect(files.length).toBeGreaterThan(10);
    for (const { language, code } of samples) expect(textOf(highlight(code, language))).toBe(code);
  });

  it('has a line for each line, with its indent, and one span for neighbours of a kind', () => {
    expect(highlight('def f(x):\n    # 中文\n\n    return x not in "a<b"', 'python')).toBe(
      '<span><span class="kw">def </span><span class="fu">f</span>(x):\n</span>' +
        '<span style="--i:4">    <span class="co"># 中文</span>\n</span>' +
        '<span>\n</span>' +
        '<span style="--i:4">    <span class="kw">return</span> x <span class="kw">not in </span><span class="st">"a&lt;b"</span></span>',
    );
    for (const { language, code } of samples) {
      const html = highlight(code, language);
      expect(html).not.toMatch(/<span class="(\w+)">[^<]*<\/span>\s*<span class="\1">/);
      expect(parseDocument(html).children).toHaveLength(code.split('\n').length);
    }
  });

  it('ties an indent to a word that may need the whole row of a phone', () => {
    expect(highlight('  a.b()\n  a_name_that_is_long_and_has.no_space()', 'python')).toBe(
      '<span style="--i:2">  a.<span class="fu">b</span>()\n</span>' +
        '<span style="--i:2"><span class="in">  </span>a_name_that_is_long_and_has.<span class="fu">no_space</span>()</span>',
    );
    expect(highlight(`    # ${'-'.repeat(40)}`, 'python')).not.toContain('class="in"');
    expect(highlight(`    '${'-'.repeat(40)}'`, 'js')).toBe(
      `<span style="--i:4"><span class="in">    </span><span class="st">'${'-'.repeat(40)}'</span></span>`,
    );
  });

  it('colours what a reader of each language looks for', () => {
    const marked = (code: string, language: string) =>
      [...highlight(code, language).matchAll(/<span class="(\w+)">([^<]*)/g)].map(
        ([, kind, text = '']) => `${kind} ${text.trim()}`,
      );
    expect(marked('"""Prose."""\nx = f"{a:.1f} GiB" if True else 2e-4', 'python')).toEqual([
      'co """Prose."""',
      'st f"',
      'st :.1f',
      'st GiB"',
      'kw if',
      'cn True',
      'kw else',
      'cn 2e-4',
    ]);
    expect(marked('pip install torch --index-url https://a.b  # why', 'sh')).toEqual([
      'fu pip',
      'cn --index-url',
      'co # why',
    ]);
    expect(marked("const a = await f(() => `${b} c`, 'd')", 'js')).toEqual([
      'kw const',
      'kw await',
      'fu f',
      'st `',
      'st c`',
      "st 'd'",
    ]);
    expect(marked('function f(a: Job): number', 'ts')).toEqual([
      'kw function',
      'fu f',
      'fu Job',
      'fu number',
    ]);
    for (const language of ['html', 'mdx'])
      expect(marked('<iframe src="a" />', language)).toEqual(['kw iframe', 'fu src', 'st "a"']);
    expect(marked('if True: 1', 'text')).toEqual([]);
  });

  it('throws where it knows no grammar', () => {
    expect(() => highlight('x', 'cobol')).toThrow('No grammar for code in "cobol"');
  });
});

describe('colours of code', () => {
  const rules = readFileSync('src/styles/site.css', 'utf8');
  const [light = '', dark = ''] = readFileSync('src/styles/tokens.css', 'utf8').split('@media not print');
  const value = (theme: string, token: string) =>
    new RegExp(`${token}: #([0-9a-f]{6});`).exec(theme)?.[1] ?? `no ${token}`;
  /** As WCAG 2 defines it. */
  const luminance = (hex: string) => {
    const [r = NaN, g = NaN, b = NaN] = hex.match(/../g)!.map((pair) => {
      const part = Number.parseInt(pair, 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one: string, other: string) => {
    const [low = NaN, high = NaN] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };

  it.each(kinds)('%s has one, readable in both themes', (kind) => {
    const token =
      new RegExp(`\\.hr-code \\.${kind} \\{\\s*color: var\\((--[\\w-]+)\\)`).exec(rules)?.[1] ?? '';
    for (const theme of [light, dark])
      expect(contrast(value(theme, token), value(theme, '--hr-panel'))).toBeGreaterThanOrEqual(4.5);
  });
});
