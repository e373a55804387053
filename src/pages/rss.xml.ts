import rss from '@astrojs/rss';
import type { APIContext } from 'astro';
import { dictionary, htmlLang, type Lang } from '../../content/i18n/index.ts';
import { href } from '../components/href.ts';
import { inEachLanguage } from '../components/paths.ts';
import { changes } from '../discovery/changes.ts';

export const getStaticPaths = inEachLanguage;

/** What has changed, for feed readers: the entries of the page, each with the address it has there. */
export async function GET({ props, site }: APIContext) {
  const { lang } = props as { lang: Lang };
  const { feedTitle, description } = dictionary(lang).discovery.changes;
  const self = new URL(`${href('/', lang)}rss.xml`, site).href;
  return rss({
    title: feedTitle,
    description,
    site: new URL(href('/', lang), site).href,
    xmlns: { atom: 'http://www.w3.org/2005/Atom' },
    customData: `<language>${htmlLang[lang]}</language><atom:link href="${self}" rel="self" type="application/rss+xml"/>`,
    items: (await changes(lang)).map(({ id, date, about, title, text }) => ({
      title,
      description: text,
      categories: [about],
      pubDate: date,
      link: new URL(`${href('/changes/', lang)}#${id}`, site).href,
    })),
  });
}
