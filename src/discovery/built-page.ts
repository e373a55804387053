/** What a built page says of itself in its head. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Parser } from 'htmlparser2';
import type { Lang } from '../../content/i18n/languages.ts';
import { builtPages, splitLanguage } from '../scripts/pages.ts';
import { kindOf, type PageKind } from './kinds.ts';
import { asksNotToBeFound } from './sitemap.ts';

export interface BuiltPage {
  /** With language: '', 'zh-cn/faq/'. */
  address: string;
  /** Without language. */
  path: string;
  lang: Lang;
  kind: PageKind;
  html: string;
}

export interface Tag {
  name: string;
  attributes: Record<string, string>;
  text: string;
}

/** Titles, metas, links and data of a page's head. */
export function headOf(html: string): Tag[] {
  const tags: Tag[] = [];
  let open: Tag | null = null;
  const parser = new Parser({
    onopentag(name, attributes) {
      if (/^(title|meta|link|script)$/.test(name)) tags.push((open = { name, attributes, text: '' }));
    },
    ontext(text) {
      if (open?.name === 'title' || open?.name === 'script') open.text += text;
    },
    onclosetag() {
      open = null;
    },
  });
  parser.end(html.slice(0, html.indexOf('</head>')));
  return tags;
}

/** Content of a meta tag by its name or property. */
export const metaOf = (head: readonly Tag[], name: string): string | undefined =>
  head.find(({ attributes }) => attributes['name'] === name || attributes['property'] === name)?.attributes[
    'content'
  ];

/** Every page that search engines may list, in the order of their addresses. */
export function indexablePages(directory: string): BuiltPage[] {
  return builtPages(directory).flatMap((address) => {
    if (address !== '' && !address.endsWith('/')) return [];
    const html = readFileSync(join(directory, address, 'index.html'), 'utf8');
    return asksNotToBeFound(html.slice(0, html.indexOf('</head>')))
      ? []
      : [{ ...splitLanguage(address), address, kind: kindOf(splitLanguage(address).path), html }];
  });
}
