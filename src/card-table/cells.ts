/** The values of the table of cards, from the catalog. Runs at build time. */
import type { Gpu } from '#catalog';
import { segments, type ColumnId, type Value } from './columns.ts';

const GIB = 2 ** 30;

/** What a column shows of a card, and the field of the public record whose source and basis it carries. */
interface Reading {
  field: string;
  read: (gpu: Gpu) => Value;
}

const plain = (field: keyof Gpu & string): Reading => ({
  field,
  read: (gpu) => (gpu[field] ?? null) as number | string | null,
});
const tensor = (rate: keyof NonNullable<Gpu['tensor']> & string): Reading => ({
  field: `tensor.${rate}`,
  read: (gpu) => gpu.tensor?.[rate] ?? null,
});

/** A point, or the range that the catalog keeps beside it for laptop cards. */
function ranged(field: keyof Gpu & string, range: string): Reading {
  return {
    field,
    read: (gpu) => {
      const between = (gpu as unknown as Record<string, unknown>)[range] as
        [number, number] | null | undefined;
      return between ?? (gpu[field] as number | null);
    },
  };
}

export const readings: Record<ColumnId, Reading> = {
  mem: plain('memoryGb'),
  usable: { field: 'usableBytes', read: (gpu) => gpu.usableBytes / GIB },
  bw: plain('memoryBandwidthGbps'),
  type: plain('memoryType'),
  bus: plain('memoryBusBits'),
  l2: plain('l2CacheMb'),
  fp32: ranged('fp32Tflops', 'fp32TflopsRange'),
  half: plain('fp16Tflops'),
  fp16: tensor('fp16Acc32'),
  bf16: tensor('bf16'),
  tf32: tensor('tf32'),
  fp8: tensor('fp8Acc32'),
  int8: tensor('int8'),
  fp4: tensor('fp4'),
  cores: plain('cudaCores'),
  sms: plain('smCount'),
  tc: { field: 'tensorCores', read: (gpu) => gpu.tensorCores || null },
  boost: ranged('boostClockMhz', 'boostClockRangeMhz'),
  tdp: ranged('tdpW', 'tgpRangeW'),
  price: plain('launchPriceUsd'),
  pergb: {
    field: 'launchPriceUsd',
    read: (gpu) => (gpu.launchPriceUsd === null ? null : gpu.launchPriceUsd / gpu.memoryGb),
  },
  date: plain('launchDate'),
  cc: plain('computeCapability'),
  arch: plain('architecture'),
  chip: plain('chip'),
  seg: plain('segment'),
  pcie: {
    field: 'pcieGen',
    read: (gpu) => (gpu.pcieGen ? `${gpu.pcieGen}.0${gpu.pcieLanes ? ` ×${gpu.pcieLanes}` : ''}` : null),
  },
  nvlink: { field: 'nvlink', read: (gpu) => (gpu.nvlink ? gpu.nvlink.totalBidirectionalGbps : null) },
};

/** Whether the value follows from others by a rule of the catalog, or of this table. */
export function isDerived(gpu: Gpu, id: ColumnId): boolean {
  if (id === 'pergb') return true;
  const { field } = readings[id];
  const basis: string | undefined = gpu.basis[field] ?? gpu.basis[field.split('.')[0]!];
  return basis === 'derived';
}

/** Whether no second look has confirmed the value. */
export function isUnverified(gpu: Gpu, id: ColumnId): boolean {
  const { field } = readings[id];
  return gpu.unverified.some((name) => name === field || name === field.split('.')[0]);
}

/** Name of a card where its series stands beside it. */
export const shortName = (gpu: Gpu): string => gpu.name.replace(/^(GeForce|NVIDIA) /, '');

/** Id of a series in addresses and anchors: `GeForce 40` is `geforce-40`. */
export const seriesId = (series: string): string =>
  series
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/** Newest date of a list of cards; empty where none is known. */
const newest = (cards: readonly Gpu[]) =>
  cards.map((gpu) => gpu.launchDate ?? '').reduce((a, b) => (a > b ? a : b), '');

/**
 * Cards by series: GeForce first, newest series first, then workstation and data center; within a series desktop
 * before laptop, and the fastest card first.
 */
export function bySeries(cards: readonly Gpu[]): { id: string; name: string; cards: Gpu[] }[] {
  const rank = (gpu: Gpu) => segments.indexOf(gpu.segment);
  const family = (list: readonly Gpu[]) => {
    const least = Math.min(...list.map(rank));
    return list[0]!.series.startsWith('GeForce') ? -1 : least;
  };
  return [...Map.groupBy(cards, (gpu) => gpu.series)]
    .map(([name, list]) => ({
      id: seriesId(name),
      name,
      cards: list.toSorted(
        (a, b) =>
          rank(a) - rank(b) ||
          b.fp32Tflops - a.fp32Tflops ||
          b.memoryGb - a.memoryGb ||
          a.name.localeCompare(b.name, 'en', { numeric: true }),
      ),
    }))
    .sort(
      (a, b) =>
        family(a.cards) - family(b.cards) ||
        newest(b.cards).localeCompare(newest(a.cards)) ||
        a.name.localeCompare(b.name),
    );
}
