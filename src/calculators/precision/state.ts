import { optimizerValues } from '../../estimation/request.ts';
import type { ModelKind } from '../../estimation/types.ts';
import {
  choice,
  createCodec,
  number,
  optionalNumber,
  slug,
  type Field,
  type StateOf,
} from '../shared/codec.ts';
import { displayFields } from '../shared/display.ts';
import { modelConflicts, modelStateFields, ownModel, usualTokens } from '../shared/own-model.ts';
import { foreignKeys } from '../shared/url-state.ts';
import { checkpointings, ranges as gpuRanges } from '../gpu/state.ts';

export const methods = ['full', 'lora'] as const;

export const ranges = {
  sequenceLength: gpuRanges.sequenceLength,
  microBatchSize: gpuRanges.microBatchSize,
  loraRank: gpuRanges.loraRank,
  otherUseGib: gpuRanges.otherUseGib,
  gpuMemoryGib: gpuRanges.gpuMemoryGib,
  /** Exponent of two of the example gradient. */
  gradientExponent: { min: -40, max: 4, integer: true },
  /** Exponent of two of the loss scale. */
  scaleExponent: { min: 0, max: 24, integer: true },
  /** Standard deviation of the exponents of gradients. */
  gradientSpread: { min: 1, max: 10, integer: true },
  growthInterval: { min: 1, max: 2000, integer: true },
  /** Steps of the run; a spike at 0 is none. */
  spikeStep: { min: 0, max: 400, integer: true },
  spikeExponent: { min: 0, max: 40, integer: true },
  step: { min: 1, max: 400, integer: true },
  /** Largest magnitude of a block of INT8 or NF4. */
  absmax: { min: 1e-9, max: 1e9 },
} as const;

/** What FP8 makes of numbers beyond its range. */
export const fp8Modes = ['saturate', 'overflow'] as const;

/** Ways to run a step whose parts can be looked at. */
export const regimes = ['fp32', 'tf32', 'fp16-mixed', 'bf16-mixed', 'fp8-mixed'] as const;

/**
 * A number as a reader typed it, kept as text: 1/3 is not 0.333. Only its shape is looked at here, in little code; what
 * it is worth is worked out where it is shown.
 */
const typedNumber = (key: string, fallback: string): Field<string> => ({
  key,
  fallback,
  allowed: '0.1, 1e-8, 1/3, 2^-24',
  read: (text) =>
    /^[-+−]?[\d.][\d.e+^*/ ()×·−-]{0,38}$/i.test(text) ? { value: text } : { code: 'not-a-number' },
  write: (text) => text,
});

/** Default sequence length of models whose context is at least as long. */
const fallbackTokens = 1024;

const fields = (modelSlugs: readonly string[], gpuSlugs: readonly string[]) => ({
  ...modelStateFields(modelSlugs, 'llama-3.1-8b'),
  method: choice('method', methods, 'lora'),
  gpu: slug('gpu', gpuSlugs, 'rtx-4090'),
  sequenceLength: number('seq', ranges.sequenceLength, fallbackTokens),
  microBatchSize: number('batch', ranges.microBatchSize, 1),
  gradientCheckpointing: choice('ckpt', checkpointings, 'full'),
  optimizer: choice('opt', optimizerValues, 'adamw'),
  loraRank: number('rank', ranges.loraRank, 16),
  otherUseGib: number('other', ranges.otherUseGib, 0),
  gpuMemoryGib: optionalNumber('mem', ranges.gpuMemoryGib),
  gradientExponent: number('grad', ranges.gradientExponent, -27),
  // 2^16 is where PyTorch's GradScaler starts.
  scaleExponent: number('scale', ranges.scaleExponent, 16),
  gradientSpread: number('spread', ranges.gradientSpread, 4),
  // A hundredth of PyTorch's interval, so that a short run shows it.
  growthInterval: number('growth', ranges.growthInterval, 20),
  spikeStep: number('spike', ranges.spikeStep, 150),
  spikeExponent: number('spikeby', ranges.spikeExponent, 12),
  step: number('at', ranges.step, 150),
  typed: typedNumber('num', '0.1'),
  absmax: optionalNumber('absmax', ranges.absmax),
  fp8: choice('fp8', fp8Modes, 'saturate'),
  regime: choice('regime', regimes, 'bf16-mixed'),
  ...displayFields,
});

export type PrecisionState = StateOf<ReturnType<typeof fields>>;

/** The query-string codec over the cards and models of a catalog. */
export function createPrecisionCodec(catalog: {
  gpus: readonly { slug: string }[];
  models: readonly { slug: string; contextLength: number; kind: ModelKind }[];
}) {
  const models = new Map(catalog.models.map((model) => [model.slug, model]));
  const shape = fields(
    [...models.keys()],
    catalog.gpus.map((gpu) => gpu.slug),
  );
  return createCodec(1, shape, {
    derive: ({ model, dimensions }) => {
      const chosen = model === ownModel ? dimensions : models.get(model);
      return { sequenceLength: usualTokens(chosen, fallbackTokens) };
    },
    conflicts: modelConflicts,
    foreign: foreignKeys,
  });
}
