import type { Gpu } from '#catalog';
import { dictionary, fill, type Lang } from '#i18n';
import { formatNumber } from '../../../content/i18n/quantities.ts';
import type { GpuField } from '../spec.ts';

type CardWords = ReturnType<typeof dictionary>['catalogPages']['card'];
export type Hardware = keyof CardWords['rates']['hardware'];

/** One number format on one card: which of its rates is the peak, what computes it, and what it is good for. */
export interface PrecisionRow {
  format: string;
  field: GpuField | null;
  /** Further rates of the same format, each with the sentence that holds it. */
  also: { field: GpuField; template: string }[];
  hardware: Hardware;
  /** Multiple of the card's FP32 rate. */
  ratio: number | null;
  practice: string;
}

/**
 * What each format means on a card. Follows the same facts as the estimator's support notes: Tensor Cores with a rate of
 * their own, else CUDA cores, else emulation or nothing.
 */
export function precisionRows(gpu: Gpu, lang: Lang): PrecisionRow[] {
  const { rates: words } = dictionary(lang).catalogPages.card;
  const { support } = dictionary(lang).estimator;
  const tensor = gpu.tensor;
  const cc = gpu.computeCapability;
  const times = (value: number) => formatNumber(value, lang, 1);
  const row = (
    format: string,
    field: GpuField | null,
    value: number | null,
    hardware: Hardware,
    practice: string,
    also: PrecisionRow['also'] = [],
  ): PrecisionRow => ({
    format,
    field: value === null ? null : field,
    also,
    hardware,
    ratio: value === null ? null : value / gpu.fp32Tflops,
    practice,
  });
  const acc16 = (field: GpuField, value: number | null | undefined): PrecisionRow['also'] =>
    value === null || value === undefined ? [] : [{ field, template: words.acc16 }];

  const tf32 = tensor?.tf32 ?? null;
  const bf16 = tensor?.bf16 ?? null;
  const fp16 = tensor?.fp16Acc32 ?? null;
  const fp8 = tensor?.fp8Acc32 ?? null;
  const int8 = tensor?.int8 ?? null;
  const fp4 = tensor?.fp4 ?? null;
  /** A format that the generation has while no figure was read for this card (BF16 of a card with an open cap). */
  const missing = (from: number): Hardware => (cc >= from && tensor ? 'unknown' : 'none');
  /** DP4A came with compute capability 6.1; Tensor Cores multiply INT8 from 7.5 on. */
  const dotProducts = cc >= 6.1 && (cc < 7.5 || !tensor);
  const fp64Ratio = Math.round(gpu.fp32Tflops / gpu.fp64Tflops);
  const fp16Slow = gpu.fp16Tflops < gpu.fp32Tflops;

  return [
    row(
      'FP32',
      'fp32Tflops',
      gpu.fp32Tflops,
      'cuda',
      tf32 !== null && tf32 > gpu.fp32Tflops * 1.05
        ? fill(words.fp32tf32, { times: times(tf32 / gpu.fp32Tflops) })
        : words.fp32,
    ),
    tf32 !== null
      ? row('TF32', 'tensor.tf32', tf32, 'tensor', words.tf32)
      : row('TF32', null, null, missing(8), support['tf32-needs-ampere']),
    bf16 !== null
      ? row('BF16', 'tensor.bf16', bf16, 'tensor', words.bf16)
      : row(
          'BF16',
          null,
          null,
          cc < 8 ? 'emulated' : 'unknown',
          cc < 8 ? support['bf16-emulated'] : words.bf16,
        ),
    fp16 !== null
      ? row(
          'FP16',
          'tensor.fp16Acc32',
          fp16,
          'tensor',
          bf16 === null && cc < 8 ? words.fp16only : words.fp16,
          [...acc16('tensor.fp16Acc16', tensor?.fp16Acc16), { field: 'fp16Tflops', template: words.cuda }],
        )
      : row(
          'FP16',
          'fp16Tflops',
          gpu.fp16Tflops,
          'cuda',
          fp16Slow
            ? fill(support['fp16-arithmetic-slow'], { ratio: Math.round(gpu.fp32Tflops / gpu.fp16Tflops) })
            : words.fp16only,
        ),
    fp8 !== null
      ? row('FP8', 'tensor.fp8Acc32', fp8, 'tensor', words.fp8, acc16('tensor.fp8Acc16', tensor?.fp8Acc16))
      : row('FP8', null, null, missing(8.9), words.fp8b),
    int8 !== null
      ? row('INT8', 'tensor.int8', int8, 'tensor', words.int8)
      : dotProducts
        ? row('INT8', null, null, 'cuda', words.int8dot)
        : row('INT8', null, null, missing(7.5), words.int8none),
    fp4 !== null
      ? row('FP4', 'tensor.fp4', fp4, 'tensor', words.fp4)
      : row('FP4', null, null, missing(10), words.fp4none),
    row(
      'FP64',
      'fp64Tflops',
      gpu.fp64Tflops,
      'cuda',
      fp64Ratio > 3 ? fill(words.fp64slow, { ratio: fp64Ratio }) : words.fp64,
    ),
  ];
}
