import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { fill } from '../../../content/i18n/format.ts';
import { readNumber, type NumberRange } from './codec.ts';

interface Labelled {
  label: string;
  /** Extra class on the label, for layout. */
  wide?: boolean;
}

const fieldClass = (wide?: boolean) => `hr-field${wide ? ' hr-field-wide' : ''}`;

export interface Option {
  value: string;
  label: string;
}

/** A list to choose from; `groups` puts headings into it. */
export function Select({
  label,
  wide,
  value,
  options,
  groups,
  onChange,
}: Labelled & {
  value: string;
  options?: readonly Option[];
  groups?: readonly { label: string; options: readonly Option[] }[];
  onChange: (value: string) => void;
}) {
  const option = ({ value: own, label: text }: Option) => (
    <option key={own} value={own} selected={own === value}>
      {text}
    </option>
  );
  return (
    <label class={fieldClass(wide)}>
      <span class="hr-label">{label}</span>
      <select class="hr-input" value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {options?.map(option)}
        {groups?.map((group) => (
          <optgroup key={group.label} label={group.label}>
            {group.options.map(option)}
          </optgroup>
        ))}
      </select>
    </label>
  );
}

/**
 * A number. What the reader is typing stays in the field even while it is not a number in range; only numbers in
 * range reach the state. An empty field is `null` where `optional`, else not a value.
 */
export function NumberField({
  label,
  wide,
  value,
  range,
  step,
  optional,
  invalid,
  onChange,
}: Labelled & {
  value: number | null;
  range: NumberRange;
  step?: number;
  optional?: boolean;
  /** Sentence with `{min}` and `{max}`. */
  invalid: string;
  onChange: (value: number | null) => void;
}) {
  const [draft, setDraft] = useState(value === null ? '' : String(value));
  const read = (text: string) => {
    if (text.trim() === '' && optional) return { value: null };
    return readNumber(text, range);
  };
  useEffect(() => {
    // The state moved for another reason than typing (a link, advice, reset): follow it.
    const current = read(draft);
    if (!('value' in current) || current.value !== value) setDraft(value === null ? '' : String(value));
  }, [value]);
  const wrong = !('value' in read(draft));
  return (
    <label class={fieldClass(wide)}>
      <span class="hr-label">{label}</span>
      <input
        class="hr-input"
        type="number"
        min={range.min}
        max={range.max}
        step={step ?? (range.integer ? 1 : 'any')}
        value={draft}
        aria-invalid={wrong}
        onInput={(event) => {
          const text = event.currentTarget.value;
          setDraft(text);
          const now = read(text);
          if ('value' in now) onChange(now.value);
        }}
      />
      {wrong && <span class="hr-wrong">{fill(invalid, { min: range.min, max: range.max })}</span>}
    </label>
  );
}

/** Yes or no. */
export function Toggle({
  label,
  wide,
  value,
  onChange,
}: Labelled & { value: boolean; onChange: (value: boolean) => void }) {
  return (
    <label class={`${fieldClass(wide)} hr-toggle`}>
      <input type="checkbox" checked={value} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span class="hr-label">{label}</span>
    </label>
  );
}

/** A few words of which one is chosen, all in sight. `name` groups the buttons within their form. */
export function Segmented({
  label,
  name,
  value,
  options,
  onChange,
}: {
  label: string;
  name: string;
  value: string;
  options: readonly Option[];
  onChange: (value: string) => void;
}) {
  return (
    <fieldset class="hr-segmented">
      <legend class="hr-label">{label}</legend>
      <div class="hr-segments">
        {options.map((option) => (
          <label key={option.value} class="hr-segment">
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** Controls of an island: one form, closed until the island can answer to them. */
export function Controls({
  ready,
  label,
  children,
}: {
  ready: boolean;
  label: string;
  children: ComponentChildren;
}) {
  return (
    <form class="hr-controls" onSubmit={(event) => event.preventDefault()} aria-label={label}>
      <fieldset class="hr-plain" disabled={!ready}>
        <legend class="hr-hidden">{label}</legend>
        {children}
      </fieldset>
    </form>
  );
}
