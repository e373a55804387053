import { defaultLang, isLang, type Lang } from '../../content/i18n/languages.ts';
import { localiseLink } from '../../content/i18n/localise-link.ts';

/** The site's base path, always ending in a slash. */
export const base = `${import.meta.env.BASE_URL.replace(/\/$/, '')}/`;

/** Address of an internal page: `href('/gpus/rtx-3090/', 'zh-cn')` under the site's base path. */
export function href(path: `/${string}`, lang: Lang): string {
  return localiseLink(path, base, lang);
}

/** Language of the page being rendered, from its address. */
export function pageLang(url: URL): Lang {
  const first = url.pathname.slice(base.length).split('/')[0];
  return isLang(first) ? first : defaultLang;
}
