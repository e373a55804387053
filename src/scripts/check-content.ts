/**
 * Checks chapters, questions and terms: the same pages in both languages with the same bones, the house rules, and the
 * names that the glossary gives.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gpus } from '../../catalog/index.ts';
import {
  chapterProblems,
  parityProblems,
  ruleProblems,
  type Document,
  type Problem,
} from './content-rules.ts';
import { readGlossary } from './glossary-files.ts';
import { termLinkProblems, termProblems } from './glossary-rules.ts';

const root = 'content';
const cardNames = gpus.map((gpu) => gpu.name);

/** Each kind: where its English pages live, and its Chinese ones. */
const kinds = [
  { english: 'docs', chinese: 'docs/zh-cn', chapters: true },
  { english: 'docs/data', chinese: 'docs/zh-cn/data', chapters: false },
  { english: 'docs/embed', chinese: 'docs/zh-cn/embed', chapters: false },
  { english: 'faq/en', chinese: 'faq/zh-cn', chapters: false },
  { english: 'glossary/en', chinese: 'glossary/zh-cn', chapters: false },
];

const problems: Problem[] = [];
let checks = 0;

const englishTerms = readGlossary('en');
const chineseTerms = readGlossary('zh-cn');
const termsOf = {
  en: new Map(englishTerms.map((term) => [term.slug, term])),
  'zh-cn': new Map(chineseTerms.map((term) => [term.slug, term])),
};
add(termProblems(englishTerms, chineseTerms));

for (const { english, chinese, chapters } of kinds) {
  const all = new Set([...namesIn(english), ...namesIn(chinese)]);
  for (const name of all) {
    const pair = [english, chinese].map((folder) => read(`${folder}/${name}`));
    const [source, translation] = pair;
    for (const document of pair) {
      if (!document) continue;
      add(ruleProblems(document, cardNames));
      add(termLinkProblems(document, termsOf[document === source ? 'en' : 'zh-cn']));
      if (chapters) add(chapterProblems(document));
    }
    if (source && translation) add(parityProblems(source, translation));
    else add([{ path: `${english}/${name}`, reason: 'exists in one language only' }]);
  }
}

for (const { path, reason } of problems) console.log(`${root}/${path}: ${reason}`);
console.log(`${checks - problems.length} passed, ${problems.length} failed`);
process.exitCode = problems.length > 0 ? 1 : 0;

function namesIn(folder: string): string[] {
  return readdirSync(join(root, folder)).filter((name) => name.endsWith('.mdx'));
}

function add(found: Problem[]) {
  problems.push(...found);
  checks += Math.max(1, found.length);
}

function read(path: string): Document | null {
  try {
    return { path, text: readFileSync(join(root, path), 'utf8') };
  } catch {
    return null;
  }
}
