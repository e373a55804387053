import type { ElementContent, Root } from 'hast';

/** Keeps formulas out of the search index, where their three spellings (MathML, TeX, spans) would fill the excerpts. */
export function rehypeUnsearchableMath() {
  return (tree: Root) => mark(tree.children as ElementContent[]);
}

function mark(nodes: ElementContent[]): void {
  for (const node of nodes) {
    if (node.type === 'element') {
      const classes = node.properties?.['className'];
      if (Array.isArray(classes) && classes.includes('katex')) {
        node.properties['dataPagefindIgnore'] = 'all';
        continue;
      }
    }
    if ('children' in node) mark(node.children as ElementContent[]);
  }
}
