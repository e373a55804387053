import type { ElementContent, Root } from 'hast';

/**
 * Keeps formulas out of the search index, where their three spellings (MathML, TeX, spans) would fill the excerpts,
 * and lets the keyboard reach those that stand alone, which scroll sideways on a narrow screen.
 */
export function rehypeMath() {
  return (tree: Root) => mark(tree.children as ElementContent[]);
}

function mark(nodes: ElementContent[]): void {
  for (const node of nodes) {
    if (node.type === 'element') {
      const classes = node.properties?.['className'];
      const has = (name: string) => Array.isArray(classes) && classes.includes(name);
      if (has('katex-display')) node.properties['tabIndex'] = 0;
      if (has('katex')) {
        node.properties['dataPagefindIgnore'] = 'all';
        continue;
      }
    }
    if ('children' in node) mark(node.children as ElementContent[]);
  }
}
