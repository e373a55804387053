/** How snippets speak each language of the site, and what they are before anybody chooses. Build time only. */
import { dictionary, htmlLang, languages, type Lang } from '#i18n';
import { prefixOf } from '../scripts/pages.ts';
import type { WidgetType } from './protocol.ts';
import type { SnippetOptions, SpokenLanguage } from './snippet.ts';

export const spoken = Object.fromEntries(
  languages.map((lang) => {
    const { calculators } = dictionary(lang).site;
    return [
      lang,
      {
        tag: htmlLang[lang],
        prefix: prefixOf(lang),
        titles: {
          gpu: `Headroom: ${calculators.gpu.title}`,
          precision: `Headroom: ${calculators.precision.title}`,
        },
      },
    ];
  }),
) as Record<Lang, SpokenLanguage>;

/** A widget in its default state. `root` is the address of the site, base path included, with a slash at the end. */
export const defaultOptions = (lang: Lang, type: WidgetType, root: string): SnippetOptions => ({
  root,
  type,
  language: spoken[lang],
  theme: 'auto',
  state: '',
  title: spoken[lang].titles[type],
});
