import type { Gpu, Model } from '#catalog';
import { dictionary, fill, type Lang } from '#i18n';
import { formatNumber } from '../../../content/i18n/quantities.ts';
import { answerTo } from '../estimation.ts';

export interface KvCache {
  /** The rule in words, and with the model's numbers. */
  rule: string;
  substituted: string;
  /** Bytes of one token in 16 bits, in layers without a window. */
  bytesPerToken: number;
  remarks: string[];
  /** The estimator's cache of one stream. */
  sizes: { tokens: number; bytes: number }[];
}

const half = 2;
const steps = [4096, 16_384, 32_768, 131_072];

/** The KV cache of a model that is run token by token; `null` for any other. */
export function kvCache(model: Model, gpu: Gpu, lang: Lang): KvCache | null {
  if (model.kind !== 'decoder' && model.kind !== 'moe') return null;
  const { cache } = dictionary(lang).catalogPages.model;
  const n = (value: number) => formatNumber(value, lang);
  const { layers, kvHeads, heads, headDim, mla, slidingWindow, slidingLayers } = model;
  const remarks: string[] = [];
  if (!mla && kvHeads < heads) remarks.push(fill(cache.rulePlain, { kv: kvHeads, heads }));
  if (slidingWindow !== null && slidingLayers > 0)
    remarks.push(fill(cache.sliding, { n: slidingLayers, layers, window: n(slidingWindow) }));
  const lengths = [
    ...new Set([...steps.filter((tokens) => tokens < model.contextLength), model.contextLength]),
  ];
  return {
    rule: mla ? cache.ruleMla : cache.rule,
    substituted: mla
      ? `${layers} × (${mla.kvRank} + ${mla.ropeHeadDim}) × ${half}`
      : `${layers} × 2 × ${kvHeads} × ${headDim} × ${half}`,
    bytesPerToken: mla
      ? layers * (mla.kvRank + mla.ropeHeadDim) * half
      : layers * 2 * kvHeads * headDim * half,
    remarks,
    sizes: lengths.map((tokens) => ({
      tokens,
      bytes: answerTo({
        task: 'inference',
        model: model.slug,
        gpu: gpu.slug,
        weightFormat: 'fp16',
        contextLength: tokens,
      }).memory.perGpu.kvCache,
    })),
  };
}
