import { architectureOf } from './architectures.ts';
import { bandwidthGbps, cudaTflops, fp32Tflops, tensorRates } from './rates.ts';
import { sourceFiles } from './sources/index.ts';
import type {
  Basis,
  Gpu,
  Measurement,
  Standing,
  StoredGpu,
  StoredMeasurement,
  TensorRates,
} from './types.ts';
import { mib, usableMemory } from './usable-memory.ts';

/** Keys of a stored GPU that say something about the record, not about the card. */
const aboutTheRecord: ReadonlySet<string> = new Set([
  'slug',
  'name',
  'series',
  'segment',
  'status',
  'market',
  'variantOf',
  'inlineEcc',
  'sources',
  'disagreements',
  'unverified',
  'notes',
  'exceptions',
]);

/** Fields of a stored GPU that carry a fact about the card, and therefore need a source. */
export function factFields(gpu: StoredGpu): string[] {
  return Object.entries(gpu)
    .filter(([field, value]) => !aboutTheRecord.has(field) && value !== null && value !== undefined)
    .map(([field]) => field);
}

/** Ids under which a stored record files the sources of a figure that departs from its rule. */
export function sourcesOfException({ sources }: StoredGpu, field: string): string[] {
  return sources[field] ?? sources['exceptions'] ?? sources['default'] ?? [];
}

const standings = new Map<string, Standing>(
  Object.values(sourceFiles)
    .flat()
    .map(({ id, standing }) => [id, standing ?? 'secondary']),
);

/** The best standing among sources: one that reads NVIDIA's own page makes the value official. */
function bestStanding(ids: readonly string[]): Standing | undefined {
  const found = new Set(ids.map((id) => standings.get(id) ?? 'secondary'));
  return (['official', 'quoted', 'secondary'] as const).find((standing) => found.has(standing));
}

/**
 * A stored card with everything that follows from its facts.
 * @throws {Error} when nothing is known about the compute capability, or nothing gives the memory bandwidth.
 */
export function resolveGpu(stored: StoredGpu): Gpu {
  const { sources: storedSources, usableMemoryMib, ...facts } = stored;
  const architecture = architectureOf(stored);
  const usable = usableMemory({ ...facts, usableMemoryMib });
  const exceptions = stored.exceptions ?? [];
  const officialTensor = stored.officialTensor ?? {};

  const sources: Record<string, string[]> = {};
  const basis: Record<string, Basis> = {};
  const sourcesOf = (field: string): string[] => storedSources[field] ?? storedSources['default'] ?? [];
  /** A value as its sources print it. */
  const cite = (field: string, ids: string[]): void => {
    sources[field] = ids;
    const standing = bestStanding(ids);
    if (standing) basis[field] = standing;
  };
  /**
   * A value by a rule cites the rule's sources, and those that publish the same figure. Where NVIDIA is among the
   * latter, the figure is NVIDIA's.
   */
  const derive = (field: string, ruleSources: string[], confirmedBy: string[] = []): void => {
    sources[field] = [...new Set([...ruleSources, ...confirmedBy])];
    const standing = bestStanding(confirmedBy);
    basis[field] = standing && standing !== 'secondary' ? standing : 'derived';
  };
  /** A figure by its rule, unless the record names it among the exceptions. */
  const ruled = <Value>(
    field: string,
    rule: Value,
    ruleSources: string[],
    confirmedBy = storedSources[field],
  ) => {
    const exception = exceptions.find((candidate) => candidate.field === field);
    if (exception?.value === null) sources[field] = sourcesOfException(stored, field);
    else if (exception) cite(field, sourcesOfException(stored, field));
    else derive(field, ruleSources, confirmedBy);
    return exception ? (exception.value as Value) : rule;
  };

  for (const field of factFields(stored)) {
    // These two stand under the fields that show them: `tensor.<rate>` and `usableBytes`.
    if (field === 'officialTensor' || field === 'usableMemoryMib') continue;
    cite(field, sourcesOf(field));
  }
  derive('architecture', architecture.sources);
  const memoryBandwidthGbps = ruled(
    'memoryBandwidthGbps',
    bandwidthGbps(stored),
    sourcesOf('memoryDataRateGbps'),
  );
  if (memoryBandwidthGbps === null)
    throw new Error(`${stored.slug}: neither data rate nor memory bandwidth is known`);
  const rates = tensorRates(stored);
  const tensor =
    rates &&
    (Object.fromEntries(
      Object.entries(rates).map(([rate, value]) => {
        const field = `tensor.${rate}`;
        if (value === null && !exceptions.some((exception) => exception.field === field)) return [rate, null];
        const published = officialTensor[rate as keyof TensorRates] !== undefined;
        const confirmedBy = [
          ...(published ? sourcesOf('officialTensor') : []),
          ...(storedSources[field] ?? []),
        ];
        return [rate, ruled(field, value, architecture.tensorSources, confirmedBy)];
      }),
    ) as unknown as TensorRates);
  if (usable.basis === 'rule') derive('usableBytes', usable.sources);
  else cite('usableBytes', sourcesOf('usableMemoryMib'));
  /** What the record doubts (`tensor` stands for every rate), and what follows from an architecture's doubtful rates. */
  const unverified = new Set(stored.unverified);
  const rateFields = Object.keys(sources).filter((field) => field.startsWith('tensor.'));
  if (unverified.delete('tensor')) for (const field of rateFields) unverified.add(field);
  if (architecture.unverified.includes('cudaFlopPerClock.fp16')) unverified.add('fp16Tflops');
  if (architecture.unverified.includes('tensorFlopPerClock')) {
    for (const field of rateFields) if (basis[field] === 'derived') unverified.add(field);
  }
  const { boostClockRangeMhz } = stored;
  if (boostClockRangeMhz) derive('fp32TflopsRange', sourcesOf('boostClockRangeMhz'));

  return {
    ...facts,
    market: stored.market ?? 'retail',
    variantOf: stored.variantOf ?? null,
    gpusPerBoard: stored.gpusPerBoard ?? 1,
    baseClockRangeMhz: stored.baseClockRangeMhz ?? null,
    boostClockRangeMhz: boostClockRangeMhz ?? null,
    tgpRangeW: stored.tgpRangeW ?? null,
    tensorClockMhz: stored.tensorClockMhz ?? null,
    unifiedMemory: stored.unifiedMemory ?? false,
    inlineEcc: stored.inlineEcc ?? false,
    nvlink: stored.nvlink ?? false,
    foundersEditionPriceUsd: stored.foundersEditionPriceUsd ?? null,
    launchPriceOther: stored.launchPriceOther ?? null,
    officialTensor,
    exceptions,
    disagreements: stored.disagreements ?? [],
    unverified: [...unverified],
    notes: stored.notes ?? [],
    architecture: architecture.name,
    tensorCoreGen: tensor ? architecture.tensorCoreGen : null,
    rtCores: stored.tensorCores ? architecture.rtCoresPerSm * stored.smCount : 0,
    memoryBandwidthGbps,
    usableBytes: usable.bytes,
    usableBasis: usable.basis,
    fp32Tflops: ruled('fp32Tflops', fp32Tflops(stored), sourcesOf('boostClockMhz')),
    fp32TflopsRange: boostClockRangeMhz
      ? [
          fp32Tflops({ ...stored, boostClockMhz: boostClockRangeMhz[0] }),
          fp32Tflops({ ...stored, boostClockMhz: boostClockRangeMhz[1] }),
        ]
      : null,
    fp16Tflops: ruled('fp16Tflops', cudaTflops(stored, 'fp16'), architecture.sources),
    fp64Tflops: ruled('fp64Tflops', cudaTflops(stored, 'fp64'), architecture.sources),
    tensor,
    sources,
    basis,
  };
}

/** A stored run with its figures in bytes. */
export function resolveMeasurement(stored: StoredMeasurement): Measurement {
  const bytes = (figure: number | null): number | null => (figure === null ? null : Math.round(figure * mib));
  return {
    ...stored,
    allocatedBytes: bytes(stored.published.allocated),
    reservedBytes: bytes(stored.published.reserved),
    processBytes: bytes(stored.published.process),
  };
}
