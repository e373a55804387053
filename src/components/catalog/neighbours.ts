import type { Gpu } from '#catalog';

/**
 * Peak rate at which a card trains in 16 bits, dense TFLOPS: BF16 on Tensor Cores with FP32 accumulation, FP16 where
 * there is no BF16 (Volta, Turing), and without Tensor Cores the faster of FP32 and FP16 on the CUDA cores.
 */
export function trainingTflops(gpu: Gpu): number {
  return gpu.tensor?.bf16 ?? gpu.tensor?.fp16Acc32 ?? Math.max(gpu.fp32Tflops, gpu.fp16Tflops);
}

/** Distance of two cards as doublings of memory and of training speed. */
function distance(a: Gpu, b: Gpu): number {
  return Math.hypot(Math.log2(a.memoryGb / b.memoryGb), Math.log2(trainingTflops(a) / trainingTflops(b)));
}

/** What a year between two launches adds to their distance, and a card that was not sold everywhere, in doublings. */
const yearPenalty = 0.12;
const scarcePenalty = 1;

const year = (gpu: Gpu) => Number(gpu.launchDate?.slice(0, 4) ?? NaN);

/** How much faster a step up is at least. */
const stepUp = 1.5;

/**
 * The cards of the same segment that a reader would weigh against this one, nearest first: near in memory and training
 * speed, rather of its own time, and rather sold everywhere. The last is the nearest step up where there is one: a card
 * no older, with no less memory, and clearly faster.
 */
export function neighboursOf(gpu: Gpu, cards: readonly Gpu[], count = 6): Gpu[] {
  const gap = (other: Gpu) => {
    const years = Math.abs(year(gpu) - year(other));
    return (
      distance(gpu, other) +
      yearPenalty * (Number.isNaN(years) ? 2 : years) +
      (other.market === 'retail' ? 0 : scarcePenalty)
    );
  };
  const others = cards
    .filter((other) => other.slug !== gpu.slug && other.segment === gpu.segment)
    .map((other) => ({ other, gap: gap(other) }))
    .sort((a, b) => a.gap - b.gap)
    .map(({ other }) => other);
  const up = others.find(
    (other) =>
      other.memoryGb >= gpu.memoryGb &&
      trainingTflops(other) >= stepUp * trainingTflops(gpu) &&
      year(other) >= year(gpu) &&
      other.market === 'retail',
  );
  const nearest = others.slice(0, count);
  return !up || nearest.includes(up) ? nearest : [...nearest.slice(0, count - 1), up];
}

/** How many of the other cards of its segment a card surpasses. */
export function rankOf(gpu: Gpu, cards: readonly Gpu[]): { others: number; memory: number; speed: number } {
  const others = cards.filter((other) => other.slug !== gpu.slug && other.segment === gpu.segment);
  return {
    others: others.length,
    memory: others.filter((other) => other.memoryGb < gpu.memoryGb).length,
    speed: others.filter((other) => trainingTflops(other) < trainingTflops(gpu)).length,
  };
}

/** The cards before and after one in its series, in the catalog's order. */
export function inSeries(
  gpu: Gpu,
  cards: readonly Gpu[],
): { previous: Gpu | undefined; next: Gpu | undefined } {
  const series = cards.filter((other) => other.series === gpu.series && other.segment === gpu.segment);
  const at = series.findIndex((other) => other.slug === gpu.slug);
  return { previous: series[at - 1], next: series[at + 1] };
}

/** A card's name where space is short: without the words that its neighbours share. */
export const shortName = (gpu: Pick<Gpu, 'name'>): string =>
  gpu.name
    .replace(/^(?:NVIDIA |GeForce )+/, '')
    .replace(/ Laptop GPU/, ' Laptop')
    .replace(/ \((?:laptop|one Blackwell(?: Ultra)? GPU|Hopper GPU part)\)$/, '');
