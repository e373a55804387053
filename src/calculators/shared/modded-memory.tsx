import { gpus } from 'virtual:headroom-catalog';
import type { NumberRange } from './codec.ts';
import { NumberField } from './number-field.tsx';
import { memoryGbOf, usableGibOf } from './modded.ts';

/** Memory of a modded card as its seller states it. State and links keep what a process can use of it. */
export function ModdedMemory({
  state: { gpu: slug, gpuMemoryGib },
  update,
  range,
  label,
  invalid,
}: {
  state: { gpu: string; gpuMemoryGib: number | null };
  update: (change: { gpuMemoryGib: number | null }) => void;
  range: NumberRange;
  label: string;
  invalid: string;
}) {
  const gpu = gpus.find((card) => card.slug === slug)!;
  const usable = (memoryGb: number) => Math.min(range.max, Math.max(range.min, usableGibOf(gpu, memoryGb)));
  return (
    <NumberField
      label={label}
      value={gpuMemoryGib === null ? null : memoryGbOf(gpu, gpuMemoryGib)}
      range={range}
      step={0.5}
      measure="box"
      optional
      invalid={invalid}
      onChange={(value) => update({ gpuMemoryGib: value === null ? null : usable(value) })}
    />
  );
}
