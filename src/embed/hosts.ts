/** What a reader pastes where a host wants the snippet in its own form, as text with the address of this site. */
import { frameHeight } from './protocol.ts';
import {
  elementSnippet,
  iframeSnippet,
  keptFree,
  loaderSnippet,
  loaderUrl,
  widgetUrl,
  type SnippetOptions,
} from './snippet.ts';

export const eventSample = `document.querySelector('headroom-widget').addEventListener('resize', (event) => {
  console.log(event.detail.height);
});`;

/** The part of a host's policy that lets the widget in. */
export const policySample = (root: string) => {
  const { origin } = new URL(root);
  return `Content-Security-Policy: script-src 'self' ${origin}; frame-src ${origin}`;
};

/** A page with nothing around it. */
export const plainPage = (options: SnippetOptions) => `<!doctype html>
<html lang="${options.language.tag}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>${options.title}</title>
  </head>
  <body>
    ${loaderSnippet(options).split('\n').join('\n    ')}
  </body>
</html>`;

/** JSX: names of attributes as React writes them. */
export const jsx = (options: SnippetOptions) => `<iframe
  src="${widgetUrl(options)}"
  title="${options.title}"
  width="100%"
  height="${frameHeight[options.type]}"
  frameBorder="0"
  loading="lazy"
/>`;

/** `docusaurus.config.js`: the loader once for the whole site. */
export const docusaurusConfig = (options: SnippetOptions) => `export default {
  // …
  scripts: [{ src: '${loaderUrl(options)}', async: true }],
};`;

/** `layouts/_shortcodes/headroom.html`: each named parameter of the call becomes an attribute. */
export const hugoShortcode = (options: SnippetOptions) => `<script src="${loaderUrl(options)}" async></script>
<headroom-widget style="${keptFree(options.type)}"{{ range $name, $value := .Params }} {{ printf "%s=\\"%s\\"" $name (htmlEscape $value) | safeHTMLAttr }}{{ end }}></headroom-widget>`;

export const hugoCall = ({ type, language }: SnippetOptions) =>
  `{{< headroom type="${type}" lang="${language.tag}" model="llama-3.1-8b" >}}`;

/** Each with its language, and the file where it belongs to one. */
export const hostSamples = {
  iframe: { write: iframeSnippet, language: 'html', title: undefined },
  loader: { write: loaderSnippet, language: 'html', title: undefined },
  address: { write: widgetUrl, language: 'text', title: undefined },
  page: { write: plainPage, language: 'html', title: undefined },
  jsx: { write: jsx, language: 'mdx', title: 'docs/gpu.mdx' },
  docusaurusConfig: { write: docusaurusConfig, language: 'js', title: 'docusaurus.config.js' },
  // Without its style, which JSX would want as an object.
  mdxElement: { write: elementSnippet, language: 'mdx', title: 'docs/gpu.mdx' },
  hugoShortcode: { write: hugoShortcode, language: 'html', title: 'layouts/_shortcodes/headroom.html' },
  hugoCall: { write: hugoCall, language: 'text', title: 'content/gpu.md' },
} as const;
