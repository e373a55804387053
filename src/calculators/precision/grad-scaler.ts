import { upperQuantile, type GradientModel } from './gradient-model.ts';

/**
 * Dynamic loss scaling as torch.amp.GradScaler does it, with PyTorch's defaults: a step whose gradients hold an
 * infinity is skipped and the scale halved; after `growthInterval` steps in a row without one it doubles.
 */
export const gradScaler = {
  initialExponent: 16,
  growthFactor: 2,
  backoffFactor: 0.5,
  growthInterval: 2000,
} as const;

export interface ScalerState {
  scale: number;
  /** Steps without overflow since the scale last changed. */
  tracker: number;
}

export interface ScalerRules {
  growthFactor: number;
  backoffFactor: number;
  growthInterval: number;
}

/** The state after a step, as GradScaler.update() leaves it. */
export function updateScale(
  { scale, tracker }: ScalerState,
  overflow: boolean,
  rules: ScalerRules,
): ScalerState {
  if (overflow) return { scale: scale * rules.backoffFactor, tracker: 0 };
  if (tracker + 1 < rules.growthInterval) return { scale, tracker: tracker + 1 };
  const grown = scale * rules.growthFactor;
  return { scale: Number.isFinite(grown) ? grown : scale, tracker: 0 };
}

/** Values that round to infinity in FP16: from half a step above its largest number, 65 504, on. */
const fp16Overflow = 65_520;

/** Gradients of a step of the run: enough for the largest to lie far out in the tail. */
export const gradientsPerStep = 2 ** 20;
export const runSteps = 400;

export interface Run extends GradientModel {
  /** Exponent of two of the first scale. */
  initialExponent: number;
  growthInterval: number;
  /** Step, from 1, whose gradients are larger; 0 for none. */
  spikeStep: number;
  /** Exponent of two by which they are. */
  spikeExponent: number;
}

export interface RunStep {
  /** From 1. */
  step: number;
  /** Exponent of two of the scale this step was computed with. */
  scaleExponent: number;
  /** Exponent of two of the largest gradient, before scaling. */
  largestExponent: number;
  skipped: boolean;
  /** Exponent of two of the scale the step leaves behind. */
  nextExponent: number;
}

/** A generator of numbers between 0 and 1 with 32 bits of state: a Weyl sequence through a finaliser of murmur's make. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (((mixed ^ (mixed >>> 15)) >>> 0) + 0.5) / 2 ** 32;
  };
}

/**
 * How many standard deviations the largest gradient of each step lies above the centre. All n gradients lie below a value
 * with probability u where each alone does with u^(1/n). Drawn once: they hang on nothing a reader moves.
 */
let drawn: number[] | null = null;
function largestDeviations(): number[] {
  if (drawn) return drawn;
  const random = generator(1);
  drawn = Array.from({ length: runSteps }, () =>
    upperQuantile(-Math.expm1(Math.log(random()) / gradientsPerStep)),
  );
  return drawn;
}

/** A run of {@link runSteps} steps; the same request gives the same run. */
export function simulate({
  centre,
  spread,
  initialExponent,
  growthInterval,
  spikeStep,
  spikeExponent,
}: Run): RunStep[] {
  const rules: ScalerRules = { ...gradScaler, growthInterval };
  let state: ScalerState = { scale: 2 ** initialExponent, tracker: 0 };
  return largestDeviations().map((deviations, index) => {
    const step = index + 1;
    const largestExponent = centre + spread * deviations + (step === spikeStep ? spikeExponent : 0);
    const { scale } = state;
    const skipped = 2 ** largestExponent * scale >= fp16Overflow;
    state = updateScale(state, skipped, rules);
    return {
      step,
      scaleExponent: Math.log2(scale),
      largestExponent,
      skipped,
      nextExponent: Math.log2(state.scale),
    };
  });
}

/** Steps in a row with one scale, and what ended them. */
export interface Stretch {
  from: number;
  to: number;
  scaleExponent: number;
  end: 'grown' | 'skipped' | 'run';
}

/** A run as stretches of one scale each. */
export function stretches(steps: readonly RunStep[]): Stretch[] {
  const list: Stretch[] = [];
  let from = 1;
  for (const { step, scaleExponent, nextExponent, skipped } of steps) {
    const last = step === steps.length;
    if (nextExponent === scaleExponent && !last) continue;
    const end = skipped ? 'skipped' : nextExponent > scaleExponent ? 'grown' : 'run';
    list.push({ from, to: step, scaleExponent, end });
    from = step + 1;
  }
  return list;
}
