import { useId, useLayoutEffect, useState } from 'preact/hooks';
import { fill } from '../../../content/i18n/format.ts';
import type { NumberRange } from './codec.ts';
import { readTyped, type Measure } from './typed.ts';

/** The reader's own writing of a number; drawn in a browser only, where the page says its language. */
const written = (value: number) =>
  new Intl.NumberFormat(document.documentElement.lang, { maximumSignificantDigits: 15 }).format(value);

/** A number without an exponent, which attributes of ARIA do not know. */
const decimal = (value: number) =>
  // The types know numbers only, which would be written with one.
  value.toLocaleString('en', { useGrouping: false, maximumFractionDigits: 15 }) as unknown as number;

/** A range wider than this is typed with letters (8b, 4k), which a keyboard of digits has not. */
const widest = 1e6;

/** The next multiple of `step` up or down, within the range. */
export function stepped(value: number, step: number, up: boolean, { min, max }: NumberRange): number {
  const turns = value / step;
  // The nearest multiple may be a hair away: 0.3 is not 3 × 0.1.
  const on = Math.abs(turns - Math.round(turns)) < 1e-9;
  const next = on ? Math.round(turns) + (up ? 1 : -1) : up ? Math.ceil(turns) : Math.floor(turns);
  return Math.min(max, Math.max(min, Number((next * step).toPrecision(12))));
}

/**
 * A number. What the reader is typing stays in the field even while it is not a number in range; only numbers in
 * range reach the state. An empty field is `null` where `optional`, else not a value. Typed as people type
 * (`readTyped`), with what was understood below; arrows and the two buttons step.
 */
export function NumberField({
  label,
  wide,
  value,
  range,
  step = 1,
  optional,
  measure,
  invalid,
  onChange,
}: {
  label: string;
  /** Extra class on the label, for layout. */
  wide?: boolean;
  value: number | null;
  range: NumberRange;
  step?: number;
  optional?: boolean;
  measure?: Measure;
  /** Sentence with `{min}` and `{max}`. */
  invalid: string;
  onChange: (value: number | null) => void;
}) {
  const id = useId();
  const own = value === null ? '' : String(value);
  const [draft, setDraft] = useState(own);
  const read = (text: string) =>
    text.trim() === '' && optional ? { value: null } : readTyped(text, range, measure);
  // Before the next key: an effect that comes later could undo what was typed in between.
  useLayoutEffect(() => {
    // The state moved for another reason than typing (a link, advice, undo): follow it.
    const current = read(draft);
    if (!('value' in current) || current.value !== value) setDraft(own);
  }, [value]);
  const now = read(draft);
  const wrong = !('value' in now);
  const understood = !wrong && now.value !== null && draft.trim() !== String(now.value) ? now.value : null;
  const move = (up: boolean, turns = 1) => {
    const next = stepped(value ?? Math.max(0, range.min), step * turns, up, range);
    setDraft(String(next));
    onChange(next);
  };
  const button = (up: boolean) => (
    // A keyboard has the arrows; a finger has these.
    <button
      type="button"
      tabIndex={-1}
      class="hr-button"
      aria-label={`${label} ${up ? '+' : '−'}`}
      onClick={() => move(up)}
    >
      {up ? '+' : '−'}
    </button>
  );
  return (
    <div class={`hr-field${wide ? ' hr-field-wide' : ''}`}>
      <label class="hr-label" for={id}>
        {label}
      </label>
      <div class="hr-number">
        <input
          id={id}
          class="hr-input"
          type="text"
          role="spinbutton"
          inputMode={range.max > widest ? 'text' : 'decimal'}
          autocomplete="off"
          spellcheck={false}
          aria-valuemin={decimal(range.min)}
          aria-valuemax={decimal(range.max)}
          aria-valuenow={value === null ? undefined : decimal(value)}
          aria-valuetext={own || undefined}
          aria-invalid={wrong}
          aria-describedby={wrong || understood !== null ? `${id}-note` : undefined}
          value={draft}
          onInput={(event) => {
            const text = event.currentTarget.value;
            setDraft(text);
            const typed = read(text);
            if ('value' in typed) onChange(typed.value);
          }}
          onBlur={() => !wrong && setDraft(own)}
          onKeyDown={(event) => {
            const up = /Up$/.test(event.key);
            if (!/^(Arrow|Page)(Up|Down)$/.test(event.key)) return;
            event.preventDefault();
            move(up, event.key.startsWith('Page') ? 10 : 1);
          }}
        />
        {button(false)}
        {button(true)}
      </div>
      {wrong && (
        <span class="hr-wrong" id={`${id}-note`}>
          {fill(invalid, { min: written(range.min), max: written(range.max) })}
        </span>
      )}
      {understood !== null && (
        <span class="hr-quiet" id={`${id}-note`}>
          = {written(understood)}
        </span>
      )}
    </div>
  );
}
