/**
 * Reads the main content of a built page as a tree without what only a screen needs: drawings, controls, popovers. What
 * they say to a reader stays: the TeX of a formula, the numbers of the sources that a mark opens, a list's choice.
 */
import type { Element, ElementContent, Root } from 'hast';
import { Parser } from 'htmlparser2';

/** Elements that show nothing that could be read, or take a reader's input. */
const silent = new Set([
  'script',
  'style',
  'template',
  'svg',
  'noscript',
  'input',
  'textarea',
  'datalist',
  'footer',
  'head',
  'iframe',
  'dialog',
  'meter',
  'progress',
  'canvas',
  'link',
  'meta',
]);

/** Our classes of text that is there for controls, for those who cannot see a drawing whose table follows, or until more comes. */
const silentClasses = /(?:^|\s)(?:hr-independence|hr-report|hr-lazy|sl-anchor-link|hr-noscript)(?:\s|$)/;

const inline = /^(?:span|b|small|strong|code)$/;

/** A tag name of ours for a formula, whose handlers write TeX. */
export const texTag = { inline: 'x-tex', block: 'x-tex-block' } as const;

interface Frame {
  element: Element;
  /** What becomes of the element's text: kept, dropped, or collected for something short that stands in its place. */
  mode: 'keep' | 'drop' | 'formula' | 'proof' | 'select';
}

const element = (tagName: string, properties: Element['properties'] = {}): Element => ({
  type: 'element',
  tagName,
  properties,
  children: [],
});

/** @param link turns an address of the page into one that means the same in the twin */
export function readMain(html: string, link: (address: string) => string): Root {
  const start = html.indexOf('<main');
  const end = html.lastIndexOf('</main>');
  if (start < 0 || end < 0) throw new Error('no <main>');
  const root = element('div');
  const stack: Frame[] = [{ element: root, mode: 'keep' }];
  let collected = '';
  let collecting = false;
  /** Whether the formula being read stands on a line of its own. */
  let display = false;
  /** Depth in code, where every space counts. */
  let code = 0;
  /** Texts that were the last of a span. */
  const ends = new WeakSet<ElementContent>();
  const top = () => stack.at(-1)!;
  const put = (child: ElementContent) => top().element.children.push(child);

  const parser = new Parser({
    onopentag(name, attributes) {
      const { mode } = top();
      const classes = attributes['class'] ?? '';
      const push = (next: Frame['mode'], node = element(name)) => stack.push({ element: node, mode: next });
      if (mode === 'drop') return void push('drop');
      if (mode === 'formula') {
        if (name === 'annotation') collecting = true;
        return void push('formula');
      }
      if (mode === 'proof') {
        if (name === 'a' && attributes['href']?.startsWith('#source-')) collecting = true;
        return void push('proof');
      }
      if (mode === 'select') {
        if (name === 'option' && 'selected' in attributes) {
          collected = '';
          collecting = true;
        } else if (name === 'option' && collected === '') collecting = true;
        return void push('select');
      }
      if (/(?:^|\s)katex-display(?:\s|$)/.test(classes)) display = true;
      if (/(?:^|\s)katex(?:\s|$)/.test(classes)) {
        collected = '';
        return void push('formula', element(display ? texTag.block : texTag.inline));
      }
      if ('popover' in attributes) {
        collected = '';
        return void push(/\bhr-proof\b/.test(classes) ? 'proof' : 'drop');
      }
      if (name === 'select') {
        collected = '';
        return void push('select');
      }
      const term = name === 'button' && /\bhr-term\b/.test(classes);
      if (
        silent.has(name) ||
        silentClasses.test(classes) ||
        'hidden' in attributes ||
        attributes['role'] === 'img' ||
        (attributes['aria-hidden'] === 'true' && name !== 'span') ||
        (name === 'button' && !term)
      ) {
        return void push('drop');
      }
      const node =
        name === 'a' && attributes['href'] !== undefined
          ? element('a', { href: link(attributes['href']) })
          : term || /^(?:label|fieldset|legend|output|form|time|abbr|small|i)$/.test(name)
            ? element(name === 'fieldset' || name === 'form' ? 'div' : name === 'legend' ? 'p' : 'span')
            : name === 'summary'
              ? element('p')
              : name === 'td' || name === 'th'
                ? element(name, attributes['align'] ? { align: attributes['align'] } : {})
                : element(name);
      if (name === 'pre' && attributes['data-language'])
        node.properties['dataLanguage'] = attributes['data-language'];
      // Side by side on the page, they would run into each other here.
      const before = code === 0 ? top().element.children.at(-1) : undefined;
      const remark = name === 'small' || /\bhr-(?:quiet|supplied|unverified)\b/.test(classes);
      const apart =
        before?.type === 'text'
          ? !/\s$/.test(before.value) && (remark || (inline.test(node.tagName) && ends.has(before)))
          : before?.type === 'element' && inline.test(node.tagName) && inline.test(before.tagName);
      if (apart) put({ type: 'text', value: ' ' });
      if (name === 'pre') code += 1;
      // Its text is its parent's: half of the elements of a page are spans.
      if (node.tagName === 'span') return void stack.push({ element: top().element, mode: 'keep' });
      put(node);
      // The name on a summary is what was bold on the page.
      if (name === 'summary') {
        const bold = element('strong');
        node.children.push(bold);
        stack.push({ element: bold, mode: 'keep' });
      } else stack.push({ element: node, mode: 'keep' });
    },
    ontext(text) {
      const { element: around, mode } = top();
      // Markdown has no superscript: 2³⁰ would read 230.
      const power = around.tagName === 'sup' && /^[−–-]?\d+$/.test(text);
      if (mode === 'keep') put({ type: 'text', value: power ? `^${text}` : text });
      else if (collecting) collected += text;
    },
    onclosetag(name) {
      const { element: node, mode } = stack.pop()!;
      if (mode === 'keep' && name === 'pre') code -= 1;
      const last = node.children.at(-1);
      if (mode === 'keep' && node === top().element && last?.type === 'text') ends.add(last);
      const outside = top().mode;
      if (mode === 'formula' && name === 'annotation') collecting = false;
      if (mode === 'proof' && name === 'a') collecting = false;
      if (mode === 'select' && name === 'option') collecting = false;
      if (outside !== 'keep' || mode === 'keep') return;
      if (mode === 'formula') {
        node.children.push({ type: 'text', value: collected.trim() });
        put(node);
        display = false;
      }
      if ((mode === 'proof' || mode === 'select') && collected.trim() !== '')
        put({ type: 'text', value: ` ${collected.trim()}` });
    },
  });
  parser.end(html.slice(start, end + 7));
  return { type: 'root', children: root.children };
}
