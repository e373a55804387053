import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SitemapOptions } from '@astrojs/sitemap';
import { defaultLang, htmlLang, languages } from '../../content/i18n/languages.ts';
import { prefixOf, splitLanguage } from '../scripts/pages.ts';

/** Whether a page asks search engines not to list it. */
export const asksNotToBeFound = (html: string): boolean =>
  /<meta\s[^>]*name="robots"[^>]*content="[^"]*noindex/.test(html);

/**
 * Options of the sitemap: every page but those that ask not to be found, each with its address in every language. Read
 * from the built pages, so that no list of exceptions can fall behind.
 */
export function sitemapOptions(directory: string, site: string, base: string): SitemapOptions {
  const root = new URL(base, site).href;
  const pathOf = (url: string) => decodeURI(url.slice(root.length));
  return {
    filter: (url) => {
      const file = join(directory, pathOf(url), 'index.html');
      return existsSync(file) && !asksNotToBeFound(readFileSync(file, 'utf8'));
    },
    serialize: (item) => {
      const { path } = splitLanguage(pathOf(item.url));
      const address = (lang: (typeof languages)[number]) => root + prefixOf(lang) + path;
      return {
        ...item,
        links: [
          ...languages.map((lang) => ({ lang: htmlLang[lang], url: address(lang) })),
          { lang: 'x-default', url: address(defaultLang) },
        ],
      };
    },
  };
}
