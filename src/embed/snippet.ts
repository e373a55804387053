/** The two pieces of HTML a reader pastes into their own page. */
import { frameHeight, type WidgetType } from './protocol.ts';

export const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** A language as a snippet writes it. Handed in, so that the browser's half of this needs no dictionary. */
export interface SnippetLanguage {
  /** Value of a `lang` attribute. */
  tag: string;
  /** Folder of the language's pages, with a slash at the end; empty for the language at the root. */
  prefix: string;
}

export interface SpokenLanguage extends SnippetLanguage {
  titles: Record<WidgetType, string>;
}

export interface SnippetOptions {
  /** Root of the site with protocol and base path, ending in a slash. */
  root: string;
  type: WidgetType;
  language: SnippetLanguage;
  theme: Theme;
  /** State of the calculator as a query string, with or without its question mark. */
  state: string;
  /** Name of the frame for screen readers. */
  title: string;
}

/** What the calculator is set to: pairs for the query string, `theme` among them unless it is the default. */
function parameters({ state, theme }: SnippetOptions): URLSearchParams {
  const query = new URLSearchParams(state);
  query.delete('theme');
  // What the calculator showed when the link was copied: for whoever follows the link, not for readers of a widget.
  query.delete('was');
  if (theme !== 'auto') query.set('theme', theme);
  return query;
}

/** Address of the widget by itself, for hosts that make a frame of an address. */
export function widgetUrl(options: SnippetOptions): string {
  const { root, type, language } = options;
  const url = new URL(`${language.prefix}embed/${type}/`, root);
  url.search = parameters(options).toString();
  return url.href;
}

/** `frameborder` and no `style`: hosts that filter HTML keep the one and drop the other, and policies block the other. */
export function iframeSnippet(options: SnippetOptions): string {
  return `<iframe ${attributes([
    ['src', widgetUrl(options)],
    ['title', options.title],
    ['width', '100%'],
    ['height', String(frameHeight[options.type])],
    ['frameborder', '0'],
    ['loading', 'lazy'],
  ])}></iframe>`;
}

/** What the element carries; of two attributes of one name HTML takes the first. */
export const elementAttributes = (options: SnippetOptions): [name: string, value: string][] => [
  ['type', options.type],
  ['lang', options.language.tag],
  // A name that HTML would not take for an attribute cannot travel on the element, and one that a browser runs or that
  // styles must not: whoever made the link would write into the page of whoever pastes it.
  ...[...parameters(options)].filter(([name]) => /^(?!on|style$)[a-z][a-z0-9-]*$/.test(name)),
];

/** The element alone, for a page that has the script. */
export const elementSnippet = (options: SnippetOptions, style?: string): string =>
  `<headroom-widget ${attributes([
    ...elementAttributes(options),
    ...(style === undefined ? [] : [['style', style] as const]),
  ])}></headroom-widget>`;

/** Keeps the place of a widget free until the script has come, so that the text below stays where it is. */
export const keptFree = (type: WidgetType) => `display:block;min-height:${frameHeight[type]}px`;

/** Address of the script. */
export const loaderUrl = ({ root }: SnippetOptions) => new URL('embed/v1.js', root).href;

export function loaderSnippet(options: SnippetOptions): string {
  return [
    `<script ${attributes([['src', loaderUrl(options)]])} async></script>`,
    elementSnippet(options, keptFree(options.type)),
  ].join('\n');
}

function attributes(pairs: readonly (readonly [string, string])[]): string {
  return pairs
    .map(
      ([name, value]) =>
        `${name}="${value.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;')}"`,
    )
    .join(' ');
}

/** The query string in whatever a reader pastes: a whole address, `?a=b`, or `a=b`. */
export function stateOf(text: string): string {
  const trimmed = text.trim();
  const mark = trimmed.indexOf('?');
  const query = mark === -1 ? (trimmed.includes('=') ? trimmed : '') : trimmed.slice(mark + 1);
  return query.split('#')[0] ?? '';
}
