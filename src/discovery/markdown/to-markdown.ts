/** The Markdown twin of a built page: what the page says, figures and formulas included, as GitHub-flavoured Markdown. */
import type { Element, ElementContent } from 'hast';
import { toMdast, type State } from 'hast-util-to-mdast';
import type { Nodes, Root as MdastRoot } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { mathToMarkdown } from 'mdast-util-math';
import { toMarkdown } from 'mdast-util-to-markdown';
import { cjkFriendlyToMarkdown } from 'mdast-util-to-markdown-cjk-friendly';
import { readMain, texTag } from './read-main.ts';

const textOf = (node: ElementContent): string =>
  node.type === 'text' ? node.value : node.type === 'element' ? node.children.map(textOf).join('') : '';

const isElement = (node: ElementContent): node is Element => node.type === 'element';

/** A list of names and values: `- **name**: value`. */
function definitions(state: State, list: Element): Nodes {
  const rows: { names: Element[]; values: Element[] }[] = [];
  const walk = (nodes: readonly ElementContent[]) => {
    for (const node of nodes.filter(isElement)) {
      if (node.tagName === 'dt') {
        if (rows.length === 0 || rows.at(-1)!.values.length > 0) rows.push({ names: [], values: [] });
        rows.at(-1)!.names.push(node);
      } else if (node.tagName === 'dd') rows.at(-1)?.values.push(node);
      else walk(node.children);
    }
  };
  walk(list.children);
  const item = (element: Element): Element => ({
    type: 'element',
    tagName: 'li',
    properties: {},
    children: element.children,
  });
  const shown: Element = {
    type: 'element',
    tagName: 'ul',
    properties: {},
    children: rows.map(({ names, values }) => {
      const label: Element = {
        type: 'element',
        tagName: 'strong',
        properties: {},
        children: names.flatMap((n) => n.children),
      };
      const gap: ElementContent = { type: 'text', value: ': ' };
      return item({
        type: 'element',
        tagName: 'li',
        properties: {},
        children: [
          label,
          gap,
          ...values.flatMap((value, i): ElementContent[] => [
            ...(i > 0 ? [{ type: 'text', value: '; ' } as const] : []),
            ...value.children,
          ]),
        ],
      });
    }),
  };
  return state.one(shown, undefined) as Nodes;
}

/** Code as it stands, without the tags that colour it. */
function code(_: State, element: Element): Nodes {
  const language = element.properties['dataLanguage'];
  return {
    type: 'code',
    lang: typeof language === 'string' ? language : null,
    value: textOf(element).replace(/\n$/, ''),
  };
}

/** @param link turns an address of the page into one that means the same in the twin */
export function markdownOf(html: string, link: (address: string) => string): string {
  const tree = readMain(html, link);
  const mdast = toMdast(tree, {
    handlers: {
      dl: definitions,
      pre: code,
      [texTag.inline]: (_, node) => ({ type: 'inlineMath', value: textOf(node) }),
      [texTag.block]: (_, node) => ({ type: 'math', value: textOf(node) }),
    },
  }) as MdastRoot;
  const text = toMarkdown(mdast, {
    bullet: '-',
    rule: '-',
    extensions: [gfmToMarkdown({ tablePipeAlign: false }), mathToMarkdown(), cjkFriendlyToMarkdown()],
  });
  // Bold beside a letter or space: strict readers want a reference there, all others want the character.
  return text.replace(/(?<=\*)&#x([0-9A-F]+);|&#x([0-9A-F]+);(?=\*)/g, (_, after, before) =>
    String.fromCodePoint(Number.parseInt(after ?? before, 16)),
  );
}
