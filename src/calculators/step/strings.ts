import { dictionary, type Lang } from '../../../content/i18n/index.ts';

/** The strings a page hands to the island; runs at build time, so that no dictionary travels as code. */
export function stepStrings(lang: Lang) {
  const { calculator, estimator, modelConfig, share, site, step } = dictionary(lang);
  const { shared, fields, values, jobs, choose, model, gpu, options, more, reset } = calculator;
  return {
    ...step,
    shared: { ...shared, share },
    fields,
    values,
    jobs,
    choose,
    model,
    gpu,
    options,
    more,
    reset,
    parts: site.parts,
    support: estimator.support,
    working: estimator.working,
    config: modelConfig,
    errors: estimator.errors,
  };
}

export type StepStrings = ReturnType<typeof stepStrings>;
