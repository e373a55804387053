import type { RootContent } from 'mdast';
import type { MdxJsxAttribute, MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx-jsx';

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
