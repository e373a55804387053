import type { ComponentChildren } from 'preact';
import type { Lang } from '../../../content/i18n/languages.ts';
import { Controls } from '../shared/fields.tsx';
import { formatNumber } from '../shared/format.ts';
import { gradientFormats, outcomeOf, smallestExponent, type NumberFormat } from './number-formats.ts';
import { ranges, type PrecisionState } from './state.ts';
import type { PrecisionStrings } from './strings.ts';

/** The stretch of exponents the picture shows; wider formats run out of it on both sides. */
const axis = { from: -42, to: 30 };
const ticks = [-40, -24, -14, 0, 15, 30];

const place = (exponent: number) =>
  `${(((Math.min(axis.to, Math.max(axis.from, exponent)) - axis.from) / (axis.to - axis.from)) * 100).toFixed(2)}%`;

/** Two to a power, as mathematics on the page. */
function Power({ exponent }: { exponent: number }) {
  return (
    <span class="hr-figure-value">
      2<sup>{String(exponent).replace('-', '−')}</sup>
    </span>
  );
}

function Slider({
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

function Band({ format }: { format: NumberFormat }) {
  const { minExponent, maxExponent } = format;
  const width = (from: number, to: number) => `calc(${place(to)} - ${place(from)})`;
  const smallest = smallestExponent(format);
  return (
    <div class="hr-band">
      <span class="hr-band-name">{format.name}</span>
      <span class="hr-band-track">
        <span
          class="hr-band-subnormal"
          style={{ left: place(smallest), width: width(smallest, minExponent) }}
        />
        <span
          class="hr-band-normal"
          style={{ left: place(minExponent), width: width(minExponent, maxExponent) }}
        />
      </span>
    </div>
  );
}

/** A gradient the reader sizes, with and without a loss scale, in each format gradients travel in. */
export function LossScaling({
  state,
  update,
  ready,
  strings,
  lang,
}: {
  state: PrecisionState;
  update: (change: Partial<PrecisionState>) => void;
  ready: boolean;
  strings: PrecisionStrings;
  lang: Lang;
}) {
  const words = strings.loss;
  const { gradientExponent: plain, scaleExponent } = state;
  const scaled = plain + scaleExponent;
  return (
    <div class="hr-loss">
      <p>{words.text}</p>
      <Controls ready={ready} label={words.title}>
        <div class="hr-grid">
          <Slider
            label={words.gradient}
            value={plain}
            spoken={`2^${plain}`}
            range={ranges.gradientExponent}
            onChange={(gradientExponent) => update({ gradientExponent })}
          >
            <Power exponent={plain} />
          </Slider>
          <Slider
            label={words.scale}
            value={scaleExponent}
            spoken={formatNumber(2 ** scaleExponent, lang)}
            range={ranges.scaleExponent}
            onChange={(next) => update({ scaleExponent: next })}
          >
            <Power exponent={scaleExponent} /> = {formatNumber(2 ** scaleExponent, lang)}
          </Slider>
        </div>
      </Controls>
      <figure class="hr-bands">
        {/* Said in words by the table below. */}
        <div class="hr-bands-picture" aria-hidden="true">
          {gradientFormats.map((format) => (
            <Band key={format.name} format={format} />
          ))}
          <div class="hr-bands-marks">
            <span class="hr-mark-plain" style={{ left: place(plain) }} />
            <span class="hr-mark-scaled" style={{ left: place(scaled) }} />
          </div>
          <div class="hr-bands-axis">
            {ticks.map((tick) => (
              <span key={tick} style={{ left: place(tick) }}>
                <Power exponent={tick} />
              </span>
            ))}
          </div>
        </div>
        <figcaption>{words.pictureCaption}</figcaption>
      </figure>
      <table class="hr-outcomes">
        <caption class="hr-hidden">{words.picture}</caption>
        <thead>
          <tr>
            <th scope="col">{words.format}</th>
            <th scope="col">
              {words.plain} (<Power exponent={plain} />)
            </th>
            <th scope="col">
              {words.scaled} (<Power exponent={scaled} />)
            </th>
          </tr>
        </thead>
        <tbody>
          {gradientFormats.map((format) => {
            const before = outcomeOf(plain, format);
            const after = outcomeOf(scaled, format);
            return (
              <tr key={format.name}>
                <th scope="row">{format.name}</th>
                <td class={`hr-outcome-${before}`}>{words.outcomes[before]}</td>
                <td class={`hr-outcome-${after}`}>{words.outcomes[after]}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
