import type { Gpu, Model } from '#catalog';
import { dictionary, type Lang } from '#i18n';
import { derivationOf, type Derivation } from './derivations.ts';

/** How a value came about, as its mark shows it. `none`: no source was read. */
export type Mark = keyof ReturnType<typeof dictionary>['catalogPages']['standing'];

/** What is known about one value of a record. */
export interface Evidence {
  mark: Mark;
  sourceIds: string[];
  derivation: Derivation | null;
  unverified: boolean;
  /** Why the value departs from its rule. */
  exception: string | null;
  disagreement: Gpu['disagreements'][number] | null;
}

/** Whether a list of fields names a field, itself or as a whole (`tensor` names `tensor.bf16`). */
const names = (listed: readonly string[], field: string): boolean =>
  listed.includes(field) || listed.includes(field.split('.')[0]!);

const sourcesOf = (record: Gpu | Model, field: string): string[] =>
  record.sources[field] ?? record.sources[field.split('.')[0]!] ?? [];

export function gpuEvidence(gpu: Gpu, field: string, lang: Lang): Evidence {
  const exception = gpu.exceptions.find((one) => one.field === field) ?? null;
  const derivation = exception ? null : derivationOf(gpu, field, lang);
  return {
    mark: gpu.basis[field] ?? gpu.basis[field.split('.')[0]!] ?? 'none',
    sourceIds: sourcesOf(gpu, field),
    derivation,
    unverified: names(gpu.unverified, field),
    exception: exception?.reason ?? null,
    disagreement: gpu.disagreements.find((doubt) => doubt.field === field) ?? null,
  };
}
