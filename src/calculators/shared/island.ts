import type { Dictionary, Lang } from '../../../content/i18n/index.ts';

export type SharedStrings = Dictionary['calculator']['shared'] & { share: Dictionary['share'] };
export type PartStrings = Dictionary['site']['parts'];
export type ConfigStrings = Dictionary['modelConfig'];

/** Where an island stands. Only `page` and `embed` own the address; a chapter's address is left alone. */
export type Surface = 'page' | 'chapter' | 'embed';

/** What every island is handed by the page around it. */
export interface IslandProps<Strings> {
  lang: Lang;
  strings: Strings;
  /** Base path of the site, ending in a slash. */
  base: string;
  /** Query string of the state to start from. */
  initial?: string;
  surface: Surface;
}
