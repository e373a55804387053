import { expect, test } from 'vitest';
import { bind, type Part } from '../../src/whole-guide/bind.ts';

const part: Part = {
  id: 'math',
  number: 4,
  root: '/base/zh-cn/',
  anchor: (path) => ({ '/code/': 'code', '/glossary/vram/': 'term-vram' })[path],
};

test('headings go one level lower and are numbered', () => {
  const html = bind('<h2 id="a">A</h2><h3 id="b">B</h3><h2 id="c">C</h2><h3>D</h3><h4>E</h4>', part);
  expect(html).toBe(
    '<h3 id="math-a"><span class="hr-ordinal">4.1</span>A</h3><h4 id="math-b"><span class="hr-ordinal">4.1.1</span>B</h4>' +
      '<h3 id="math-c"><span class="hr-ordinal">4.2</span>C</h3><h4><span class="hr-ordinal">4.2.1</span>D</h4><h5>E</h5>',
  );
});

test('ids and what refers to them stay together', () => {
  expect(bind('<a href="#x" aria-labelledby="x y">1</a><path fill="url(#x)"></path>', part)).toBe(
    '<a href="#math-x" aria-labelledby="math-x math-y">1</a><path fill="url(#math-x)"></path>',
  );
});

test('links to what the document holds become anchors, others stay', () => {
  const link = (href: string) => /href="([^"]*)"/.exec(bind(`<a href="${href}">x</a>`, part))?.[1];
  expect(link('/base/zh-cn/code/')).toBe('#code');
  expect(link('/base/zh-cn/code/#loop')).toBe('#code-loop');
  expect(link('/base/zh-cn/gpus/')).toBe('/base/zh-cn/gpus/');
  expect(link('https://example.org/code/')).toBe('https://example.org/code/');
});

test('nothing is left that needs a script', () => {
  const html = bind(
    '<script>1</script><astro-island client="visible"><select><option>a</option><option selected>b &lt; c</option></select>' +
      '<button class="hr-x">Go</button></astro-island><button class="hr-term" popovertarget="term-vram-3">VRAM</button>' +
      '<span class="hr-popover">short</span><button class="hr-copy-code">Copy</button>',
    part,
  );
  expect(html).toBe(
    '<div><span class="hr-input">b &lt; c</span><span class="hr-x">Go</span></div><a class="hr-term" href="#term-vram">VRAM</a>',
  );
});

test('worked answers stand open, other folds as they are', () => {
  expect(bind('<details class="hr-question">x</details><details>y</details>', part)).toBe(
    '<details class="hr-question" open>x</details><details>y</details>',
  );
});

test('a calculator is its answer, and its headings have no number', () => {
  const island =
    '<astro-island><button class="hr-link">Own</button><h3>Side by side</h3><p>Fits.</p><details class="hr-fold hr-ranking">x</details><section class="hr-options"><details class="hr-fold">y</details></section></astro-island>';
  expect(bind(`<link rel="stylesheet" href="/_astro/precision.AbC.css">${island}<h2>A</h2>`, part)).toBe(
    '<div><h4>Side by side</h4><p>Fits.</p></div><h3><span class="hr-ordinal">4.1</span>A</h3>',
  );
});

test('calculators bring no landmarks, and the keyboard reaches what scrolls', () => {
  expect(
    bind('<astro-island><section aria-label="Answer">Fits.</section></astro-island><table></table>', part),
  ).toBe('<div><div>Fits.</div></div><table tabindex="0"></table>');
});
