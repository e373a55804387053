import type { StoredGpu } from './types.ts';

/** Bytes of one MiB. */
export const mib = 2 ** 20;

/** Taken by the driver on every card, in MiB. */
const fixedReserveMib = 160;
/** Taken by the driver per MiB of capacity (page tables and the like). */
const reserveShare = 0.0065;
/** Inline ECC stores its check bits in the memory itself. */
const inlineEccShare = 1 / 16;

/**
 * What a process can allocate on a card, in bytes.
 *
 * Measured where a published run prints the capacity that CUDA reports. Else by a rule fitted to those runs:
 * capacity on the box in GiB, less one sixteenth where ECC lives in the memory itself, less 160 MiB, less 0.65 %.
 * The rule meets the eleven measured GeForce RTX, TITAN, RTX A and A100 cards of the same source, 8 to 80 GiB, within
 * 0.2 %; it is 0.3 % low for V100, 1.3 % low for GTX 1080 Ti and 1.3 % high for a T4 with ECC, which are measured.
 * Figures that nvidia-smi prints since driver 510 (24 564 MiB on an RTX 4090) still contain the driver's part and
 * were not used.
 */
export function usableMemory(gpu: Pick<StoredGpu, 'memoryGb' | 'inlineEcc' | 'usableMemoryMib'>): {
  bytes: number;
  basis: 'measured' | 'rule';
} {
  if (gpu.usableMemoryMib !== undefined) return { bytes: gpu.usableMemoryMib * mib, basis: 'measured' };
  const capacityMib = gpu.memoryGb * 1024 * (gpu.inlineEcc ? 1 - inlineEccShare : 1);
  return { bytes: Math.floor(capacityMib * (1 - reserveShare) - fixedReserveMib) * mib, basis: 'rule' };
}
