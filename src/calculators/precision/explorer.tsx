import { useLayoutEffect, useMemo, useState } from 'preact/hooks';
import { fill } from '../../../content/i18n/format.ts';
import { Announcement } from '../shared/announcement.tsx';
import { Controls, Segmented } from '../shared/fields.tsx';
import { NumberField } from '../shared/number-field.tsx';
import type { ControlProps } from './controls.tsx';
import { exactDecimal, percentDecimal, significantDecimal, superscript } from './decimal.ts';
import {
  encode,
  errorOf,
  formatIds,
  nf4Levels,
  savingExponents,
  decode,
  type BitGroup,
  type FormatId,
  type Stored,
} from './encode.ts';
import { floatFormats, type FloatId } from './number-formats.ts';
import {
  compare,
  floorLog2,
  fromNumber,
  magnitude,
  minus,
  over,
  parseNumber,
  powerOfTwo,
  whole,
  type Rational,
} from './rational.ts';
import { fp8Modes, ranges, type PrecisionState } from './state.ts';
import type { PrecisionStrings } from './strings.ts';

/** Numbers that each show something: a rounding, an underflow, an overflow, a subnormal, a whole number FP32 lacks. */
const examples = ['0.1', '1e-8', '65520', '1/3', '448', '6e-8', '16777217'];

/** Figures of a number in a sentence, and of an error. */
const sentenceFigures = 5;
const fp32Figures = 9;
const errorFigures = 2;
const longFigures = 12;

const isFloat = (id: FormatId): id is FloatId => id in floatFormats;

/** All decimals where they end, else enough of them. */
const inFull = (value: Rational): string =>
  exactDecimal(value) ?? `≈ ${significantDecimal(value, longFigures)}`;
/** FP32 tells numbers apart that agree in the first figures. */
const inShort = (value: Rational, id: FormatId): string =>
  significantDecimal(value, id === 'fp32' ? fp32Figures : sentenceFigures);

/** The block's absmax: what the reader set, else one, or the number itself where that is larger. */
function absmaxOf(state: PrecisionState, value: Rational): Rational {
  // As it was typed: the double nearest to 0.1 is not 0.1, and would saturate at itself.
  if (state.absmax !== null) return parseNumber(String(state.absmax))!;
  const size = magnitude(value);
  return compare(size, whole(1)) > 0 ? size : whole(1);
}

/** A number looked at in every format. */
export function Explorer({ state, update, ready, strings }: ControlProps) {
  const words = strings.explorer;
  const { typed, absmax, fp8 } = state;
  const value = useMemo(() => parseNumber(typed), [typed]);
  const rows = useMemo(() => {
    if (!value) return null;
    const options = { saturateFp8: fp8 === 'saturate', absmax: absmaxOf(state, value) };
    return formatIds.map((id) => ({ id, stored: encode(value, id, options), absmax: options.absmax }));
  }, [value, absmax, fp8]);
  const named = (stored: Stored, id: FormatId): string =>
    stored.value
      ? inShort(stored.value, id)
      : stored.kind === 'nan'
        ? words.nan
        : `${stored.negative ? '−' : ''}∞`;
  const saving = useMemo(() => (value && value.n !== 0n ? savingExponents(value, 'fp16') : null), [value]);
  const event = (id: FormatId, stored: Stored, absmax: Rational) =>
    fill(words.events[stored.event], { largest: largestOf(id, absmax) });
  const at = (id: FormatId) => rows!.find((row) => row.id === id)!;
  const sentence =
    rows &&
    fill(words.sentence, {
      number: typed,
      fp16: named(at('fp16').stored, 'fp16'),
      fp16Event: event('fp16', at('fp16').stored, whole(1)),
      bf16: named(at('bf16').stored, 'bf16'),
      bf16Event: event('bf16', at('bf16').stored, whole(1)),
    });
  const help =
    saving && saving.full > 0
      ? fill(saving.nonZero > 0 ? words.zero : words.thin, {
          nonZero: superscript(saving.nonZero),
          full: superscript(saving.full),
        })
      : null;
  const limit = (n: number, { min, max }: { min: number; max: number }) => Math.max(min, Math.min(max, n));
  return (
    <div class="hr-loss">
      <p>{words.text}</p>
      <Controls ready={ready} label={words.title}>
        <div class="hr-grid">
          <TypedNumber
            value={typed}
            label={words.number}
            invalid={words.invalid}
            onChange={(next) => update({ typed: next })}
          />
          <NumberField
            label={words.absmax}
            value={absmax}
            range={ranges.absmax}
            optional
            invalid={strings.shared.invalid}
            onChange={(next) => update({ absmax: next })}
          />
          <Segmented
            label={words.fp8}
            name="fp8"
            value={fp8}
            options={fp8Modes.map((mode) => ({ value: mode, label: words.fp8Modes[mode] }))}
            onChange={(mode) => update({ fp8: mode as PrecisionState['fp8'] })}
          />
        </div>
        <div class="hr-examples" role="group" aria-label={words.examples}>
          {examples.map((example) => (
            <button
              key={example}
              type="button"
              class="hr-button"
              aria-pressed={typed === example}
              onClick={() => update({ typed: example })}
            >
              {example}
            </button>
          ))}
        </div>
      </Controls>
      <div class="hr-told">
        <Announcement text={sentence ? [sentence, help].filter(Boolean).join(' ') : words.invalid} />
        <p class="hr-lead">{sentence ?? words.invalid}</p>
        {help && saving && value && (
          <p>
            {help}{' '}
            <button
              type="button"
              class="hr-link"
              disabled={!ready}
              onClick={() =>
                update({
                  gradientExponent: limit(floorLog2(magnitude(value)), ranges.gradientExponent),
                  scaleExponent: limit(saving.full, ranges.scaleExponent),
                })
              }
            >
              {words.toLoss}
            </button>
          </p>
        )}
      </div>
      {rows && (
        <table role="table" class="hr-stored">
          <caption>{fill(words.caption, { number: typed })}</caption>
          <thead role="rowgroup">
            <tr role="row">
              {(['format', 'bits', 'value', 'error', 'event'] as const).map((column) => (
                <th key={column} role="columnheader" scope="col">
                  {words.columns[column]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {rows.map(({ id, stored, absmax: block }) => (
              <tr key={id} role="row">
                <th role="rowheader" scope="row">
                  {isFloat(id) ? floatFormats[id].name : id.toUpperCase()}
                  <span class="hr-quiet">{widthOf(id, words)}</span>
                </th>
                <td role="cell">
                  <Bits groups={stored.groups} names={words.parts} />
                  <span class="hr-quiet">{meaningOf(id, stored, words)}</span>
                </td>
                <td role="cell" data-label={words.columns.value}>
                  <span class="hr-decimal">{stored.value ? inFull(stored.value) : named(stored, id)}</span>
                  {stored.value && (
                    <span class="hr-quiet">
                      {fill(words.neighbours, {
                        below: stored.below ? inShort(stored.below, id) : words.noNeighbour,
                        above: stored.above ? inShort(stored.above, id) : words.noNeighbour,
                        ulp: gapOf(stored, id),
                      })}
                    </span>
                  )}
                </td>
                <td role="cell" data-label={words.columns.error}>
                  <ErrorOf value={value!} stored={stored} words={words} />
                </td>
                <td role="cell" class={`hr-event-${stored.event}`}>
                  <span class="hr-event">{event(id, stored, block)}</span>
                  {stored.kind === 'subnormal' && isFloat(id) && (
                    <span class="hr-quiet">
                      {fill(words.subnormal, {
                        digits: Number.parseInt(stored.groups[2]!.bits, 2).toString(2).length,
                        all: floatFormats[id].mantissaBits,
                      })}
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <ul class="hr-bit-legend" aria-label={words.legend}>
        {(['sign', 'exponent', 'fraction', 'integer', 'level'] as const).map((part) => (
          <li key={part}>
            <span class={`hr-bits hr-bits-${part}`} aria-hidden="true">
              <span>1</span>
            </span>
            {words.parts[part]}
          </li>
        ))}
      </ul>
      <p class="hr-caption">
        {words.absmaxNote} {words.fp8Note}
      </p>
    </div>
  );
}

type Words = PrecisionStrings['explorer'];

/** Text that stays in the field while it is no number; only numbers reach the state. */
function TypedNumber({
  value,
  label,
  invalid,
  onChange,
}: {
  value: string;
  label: string;
  invalid: string;
  onChange: (text: string) => void;
}) {
  const [draft, setDraft] = useState(value);
  // Before the next key: an effect that comes later would undo what was typed in between.
  useLayoutEffect(() => setDraft((now) => (now.trim() === value ? now : value)), [value]);
  const wrong = !parseNumber(draft);
  return (
    <label class="hr-field">
      <span class="hr-label">{label}</span>
      <input
        class="hr-input"
        type="text"
        name="number"
        autocomplete="off"
        spellcheck={false}
        value={draft}
        aria-invalid={wrong}
        onInput={(event) => {
          const text = event.currentTarget.value;
          setDraft(text);
          if (parseNumber(text)) onChange(text.trim());
        }}
      />
      {wrong && <span class="hr-wrong">{invalid}</span>}
    </label>
  );
}

/** Bits as boxes, group by group; heard as one line. */
function Bits({ groups, names }: { groups: readonly BitGroup[]; names: Words['parts'] }) {
  return (
    <span
      class="hr-bit-row"
      role="img"
      aria-label={groups.map(({ part, bits }) => `${names[part]} ${bits}`).join(', ')}
    >
      {groups.map(({ part, bits }) => (
        <span key={part} class={`hr-bits hr-bits-${part}`}>
          {[...bits].map((bit, index) => (
            <span key={index}>{bit}</span>
          ))}
        </span>
      ))}
    </span>
  );
}

function ErrorOf({ value, stored, words }: { value: Rational; stored: Stored; words: Words }) {
  const error = errorOf(value, stored);
  if (!error) return <>–</>;
  if (error.absolute.n === 0n) return <>{words.noError}</>;
  return (
    <>
      {significantDecimal(error.absolute, errorFigures)}
      {error.relative && (
        <span class="hr-quiet">
          {fill(words.relative, { relative: percentDecimal(error.relative, errorFigures) })}
        </span>
      )}
    </>
  );
}

function widthOf(id: FormatId, words: Words): string {
  if (id === 'tf32' || !isFloat(id)) return words.widths[id];
  const { exponentBits: exponent, mantissaBits: fraction } = floatFormats[id];
  return fill(words.widths.float, { n: 1 + exponent + fraction, exponent, fraction });
}

/** What the bits say, in mathematics. */
function meaningOf(id: FormatId, stored: Stored, words: Words): string {
  const { value, kind, negative } = stored;
  const sign = negative ? '−' : '';
  if (kind === 'nan') return words.meaning.nan;
  if (!value) return fill(words.meaning.infinity, { sign });
  if (id === 'int8') {
    const code = Number.parseInt(stored.groups[0]!.bits, 2);
    return fill(words.meaning.integer, { n: String(code > 127 ? code - 256 : code).replace('-', '−') });
  }
  if (id === 'nf4') {
    const level = Number.parseInt(stored.groups[0]!.bits, 2);
    return fill(words.meaning.level, {
      n: level + 1,
      share: significantDecimal(fromNumber(nf4Levels[level]!), sentenceFigures),
    });
  }
  if (kind === 'zero') return `${sign}0`;
  // Subnormal numbers have the exponent of the smallest normal one, and no leading one.
  const exponent = kind === 'subnormal' ? floatFormats[id].minExponent : floorLog2(magnitude(value));
  return fill(words.meaning.normal, {
    sign,
    mantissa: significantDecimal(over(magnitude(value), powerOfTwo(exponent)), 8),
    exponent: superscript(exponent),
  });
}

/** Distance to the next number of the format. */
function gapOf({ value, below, above }: Stored, id: FormatId): string {
  const neighbour = above ?? below;
  return neighbour && value ? inShort(magnitude(minus(neighbour, value)), id) : '–';
}

/** The largest number of a format, as text. */
function largestOf(id: FormatId, absmax: Rational): string {
  return isFloat(id)
    ? inShort(decode(floatFormats[id].maxCode, floatFormats[id]), 'bf16')
    : inShort(absmax, id);
}
