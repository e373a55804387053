export { architectures, type Architecture, type TensorFormat } from './architectures.ts';
export type { SmRates } from './rates.ts';
export { computeCapabilities, writtenCapability, type ComputeCapability } from './compute-capabilities.ts';
export { installFor, supportOf, type Install, type InstallWarning, type PytorchInstall } from './install.ts';
export { cards, gpuBySlug, gpus } from './gpu-list.ts';
export { measurements } from './measurement-list.ts';
export { modelBySlug, models, modelsOfKind } from './model-list.ts';
export { software } from './software.ts';
export { sourceById, sources } from './source-list.ts';
export type {
  Basis,
  DecoderModel,
  DiffusionTransformerModel,
  EncoderDecoderModel,
  EncoderModel,
  Gpu,
  GpuSegment,
  Measurement,
  MeasurementKind,
  Model,
  ModelField,
  ModelKind,
  ModelOf,
  MoeModel,
  Range,
  Software,
  SoftwareSupport,
  Source,
  SpeechModel,
  Standing,
  SupportStatus,
  TensorRates,
  UnetModel,
  VisionModel,
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
