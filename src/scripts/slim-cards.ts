import { cudaTflops, fp32Tflops, smRatesOf, tensorRates } from '../../catalog/rates.ts';
import type { Gpu, GpuSegment } from '../../catalog/types.ts';
import type { EstimationGpu } from '../estimation/types.ts';

/** A card as the islands read it: what the estimator needs, and what a list of cards shows. */
export interface SlimGpu extends EstimationGpu {
  series: string;
  segment: GpuSegment;
  launchYear: number | null;
}

/** A card without the fields that no island reads. */
export function slimGpu(gpu: Gpu): SlimGpu {
  const { tensor } = gpu;
  return {
    slug: gpu.slug,
    name: gpu.name,
    series: gpu.series,
    segment: gpu.segment,
    launchYear: gpu.launchDate === null ? null : Number(gpu.launchDate.slice(0, 4)),
    computeCapability: gpu.computeCapability,
    memoryGb: gpu.memoryGb,
    usableBytes: gpu.usableBytes,
    memoryBandwidthGbps: gpu.memoryBandwidthGbps,
    tdpW: gpu.tdpW,
    launchPriceUsd: gpu.launchPriceUsd,
    fp32Tflops: gpu.fp32Tflops,
    fp16Tflops: gpu.fp16Tflops,
    tensor: tensor && {
      fp16Acc32: tensor.fp16Acc32,
      bf16: tensor.bf16,
      tf32: tensor.tf32,
      fp8Acc32: tensor.fp8Acc32,
    },
    pcieGen: gpu.pcieGen,
    pcieLanes: gpu.pcieLanes,
    nvlink: gpu.nvlink,
    inlineEcc: gpu.inlineEcc,
  };
}

/** What travels of a card: all that its slim form does not follow from by rule. */
type Facts = Omit<SlimGpu, 'slug' | 'usableBytes' | 'fp32Tflops' | 'fp16Tflops' | 'tensor'> &
  Pick<Gpu, 'smCount' | 'boostClockMhz'> & {
    /** 0: the boost clock. */
    tensorClockMhz: number;
    /** 0 or 1: some Turing chips have none. */
    tensorCores: number;
    /** Drivers print whole MiB. */
    usableMib: number;
  };

/** Cards on their way to the browser: facts in columns, and by place what departs from the rules. */
export interface PackedCards {
  columns: { [Name in keyof Facts]: Facts[Name][] };
  departures: [at: number, Partial<SlimGpu>][];
}

const MIB = 2 ** 20;

/** How nearly all slugs follow from the name: `NVIDIA A100 SXM4 80 GB` is `a100-sxm4-80gb`. */
const slugOf = (name: string): string =>
  name
    .replace(/GeForce |NVIDIA |Tesla | Generation| GPU|[()]/g, '')
    .replace(' GB', 'gb')
    .replaceAll(' ', '-')
    .toLowerCase();

function facts(gpu: Gpu): Facts {
  const { series, name, segment, launchYear, computeCapability, ...slim } = slimGpu(gpu);
  const { pcieGen, pcieLanes, nvlink, inlineEcc } = slim;
  return {
    name,
    series,
    segment,
    launchYear,
    computeCapability,
    smCount: gpu.smCount,
    boostClockMhz: gpu.boostClockMhz,
    tensorClockMhz: gpu.tensorClockMhz ?? 0,
    tensorCores: gpu.tensorCores && 1,
    memoryGb: gpu.memoryGb,
    usableMib: gpu.usableBytes / MIB,
    memoryBandwidthGbps: gpu.memoryBandwidthGbps,
    tdpW: gpu.tdpW,
    launchPriceUsd: gpu.launchPriceUsd,
    pcieGen,
    pcieLanes,
    nvlink,
    inlineEcc,
  };
}

/** A card by its facts and the rules alone. */
function byRule({ smCount, boostClockMhz, tensorClockMhz, tensorCores, usableMib, ...card }: Facts): SlimGpu {
  const chip = { ...card, smCount, boostClockMhz, tensorClockMhz: tensorClockMhz || null, tensorCores };
  const tensor = tensorRates(chip);
  return {
    ...card,
    slug: slugOf(card.name),
    usableBytes: usableMib * MIB,
    fp32Tflops: fp32Tflops({ boostClockMhz, cudaCores: smRatesOf(card).coresPerSm * smCount }),
    fp16Tflops: cudaTflops(chip, 'fp16'),
    tensor: tensor && {
      fp16Acc32: tensor.fp16Acc32,
      bf16: tensor.bf16,
      tf32: tensor.tf32,
      fp8Acc32: tensor.fp8Acc32,
    },
  };
}

/** Cards as columns: names once instead of once a card, and like beside like, which is what gzip wants. */
export function packCards(gpus: readonly Gpu[]): PackedCards {
  const rows = gpus.map(facts);
  const names = Object.keys(rows[0] ?? {}) as (keyof Facts)[];
  return {
    columns: Object.fromEntries(
      names.map((name) => [name, rows.map((row) => row[name])]),
    ) as PackedCards['columns'],
    departures: gpus.flatMap((gpu, at) => {
      const rule = byRule(rows[at]!);
      const departing = Object.entries(slimGpu(gpu)).filter(
        ([field, value]) => JSON.stringify(value) !== JSON.stringify(rule[field as keyof SlimGpu]),
      );
      return departing.length > 0 ? [[at, Object.fromEntries(departing)] as [number, Partial<SlimGpu>]] : [];
    }),
  };
}

/** The cards again, with their rates. Runs in the browser. */
export function unpackCards({ columns, departures }: PackedCards): SlimGpu[] {
  const names = Object.keys(columns) as (keyof Facts)[];
  const gpus = columns.name.map((_, at) =>
    byRule(Object.fromEntries(names.map((name) => [name, columns[name][at]])) as unknown as Facts),
  );
  for (const [at, departing] of departures) Object.assign(gpus[at]!, departing);
  return gpus;
}
