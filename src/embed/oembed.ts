/**
 * What a calculator's page offers to hosts that turn a pasted address into a widget (https://oembed.com, version 1.0).
 * The files are static, so every address of a page gets the widget's default state: a state travels in a snippet only.
 */
import { frameHeight, type WidgetType } from './protocol.ts';
import { iframeSnippet, type SnippetOptions } from './snippet.ts';

export interface RichEmbed {
  type: 'rich';
  version: '1.0';
  title: string;
  provider_name: string;
  provider_url: string;
  /** Seconds for which a host may keep the answer. */
  cache_age: number;
  html: string;
  /** Size of `html` in pixels. It takes any width it is given; in this one it needs exactly this height. */
  width: number;
  height: number;
}

export const oembed = (options: SnippetOptions): RichEmbed => ({
  type: 'rich',
  version: '1.0',
  title: options.title,
  provider_name: 'Headroom',
  provider_url: new URL(options.language.prefix, options.root).href,
  cache_age: 86_400,
  html: iframeSnippet(options),
  width: 640,
  height: frameHeight[options.type],
});

/**
 * The link by which hosts find the answer from the calculator's page and from the widget. The file stands beside the
 * widgets, where any origin may read it.
 */
export const oembedLink = ({ root, type, language, title }: SnippetOptions) => ({
  rel: 'alternate',
  type: 'application/json+oembed',
  href: new URL(oembedPath(language.prefix, type), root).href,
  title,
});

const oembedPath = (prefix: string, type: WidgetType) => `${prefix}embed/oembed/${type}.json`;
