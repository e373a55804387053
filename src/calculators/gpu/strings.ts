import { dictionary, type Lang } from '../../../content/i18n/index.ts';

/** The strings a page hands to the island; runs at build time, so that no dictionary travels as code. */
export function gpuStrings(lang: Lang) {
  const { calculator, estimator, modelConfig, share, site } = dictionary(lang);
  const { shared, ...own } = calculator;
  return {
    ...own,
    shared: { ...shared, share },
    parts: site.parts,
    support: estimator.support,
    working: estimator.working,
    config: modelConfig,
    errors: estimator.errors,
  };
}

export type GpuStrings = ReturnType<typeof gpuStrings>;
