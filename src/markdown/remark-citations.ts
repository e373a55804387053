import type { Root, RootContent } from 'mdast';
import type { MdxJsxAttribute, MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx-jsx';

type JsxElement = MdxJsxFlowElement | MdxJsxTextElement;

/**
 * Numbers the `<Cite id="…" />` marks of a document in the order they stand in, and hands `<Sources />` the ids in
 * that order. Done on the tree because components of a page are not rendered in document order.
 */
export function remarkCitations() {
  return (tree: Root) => {
    const ids: string[] = [];
    visit(tree.children, (element) => {
      if (element.name !== 'Cite') return;
      const id = attribute(element, 'id');
      if (id === undefined) throw new Error('<Cite> needs an id');
      if (!ids.includes(id)) ids.push(id);
      element.attributes.push(text('number', String(ids.indexOf(id) + 1)));
    });
    visit(tree.children, (element) => {
      if (element.name === 'Sources') element.attributes.push(text('ids', ids.join(' ')));
    });
  };
}

function attribute(element: JsxElement, name: string): string | undefined {
  for (const item of element.attributes) {
    if (item.type === 'mdxJsxAttribute' && item.name === name && typeof item.value === 'string')
      return item.value;
  }
  return undefined;
}

function text(name: string, value: string): MdxJsxAttribute {
  return { type: 'mdxJsxAttribute', name, value };
}

function visit(nodes: readonly RootContent[], onElement: (element: JsxElement) => void): void {
  for (const node of nodes) {
    if (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') onElement(node);
    if ('children' in node) visit(node.children as RootContent[], onElement);
  }
}
