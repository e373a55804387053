import type { Element, ElementContent, Root } from 'hast';
import { eachElement } from './elements.ts';

/**
 * A table with an empty corner has heads on two sides: its first column heads the rows, and the corner, which heads
 * nothing, is no head. Markdown writes heads for the top row alone.
 */
export function rehypeTables() {
  return (tree: Root) =>
    eachElement(tree.children as ElementContent[], (element) => {
      if (element.tagName !== 'table') return true;
      const [top, ...rows] = rowsOf(element).map((row) => row.children.find(isElement));
      if (!top || top.children.length > 0) return false;
      top.tagName = 'td';
      for (const first of rows) {
        if (!first) continue;
        first.tagName = 'th';
        first.properties['scope'] = 'row';
      }
      return false;
    });
}

const isElement = (node: ElementContent): node is Element => node.type === 'element';

function rowsOf(table: Element): Element[] {
  const rows: Element[] = [];
  eachElement(table.children, (element) => {
    if (element.tagName === 'tr') rows.push(element);
  });
  return rows;
}
