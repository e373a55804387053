/**
 * What search engines, feed readers, language models and services that show links read of the built site: one canonical
 * address a page, languages that name each other, titles and descriptions of a fitting length that no other page has,
 * pictures, structured data, Markdown twins, and a sitemap of exactly the pages that may be found.
 *
 * Run: `node src/scripts/check-discovery.ts [directory]`, with HEADROOM_BASE as at the build.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultLang, htmlLang, languages, type Lang } from '../../content/i18n/languages.ts';
import { pictureOf, pictureSize, twinOf } from '../discovery/addresses.ts';
import { headOf, indexablePages, metaOf, type BuiltPage, type Tag } from '../discovery/built-page.ts';
import { descriptionWidth, titleWidth, widthOf } from '../discovery/description.ts';
import { linkFrom } from '../discovery/markdown/links.ts';
import { readMain } from '../discovery/markdown/read-main.ts';
import { prefixOf } from './pages.ts';
import type { ElementContent } from 'hast';

type Thing = Record<string, unknown>;

/** What each type must say, from schema.org and what search engines ask for. */
const required: Record<string, readonly string[]> = {
  BreadcrumbList: ['itemListElement'],
  ListItem: ['position', 'name'],
  WebSite: ['name', 'url', 'inLanguage'],
  TechArticle: ['headline', 'description', 'inLanguage', 'author'],
  FAQPage: ['mainEntity'],
  Question: ['name', 'acceptedAnswer'],
  Answer: ['text'],
  DefinedTerm: ['name', 'description', 'inDefinedTermSet'],
  DefinedTermSet: ['name', 'description'],
  WebApplication: ['name', 'applicationCategory', 'operatingSystem'],
  Dataset: ['name', 'description', 'license', 'version', 'dateModified', 'distribution', 'creator'],
  DataDownload: ['encodingFormat', 'contentUrl'],
  Organization: ['name', 'url'],
};

/** Every thing in a page's structured data, those inside others included. */
function things(value: unknown): Thing[] {
  if (Array.isArray(value)) return value.flatMap(things);
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(things);
  return '@type' in value ? [value as Thing, ...inner] : inner;
}

/** Faults of a page's JSON-LD. */
export function dataProblems(text: string): string[] {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return ['structured data is no JSON'];
  }
  if ((data as Thing)['@context'] !== 'https://schema.org') return ['structured data names no schema.org'];
  const found = things(data);
  const problems = found.flatMap((thing) => {
    const type = String(thing['@type']);
    const fields = required[type];
    if (!fields) return [`structured data has a ${type}, which no rule is known for`];
    return fields
      .filter((field) => {
        const value = thing[field];
        return value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
      })
      .map((field) => `structured data: ${type} has no ${field}`);
  });
  for (const { '@type': type, itemListElement } of found) {
    if (type !== 'BreadcrumbList') continue;
    (itemListElement as Thing[]).forEach((item, index, all) => {
      if (item['position'] !== index + 1) problems.push('breadcrumbs are not numbered in order');
      if (index < all.length - 1 && !item['item'])
        problems.push(`breadcrumb “${String(item['name'])}” leads nowhere`);
    });
  }
  return problems;
}

/** Types that a page must have, by what kind of page it is. */
const expected: Partial<Record<BuiltPage['kind'], string>> = {
  home: 'WebSite',
  chapter: 'TechArticle',
  question: 'FAQPage',
  term: 'DefinedTerm',
  calculator: 'WebApplication',
};

const links = (head: readonly Tag[], rel: string) =>
  head
    .filter(({ name, attributes }) => name === 'link' && attributes['rel'] === rel)
    .map(({ attributes }) => attributes);

/** Width and height of a PNG. */
function pngSize(file: string): { width: number; height: number } {
  const bytes = readFileSync(file);
  if (bytes.toString('latin1', 1, 4) !== 'PNG') return { width: 0, height: 0 };
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

const textOf = (node: ElementContent): string =>
  node.type === 'text'
    ? node.value
    : node.type === 'element'
      ? ` ${node.children.map(textOf).join('')} `
      : '';

/** Numbers of a text, however Markdown escapes what stands around them. */
const numbersOf = (text: string) => text.replaceAll('\\', '').match(/\d+(?:[.,]\d+)*/g) ?? [];

/** What a twin lacks of its page, and what it should not have. */
export function twinProblems(html: string, twin: string, link: (address: string) => string): string[] {
  const there = new Set(numbersOf(twin));
  const lost = new Set(
    readMain(html, link)
      .children.flatMap((node) => numbersOf(textOf(node as ElementContent)))
      .filter((number) => !there.has(number)),
  );
  const prose = twin.replace(/^(`{3,}|~{3,})[\s\S]*?^\1/gm, '').replace(/(`+)[\s\S]*?\1/g, '');
  const markup = /(?<!\\)<\/?(?:div|span|p|table|td|svg|a|button|select|input)\b/.exec(prose);
  return [
    ...(lost.size > 0 ? [`twin lacks ${[...lost].slice(0, 5).join(', ')}`] : []),
    ...(markup ? [`twin holds ${markup[0]}`] : []),
    ...(/^# \S/.test(twin) ? [] : ['twin has no title']),
  ];
}

export function discoveryProblems(
  directory: string,
  base: string,
  { pictures = true } = {},
): { checked: number; problems: string[] } {
  const pages = indexablePages(directory);
  const problems: string[] = [];
  let checked = 0;
  const root =
    links(headOf(pages.find(({ address }) => address === '')!.html), 'canonical')[0]?.['href'] ?? '';
  const seen = new Map<string, string>();
  const inside = (url: string | undefined) =>
    url?.startsWith(root)
      ? url.slice(root.length)
      : url?.startsWith(base)
        ? url.slice(base.length)
        : undefined;
  const exists = (url: string | undefined) => {
    const path = inside(url);
    return path !== undefined && existsSync(join(directory, path));
  };

  for (const { address, path, lang, kind, html } of pages) {
    const head = headOf(html);
    const check = (right: boolean, text: string) => {
      checked += 1;
      if (!right) problems.push(`/${address}: ${text}`);
    };
    const canonical = links(head, 'canonical');
    check(
      canonical.length === 1 && canonical[0]!['href'] === root + address,
      `canonical is ${JSON.stringify(canonical)}`,
    );

    const alternates = links(head, 'alternate');
    const wanted: Record<string, string> = { 'x-default': root + prefixOf(defaultLang) + path };
    for (const each of languages) wanted[htmlLang[each]] = root + prefixOf(each) + path;
    const named = alternates.filter(({ hreflang }) => hreflang);
    check(
      named.length === Object.keys(wanted).length &&
        named.every(({ hreflang, href }) => wanted[hreflang!] === href),
      `languages are ${JSON.stringify(named)}`,
    );

    const titles = head.filter(({ name }) => name === 'title');
    const title = titles[0]?.text ?? '';
    const description = metaOf(head, 'description') ?? '';
    check(
      titles.length === 1 && title !== '' && widthOf(title) <= titleWidth,
      `title of ${widthOf(title)}: ${title}`,
    );
    const width = widthOf(description);
    check(
      width >= descriptionWidth.least && width <= descriptionWidth.most,
      `description of ${width} columns: ${description}`,
    );
    for (const [what, text] of Object.entries({ title, description })) {
      const key = `${lang} ${what} ${text}`;
      check(!seen.has(key), `${what} is that of /${seen.get(key)} too: ${text}`);
      seen.set(key, address);
    }

    for (const name of [
      'og:title',
      'og:type',
      'og:url',
      'og:description',
      'og:locale',
      'og:image:alt',
      'twitter:card',
    ])
      check(Boolean(metaOf(head, name)), `no ${name}`);
    const picture = metaOf(head, 'og:image');
    check(picture === root + pictureOf(address), `og:image is ${picture}`);
    if (pictures) {
      const file = join(directory, pictureOf(address));
      const size = existsSync(file) ? pngSize(file) : null;
      check(
        size?.width === pictureSize.width && size.height === pictureSize.height,
        'picture is missing or of another size',
      );
    }

    const data = head.filter(({ attributes }) => attributes['type'] === 'application/ld+json');
    check(data.length === 1, `${data.length} pieces of structured data`);
    const faults = data.flatMap(({ text }) => dataProblems(text));
    check(faults.length === 0, faults.join('; '));
    const types = data.flatMap(({ text }) =>
      faults.length > 0 ? [] : things(JSON.parse(text)).map((t) => t['@type']),
    );
    if (expected[kind]) check(types.includes(expected[kind]), `structured data has no ${expected[kind]}`);
    if (kind !== 'home') check(types.includes('BreadcrumbList'), 'structured data has no BreadcrumbList');
    if (/^data\/(?:api\/)?$/.test(path)) check(types.includes('Dataset'), 'structured data has no Dataset');
    for (const url of data.flatMap(({ text }) =>
      [...text.matchAll(/"(?:item|url|contentUrl)":"([^"]+)"/g)].map(([, u]) => u),
    ))
      check(exists(url), `structured data leads to ${url}, which is not there`);

    const twin = alternates.find(({ type }) => type === 'text/markdown')?.['href'];
    check(twin === base + twinOf(address), `twin is ${twin}`);
    const file = join(directory, twinOf(address));
    const lacks = existsSync(file)
      ? twinProblems(html, readFileSync(file, 'utf8'), linkFrom(base, address))
      : ['no Markdown twin'];
    check(lacks.length === 0, lacks.join('; '));
    const feed = alternates.find(({ type }) => type === 'application/rss+xml')?.['href'];
    check(feed === `${base}${prefixOf(lang)}rss.xml` && exists(feed), `feed is ${feed}`);
  }

  const say = (right: boolean, text: string) => {
    checked += 1;
    if (!right) problems.push(text);
  };
  const xml = (name: string) => readFileSync(join(directory, name), 'utf8');
  const locations = (text: string) => [...text.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url]) => url!);
  const maps = locations(xml('sitemap-index.xml')).map((url) => xml(inside(url)!));
  const listed = maps.flatMap(locations).map((url) => inside(decodeURI(url)) ?? url);
  const addresses = new Set(pages.map(({ address }) => address));
  for (const address of addresses) say(listed.includes(address), `sitemap lacks /${address}`);
  for (const address of listed)
    say(addresses.has(address), `sitemap lists /${address}, which may not be found`);
  for (const entry of maps.flatMap((map) => map.match(/<url>[\s\S]*?<\/url>/g) ?? [])) {
    const codes = [...entry.matchAll(/hreflang="([^"]+)"/g)].map(([, code]) => code);
    const all = [...languages.map((lang: Lang) => htmlLang[lang]), 'x-default'];
    say(
      all.every((code) => codes.includes(code)) && codes.length === all.length,
      `sitemap: ${entry.slice(0, 90)}: languages ${codes.join()}`,
    );
  }
  say(
    xml('robots.txt').includes(`Sitemap: ${root}sitemap-index.xml`),
    'robots.txt does not name the sitemap',
  );
  for (const lang of languages) {
    for (const name of ['llms.txt', 'llms-full.txt']) {
      const text = existsSync(join(directory, prefixOf(lang), name)) ? xml(prefixOf(lang) + name) : '';
      say(text.startsWith('# '), `no ${prefixOf(lang)}${name}`);
      if (name === 'llms.txt')
        for (const [, url] of text.matchAll(/\]\((http[^)]+)\)/g))
          say(exists(url), `llms.txt leads to ${url}`);
    }
    const feed = xml(`${prefixOf(lang)}rss.xml`);
    for (const [, url = ''] of feed.matchAll(/<item>[\s\S]*?<link>([^<]+)<\/link>/g)) {
      const [page = '', id = ''] = url.split('#');
      const target = pages.find(({ address }) => root + address === page);
      say(target?.html.includes(`id="${id}"`) ?? false, `feed leads to ${url}, which is not there`);
    }
  }
  return { checked, problems };
}

if (import.meta.main) {
  const { checked, problems } = discoveryProblems(
    process.argv[2] ?? process.env['HEADROOM_OUT'] ?? 'dist',
    process.env['HEADROOM_BASE'] ?? '/',
    { pictures: process.env['HEADROOM_PICTURES'] !== '0' },
  );
  for (const problem of problems) console.log(problem);
  console.log(`${checked - problems.length} passed, ${problems.length} failed`);
  process.exitCode = problems.length > 0 ? 1 : 0;
}
