/**
 * Runs for every page of the site before it is drawn: writes into its head what other sites, feed readers and search
 * engines read of it. One place for all pages, those from content and those from the table of routes.
 */
import { defineRouteMiddleware } from '@astrojs/starlight/route-data';
import { getEntry } from 'astro:content';
import { dictionary, fill, languages, type Lang } from '../../content/i18n/index.ts';
import { fromTop } from '../components/from-top.ts';
import { base, href, pageLang } from '../components/href.ts';
import { splitLanguage } from '../scripts/pages.ts';
import { pictureOf, pictureSize, twinOf } from './addresses.ts';
import { fitDescription, titleWidth, widthOf } from './description.ts';
import { kindOf } from './kinds.ts';
import { structuredData } from './structured-data.ts';

/** Open Graph wants a country; it names the spelling, not a market. */
const openGraphLocale: Record<Lang, string> = { en: 'en_GB', 'zh-cn': 'zh_CN' };

export const onRequest = defineRouteMiddleware(async (context) => {
  const route = context.locals.starlightRoute;
  const { head, entry } = route;
  const page = context.url.pathname.slice(base.length);
  if (/^404(\.html|\/)?$/.test(page)) {
    // A search engine that follows a broken link should not keep what it finds there.
    route.head = head.filter(
      ({ tag, attrs }) => !(tag === 'link' && /canonical|alternate/.test(`${attrs?.['rel']}`)),
    );
    route.head.push({ tag: 'meta', attrs: { name: 'robots', content: 'noindex' } });
    return;
  }
  const lang = pageLang(context.url);
  const { path } = splitLanguage(page);
  const kind = kindOf(path);
  const { discovery } = dictionary(lang);
  const absolute = (address: string) => new URL(address, context.site).href;
  const file = (name: string) => absolute(base + name);

  const whole = entry.data.description ?? '';
  const description = fitDescription(whole, kind, lang);
  const term = kind === 'term' ? await getEntry('glossary', `${lang}/${path.split('/')[1]}`) : undefined;

  const set = (find: (attrs: Record<string, unknown>) => boolean, content: string) => {
    for (const { tag, attrs } of head) if (tag === 'meta' && attrs && find(attrs)) attrs['content'] = content;
  };
  set(({ name, property }) => name === 'description' || property === 'og:description', description);
  set(({ property }) => property === 'og:locale', openGraphLocale[lang]);
  if (kind === 'home') set(({ property }) => property === 'og:type', 'website');
  // A term and a calculator may be named alike, so their titles say which it is.
  const named =
    kind === 'term' || kind === 'calculator' ? [entry.data.title, discovery.kinds[kind]] : [entry.data.title];
  const title = [...named, 'Headroom'].join(' | ');
  for (const tag of head) {
    if (tag.tag === 'title') tag.content = widthOf(title) > titleWidth ? entry.data.title : title;
  }

  const meta = (property: string, content: string) =>
    head.push({ tag: 'meta', attrs: { property, content } });
  for (const other of languages) {
    if (other !== lang) meta('og:locale:alternate', openGraphLocale[other]);
  }
  meta('og:image', file(pictureOf(page)));
  meta('og:image:width', String(pictureSize.width));
  meta('og:image:height', String(pictureSize.height));
  meta('og:image:alt', fill(discovery.pictureAlt, { kind: discovery.kinds[kind], title: entry.data.title }));

  const alternate = (type: string, address: string, title?: string) =>
    head.push({ tag: 'link', attrs: { rel: 'alternate', type, ...(title && { title }), href: address } });
  alternate('text/markdown', base + twinOf(page));
  alternate('application/rss+xml', href('/', lang) + 'rss.xml', discovery.changes.feedTitle);

  if (kind === 'chapter') head.push({ tag: 'script', content: fromTop });
  head.push({
    tag: 'script',
    attrs: { type: 'application/ld+json' },
    content: structuredData({
      kind,
      lang,
      path,
      title: entry.data.title,
      description,
      text: whole,
      aliases: term?.data.aliases ?? [],
      url: absolute(href(`/${path}`, lang)),
      address: (to) => absolute(href(to, lang)),
    }),
  });
});
