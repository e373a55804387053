import { defineRouteMiddleware } from '@astrojs/starlight/route-data';
import { base, pageLang } from '../components/href.ts';
import { prefixOf } from '../scripts/pages.ts';

/** Colour of the browser's own frame: that of the header, `--sl-color-bg-nav` in tokens.css. */
export const themeColors = { light: '#f7f4ed', dark: '#1a1916' };

/** What makes a page part of an application that can be installed. */
export const onRequest = defineRouteMiddleware((context) => {
  const folder = base + prefixOf(pageLang(context.url));
  context.locals.starlightRoute.head.push(
    { tag: 'link', attrs: { rel: 'manifest', href: `${folder}manifest.webmanifest` }, content: '' },
    { tag: 'link', attrs: { rel: 'apple-touch-icon', href: `${base}icons/apple-touch.png` }, content: '' },
    ...Object.entries(themeColors).map(([scheme, content]) => ({
      tag: 'meta' as const,
      attrs: { name: 'theme-color', media: `(prefers-color-scheme: ${scheme})`, content },
      content: '',
    })),
  );
});
