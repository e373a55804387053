import { defaultLang, languages, type Lang } from '../../content/i18n/languages.ts';

/** `lang` parameter of a `[...lang]` route. */
export const langParam = (lang: Lang) => (lang === defaultLang ? undefined : lang);

/** Static paths of a page that exists once per language. */
export function inEachLanguage() {
  return languages.map((lang) => ({ params: { lang: langParam(lang) }, props: { lang } }));
}

/** Static paths of a page per item and language. */
export function eachInEachLanguage<Item>(items: readonly Item[], slug: (item: Item) => string) {
  return languages.flatMap((lang) =>
    items.map((item) => ({ params: { lang: langParam(lang), slug: slug(item) }, props: { lang, item } })),
  );
}
