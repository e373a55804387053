import { optimizerValues } from '../../estimation/request.ts';
import type { ModelKind } from '../../estimation/types.ts';
import { choice, createCodec, number, optionalNumber, slug, type StateOf } from '../shared/codec.ts';
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
} as const;

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
