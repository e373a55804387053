import * as en from './en/index.ts';
import type { Lang } from './languages.ts';
import * as zhCn from './zh-cn/index.ts';

export * from './format.ts';
export * from './languages.ts';

/** Every interface string of one language. English is the type: a key missing in a translation fails the type check. */
export type Dictionary = typeof en;

const dictionaries: Record<Lang, Dictionary> = { en, 'zh-cn': zhCn };

export function dictionary(lang: Lang): Dictionary {
  return dictionaries[lang];
}
