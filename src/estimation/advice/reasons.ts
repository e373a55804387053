import { memoryParts, type EstimateAnswer, type MemoryPart } from '../types.ts';

/** One part of the memory, bytes, and its share of the total. */
export interface LargestPart {
  /** Its name. */
  part: MemoryPart;
  /** Memory of one card, bytes. */
  bytes: number;
  /** Share of the total, 0 to 1. */
  share: number;
}

/** Parts named until they explain this share of the memory. */
const explained = 0.8;

/**
 * Why a job needs what it needs: its largest parts, largest first, until they make up four fifths of the memory.
 * @param answer - An answer, or its memory.
 * @returns At least one part.
 */
export function largestParts({ memory }: Pick<EstimateAnswer, 'memory'>): LargestPart[] {
  const sorted = memoryParts
    .map((part) => ({ part, bytes: memory.perGpu[part], share: memory.perGpu[part] / memory.total }))
    .sort((a, b) => b.bytes - a.bytes);
  let sum = 0;
  return sorted.filter(({ share }) => {
    const needed = sum < explained;
    sum += share;
    return needed;
  });
}
