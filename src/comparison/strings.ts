import { dictionary, type Lang } from '../../content/i18n/index.ts';

/** The strings a page hands to the island; runs at build time, so that no dictionary travels as code. */
export function comparisonStrings(lang: Lang) {
  const { comparison, catalogTable, catalogPages, calculator } = dictionary(lang);
  return {
    ...comparison.view,
    standing: catalogPages.standing,
    columns: catalogTable.columns,
    segments: catalogTable.segments,
    ignored: calculator.shared.ignored,
  };
}

export type ComparisonStrings = ReturnType<typeof comparisonStrings>;
