import type { Element, ElementContent, Root } from 'hast';
import { eachElement } from './elements.ts';

/**
 * Keeps formulas out of the search index, where their three spellings (MathML, TeX, spans) would fill the excerpts,
 * and lets the keyboard reach those that stand alone, which scroll sideways on a narrow screen. A lone symbol or number
 * in a line of text reads as it stands and stays, once: without it the sentences around it would have holes.
 */
export function rehypeMath() {
  return (tree: Root) =>
    eachElement(tree.children as ElementContent[], (element) => {
      if (hasClass(element, 'katex-display')) element.properties['tabIndex'] = 0;
      if (!hasClass(element, 'katex')) return true;
      const mathml = element.children.find(
        (child): child is Element => child.type === 'element' && hasClass(child, 'katex-mathml'),
      );
      if (mathml) eachElement(mathml.children, dropApplication);
      const ignored = mathml && plain.test(source(mathml)) ? mathml : element;
      ignored.properties['dataPagefindIgnore'] = 'all';
      return false;
    });
}

/** MathML that has as many children as it has places. */
const scripts = new Set(['msub', 'msup', 'msubsup']);
const functionApplication = '\u2061';

/**
 * KaTeX writes an operator (`P_{\max}`) as its name and a sign that it is applied to what follows. In a script nothing
 * follows, and the sign takes a place too many: Firefox then draws the formula as an error.
 */
function dropApplication(element: Element): void {
  if (!scripts.has(element.tagName)) return;
  element.children = element.children.filter(
    (child) => !(child.type === 'element' && child.tagName === 'mo' && textOf(child) === functionApplication),
  );
}

const textOf = ({ children }: Element) =>
  children.map((child) => (child.type === 'text' ? child.value : '')).join('');

/** TeX that is read letter by letter. */
const plain = /^[A-Za-z\d.,=<>+\s-]{1,16}$/;

const hasClass = ({ properties }: Element, name: string): boolean => {
  const classes = properties['className'];
  return Array.isArray(classes) && classes.includes(name);
};

/** The TeX that a formula was written in: KaTeX keeps it in the last place of its MathML. */
function source(element: Element): string {
  let tex = '';
  eachElement(element.children, (child) => {
    if (child.tagName === 'annotation') tex = textOf(child);
    return true;
  });
  return tex;
}
