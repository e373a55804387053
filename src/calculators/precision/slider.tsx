import type { ComponentChildren } from 'preact';

/** A whole number on a slider, with what it means beside it. */
export function Slider({
  label,
  value,
  spoken,
  children,
  range,
  onChange,
}: {
  label: string;
  value: number;
  /** The value in words, for readers who hear it. */
  spoken: string;
  children: ComponentChildren;
  range: { min: number; max: number };
  onChange: (value: number) => void;
}) {
  return (
    <label class="hr-field hr-slider">
      <span class="hr-label">{label}</span>
      <input
        type="range"
        min={range.min}
        max={range.max}
        step={1}
        value={value}
        aria-valuetext={spoken}
        onInput={(event) => onChange(Number(event.currentTarget.value))}
      />
      <output>{children}</output>
    </label>
  );
}
