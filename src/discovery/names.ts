import { defaultLang, dictionary, htmlLang, type Lang } from '../../content/i18n/index.ts';
import { sidebar } from '../sidebar.ts';

const entries = new Map(sidebar.flatMap(({ items }) => items).map((item) => [item.link, item]));

/** The short name of a page that others lead through; nothing for pages reached from one alone. */
export function pageName(path: string, lang: Lang): string | undefined {
  const entry = entries.get(path);
  if (entry) {
    const translations: Record<string, string> = entry.translations;
    return lang === defaultLang ? entry.label : translations[htmlLang[lang]];
  }
  if (path === '/compare/') return dictionary(lang).comparison.page.title;
  return path === '/' ? 'Headroom' : undefined;
}

/** From the site's root to the page, itself left out: what stands above it. Paths without language. */
export function above(path: string, lang: Lang): { path: `/${string}`; name: string }[] {
  const parts = path.split('/').filter((part) => part !== '');
  const found: { path: `/${string}`; name: string }[] = [];
  for (let n = 0; n < parts.length; n++) {
    const parent = n === 0 ? '/' : (`/${parts.slice(0, n).join('/')}/` as const);
    const name = pageName(parent, lang);
    if (name !== undefined) found.push({ path: parent as `/${string}`, name });
  }
  return found;
}
