import type { Gpu, Model } from '#catalog';
import type { dictionary } from '#i18n';
import { type Lang } from '#i18n';
import { formatNumber } from '../../../content/i18n/quantities.ts';
import { derivationOf, type Derivation } from './derivations.ts';
import { recount, recountActive } from './recount.ts';

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

/** Fields of a model that the page works out instead of reading them. */
function modelDerivation(model: Model, field: string, lang: Lang): Derivation | null {
  const n = (value: number) => formatNumber(value, lang);
  if (field === 'parameters') {
    const parts = recount(model, lang);
    return (
      parts && {
        rule: 'recount',
        substituted: parts.map(({ value }) => n(value)).join(' + '),
        value: model.parameters,
      }
    );
  }
  if (field === 'activeParameters' && model.kind === 'moe') {
    const { text, value } = recountActive(model, lang);
    return { rule: 'active', substituted: text, value };
  }
  if (field === 'imageTokens' && model.kind === 'vision') {
    const { imageSize, patchSize, classToken } = model;
    return {
      rule: 'image-tokens',
      substituted: `(${imageSize} ÷ ${patchSize})²${classToken ? ' + 1' : ''}`,
      value: model.contextLength,
    };
  }
  return null;
}

export function modelEvidence(model: Model, field: string, lang: Lang): Evidence {
  const derivation = modelDerivation(model, field, lang);
  const sourceIds = sourcesOf(model, field);
  const known =
    sourceIds.length > 0 ? sourceIds : field in model.sources ? [] : (model.sources['default'] ?? []);
  return {
    mark: derivation ? 'derived' : known.length > 0 ? 'read' : 'none',
    sourceIds: known,
    derivation,
    unverified: names(model.unverified, field),
    exception: null,
    disagreement: model.disagreements.find((doubt) => doubt.field === field) ?? null,
  };
}
