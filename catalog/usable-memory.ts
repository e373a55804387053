import type { StoredGpu } from './types.ts';

/** Bytes of one MiB. */
export const mib = 2 ** 20;

/** Taken by the driver per MiB of capacity (page tables and the like). */
const reserveShare = 0.0065;
/** Inline ECC stores its check bits in the memory itself. */
const inlineEccShare = 1 / 16;

/** What the driver takes whatever the capacity, and the runs it was fitted to. */
interface FixedReserve {
  mib: number;
  sources: string[];
}

const upToAmpere: FixedReserve = { mib: 160, sources: ['lambda-deeplearning-benchmark'] };
const ada: FixedReserve = { mib: 210, sources: ['lambda-deeplearning-benchmark', 'capacity-rtx-4090'] };
const blackwell: FixedReserve = {
  mib: 430,
  sources: ['capacity-rtx-5080', 'capacity-rtx-5090', 'capacity-rtx-pro-6000-blackwell'],
};

function fixedReserve({ computeCapability }: Pick<StoredGpu, 'computeCapability'>): FixedReserve {
  if (computeCapability >= 10) return blackwell;
  return computeCapability === 8.9 ? ada : upToAmpere;
}

/**
 * What a process can allocate on a card, in bytes, and where the figure comes from.
 *
 * Measured where a published run prints the capacity that CUDA reports. Else by a rule fitted to those runs:
 * capacity on the box in GiB, less one sixteenth where ECC lives in the memory itself, less what the driver takes:
 * 0.65 % and a fixed part of 160 MiB up to Ampere (and for Hopper, where no run was found), 210 MiB on Ada, 430 MiB on
 * Blackwell (no run was found of its data-center chips). The rule meets every GeForce RTX (desktop and laptop),
 * TITAN RTX, Quadro RTX, RTX A, RTX PRO, A40 and A100 card with a published figure, 8 to 96 GiB, within 0.2 %, but one:
 * an RTX 4070 Ti SUPER (0.6 % high). It is 0.3 to 0.4 % low for V100, 1.3 % low for GTX 1080 Ti (so careful for Pascal)
 * and 1.3 % high for a T4. Cards with a figure carry the figure; where the rule steps beyond its runs (Hopper, B200 and
 * its kin, inline ECC on Ada and Pascal), the record marks `usableBytes` as unverified.
 *
 * Inline ECC is on as delivered on data-center cards with GDDR memory up to Ada; workstation cards are delivered with
 * it off (their figures show no loss), HBM has room of its own for it, and no loss shows in the figure of a GDDR7 card.
 * Where CPU and GPU share the memory (GB10), the rule knows nothing of what the system holds: only a figure will do.
 *
 * What nvidia-smi prints since driver 510 (24 564 MiB on an RTX 4090) still contains the driver's part, and so does
 * what CUDA reports under Windows: neither was used.
 */
export function usableMemory(
  gpu: Pick<StoredGpu, 'memoryGb' | 'computeCapability' | 'inlineEcc' | 'usableMemoryMib'>,
): { bytes: number; basis: 'measured' } | { bytes: number; basis: 'rule'; sources: string[] } {
  if (gpu.usableMemoryMib !== undefined) return { bytes: gpu.usableMemoryMib * mib, basis: 'measured' };
  const capacityMib = gpu.memoryGb * 1024 * (gpu.inlineEcc ? 1 - inlineEccShare : 1);
  const reserve = fixedReserve(gpu);
  const usableMib = Math.floor(capacityMib * (1 - reserveShare) - reserve.mib);
  return { bytes: usableMib * mib, basis: 'rule', sources: reserve.sources };
}
