import { gpuFiles } from './gpus/index.ts';
import { measurementFiles } from './measurements/index.ts';
import { resolveMeasurement } from './measurements/resolve.ts';
import { modelFiles } from './models/index.ts';
import { resolveGpu } from './resolve.ts';
import { sourceFiles } from './sources/index.ts';
import type { Gpu, Measurement, Model, ModelKind, ModelOf, Source, Standing } from './types.ts';

export { architectures, type Architecture, type TensorFormat } from './architectures.ts';
export { computeCapabilities, writtenCapability, type ComputeCapability } from './compute-capabilities.ts';
export { installFor, supportOf, type Install, type InstallWarning } from './install.ts';
export { software } from './software.ts';
export type {
  Basis,
  Gpu,
  GpuSegment,
  Measurement,
  MeasurementKind,
  Model,
  ModelField,
  ModelKind,
  ModelOf,
  Range,
  Software,
  SoftwareSupport,
  Source,
  Standing,
  SupportStatus,
  TensorRates,
} from './types.ts';
export {
  reasons as scopeReasons,
  scopeCounts,
  tests as scopeTests,
  type Reason as ScopeReason,
  type Scope,
  type ScopeCounts,
  type Test as ScopeTest,
} from './measurements/scope.ts';

/** Day of the last change to a fact in the catalog. Every export, widget and shared link shows it. */
export const dataVersion = '2026-11-26';

/** Licence of the catalog's data. */
export const dataLicence = 'CC BY 4.0';

/** Every card, silicon variants included (see `cards`), by architecture, segment and, roughly, launch date. */
export const gpus: readonly Gpu[] = Object.values(gpuFiles).flat().map(resolveGpu);

/** The cards a reader chooses from: silicon variants and cards that never went on sale are left out. */
export const cards: readonly Gpu[] = gpus.filter((gpu) => !gpu.variantOf && gpu.status === 'launched');

export const models: readonly Model[] = Object.values(modelFiles).flat();

/** The models of some kinds, typed as those. */
export function modelsOfKind<Kind extends ModelKind>(...kinds: readonly Kind[]): ModelOf<Kind>[] {
  return models.filter((model): model is ModelOf<Kind> => kinds.includes(model.kind as Kind));
}

/** Every published run, with its verdict in `scope`: see `measurements/scope.ts`. */
export const measurements: readonly Measurement[] = Object.values(measurementFiles)
  .flat()
  .map(resolveMeasurement);

export const sources: readonly (Source & { standing: Standing })[] = Object.values(sourceFiles)
  .flat()
  .map((source) => ({ ...source, standing: source.standing ?? 'secondary' }));

function lookup<T>(records: readonly T[], key: (record: T) => string): (id: string) => T | undefined {
  const byKey = new Map(records.map((record) => [key(record), record]));
  return (id) => byKey.get(id);
}

/** The card with this slug, variants included. */
export const gpuBySlug = lookup(gpus, (gpu) => gpu.slug);

/** The model with this slug. */
export const modelBySlug = lookup(models, (model) => model.slug);

/** The source with this id. */
export const sourceById = lookup(sources, (source) => source.id);
