/**
 * Makes a rendered chapter part of a longer document: headings one level lower and numbered, ids of its own, links to
 * other parts as anchors, and nothing that needs a script.
 */
import { DomUtils, ElementType, parseDocument } from 'htmlparser2';

type Element = ReturnType<typeof DomUtils.getElementsByTagName>[number];

export interface Part {
  /** Begins every id of the part. */
  id: string;
  /** Of the chapter, before its headings: the 3 in `3.1`. */
  number: number;
  /** Address of the home page in the reader's language, a slash at its end. */
  root: string;
  /** Id in the document for a page of the site (`/math/`), or undefined where the document does not hold it. */
  anchor: (path: string) => string | undefined;
}

/** Wide tables, and formulas of a working, the only descriptions that a chapter holds. */
const scrolling = new Set(['table', 'dd']);
const dropped = new Set(['script', 'noscript', 'template', 'dialog']);
/** Parts that only a script or a hand on the screen gives a meaning. */
const droppedClasses = [
  'sl-anchor-link',
  'hr-popover',
  'hr-copy-code',
  'hr-find',
  'hr-paste',
  'hr-notice',
  'hr-more',
  'hr-tools',
  'hr-link',
  'hr-step-buttons',
  // A calculator on paper is its answer: what is folded away beside it would be 240 cards each time.
  'hr-fold',
  'hr-formats',
];
/** Styles of what is left out above; those of all chapters together would be more than a page may load. */
const droppedStyle = /\/precision\.[^/]*css/;
/** Folds that stand open: what is in them belongs to the text. */
const openedClasses = ['hr-question', 'hr-worked'];
/** Attributes that hold ids of the same page. */
const references = new Set([
  'for',
  'aria-labelledby',
  'aria-describedby',
  'aria-controls',
  'headers',
  'list',
]);

export function bind(html: string, part: Part): string {
  // Names in SVG keep their capitals.
  const options = { lowerCaseTags: false, lowerCaseAttributeNames: false, recognizeSelfClosing: true };
  const document = parseDocument(html, options);
  const counts: number[] = [];
  const visit = (element: Element, numbered: boolean): void => {
    const classes = (element.attribs['class'] ?? '').split(/\s+/);
    if (
      dropped.has(element.name) ||
      droppedClasses.some((name) => classes.includes(name)) ||
      (element.name === 'link' && droppedStyle.test(element.attribs['href'] ?? ''))
    ) {
      DomUtils.removeElement(element);
      return;
    }
    // Headings within a calculator are its own.
    const within = numbered && element.name !== 'astro-island';
    for (const child of [...element.children]) if (isElement(child)) visit(child, within);
    // All that it had is a fold.
    if (classes.includes('hr-options') && element.children.length === 0) {
      DomUtils.removeElement(element);
      return;
    }
    if (element.name === 'details' && openedClasses.some((name) => classes.includes(name)))
      element.attribs['open'] = '';
    still(element, part);
    // Landmarks of a calculator lead to its parts; here the same would stand once for each calculator.
    if (!numbered && (element.name === 'form' || element.name === 'section')) {
      element.name = 'div';
      delete element.attribs['aria-label'];
      delete element.attribs['aria-labelledby'];
    }
    // What may scroll on a narrow screen is within the keyboard's reach, with no script to find out whether it does.
    if (scrolling.has(element.name)) element.attribs['tabindex'] = '0';
    point(element, part);
    lower(element, part, numbered ? counts : undefined);
  };
  for (const child of [...document.children]) if (isElement(child)) visit(child, true);
  return DomUtils.getOuterHTML(document, { encodeEntities: 'utf8' });
}

const isElement = (node: { type: string }): node is Element =>
  node.type === ElementType.Tag || node.type === ElementType.Style || node.type === ElementType.Script;

/** What waits for a script or a hand becomes what it shows now. */
function still(element: Element, { root }: Part): void {
  const { name, attribs } = element;
  const term = /^term-(.+)-\d+$/.exec(attribs['popovertarget'] ?? '')?.[1];
  const kept: Record<string, string> = attribs['class'] === undefined ? {} : { class: attribs['class'] };
  if (name === 'astro-island') {
    element.name = 'div';
    element.attribs = {};
  } else if (name === 'button') {
    element.name = term === undefined ? 'span' : 'a';
    element.attribs = kept;
    if (term !== undefined) kept['href'] = `${root}glossary/${term}/`;
  } else if (name === 'select') {
    const options = DomUtils.getElementsByTagName('option', element);
    const chosen = options.find(({ attribs: of }) => 'selected' in of) ?? options[0];
    show(element, chosen ? DomUtils.textContent(chosen) : '');
  } else if (name === 'input') {
    const { type = 'text', value = '' } = attribs;
    if (type === 'radio' || type === 'checkbox') attribs['disabled'] = '';
    else if (type === 'range') DomUtils.removeElement(element);
    else show(element, value);
  }
}

/** Puts a value in the place of its field. */
function show(field: Element, text: string): void {
  field.name = 'span';
  field.attribs = { class: 'hr-input' };
  field.children = [];
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  for (const node of parseDocument(escaped).children) DomUtils.appendChild(field, node);
}

/** Ids of the part and what refers to them; links to what the document holds. */
function point({ attribs }: Element, { id, root, anchor }: Part): void {
  const within = (name: string) => `${id}-${name}`;
  for (const [name, value] of Object.entries(attribs)) {
    if (name === 'id' || name === 'name') attribs[name] = within(value);
    else if (references.has(name)) attribs[name] = value.split(/\s+/).filter(Boolean).map(within).join(' ');
    else if (name === 'href' || name === 'xlink:href') attribs[name] = link(value);
    else attribs[name] = value.replace(/url\(#([^)]+)\)/g, (_, name: string) => `url(#${within(name)})`);
  }

  function link(address: string): string {
    if (address.startsWith('#')) return `#${within(address.slice(1))}`;
    if (!address.startsWith(root)) return address;
    const [path = '', fragment] = address.slice(root.length - 1).split('#');
    const target = anchor(path);
    if (target === undefined) return address;
    return fragment ? `#${target}-${fragment}` : `#${target}`;
  }
}

/** One level lower, the upper two with a number. */
function lower(element: Element, part: Part, counts: number[] | undefined): void {
  const level = Number(/^h([2-5])$/.exec(element.name)?.[1]);
  if (!level) return;
  element.name = `h${level + 1}`;
  const depth = level - 2;
  if (depth > 1 || !counts) return;
  counts.length = depth + 1;
  counts[depth] = (counts[depth] ?? 0) + 1;
  const [number] = parseDocument(
    `<span class="hr-ordinal">${[part.number, ...counts].join('.')}</span>`,
  ).children;
  DomUtils.prependChild(element, number!);
}
