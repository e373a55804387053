import type { Element, ElementContent } from 'hast';

/** Calls `onElement` with every element, outer ones first; what lies below one for which it says `false` is left. */
export function eachElement(
  nodes: readonly ElementContent[],
  onElement: (element: Element) => unknown,
): void {
  for (const node of nodes) {
    if (node.type === 'element' && onElement(node) === false) continue;
    if ('children' in node) eachElement(node.children as ElementContent[], onElement);
  }
}
