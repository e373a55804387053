import {
  software,
  sourceById,
  supportOf,
  writtenCapability,
  type Software,
  type Source,
  type SupportStatus,
} from '#catalog';
import { dictionary, fill, type Lang } from '#i18n';

/** What a piece of software does on a card, in the reader's words. */
export interface SupportInWords {
  name: string;
  status: SupportStatus;
  /** Told apart by shape, not by colour alone. */
  mark: string;
  word: string;
  /** Which versions run, where the source names them. */
  versions: string[];
  /** Versions and remark, each a sentence or a fragment; possibly none. */
  details: string[];
  unverified: boolean;
  sources: Source[];
  read: string;
}

const marks: Record<SupportStatus, string> = {
  yes: '✓',
  partial: '◐',
  unofficial: '~',
  no: '✗',
  unknown: '?',
};

export function requireSoftware(slug: string): Software {
  const found = software.find((item) => item.slug === slug);
  if (!found) throw new Error(`No software "${slug}" in catalog/software.ts`);
  return found;
}

/** @throws {Error} when the remark has no words in the language, or a source is unknown. */
export function supportInWords(item: Software, computeCapability: number, lang: Lang): SupportInWords {
  const words = dictionary(lang).software;
  const support = supportOf(item, writtenCapability(computeCapability));
  const { status, from, until, droppedIn, note } = support;

  const versions: string[] = [];
  if (item.wheel && status === 'yes') {
    const { torch, ended } = item.wheel;
    versions.push(
      ended
        ? fill(words.versions.wheelEnded, { torch, release: ended.release })
        : fill(words.versions.wheel, { torch }),
    );
  }
  if (from !== undefined && until !== undefined) versions.push(fill(words.versions.range, { from, until }));
  else if (from !== undefined) versions.push(fill(words.versions.from, { from }));
  else if (until !== undefined) versions.push(fill(words.versions.until, { until }));
  if (droppedIn !== undefined) versions.push(fill(words.versions.droppedIn, { droppedIn }));
  const details = [...versions];
  if (note !== undefined) {
    const text = (words.notes as Record<string, string>)[note];
    if (text === undefined)
      throw new Error(`No words for the note "${note}" in content/i18n/${lang}/software.ts`);
    details.push(text);
  }

  return {
    name: words.names[item.slug] ?? item.name,
    status,
    mark: marks[status],
    word: status === 'no' && until !== undefined ? words.status.ended : words.status[status],
    versions,
    details,
    unverified: support.unverified ?? false,
    sources: support.sources.map((id) => {
      const source = sourceById(id);
      if (!source) throw new Error(`No source "${id}" in catalog/sources`);
      return source;
    }),
    read: support.read,
  };
}
