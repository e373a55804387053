import { ask, complete } from '../shared/engine.ts';
import { modelOf } from '../shared/own-model.ts';
import type { PrecisionState } from './state.ts';
import type { regimes } from './state.ts';

export type Regime = (typeof regimes)[number];

export const phases = ['forward', 'backward', 'update'] as const;
export type Phase = (typeof phases)[number];

export type Part =
  | 'weights'
  | 'cast'
  | 'matmul'
  | 'attention'
  | 'sensitive'
  | 'activations'
  | 'backward'
  | 'gradients'
  | 'states'
  | 'update';

/** Formats a part can be in, each with the bits of one number. */
export const bitsOf = { FP32: 32, TF32: 32, FP16: 16, BF16: 16, E4M3: 8, E5M2: 8, '8-bit': 8 } as const;
export type Format = keyof typeof bitsOf;

export interface PartRow {
  part: Part;
  phase: Phase;
  /** None where the part does not exist. */
  formats: Format[];
  /** Which of the reasons of this part holds. */
  why: 'plain' | 'none' | 'tf32' | 'mixed' | 'fp16' | 'fp8';
  /** Bytes for each parameter of the model; `null` for what has no size by parameter. */
  bytes: number | null;
}

export interface Regimen {
  rows: PartRow[];
  /** Bytes for each parameter that last from step to step, and those only a step needs. */
  lasting: number;
  passing: number;
}

const computes: Record<Regime, { forward: Format; backward: Format; other: Format }> = {
  fp32: { forward: 'FP32', backward: 'FP32', other: 'FP32' },
  tf32: { forward: 'TF32', backward: 'TF32', other: 'TF32' },
  'fp16-mixed': { forward: 'FP16', backward: 'FP16', other: 'FP16' },
  'bf16-mixed': { forward: 'BF16', backward: 'BF16', other: 'BF16' },
  'fp8-mixed': { forward: 'E4M3', backward: 'E5M2', other: 'BF16' },
};

/** Bytes of a parameter's copy for the products: one in 16 bits, or two in 8 of which one is transposed. */
const castBytes = 2;
const fp32Bytes = 4;

/**
 * Which format each part of a step runs in when every weight is trained. 16 bits: PyTorch, "Automatic Mixed Precision
 * package", autocast op reference; master weights: Micikevicius et al. 2018 (arXiv:1710.03740). FP8: Transformer Engine,
 * "Low precision training, introduction"; E4M3 forward and E5M2 backward: Micikevicius et al. 2022 (arXiv:2209.05433).
 * Bytes of gradients and states are the estimator's, over those of the FP32 weights.
 */
export function regimenOf(state: PrecisionState): Regimen {
  const { regime } = state;
  const { forward, backward, other } = computes[regime];
  const mixed = regime.endsWith('-mixed');
  const fp8 = regime === 'fp8-mixed';
  const eightBit = state.optimizer.endsWith('-8bit');
  const { perGpu } = ask(
    complete({
      task: 'training',
      model: modelOf(state),
      gpu: state.gpu,
      method: 'full',
      precision: regime,
      optimizer: state.optimizer,
      weightFormat: 'fp32',
    }),
  ).memory;
  const perParameter = (bytes: number) => (fp32Bytes * bytes) / perGpu.weights;
  const gradients = perParameter(perGpu.gradients);
  const states = perParameter(perGpu.optimizerStates);
  const why = mixed ? 'mixed' : 'plain';
  const by8 = fp8 ? 'fp8' : why;
  const by16 = regime === 'fp16-mixed' ? 'fp16' : why;
  const row = (
    phase: Phase,
    part: Part,
    formats: Format[],
    reason: PartRow['why'],
    bytes: number | null = null,
  ): PartRow => ({ part, phase, formats, why: reason, bytes });
  return {
    rows: [
      row('forward', 'weights', ['FP32'], why, fp32Bytes),
      row('forward', 'cast', mixed ? [forward] : [], by8, mixed ? castBytes : 0),
      row('forward', 'matmul', [forward], regime === 'tf32' ? 'tf32' : by8),
      row('forward', 'attention', [other], by8),
      row('forward', 'sensitive', ['FP32'], why),
      row('forward', 'activations', mixed ? (fp8 ? [forward, other] : [other, 'FP32']) : ['FP32'], by8),
      row('backward', 'backward', fp8 ? [backward, forward] : [backward], fp8 ? 'fp8' : by16),
      row('backward', 'gradients', ['FP32'], by16, gradients),
      states === 0
        ? row('update', 'states', [], 'none', 0)
        : row('update', 'states', [eightBit ? '8-bit' : 'FP32'], 'plain', states),
      row('update', 'update', ['FP32'], regime === 'fp16-mixed' ? 'fp16' : 'plain'),
    ],
    lasting: fp32Bytes + gradients + states,
    passing: mixed ? castBytes : 0,
  };
}
