/** What a page says about itself to machines, in the words of schema.org: short, and nothing that it does not show. */
import { apiVersion, openDataFiles } from '../../catalog/open-data/index.ts';
import { cards, dataVersion, measurements, models } from '../../catalog/index.ts';
import { dictionary, fill, htmlLang, type Lang } from '../../content/i18n/index.ts';
import type { PageKind } from './kinds.ts';
import { above } from './names.ts';

const licenceUrl = 'https://creativecommons.org/licenses/by/4.0/';

export interface DescribedPage {
  kind: PageKind;
  lang: Lang;
  /** Without language: '', 'faq/', 'gpus/rtx-3090/'. */
  path: string;
  title: string;
  description: string;
  /** The answer of a question, the definition of a term, whole. */
  text: string;
  /** Other names of a term. */
  aliases: readonly string[];
  /** Public address of the page itself. */
  url: string;
  /** Public address of another page in the same language; of a file. */
  address: (path: `/${string}`) => string;
}

type Thing = { '@type': string } & Record<string, unknown>;

const organization = (page: DescribedPage): Thing => ({
  '@type': 'Organization',
  name: 'Headroom',
  url: page.address('/'),
});

function breadcrumbs({ path, lang, title, address }: DescribedPage): Thing {
  const trail = above(path, lang).map((parent) => ({ name: parent.name, item: address(parent.path) }));
  return {
    '@type': 'BreadcrumbList',
    itemListElement: [...trail, { name: title }].map((crumb, index) => ({
      '@type': 'ListItem',
      position: index + 1,
      ...crumb,
    })),
  };
}

function dataset(page: DescribedPage): Thing {
  const { name, description } = dictionary(page.lang).discovery.dataset;
  const counts = { cards: cards.length, models: models.length, runs: measurements.length };
  const file = (path: string, encodingFormat: string): Thing => ({
    '@type': 'DataDownload',
    encodingFormat,
    contentUrl: page.address(`/api/${apiVersion}/${path}`),
  });
  return {
    '@type': 'Dataset',
    name,
    description: fill(description, counts),
    url: page.url,
    inLanguage: htmlLang[page.lang],
    license: licenceUrl,
    isAccessibleForFree: true,
    version: dataVersion,
    dateModified: dataVersion,
    creator: organization(page),
    distribution: openDataFiles.flatMap((set) => [
      file(`${set.name}.json`, 'application/json'),
      ...(set.columns ? [file(`${set.name}.csv`, 'text/csv')] : []),
    ]),
  };
}

/** What the page is about, by kind; a page that only leads on is nothing more than its place. */
function subject(page: DescribedPage): Thing | null {
  const { kind, path, lang, title, description, url } = page;
  const common = { url, inLanguage: htmlLang[lang] };
  switch (kind) {
    case 'home':
      return { '@type': 'WebSite', name: 'Headroom', description, ...common };
    case 'chapter':
      return {
        '@type': 'TechArticle',
        headline: title,
        description,
        license: licenceUrl,
        author: organization(page),
        ...common,
      };
    // Readers cannot add answers of their own, so this is a page of frequent questions with one of them.
    case 'question':
      return {
        '@type': 'FAQPage',
        ...common,
        mainEntity: [
          { '@type': 'Question', name: title, acceptedAnswer: { '@type': 'Answer', text: page.text } },
        ],
      };
    case 'term':
      return {
        '@type': 'DefinedTerm',
        name: title,
        ...(page.aliases.length > 0 && { alternateName: page.aliases }),
        description: page.text,
        inDefinedTermSet: page.address('/glossary/'),
        ...common,
      };
    case 'calculator':
      return {
        '@type': 'WebApplication',
        name: title,
        description,
        applicationCategory: 'DeveloperApplication',
        operatingSystem: 'Any',
        browserRequirements: 'JavaScript',
        isAccessibleForFree: true,
        ...common,
      };
    default:
      if (path === 'data/' || path === 'data/api/') return dataset(page);
      if (path === 'glossary/') return { '@type': 'DefinedTermSet', name: title, description, ...common };
      return null;
  }
}

/** The text of the page's JSON-LD; empty where there is nothing to say. */
export function structuredData(page: DescribedPage): string {
  const graph = [subject(page), page.kind === 'home' ? null : breadcrumbs(page)].filter(
    (thing) => thing !== null,
  );
  // A title with markup in it must not end the script.
  return JSON.stringify({ '@context': 'https://schema.org', '@graph': graph }).replaceAll('<', '\\u003c');
}
