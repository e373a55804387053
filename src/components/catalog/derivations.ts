import { halvesFp32Accumulation, smRatesOf } from '../../../catalog/rates.ts';
import { mib } from '../../../catalog/usable-memory.ts';
import type { Gpu, TensorRates } from '#catalog';
import type { Lang } from '#i18n';
import { formatNumber } from '../../../content/i18n/quantities.ts';

/** Which rule gives a value: the key of its sentence in the dictionary (`catalogPages.rules`). */
export type RuleId =
  | 'bandwidth'
  | 'fp32'
  | 'per-sm'
  | 'tensor'
  | 'tensor-half'
  | 'usable'
  | 'usable-ecc'
  | 'range'
  | 'recount'
  | 'active'
  | 'image-tokens';

export interface Derivation {
  rule: RuleId;
  /** The rule with this card's values filled in. */
  substituted: string;
  /** What it gives, in the unit of the field; least and most for a range. */
  value: number | [number, number];
}

/** The rates that accumulate in FP32. */
const accumulatesInFp32: ReadonlySet<string> = new Set(['fp16Acc32', 'bf16', 'tf32', 'fp8Acc32']);

/** The rule behind a value, with the card's own numbers in it; `null` where a field follows from no rule. */
export function derivationOf(gpu: Gpu, field: string, lang: Lang): Derivation | null {
  const n = (value: number, digits = 0) => formatNumber(value, lang, digits);
  const boost = `${n(gpu.boostClockMhz)} MHz`;
  switch (field) {
    case 'memoryBandwidthGbps': {
      const { memoryBusBits: bits, memoryDataRateGbps: rate } = gpu;
      if (rate === null) return null;
      return {
        rule: 'bandwidth',
        substituted: `${n(bits)} bit × ${n(rate, 3)} Gbit/s ÷ 8`,
        value: (bits * rate) / 8,
      };
    }
    case 'fp32Tflops':
      return {
        rule: 'fp32',
        substituted: `2 FLOP × ${n(gpu.cudaCores)} × ${boost}`,
        value: (2 * gpu.cudaCores * gpu.boostClockMhz) / 1e6,
      };
    case 'fp32TflopsRange': {
      const range = gpu.boostClockRangeMhz;
      if (!range) return null;
      return {
        rule: 'range',
        substituted: `2 FLOP × ${n(gpu.cudaCores)} × ${range.map((clock) => `${n(clock)} MHz`).join(' … ')}`,
        value: [(2 * gpu.cudaCores * range[0]) / 1e6, (2 * gpu.cudaCores * range[1]) / 1e6],
      };
    }
    case 'fp16Tflops':
    case 'fp64Tflops': {
      const perClock = smRatesOf(gpu).cudaFlopPerClock[field === 'fp16Tflops' ? 'fp16' : 'fp64'];
      return {
        rule: 'per-sm',
        substituted: `${n(gpu.smCount)} SM × ${n(perClock)} FLOP × ${boost}`,
        value: (gpu.smCount * perClock * gpu.boostClockMhz) / 1e6,
      };
    }
    case 'usableBytes': {
      if (gpu.usableBasis !== 'rule') return null;
      const box = gpu.memoryGb * 1024;
      return {
        rule: gpu.inlineEcc ? 'usable-ecc' : 'usable',
        substituted: `${n(box)} MiB − ${n(box - gpu.usableBytes / mib)} MiB`,
        value: gpu.usableBytes,
      };
    }
  }
  const rate = field.startsWith('tensor.') ? (field.slice('tensor.'.length) as keyof TensorRates) : null;
  const perClock = rate && gpu.tensor && smRatesOf(gpu).tensorFlopPerClock?.[rate];
  if (!perClock) return null;
  const half = accumulatesInFp32.has(rate) && halvesFp32Accumulation(gpu);
  const clock = gpu.tensorClockMhz ?? gpu.boostClockMhz;
  return {
    rule: half ? 'tensor-half' : 'tensor',
    substituted: `${n(gpu.smCount)} SM × ${n(perClock)} FLOP${half ? ' × ½' : ''} × ${n(clock)} MHz`,
    value: (gpu.smCount * perClock * (half ? 0.5 : 1) * clock) / 1e6,
  };
}
