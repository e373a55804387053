import { GIB } from './format.ts';
/** Cards that workshops sell with more memory than NVIDIA fitted. */

/**
 * GiB that a process can use of a card with `memoryGb` GB on it: driver and ECC take the share that they take of the
 * card as NVIDIA built it. In thousandths, so that the way back gives the number that was typed.
 */
export const usableGibOf = (gpu: { memoryGb: number; usableBytes: number }, memoryGb: number): number =>
  Math.round((gpu.usableBytes / GIB / gpu.memoryGb) * memoryGb * 1000) / 1000;

/** The way back: GB on a card of which a process can use so many GiB. */
export const memoryGbOf = (gpu: { memoryGb: number; usableBytes: number }, usableGib: number): number =>
  Math.round((usableGib / (gpu.usableBytes / GIB / gpu.memoryGb)) * 100) / 100;
