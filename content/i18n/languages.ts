/** The languages of the site, in the order readers see them. `en` lives at the root of the site, the others under `/<lang>/`. */
export const languages = ['en', 'zh-cn'] as const;

export type Lang = (typeof languages)[number];

export const defaultLang: Lang = 'en';

/** Value of the HTML `lang` attribute. */
export const htmlLang: Record<Lang, string> = { en: 'en', 'zh-cn': 'zh-CN' };

export function isLang(value: unknown): value is Lang {
  return typeof value === 'string' && (languages as readonly string[]).includes(value);
}
