import { guide } from '../sidebar.ts';

/** What kind of page stands at an address without language: decides its structured data and its picture. */
export type PageKind =
  'home' | 'chapter' | 'question' | 'term' | 'card' | 'model' | 'calculator' | 'data' | 'page';

const chapters = new Set(guide.items.map(({ link }) => link.replaceAll('/', '')));
const collections: Record<string, PageKind> = {
  faq: 'question',
  glossary: 'term',
  gpus: 'card',
  models: 'model',
};
const data = new Set(['data', 'gpus', 'models', 'compare', 'accuracy']);

/** @param path without language: '', 'faq/', 'gpus/rtx-3090/' */
export function kindOf(path: string): PageKind {
  const [folder = '', item = ''] = path.split('/');
  if (folder === '') return 'home';
  if (chapters.has(folder)) return 'chapter';
  if (folder === 'calculators') return 'calculator';
  if (item !== '' && collections[folder]) return collections[folder];
  return data.has(folder) ? 'data' : 'page';
}
