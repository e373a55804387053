import { cards, installFor, type Gpu, type Model } from '#catalog';
import { cardsThatHold, holds, needOn, type Workload } from './workloads.ts';

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

/** The cards that may be named: sold everywhere and still supported, smallest first, the newest of the same memory. */
const namable = cards
  .filter((gpu) => gpu.market === 'retail' && supported(gpu))
  .toSorted(
    (a, b) =>
      a.memoryGb - b.memoryGb ||
      (b.launchDate ?? '').localeCompare(a.launchDate ?? '') ||
      b.memoryBandwidthGbps - a.memoryBandwidthGbps,
  );
const largest = cards.reduce((a, b) => (b.usableBytes > a.usableBytes ? b : a));

const found = new Map<string, Omit<HoldRow, 'label'>>();

/**
 * A workload that the estimator answers. Of each segment the smallest card is named, desktop cards first, and none where
 * no card that may be named holds it. Where no card at all does, the need is that on the largest.
 */
export function holdRow(workload: Workload, model: Model, label: string): HoldRow {
  const key = `${workload} ${model.slug}`;
  let row = found.get(key);
  if (!row) {
    const holders = cardsThatHold(workload, model);
    row = {
      bytes: needOn(workload, model, holders[0] ?? largest),
      count: holders.length,
      smallest: segments.flatMap(
        (segment) => namable.find((gpu) => gpu.segment === segment && holds(workload, model, gpu)) ?? [],
      ),
    };
    found.set(key, row);
  }
  return { label, ...row };
}
