import { fill } from '../../../content/i18n/format.ts';
import type { SupportNote } from '../../estimation/types.ts';

/** What a card does with a format, in words. */
export function supportSentence(note: SupportNote, sentences: Record<string, string>): string {
  return fill(sentences[note.code] ?? note.code, note.params);
}
