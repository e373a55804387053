import { fill } from '../../../content/i18n/format.ts';
import type { Advice } from '../../estimation/types.ts';
import { formatNumber } from '../shared/format.ts';
import type { Lang } from '../../../content/i18n/languages.ts';
import { adviceToState } from './request.ts';
import type { GpuState } from './state.ts';
import type { GpuStrings } from './strings.ts';

/** The word for a value of a choice. Checkpointing and jobs share the value `full`, which means two things. */
export function valueLabel(
  field: keyof GpuState,
  value: string,
  strings: Pick<GpuStrings, 'jobs' | 'values'>,
): string {
  if (field === 'job') return strings.jobs[value as GpuState['job']];
  if (field === 'gradientCheckpointing' && value === 'full') return strings.values.fullCheckpointing;
  return strings.values[value as keyof GpuStrings['values']];
}

/** A piece of advice in words: each option it changes with its new value. */
export function describeChange(
  change: Advice['change'],
  strings: GpuStrings,
  lang: Lang,
  names: (slug: string) => string,
): string {
  const state = adviceToState(change) ?? {};
  return Object.entries(state)
    .filter(([key, value]) => !(key === 'weightFormat' && value === 'auto'))
    .map(([key, value]) => {
      const field = key as keyof GpuState;
      if (field === 'model' || field === 'gpu') return names(String(value));
      const label = field === 'job' ? strings.job : strings.fields[field as keyof GpuStrings['fields']];
      const word =
        typeof value === 'boolean'
          ? value
            ? strings.values.on
            : strings.values.off
          : typeof value === 'number'
            ? formatNumber(value, lang, 2)
            : valueLabel(field, String(value), strings);
      return fill(strings.changeOne, { label, value: word });
    })
    .join(strings.changeJoin);
}
