/** `/embed/oembed/<widget>.json` in each language: see `src/embed/oembed.ts`. */
import type { APIRoute, GetStaticPaths } from 'astro';
import { languages, type Lang } from '#i18n';
import { base } from '../../components/href.ts';
import { langParam } from '../../components/paths.ts';
import { defaultOptions } from '../../embed/languages.ts';
import { oembed } from '../../embed/oembed.ts';
import { widgetTypes, type WidgetType } from '../../embed/protocol.ts';

export const getStaticPaths = (() =>
  languages.flatMap((lang) =>
    widgetTypes.map((type) => ({ params: { lang: langParam(lang), type }, props: { lang, type } })),
  )) satisfies GetStaticPaths;

export const GET: APIRoute<{ lang: Lang; type: WidgetType }> = ({ props: { lang, type }, site }) =>
  Response.json(oembed(defaultOptions(lang, type, new URL(base, site).href)));
