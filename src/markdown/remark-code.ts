import type { Root, RootContent } from 'mdast';
import type { MdxJsxFlowElement } from 'mdast-util-mdx-jsx';
import { importFromGuide, text } from './jsx.ts';

/** Under a name that no author would give. */
const componentName = 'FencedCode';

/** Shows fenced code as code that comes from a file is shown: with the component `Code`. */
export function remarkCode() {
  return (tree: Root) => {
    if (replaceIn(tree) > 0) tree.children.unshift(importFromGuide('Code', componentName));
  };
}

/** Returns how many there were. */
function replaceIn(parent: { children: RootContent[] }): number {
  let count = 0;
  for (const [index, node] of parent.children.entries()) {
    if (node.type === 'code') {
      parent.children[index] = codeElement(node.value, node.lang ?? 'text');
      count += 1;
    } else if ('children' in node) count += replaceIn(node as { children: RootContent[] });
  }
  return count;
}

const codeElement = (code: string, lang: string): MdxJsxFlowElement => ({
  type: 'mdxJsxFlowElement',
  name: componentName,
  attributes: [text('code', code), text('lang', lang)],
  children: [],
});
