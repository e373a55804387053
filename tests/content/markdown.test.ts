import type { Element, Root } from 'hast';
import type { Root as MarkdownRoot } from 'mdast';
import type { MdxJsxFlowElement } from 'mdast-util-mdx-jsx';
import { describe, expect, it } from 'vitest';
import { localiseLink } from '../../content/i18n/localise-link.ts';
import { languageOfFile, rehypeInternalLinks } from '../../src/markdown/rehype-internal-links.ts';
import { rehypeMath } from '../../src/markdown/rehype-math.ts';
import { rehypeTables } from '../../src/markdown/rehype-tables.ts';
import { remarkCitations } from '../../src/markdown/remark-citations.ts';
import { remarkCode } from '../../src/markdown/remark-code.ts';

describe('internal links', () => {
  it.each([
    ['/concepts/', '/', 'en', '/concepts/'],
    ['/concepts/', '/', 'zh-cn', '/zh-cn/concepts/'],
    ['/concepts/', '/headroom/', 'zh-cn', '/headroom/zh-cn/concepts/'],
    [
      '/calculators/gpu/?model=gpt2#x',
      '/headroom/',
      'zh-cn',
      '/headroom/zh-cn/calculators/gpu/?model=gpt2#x',
    ],
    ['/api/v1/gpus.json', '/headroom/', 'zh-cn', '/headroom/api/v1/gpus.json'],
    ['/embed/v1.js', '/', 'zh-cn', '/embed/v1.js'],
    ['#here', '/headroom/', 'zh-cn', '#here'],
    ['https://example.org/', '/headroom/', 'zh-cn', 'https://example.org/'],
    ['//example.org/', '/headroom/', 'zh-cn', '//example.org/'],
  ] as const)('%s under %s in %s', (link, base, lang, expected) => {
    expect(localiseLink(link, base, lang)).toBe(expected);
  });

  it('reads the language from the file and rewrites links at any depth', () => {
    expect(languageOfFile('/site/content/docs/zh-cn/math.mdx')).toBe('zh-cn');
    expect(languageOfFile('/site/content/docs/math.mdx')).toBe('en');
    const link: Element = { type: 'element', tagName: 'a', properties: { href: '/faq/' }, children: [] };
    const tree: Root = {
      type: 'root',
      children: [{ type: 'element', tagName: 'p', properties: {}, children: [link] }],
    };
    rehypeInternalLinks({ base: '/b/' })(tree, { path: 'content/faq/zh-cn/x.mdx' });
    expect(link.properties['href']).toBe('/b/zh-cn/faq/');
  });
});

describe('citations', () => {
  const cite = (id: string) => ({
    type: 'mdxJsxTextElement' as const,
    name: 'Cite',
    attributes: [{ type: 'mdxJsxAttribute' as const, name: 'id', value: id }],
    children: [],
  });

  it('numbers sources by first mention and lists them once', () => {
    const list = { type: 'mdxJsxFlowElement' as const, name: 'Sources', attributes: [], children: [] };
    const tree: MarkdownRoot = {
      type: 'root',
      children: [{ type: 'paragraph', children: [cite('b'), cite('a'), cite('b')] }, list],
    };
    remarkCitations()(tree);
    const json = JSON.stringify(tree);
    expect([...json.matchAll(/"name":"number","value":"(\d)"/g)].map((match) => match[1])).toEqual([
      '1',
      '2',
      '1',
    ]);
    expect(list.attributes).toEqual([{ type: 'mdxJsxAttribute', name: 'ids', value: 'b a' }]);
  });
});

describe('fenced code', () => {
  const code = (value: string, lang: string | null) => ({ type: 'code' as const, value, lang });

  it('becomes the component that shows code, at any depth, imported once', () => {
    const item = { type: 'listItem' as const, children: [code('a = "1 & 2"\n    b', 'python')] };
    const tree: MarkdownRoot = {
      type: 'root',
      children: [code('ls', null), { type: 'list', children: [item] }],
    };
    remarkCode()(tree);
    expect(tree.children.map(({ type }) => type)).toEqual(['mdxjsEsm', 'mdxJsxFlowElement', 'list']);
    const values = [tree.children[1], item.children[0]].map((node) =>
      (node as unknown as MdxJsxFlowElement).attributes.map(({ value }) => value),
    );
    expect(values).toEqual([
      ['ls', 'text'],
      ['a = "1 & 2"\n    b', 'python'],
    ]);
  });

  it('leaves a text without it alone', () => {
    const tree: MarkdownRoot = { type: 'root', children: [{ type: 'inlineCode', value: 'ls' } as never] };
    remarkCode()(tree);
    expect(tree.children).toHaveLength(1);
  });
});

describe('math', () => {
  it('is left out of the search index, and reached by keyboard where it stands alone', () => {
    const formula: Element = {
      type: 'element',
      tagName: 'span',
      properties: { className: ['katex'] },
      children: [],
    };
    const display: Element = {
      type: 'element',
      tagName: 'span',
      properties: { className: ['katex-display'] },
      children: [formula],
    };
    rehypeMath()({ type: 'root', children: [display] });
    expect(display.properties['tabIndex']).toBe(0);
    expect(formula.properties['tabIndex']).toBeUndefined();
    expect(formula.properties['dataPagefindIgnore']).toBe('all');
  });

  it('leaves a subscript with an operator two children, as MathML wants it', () => {
    const element = (tagName: string, children: Element['children'], className: string[] = []): Element => ({
      type: 'element',
      tagName,
      properties: { className },
      children,
    });
    const leaf = (tagName: string, value: string) => element(tagName, [{ type: 'text', value }]);
    // What KaTeX makes of `P_{\max}`.
    const sub = element('msub', [leaf('mi', 'P'), leaf('mi', 'max'), leaf('mo', '\u2061')]);
    const mathml = element('span', [element('math', [sub])], ['katex-mathml']);
    rehypeMath()({ type: 'root', children: [element('span', [mathml], ['katex'])] });
    expect(sub.children).toEqual([leaf('mi', 'P'), leaf('mi', 'max')]);
  });
});

describe('tables', () => {
  const cell = (tagName: string, text: string): Element => ({
    type: 'element',
    tagName,
    properties: {},
    children: text ? [{ type: 'text', value: text }] : [],
  });
  const row = (...children: Element[]): Element => ({
    type: 'element',
    tagName: 'tr',
    properties: {},
    children,
  });
  const tableOf = (corner: string) => {
    const table: Element = {
      type: 'element',
      tagName: 'table',
      properties: {},
      children: [
        row(cell('th', corner), cell('th', 'RTX 3060')),
        row(cell('td', 'Memory'), cell('td', '12 GB')),
      ],
    };
    rehypeTables()({ type: 'root', children: [table] });
    return (table.children as Element[]).map(({ children }) =>
      (children as Element[]).map(({ tagName, properties }) => [tagName, properties['scope']]),
    );
  };

  it('with an empty corner have heads at the left, and none that heads nothing', () => {
    expect(tableOf('')).toEqual([
      [
        ['td', undefined],
        ['th', undefined],
      ],
      [
        ['th', 'row'],
        ['td', undefined],
      ],
    ]);
  });

  it('with a full corner stay as they are', () => {
    expect(tableOf('Field')).toEqual([
      [
        ['th', undefined],
        ['th', undefined],
      ],
      [
        ['td', undefined],
        ['td', undefined],
      ],
    ]);
  });
});
