import type { RootContent } from 'mdast';
import type { MdxJsxAttribute, MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx-jsx';
import type { MdxjsEsm } from 'mdast-util-mdxjs-esm';

export type JsxElement = MdxJsxFlowElement | MdxJsxTextElement;

/** The value of an attribute that is written as text. */
export function attribute(element: JsxElement, name: string): string | undefined {
  for (const item of element.attributes) {
    if (item.type === 'mdxJsxAttribute' && item.name === name && typeof item.value === 'string')
      return item.value;
  }
  return undefined;
}

export function text(name: string, value: string): MdxJsxAttribute {
  return { type: 'mdxJsxAttribute', name, value };
}

/** Calls `onElement` with every component of a document, outer ones first. */
export function eachComponent(nodes: readonly RootContent[], onElement: (element: JsxElement) => void): void {
  for (const node of nodes) {
    if (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') onElement(node);
    if ('children' in node) eachComponent(node.children as RootContent[], onElement);
  }
}

/** `import { name as local } from '#guide'`, as a tree because MDX reads no source after parsing. */
export const importFromGuide = (name: string, local: string): MdxjsEsm => ({
  type: 'mdxjsEsm',
  value: '',
  data: {
    estree: {
      type: 'Program',
      sourceType: 'module',
      comments: [],
      body: [
        {
          type: 'ImportDeclaration',
          attributes: [],
          source: { type: 'Literal', value: '#guide', raw: "'#guide'" },
          specifiers: [
            {
              type: 'ImportSpecifier',
              imported: { type: 'Identifier', name },
              local: { type: 'Identifier', name: local },
            },
          ],
        },
      ],
    },
  },
});
