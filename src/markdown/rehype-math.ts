import type { ElementContent, Root } from 'hast';
import { eachElement } from './elements.ts';

/**
 * Keeps formulas out of the search index, where their three spellings (MathML, TeX, spans) would fill the excerpts,
 * and lets the keyboard reach those that stand alone, which scroll sideways on a narrow screen.
 */
export function rehypeMath() {
  return (tree: Root) =>
    eachElement(tree.children as ElementContent[], ({ properties }) => {
      const classes = properties['className'];
      const has = (name: string) => Array.isArray(classes) && classes.includes(name);
      if (has('katex-display')) properties['tabIndex'] = 0;
      if (!has('katex')) return true;
      properties['dataPagefindIgnore'] = 'all';
      return false;
    });
}
