import { dictionary, type Lang } from '#i18n';

/** A reason of the data in the reader's language, or `null` where the dictionary has no words for it. */
export function reasonIn(text: string, lang: Lang): string | null {
  if (lang === 'en') return text;
  return dictionary(lang).catalogPages.reasons[text] ?? null;
}
