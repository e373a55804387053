import { cards, type Gpu, type Model } from '#catalog';
import { answerOn, cardsThatHold, type Workload } from './workloads.ts';

/** One job of a model: what it needs, how many cards hold it, and the smallest of them. */
export interface HoldRow {
  label: string;
  bytes: number;
  count: number;
  smallest: readonly Gpu[];
}

const shown = 3;

/** Distinct cards first: what a reader can buy rather than every name of the same memory. */
function smallestOf(holders: readonly Gpu[]): Gpu[] {
  const retail = holders.filter((gpu) => gpu.market === 'retail');
  return (retail.length > 0 ? retail : holders).slice(0, shown);
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

/** Bytes that must be held at least, without an estimate of the rest. */
export function roomRow(bytes: number, label: string): HoldRow {
  const holders = cards
    .filter((gpu) => gpu.usableBytes >= bytes)
    .sort((a, b) => a.usableBytes - b.usableBytes || b.memoryBandwidthGbps - a.memoryBandwidthGbps);
  return { label, bytes, count: holders.length, smallest: smallestOf(holders) };
}
