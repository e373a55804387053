import type { Measurement } from '../../catalog/types.ts';

/** The kinds of memory a run published, bytes on its fullest card, the one nearest to the tensors first. */
export function measuredMemory(
  run: Measurement,
): { what: 'allocated' | 'reserved' | 'process'; bytes: number }[] {
  const { memory, gpuCount = 1 } = run;
  // A sum over the cards counts with its fullest card, which is the one that has to fit.
  const share =
    memory?.of === 'sum' && memory.perGpu
      ? Math.max(...memory.perGpu) / memory.perGpu.reduce((sum, value) => sum + value, 0)
      : memory?.of === 'sum'
        ? 1 / gpuCount
        : 1;
  return (
    [
      { what: 'allocated', bytes: run.allocatedBytes },
      { what: 'reserved', bytes: run.reservedBytes },
      { what: 'process', bytes: run.processBytes },
    ] as const
  ).flatMap(({ what, bytes }) => (bytes === null ? [] : [{ what, bytes: bytes * share }]));
}
