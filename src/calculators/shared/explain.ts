import { onCard, prepare } from '../../estimation/core.ts';
import { workingOf } from '../../estimation/explain.ts';
import { findGpu, findModel } from '../../estimation/request.ts';
import type { EstimateRequest, EstimationData, WorkingStep } from '../../estimation/types.ts';

/** The working behind an answer; a chunk of its own, loaded when a reader asks for it. */
export function explain(request: EstimateRequest, data: EstimationData): WorkingStep[] {
  const gpu = findGpu(request.gpu, data);
  const prepared = prepare(request, findModel(request.model, data));
  return workingOf(prepared, onCard(prepared, gpu, data.version), gpu);
}
