/** What a language model is told of the site: `llms.txt` leads to the twins, `llms-full.txt` holds the guide. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataVersion } from '../../catalog/index.ts';
import { dictionary, fill, languages, type Lang } from '../../content/i18n/index.ts';
import { prefixOf } from '../scripts/pages.ts';
import { sidebar } from '../sidebar.ts';
import { twinOf } from './addresses.ts';
import { headOf, metaOf, type BuiltPage } from './built-page.ts';
import { pageName } from './names.ts';

interface Named {
  page: BuiltPage;
  title: string;
  description: string;
}

const named = (page: BuiltPage): Named => {
  const head = headOf(page.html);
  return { page, title: metaOf(head, 'og:title') ?? '', description: metaOf(head, 'description') ?? '' };
};

/** The pages of a language: those of the sidebar in its order, then questions, terms, cards and models. */
function ordered(pages: readonly BuiltPage[], lang: Lang) {
  const own = pages.filter((page) => page.lang === lang);
  const at = (path: string) => own.find((page) => page.path === path);
  return {
    groups: sidebar.map((group) => ({
      title: lang === 'en' ? group.label : group.translations['zh-CN'],
      pages: group.items.flatMap(({ link }) => at(link.slice(1)) ?? []).map(named),
    })),
    questions: own.filter(({ kind }) => kind === 'question').map(named),
    terms: own.filter(({ kind }) => kind === 'term').map(named),
    cards: own.filter(({ kind }) => kind === 'card').map(named),
    models: own.filter(({ kind }) => kind === 'model').map(named),
  };
}

export function llmsText(pages: readonly BuiltPage[], lang: Lang, root: string): string {
  const { llms } = dictionary(lang).discovery;
  const { groups, questions, terms, cards, models } = ordered(pages, lang);
  const prefix = prefixOf(lang);
  const twin = (page: BuiltPage) => root + twinOf(page.address);
  const full = ({ page, title, description }: Named) => `- [${title}](${twin(page)}): ${description}`;
  const short = ({ page, title }: Named) => `- [${title}](${twin(page)})`;
  const section = (title: string, lines: readonly string[]) => `## ${title}\n\n${lines.join('\n')}`;
  return [
    '# Headroom',
    `> ${llms.summary}`,
    llms.notes.map((note) => `- ${fill(note, { date: dataVersion })}`).join('\n'),
    ...groups.map((group) => section(group.title, group.pages.map(full))),
    section(pageName('/faq/', lang)!, questions.map(full)),
    section(pageName('/glossary/', lang)!, terms.map(full)),
    section(llms.cards, cards.map(short)),
    section(llms.models, models.map(short)),
    section('Optional', [
      `- [${llms.full}](${root}${prefix}llms-full.txt)`,
      `- [${llms.data}](${root}api/v1/gpus.json)`,
      `- [${llms.feed}](${root}${prefix}rss.xml)`,
      ...languages
        .filter((other) => other !== lang)
        .map((other) => `- [${llms.otherLanguage}](${root}${prefixOf(other)}llms.txt)`),
    ]),
  ]
    .join('\n\n')
    .concat('\n');
}

/** All chapters in the sidebar's order, then questions and terms: their twins one after the other. */
export function llmsFullText(pages: readonly BuiltPage[], lang: Lang, directory: string): string {
  const { groups, questions, terms } = ordered(pages, lang);
  const chapters = groups.flatMap((group) => group.pages).filter(({ page }) => page.kind === 'chapter');
  return [...chapters, ...questions, ...terms]
    .map(({ page }) => readFileSync(join(directory, twinOf(page.address)), 'utf8').trim())
    .join('\n\n')
    .concat('\n');
}
