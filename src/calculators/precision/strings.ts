import { dictionary, type Lang } from '../../../content/i18n/index.ts';

/** The strings a page hands to the island; runs at build time, so that no dictionary travels as code. */
export function precisionStrings(lang: Lang) {
  const { calculator, estimator, modelConfig, precision, share, site } = dictionary(lang);
  const { shared, fields, values } = calculator;
  return {
    ...precision,
    shared: { ...shared, share },
    fields,
    values,
    parts: site.parts,
    support: estimator.support,
    working: estimator.working,
    config: modelConfig,
    errors: estimator.errors,
  };
}

export type PrecisionStrings = ReturnType<typeof precisionStrings>;
