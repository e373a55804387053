/** What a built site holds: its pages, and one page for each template. */
import { globSync } from 'node:fs';
import { defaultLang, languages, type Lang } from '../../content/i18n/languages.ts';

/** One page per template, without language: what a change of a template shows on. */
export const templates = {
  home: '',
  chapter: 'concepts/',
  'math-chapter': 'math/',
  'code-chapter': 'code/',
  'gpu-calculator': 'calculators/gpu/',
  'precision-calculator': 'calculators/precision/',
  'step-explorer': 'calculators/step/',
  faq: 'faq/',
  question: 'faq/out-of-memory/',
  glossary: 'glossary/',
  term: 'glossary/kv-cache/',
  cards: 'gpus/',
  card: 'gpus/rtx-3090/',
  compare: 'compare/',
  'laptop-card': 'gpus/rtx-4090-laptop/',
  models: 'models/',
  model: 'models/llama-3.1-8b/',
  'speech-model': 'models/whisper-large-v3/',
  data: 'data/',
  accuracy: 'accuracy/',
  proof: 'proof/',
  api: 'data/api/',
  library: 'data/library/',
  'library-reference': 'data/library/estimation/',
  changes: 'changes/',
  'command-line': 'data/command-line/',
  embed: 'embed/',
  'embed-guide': 'embed/guide/',
  'embed-gpu': 'embed/gpu/',
  'embed-precision': 'embed/precision/',
} as const;

export const prefixOf = (lang: Lang) => (lang === defaultLang ? '' : `${lang}/`);

/** Every HTML page of a built site as a path relative to the site's root: '', 'faq/', '404.html'. */
export function builtPages(directory: string): string[] {
  return globSync('**/*.html', { cwd: directory })
    .map((file) => file.replaceAll('\\', '/').replace(/(^|\/)index\.html$/, '$1'))
    .sort();
}

/** Language and languageless path of a page. */
export function splitLanguage(path: string): { lang: Lang; path: string } {
  const lang = languages.find((each) => each !== defaultLang && path.startsWith(`${each}/`)) ?? defaultLang;
  return { lang, path: path.slice(prefixOf(lang).length) };
}

/** Pages written by hand or once per site: all but the items of a catalog or collection (`gpus/rtx-3090/`). */
export function handWritten(pages: readonly string[]): string[] {
  return pages.filter((page) => !/^(faq|glossary|gpus|models)\/[^/]+\/$/.test(splitLanguage(page).path));
}
