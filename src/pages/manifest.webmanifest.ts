import type { APIRoute } from 'astro';
import { dictionary, htmlLang, type Lang } from '#i18n';
import { base, href } from '../components/href.ts';
import { inEachLanguage } from '../components/paths.ts';
import { themeColors } from '../offline/head.ts';
import { iconNames } from './icons/[name].png.ts';

export const getStaticPaths = inEachLanguage;

/** What a browser needs to install the site, one a language. */
export const GET: APIRoute = ({ props }) => {
  const { lang } = props as { lang: Lang };
  const { install } = dictionary(lang).offline;
  const start = href('/', lang);
  return new Response(
    JSON.stringify({
      id: start,
      name: install.name,
      short_name: 'Headroom',
      description: install.description,
      lang: htmlLang[lang],
      dir: 'ltr',
      start_url: start,
      scope: start,
      display: 'standalone',
      theme_color: themeColors.light,
      background_color: themeColors.light,
      categories: ['education', 'utilities'],
      icons: [
        { src: `${base}favicon.svg`, sizes: 'any', type: 'image/svg+xml' },
        ...iconNames
          .filter((name) => name !== 'apple-touch')
          .map((name) => ({
            src: `${base}icons/${name}.png`,
            sizes: name.includes('192') ? '192x192' : '512x512',
            type: 'image/png',
            purpose: name.startsWith('maskable') ? 'maskable' : 'any',
          })),
      ],
    }),
    { headers: { 'content-type': 'application/manifest+json' } },
  );
};
