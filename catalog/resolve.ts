import { architectureOf, bandwidthGbps, cudaTflops, fp32Tflops, tensorRates } from './architectures.ts';
import type { Gpu, Measurement, StoredGpu, StoredMeasurement, TensorRates } from './types.ts';
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
  'tensorExceptions',
]);

/** Fields of a stored GPU that carry a fact about the card, and therefore need a source. */
export function factFields(gpu: StoredGpu): string[] {
  return Object.entries(gpu)
    .filter(([field, value]) => !aboutTheRecord.has(field) && value !== null && value !== undefined)
    .map(([field]) => field);
}

function withExceptions(gpu: StoredGpu): TensorRates | null {
  const rates = tensorRates(gpu);
  if (rates) for (const { rate, value } of gpu.tensorExceptions ?? []) rates[rate] = value;
  return rates;
}

/** A stored card with everything that follows from its facts. */
export function resolveGpu(stored: StoredGpu): Gpu {
  const {
    sources: storedSources,
    memoryBandwidthGbps,
    usableMemoryMib,
    officialTensor,
    tensorExceptions,
    ...facts
  } = stored;
  const usable = usableMemory({ ...facts, usableMemoryMib });
  const architecture = architectureOf(stored);
  const tensor = withExceptions(stored);

  const sources: Record<string, string[]> = {};
  const basis: Record<string, 'source' | 'derived'> = {};
  const sourcesOf = (field: string): string[] => storedSources[field] ?? storedSources['default'] ?? [];
  for (const field of factFields(stored)) {
    // These two stay behind: the resolved card shows them as `tensor` and `usableBytes`.
    if (field === 'officialTensor' || field === 'usableMemoryMib') continue;
    sources[field] = sourcesOf(field);
    basis[field] = 'source';
  }
  /** A derived field cites the rule's sources, and those that publish the same figure. */
  const derive = (field: string, ruleSources: string[]): void => {
    sources[field] = [...new Set([...ruleSources, ...(storedSources[field] ?? [])])];
    basis[field] = 'derived';
  };
  derive('architecture', architecture.sources);
  derive('fp32Tflops', sourcesOf('boostClockMhz'));
  derive('fp16Tflops', architecture.sources);
  derive('fp64Tflops', architecture.sources);
  if (memoryBandwidthGbps === undefined) derive('memoryBandwidthGbps', sourcesOf('memoryDataRateGbps'));
  if (usable.basis === 'rule') derive('usableBytes', usable.sources);
  else {
    sources['usableBytes'] = sourcesOf('usableMemoryMib');
    basis['usableBytes'] = 'source';
  }
  if (tensor)
    derive('tensor', [...architecture.tensorSources, ...(officialTensor ? sourcesOf('officialTensor') : [])]);

  return {
    ...facts,
    market: stored.market ?? 'retail',
    variantOf: stored.variantOf ?? null,
    nvlink: stored.nvlink ?? false,
    foundersEditionPriceUsd: stored.foundersEditionPriceUsd ?? null,
    disagreements: stored.disagreements ?? [],
    unverified: stored.unverified ?? [],
    notes: stored.notes ?? [],
    architecture: architecture.name,
    tensorCoreGen: tensor ? architecture.tensorCoreGen : null,
    rtCores: tensor ? architecture.rtCoresPerSm * stored.smCount : 0,
    memoryBandwidthGbps: memoryBandwidthGbps ?? bandwidthGbps(stored),
    usableBytes: usable.bytes,
    usableBasis: usable.basis,
    fp32Tflops: fp32Tflops(stored),
    fp16Tflops: cudaTflops(stored, 'fp16'),
    fp64Tflops: cudaTflops(stored, 'fp64'),
    tensor,
    tensorExceptions: (tensorExceptions ?? []).map(({ rate, reason }) => ({ rate, reason })),
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
