import { readdirSync, readFileSync } from 'node:fs';
import type { Lang } from '../../content/i18n/languages.ts';
import { glossaryTerm, type GlossaryTerm } from './glossary-rules.ts';

/** The glossary of a language, read from the files under `content/glossary`. */
export function readGlossary(lang: Lang): GlossaryTerm[] {
  const folder = `glossary/${lang}`;
  return readdirSync(`content/${folder}`)
    .filter((name) => name.endsWith('.mdx'))
    .map((name) =>
      glossaryTerm({
        path: `${folder}/${name}`,
        text: readFileSync(`content/${folder}/${name}`, 'utf8'),
      }),
    );
}
