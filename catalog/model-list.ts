import { lookup } from './lookup.ts';
import { modelFiles } from './models/index.ts';
import type { Model, ModelKind, ModelOf } from './types.ts';

/** Every model, by family. */
export const models: readonly Model[] = Object.values(modelFiles).flat();

const bySlug = lookup(models, (model) => model.slug);

/**
 * The model with this slug.
 * @param slug - Name of the model in addresses: `llama-3.1-8b`.
 * @returns The model; `undefined` where the catalog has none of that slug.
 */
export const modelBySlug = (slug: string): Model | undefined => bySlug(slug);

/**
 * The models of some kinds, typed as those: only they have the fields of the kind.
 * @param kinds - Kinds to keep.
 * @returns The models, in the order of `models`.
 */
export function modelsOfKind<Kind extends ModelKind>(...kinds: readonly Kind[]): ModelOf<Kind>[] {
  return models.filter((model): model is ModelOf<Kind> => kinds.includes(model.kind as Kind));
}
