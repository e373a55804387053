import type { ElementContent, Root } from 'hast';
import { defaultLang, languages, type Lang } from '../../content/i18n/languages.ts';
import { localiseLink } from '../../content/i18n/localise-link.ts';
import { eachElement } from './elements.ts';

/**
 * Writes base path and language into root-absolute links of Markdown, which Astro leaves as they are.
 * Authors write `/concepts/`; a page under `zh-cn/` then links to `<base>zh-cn/concepts/`.
 */
export function rehypeInternalLinks({ base }: { base: string }) {
  return (tree: Root, file: { path?: string }) => {
    const lang = languageOfFile(file.path ?? '');
    eachElement(tree.children as ElementContent[], (element) => {
      const link = element.properties?.['href'];
      if (element.tagName === 'a' && typeof link === 'string') {
        element.properties['href'] = localiseLink(link, base, lang);
      }
    });
  };
}

export function languageOfFile(path: string): Lang {
  const folders = path.split(/[\\/]/);
  return languages.find((lang) => lang !== defaultLang && folders.includes(lang)) ?? defaultLang;
}
