import { defaultLang, type Lang } from './languages.ts';

/** Paths that exist once, whatever the language. */
const languageless = /^\/(api|_astro)\/|\.\w+$/;

/** A root-absolute link as authors write it, with base path and language; any other link as it stands. */
export function localiseLink(link: string, base: string, lang: Lang): string {
  if (!link.startsWith('/') || link.startsWith('//')) return link;
  const prefix = base.replace(/\/$/, '');
  const path = link.split(/[?#]/)[0] ?? '';
  const language = lang === defaultLang || languageless.test(path) ? '' : `/${lang}`;
  return `${prefix}${language}${link}`;
}
