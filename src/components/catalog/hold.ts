import { cards, installFor, type Gpu, type Model } from '#catalog';
import { answerOn, cardsThatHold, type Workload } from './workloads.ts';

/** One job of a model: what it needs, how many cards hold it, and the smallest of each segment. */
export interface HoldRow {
  label: string;
  bytes: number;
  count: number;
  smallest: readonly Gpu[];
}

/** The kinds of card in the order in which a reader who looks for one is told of them. */
const segments = ['desktop', 'workstation', 'datacenter', 'laptop'] as const;

/** Whether a plain `pip install torch` of today still runs on a card. */
const supported = (gpu: Gpu) => !installFor(gpu.computeCapability).warnings.includes('default-build-fails');

/**
 * The smallest of each segment, desktop cards first: sold everywhere and still supported, the newest of the same memory.
 * Where none of a segment is, none of it is named.
 */
function smallestOf(holders: readonly Gpu[]): Gpu[] {
  return segments.flatMap((segment) => {
    const [smallest] = holders
      .filter((gpu) => gpu.segment === segment && gpu.market === 'retail' && supported(gpu))
      .toSorted(
        (a, b) =>
          a.memoryGb - b.memoryGb ||
          (b.launchDate ?? '').localeCompare(a.launchDate ?? '') ||
          b.memoryBandwidthGbps - a.memoryBandwidthGbps,
      );
    return smallest ? [smallest] : [];
  });
}

/** A workload that the estimator answers. Where no card holds it, the need is that on the largest card. */
export function holdRow(workload: Workload, model: Model, label: string): HoldRow {
  const holders = cardsThatHold(workload, model);
  const reference = holders[0] ?? cards.reduce((a, b) => (b.usableBytes > a.usableBytes ? b : a));
  return {
    label,
    bytes: answerOn(workload, model, reference).memory.total,
    count: holders.length,
    smallest: smallestOf(holders),
  };
}
