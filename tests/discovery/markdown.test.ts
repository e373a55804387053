import { expect, test } from 'vitest';
import { linkFrom } from '../../src/discovery/markdown/links.ts';
import { markdownOf } from '../../src/discovery/markdown/to-markdown.ts';
import { highlight } from '../../src/markdown/highlight.ts';
import { twinProblems } from '../../src/scripts/check-discovery.ts';

const link = linkFrom('/base/', 'math/');
const twin = (content: string) =>
  markdownOf(`<body><main><h1>Title</h1>${content}</main></body>`, link).trim();
const after = (content: string) => twin(content).replace(/^# Title\n\n/, '');

test('formulas are TeX again, in a line and on their own', () => {
  const katex = (tex: string) =>
    `<span class="katex"><span class="katex-mathml"><math><semantics><mi>x</mi><annotation encoding="application/x-tex">${tex}</annotation></semantics></math></span><span class="katex-html" aria-hidden="true">x9</span></span>`;
  expect(
    after(`<p>With ${katex('x^2')} it is</p><span class="katex-display">${katex('\\frac{1}{2}')}</span>`),
  ).toBe('With $x^2$ it is\n\n$$\n\\frac{1}{2}\n$$');
});

test('a mark leaves the numbers of its sources, a term its word', () => {
  expect(
    after(
      '<dl><div><dt>Memory</dt><dd><span>24 GB</span> <button class="hr-mark"><span>2</span></button><span popover class="hr-proof"><b>Memory: 24 GB</b><a href="#source-a">[1]</a> A<a href="#source-b">[2]</a></span></dd></div></dl>',
    ),
  ).toBe('- **Memory**: 24 GB  \\[1]\\[2]'.replace('  ', ' '));
  expect(
    after(
      '<p>The <button class="hr-term" popovertarget="t">cache</button><span popover id="t">long</span> grows.</p>',
    ),
  ).toBe('The cache grows.');
});

test('controls go, what they are set to stays', () => {
  expect(
    after(
      '<p><label>Model</label> <select><option>A</option><option selected>B</option></select><input value="7"><svg><text>5</text></svg></p>',
    ),
  ).toBe('Model B');
});

test('values side by side keep apart', () => {
  expect(after('<ul><li><span>Weights</span><span>7.3 GiB</span></li></ul>')).toBe('- Weights 7.3 GiB');
});

test('code is as it was written, with its language and without its button', () => {
  const code = 'if a<1 and"b":\n\n    f(2)  # 中文';
  expect(
    after(
      `<figure><figcaption>a.py</figcaption><button>Copy</button><pre data-language="py"><code>${highlight(code, 'py')}</code></pre></figure>`,
    ),
  ).toBe(`a.py\n\n\`\`\`py\n${code}\n\`\`\``);
});

test('tables and folded parts stay, links say where they lead', () => {
  expect(after('<table><thead><tr><th>A</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>')).toBe(
    '| A |\n| - |\n| 1 |',
  );
  expect(after('<details><summary>More</summary><p>8</p></details>')).toBe('**More**\n\n8');
  expect(after('<p><a href="#x">x</a> <a href="/base/faq/">faq</a></p>')).toBe(
    '[x](/base/math/#x) [faq](/base/faq/)',
  );
});

test('what loads only when a reader unfolds it is left out, name and all', () => {
  expect(
    after('<details class="hr-fold hr-lazy"><summary>More</summary><p>Loading…</p></details><p>8</p>'),
  ).toBe('8');
});

test('bold beside Chinese letters stays readable', () => {
  expect(after('<p><strong>显存：</strong>够用</p>')).toBe('**显存：**够用');
});

test('a twin that lost a number, or holds markup, is found', () => {
  const html = '<main><h1>Title</h1><p>24 GB and 936.2 GB/s</p></main>';
  expect(twinProblems(html, '# Title\n\n24 GB and 936.2 GB/s', link)).toEqual([]);
  expect(twinProblems(html, '# Title\n\n24 GB', link)).toEqual(['twin lacks 936.2']);
  expect(twinProblems(html, 'Title 24 936.2 <div>', link)).toEqual(['twin holds <div', 'twin has no title']);
});

test('a power is not a longer number', () => {
  expect(after('<p>GiB (2<sup>30</sup> bytes)</p>')).toBe('GiB (2^30 bytes)');
});
