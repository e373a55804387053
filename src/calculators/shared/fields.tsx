import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';

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
  // Nobody can choose before the island has come to life, so until then only what is chosen stands in the list.
  const [listed, setListed] = useState(false);
  useEffect(() => setListed(true), []);
  // Some lists hold every card of the catalog, and most changes are to something else.
  const list = useMemo(() => {
    const option = ({ value: own, label: text }: Option) => (
      <option key={own} value={own} selected={own === value}>
        {text}
      </option>
    );
    if (!listed)
      return (options ?? groups?.flatMap((group) => group.options))
        ?.filter((each) => each.value === value)
        .map(option);
    return (
      groups?.map((group) => (
        <optgroup key={group.label} label={group.label}>
          {group.options.map(option)}
        </optgroup>
      )) ?? options?.map(option)
    );
  }, [options, groups, value, listed]);
  return (
    <label class={fieldClass(wide)}>
      <span class="hr-label">{label}</span>
      <select class="hr-input" value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {list}
      </select>
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
