import type { Paragraph, PhrasingContent, Root, RootContent, Table } from 'mdast';
import type { MdxJsxTextElement } from 'mdast-util-mdx-jsx';
import { describe, expect, it } from 'vitest';
import { remarkTerms } from '../../src/markdown/remark-terms.ts';
import { termFinder } from '../../src/markdown/term-finder.ts';
import { readGlossary } from '../../src/scripts/glossary-files.ts';
import type { GlossaryTerm } from '../../src/scripts/glossary-rules.ts';

const entry = (slug: string, term: string, more: Partial<GlossaryTerm> = {}): GlossaryTerm => ({
  slug,
  path: `glossary/en/${slug}.mdx`,
  term,
  aliases: [],
  other: '',
  spellings: null,
  within: [],
  subject: 'training',
  ...more,
});

const english = [
  entry('gradient', 'Gradient'),
  entry('gradient-checkpointing', 'Gradient checkpointing'),
  entry('bf16', 'BF16'),
  entry('tensor', 'Tensor', { within: ['tensor split'] }),
  entry('tensor-core', 'Tensor Core'),
  entry('attention', 'Attention'),
  entry('attention-head', 'Attention head', { aliases: ['multi-head attention'] }),
  entry('transformer', 'Transformer'),
  entry('transformers-library', 'Transformers (library)', { spellings: ['Transformers'] }),
  entry('latency', 'Latency'),
  entry('packing', 'Packing', { spellings: ['sample packing'] }),
  entry('concurrency', 'Concurrency', { spellings: [] }),
  entry('lion', 'Lion', { spellings: ['Lion'] }),
];
const chinese = [
  entry('vram', '显存'),
  entry('memory-bandwidth', '显存带宽'),
  entry('concurrency', '并发'),
  entry('parameter', '参数', { within: ['超参数'] }),
  entry('cuda', 'CUDA'),
  entry('cuda-core', 'CUDA核心'),
  entry('8-bit-optimizer', '8位优化器'),
  entry('optimizer', '优化器', { aliases: ['优化器步'] }),
];
const finders = { en: termFinder(english, 'en'), 'zh-cn': termFinder(chinese, 'zh-cn') };
const found = (lang: 'en' | 'zh-cn', text: string) =>
  finders[lang](text).map(({ slug, start, end }) => `${slug}:${text.slice(start, end)}`);

describe('terms in English text', () => {
  it.each([
    ['The gradient of it', ['gradient:gradient']],
    ['Two gradients and two latencies', ['gradient:gradients', 'latency:latencies']],
    // A capital heads a sentence or a name.
    ['Gradients go. Gradients stay', ['gradient:Gradients', 'gradient:Gradients']],
    ['the Gradient Company', []],
    ['bf16 is a flag, BF16 a format', ['bf16:BF16']],
    ['lion, not Lion', ['lion:Lion']],
    // The longest name wins.
    ['with gradient checkpointing on', ['gradient-checkpointing:gradient checkpointing']],
    ['a Tensor Core multiplies tensors', ['tensor-core:Tensor Core', 'tensor:tensors']],
    ['multi-head attention', []],
    ['calls it tensor split', []],
    // Whole words, hyphen and dot included.
    ['cross-attention, attention-only, tensor.item', []],
    ['BF16-mixed and BF160', []],
    ['attention.', ['attention:attention']],
    ['(BF16/FP16)', ['bf16:BF16']],
    // Names that differ in capitals alone.
    ['transformers in Transformers', ['transformer:transformers', 'transformers-library:Transformers']],
    // Everyday words.
    ['packing a box, sample packing', ['packing:sample packing']],
    ['concurrency', []],
  ])('%s', (text, expected) => {
    expect(found('en', text)).toEqual(expected);
  });
});

describe('terms in Chinese text', () => {
  it.each([
    ['把权重从显存里读出来', ['vram:显存']],
    ['看显存带宽', ['memory-bandwidth:显存带宽']],
    ['支持并发请求', ['concurrency:并发']],
    // A dictionary word goes over the edge.
    ['合并发布', []],
    ['超参数和参数', ['parameter:参数']],
    ['用CUDA写，CUDA核心有多少', ['cuda:CUDA', 'cuda-core:CUDA核心']],
    ['8位优化器比优化器省', ['8-bit-optimizer:8位优化器', 'optimizer:优化器']],
    ['128位优化器', ['optimizer:优化器']],
    ['一个优化器步', []],
  ])('%s', (text, expected) => {
    expect(found('zh-cn', text)).toEqual(expected);
  });
});

describe('the glossary', () => {
  it.each(['en', 'zh-cn'] as const)('has each %s spelling found as its own term', (lang) => {
    const terms = readGlossary(lang);
    const find = termFinder(terms, lang);
    for (const { slug, spellings } of terms)
      for (const spelling of spellings ?? [])
        expect([spelling, find(spelling)[0]?.slug]).toEqual([spelling, slug]);
  });
});

const words = (value: string): PhrasingContent => ({ type: 'text', value });
const paragraph = (...children: (PhrasingContent | string)[]): Paragraph => ({
  type: 'paragraph',
  children: children.map((child) => (typeof child === 'string' ? words(child) : child)),
});
const byHand = (slug: string, text: string): MdxJsxTextElement => ({
  type: 'mdxJsxTextElement',
  name: 'Term',
  attributes: [{ type: 'mdxJsxAttribute', name: 'slug', value: slug }],
  children: [{ type: 'text', value: text }],
});

/** The page in one line: automatic terms as `[words]`, those by hand as `{words}`, blocks apart. */
function page(
  children: RootContent[],
  path = 'content/docs/x.mdx',
  frontmatter: Record<string, unknown> = {},
) {
  const tree: Root = { type: 'root', children };
  remarkTerms({ terms: { en: english, 'zh-cn': chinese } })(tree, { path, data: { astro: { frontmatter } } });
  const print = (node: Root | RootContent): string => {
    if (node.type === 'mdxjsEsm') return 'import';
    const inner = 'children' in node ? node.children.map(print).join(node.type === 'root' ? '|' : '') : '';
    if (node.type === 'mdxJsxTextElement' && node.name === 'GlossaryTerm') return `[${inner}]`;
    if (node.type === 'mdxJsxTextElement' && node.name === 'Term') return `{${inner}}`;
    return 'value' in node ? node.value : inner;
  };
  return print(tree);
}

describe('tooltips', () => {
  it('stand where a page first names a term, once', () => {
    expect(page([paragraph('A tensor.'), paragraph('Tensors and gradients.')])).toBe(
      'import|A [tensor].|Tensors and [gradients].',
    );
  });

  it('read through emphasis, and find no name that goes over its edge', () => {
    const strong = (text: string): PhrasingContent => ({ type: 'strong', children: [words(text)] as never });
    expect(page([paragraph(strong('BF16'), ' has a ', strong('Tensor'), ' Core.')])).toBe(
      'import|[BF16] has a Tensor Core.',
    );
  });

  it('stay out of headings, links, code and components', () => {
    const before: RootContent[] = [
      { type: 'heading', depth: 2, children: [words('Tensor') as never] },
      paragraph({ type: 'link', url: '/math/', children: [words('tensor') as never] }),
      paragraph({ type: 'inlineCode', value: 'tensor' }),
      { type: 'code', value: 'tensor' },
      { type: 'mdxJsxFlowElement', name: 'Figure', attributes: [], children: [paragraph('tensor')] },
    ];
    expect(page([...before, paragraph('a tensor')])).toBe(
      'import|Tensor|tensor|tensor|tensor|tensor|a [tensor]',
    );
  });

  it('stand in folded answers', () => {
    const question: RootContent = {
      type: 'mdxJsxFlowElement',
      name: 'Question',
      attributes: [],
      children: [paragraph('a tensor')],
    };
    expect(page([question])).toBe('import|a [tensor]');
  });

  it('stay out of the heads of a table, at its top and, under an empty corner, at its left', () => {
    const row = (...cells: string[]): Table['children'][number] => ({
      type: 'tableRow',
      children: cells.map((cell) => ({ type: 'tableCell', children: cell ? [words(cell)] : [] })),
    });
    const table = (corner: string): Table => ({
      type: 'table',
      children: [row(corner, 'a tensor'), row('one gradient', 'BF16')],
    });
    expect(page([table('Name')])).toBe('import|Namea tensorone [gradient][BF16]');
    expect(page([table('')])).toBe('import|a tensorone gradient[BF16]');
  });

  it('leave a term to its author, and take his mark away where the term was explained further up', () => {
    expect(page([paragraph(byHand('tensor', 'array'), ', a tensor')])).toBe('{array}, a tensor');
    expect(page([paragraph('A tensor.'), paragraph('An ', byHand('tensor', 'array'), '.')])).toBe(
      'import|A [tensor].|An array.',
    );
    expect(page([paragraph(byHand('tensor', 'one'), byHand('tensor', 'two'))])).toBe('{one}two');
    const link: PhrasingContent = {
      type: 'link',
      url: '/glossary/tensor/',
      children: [words('it') as never],
    };
    expect(page([paragraph(link, ' is a tensor')])).toBe('it is a tensor');
  });

  it('are none of the glossary, and speak the language of the page', () => {
    expect(page([paragraph('tensor')], 'content/glossary/en/x.mdx')).toBe('tensor');
    expect(page([paragraph('显存 tensor')], 'content/docs/zh-cn/x.mdx')).toBe('import|[显存] tensor');
  });

  it('count the short answer of a question as its beginning', () => {
    const frontmatter = { short: 'Tensors in BF16.' };
    expect(page([paragraph('a tensor, a gradient')], 'content/faq/en/x.mdx', frontmatter)).toBe(
      'import|a tensor, a [gradient]',
    );
    expect(frontmatter).toHaveProperty('shortParts', [
      { slug: 'tensor', words: 'Tensors' },
      ' in ',
      { slug: 'bf16', words: 'BF16' },
      '.',
    ]);
  });

  it('are at most 25; those go first that an author explains, then those in a crowd', () => {
    const many = Array.from({ length: 27 }, (_, i) => entry(`t${i}`, `T${i}`));
    const tree: Root = {
      type: 'root',
      children: [
        ...many.map((_, i) => paragraph(`T${i} and so on and on`)),
        paragraph(byHand('t3', 'three')),
      ],
    };
    // T9 stands close behind T8.
    tree.children[8] = paragraph('that is T8');
    tree.children[9] = paragraph('T9 and so on and on');
    remarkTerms({ terms: { en: many, 'zh-cn': [] } })(tree, { path: 'content/docs/x.mdx', data: {} });
    const marked = [...JSON.stringify(tree).matchAll(/"value":"(t\d+)"/g)].map((match) => match[1]);
    expect(marked).toEqual([
      ...many.map(({ slug }) => slug).filter((slug) => !['t3', 't9'].includes(slug)),
      't3',
    ]);
  });
});
