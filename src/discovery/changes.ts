import { getCollection } from 'astro:content';
import { dictionary, type Lang } from '../../content/i18n/index.ts';
import { cards, models } from '../../catalog/index.ts';
import { pageName } from './names.ts';

/** A change as its page and its feed show it. */
export interface Change {
  /** Address of the change on its page, and its name for feed readers. */
  id: string;
  date: Date;
  about: string;
  title: string;
  text: string;
  links: { path: `/${string}`; name: string }[];
}

const nameOf = (path: string, lang: Lang): string => {
  const [, folder, slug] = path.split('/');
  const name =
    pageName(path, lang) ??
    (folder === 'gpus'
      ? cards.find((card) => card.slug === slug)?.name
      : models.find((model) => model.slug === slug)?.name);
  if (!name) throw new Error(`content/changes: ${path} is a page without a short name`);
  return name;
};

/** Every change, newest first; those of a day in the order of their names, so that none moves. */
export async function changes(lang: Lang): Promise<Change[]> {
  const { about } = dictionary(lang).discovery.changes;
  const terms = await getCollection('glossary');
  const entries = await getCollection('changes');
  return entries
    .toSorted((a, b) => Number(b.data.date) - Number(a.data.date) || a.id.localeCompare(b.id))
    .map(({ id, data }) => ({
      id,
      date: data.date,
      about: about[data.about],
      ...data[lang],
      links: data.links.map((path) => {
        const term = terms.find(
          (entry) => `/glossary/${entry.id.split('/')[1]}/` === path && entry.id.startsWith(lang),
        );
        return { path: path as `/${string}`, name: term?.data.term ?? nameOf(path, lang) };
      }),
    }));
}
