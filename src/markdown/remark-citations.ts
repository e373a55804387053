import type { Root } from 'mdast';
import { attribute, eachComponent, text } from './jsx.ts';

/**
 * Numbers the `<Cite id="…" />` marks of a document in the order they stand in, and hands `<Sources />` the ids in
 * that order. Done on the tree because components of a page are not rendered in document order.
 */
export function remarkCitations() {
  return (tree: Root) => {
    const ids: string[] = [];
    eachComponent(tree.children, (element) => {
      if (element.name !== 'Cite') return;
      const id = attribute(element, 'id');
      if (id === undefined) throw new Error('<Cite> needs an id');
      if (!ids.includes(id)) ids.push(id);
      element.attributes.push(text('number', String(ids.indexOf(id) + 1)));
    });
    eachComponent(tree.children, (element) => {
      if (element.name === 'Sources') element.attributes.push(text('ids', ids.join(' ')));
    });
  };
}
