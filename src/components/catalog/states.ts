import type { Model } from '#catalog';
import type { MemoryPart } from '#estimation';
import { dictionary, fill, type Lang } from '#i18n';
import { optimizerStates, weightFormats } from '../../estimation/formats.ts';

/** What a model holds at least, for kinds that the estimator does not take: no activations, no buffers. */
export interface Held {
  id: 'fp32' | 'fp16' | 'int8' | 'nf4' | 'full' | 'full8';
  bytesPerParameter: number;
  parts: { part: MemoryPart; bytes: number }[];
  bytes: number;
}

const formats = { fp32: 'FP32', fp16: 'FP16 / BF16', int8: 'INT8', nf4: 'NF4' } as const;

/** What is held, in words. */
export function heldName(id: Held['id'], lang: Lang): string {
  const { memory } = dictionary(lang).catalogPages.model;
  return id === 'full' || id === 'full8' ? memory[id] : fill(memory.weights, { format: formats[id] });
}

/** FP32 weights and gradients of mixed precision. */
const fullPrecisionBytes = 4;

/** Weights in each format, and the states of full training in mixed precision, by the estimator's own rules. */
export function heldStates(model: Pick<Model, 'parameters'>): Held[] {
  const { parameters: n } = model;
  const held = (id: Held['id'], parts: [MemoryPart, number][]): Held => {
    const perParameter = parts.reduce((sum, [, bytes]) => sum + bytes, 0);
    return {
      id,
      bytesPerParameter: perParameter,
      parts: parts.map(([part, bytes]) => ({ part, bytes: bytes * n })),
      bytes: perParameter * n,
    };
  };
  const training = (optimizer: 'adamw' | 'adamw-8bit'): [MemoryPart, number][] => {
    const { moments, fixed } = optimizerStates[optimizer];
    return [
      ['weights', fullPrecisionBytes],
      ['gradients', fullPrecisionBytes],
      ['optimizerStates', moments * fullPrecisionBytes + fixed],
    ];
  };
  return [
    ...(Object.keys(formats) as (keyof typeof formats)[])
      .toReversed()
      .map((format) => held(format, [['weights', weightFormats[format].linearBits / 8]])),
    held('full8', training('adamw-8bit')),
    held('full', training('adamw')),
  ];
}
