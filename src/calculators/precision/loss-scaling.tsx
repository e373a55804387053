import { useMemo } from 'preact/hooks';
import { fill } from '../../../content/i18n/format.ts';
import type { Lang } from '../../../content/i18n/languages.ts';
import { useAfterPaint } from '../shared/after-paint.ts';
import { Announcement } from '../shared/announcement.tsx';
import { Controls } from '../shared/fields.tsx';
import { formatNumber, formatPercent, formatTick } from '../shared/format.ts';
import type { ControlProps } from './controls.tsx';
import {
  shareBetween,
  zoneEnds,
  zones,
  zoneShares,
  type GradientModel,
  type Zone,
} from './gradient-model.ts';
import { floatFormats, gradientFormats, smallestExponent, type NumberFormat } from './number-formats.ts';
import { Power } from './power.tsx';
import { ScalerRun } from './scaler-run.tsx';
import { Slider } from './slider.tsx';
import { ranges } from './state.ts';
import type { PrecisionStrings } from './strings.ts';

/** The stretch of exponents the picture shows; wider formats and distributions run out of it on both sides. */
const axis = { from: -60, to: 36 };
const ticks = [-50, -25, -14, 0, 16, 30];

const place = (exponent: number) =>
  `${(((Math.min(axis.to, Math.max(axis.from, exponent)) - axis.from) / (axis.to - axis.from)) * 100).toFixed(2)}%`;

/** Below this a percentage with one decimal says nothing. */
const leastPercent = 0.001;
/** Below this no run would see one. */
const least = 1e-15;

/** A share as a percentage, or as one in so many: one overflow in ten million still spoils a step. */
function share(value: number, lang: Lang, words: PrecisionStrings['loss']): string {
  if (value < least) return formatPercent(0, lang, 0);
  if (value < leastPercent)
    return fill(words.tiny, { n: formatTick(Number((1 / value).toPrecision(1)), lang) });
  return formatPercent(value, lang);
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
          style={{ left: place(minExponent), width: width(minExponent, maxExponent + 1) }}
        />
      </span>
    </div>
  );
}

/** The zone a column of gradients falls into. */
function zoneAt(exponent: number): Zone {
  const ends = zoneEnds(floatFormats.fp16);
  if (exponent < ends.zero) return 'zero';
  if (exponent < ends.subnormal) return 'subnormal';
  return exponent < ends.kept ? 'kept' : 'overflow';
}

/** Columns of the share of gradients at each exponent, as they are and scaled. */
function Histogram({ model, scale }: { model: GradientModel; scale: number }) {
  const columns = Array.from({ length: axis.to - axis.from }, (_, index) => axis.from + index);
  const shares = (shift: number) => columns.map((from) => shareBetween(model, shift, from, from + 1));
  const plain = shares(0);
  const scaled = shares(scale);
  const highest = Math.max(...plain, ...scaled);
  const height = (value: number) => `${((value / highest) * 100).toFixed(1)}%`;
  return (
    <div class="hr-histogram">
      {columns.map((from, index) => (
        <span key={from}>
          <span class="hr-column-plain" style={{ height: height(plain[index]!) }} />
          <span class={`hr-column hr-zone-${zoneAt(from)}`} style={{ height: height(scaled[index]!) }} />
        </span>
      ))}
    </div>
  );
}

/** Gradients of a model the reader sets, with and without a loss scale, in each format gradients travel in. */
export function LossScaling({ state, update, ready, strings, lang }: ControlProps & { lang: Lang }) {
  const words = strings.loss;
  const { gradientExponent: centre, gradientSpread: spread, scaleExponent: scale } = state;
  const model = useMemo(() => ({ centre, spread }), [centre, spread]);
  const picture = useMemo(() => <Histogram model={model} scale={scale} />, [model, scale]);
  // A run of hundreds of steps comes after the picture that the reader is turning.
  const later = useAfterPaint(state);
  const run = useMemo(
    () => <ScalerRun state={later} update={update} ready={ready} strings={strings} lang={lang} />,
    [later, ready],
  );
  const before = zoneShares(model, 0, floatFormats.fp16);
  const after = zoneShares(model, scale, floatFormats.fp16);
  const sentence = fill(words.sentence, {
    scale: formatNumber(2 ** scale, lang),
    zero: share(after.zero, lang, words),
    plainZero: share(before.zero, lang, words),
    subnormal: share(after.subnormal, lang, words),
    overflow: share(after.overflow, lang, words),
  });
  return (
    <div class="hr-loss">
      <p>{words.text}</p>
      <Controls ready={ready} label={words.title}>
        <div class="hr-grid">
          <Slider
            label={words.gradient}
            value={centre}
            spoken={`2^${centre}`}
            range={ranges.gradientExponent}
            onChange={(gradientExponent) => update({ gradientExponent })}
          >
            <Power exponent={centre} />
          </Slider>
          <Slider
            label={words.spread}
            value={spread}
            spoken={fill(words.spreadUnit, { n: spread })}
            range={ranges.gradientSpread}
            onChange={(gradientSpread) => update({ gradientSpread })}
          >
            {fill(words.spreadUnit, { n: spread })}
          </Slider>
          <Slider
            label={words.scale}
            value={scale}
            spoken={formatNumber(2 ** scale, lang)}
            range={ranges.scaleExponent}
            onChange={(scaleExponent) => update({ scaleExponent })}
          >
            <Power exponent={scale} /> = {formatNumber(2 ** scale, lang)}
          </Slider>
        </div>
      </Controls>
      <div class="hr-told">
        <Announcement text={sentence} />
        <p class="hr-lead">{sentence}</p>
      </div>
      <figure class="hr-bands">
        {/* Said in words by the table below. */}
        <div class="hr-bands-picture" aria-hidden="true">
          <div class="hr-zones">
            {zones.map((zone) => (
              <span
                key={zone}
                style={{ left: place(zoneStart(zone)), right: `calc(100% - ${place(zoneEnd(zone))})` }}
              >
                {words.outcomes[zone]}
              </span>
            ))}
          </div>
          {picture}
          {gradientFormats.map((format) => (
            <Band key={format.name} format={format} />
          ))}
          <div class="hr-bands-axis">
            {ticks.map((tick) => (
              <span key={tick} style={{ left: place(tick) }}>
                <Power exponent={tick} />
              </span>
            ))}
          </div>
        </div>
        <figcaption>
          {words.picture}. {words.pictureCaption} {words.model}
        </figcaption>
      </figure>
      <table class="hr-outcomes">
        <caption class="hr-hidden">{words.sharesCaption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.format}</th>
            {zones.map((zone) => (
              <th key={zone} scope="col">
                <span class={`hr-key hr-zone-${zone}`} />
                {words.outcomes[zone]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {gradientFormats.flatMap((format) =>
            [0, scale].map((shift, index) => {
              const shares = zoneShares(model, shift, format);
              return (
                <tr key={`${format.id}${index}`}>
                  <th scope="row">
                    {format.name} <span class="hr-quiet">{index ? words.scaled : words.plain}</span>
                  </th>
                  {zones.map((zone) => (
                    <td key={zone}>{share(shares[zone], lang, words)}</td>
                  ))}
                </tr>
              );
            }),
          )}
        </tbody>
      </table>
      {run}
    </div>
  );
}

const ends = zoneEnds(floatFormats.fp16);
const zoneStart = (zone: Zone): number =>
  ({ zero: axis.from, subnormal: ends.zero, kept: ends.subnormal, overflow: ends.kept })[zone];
const zoneEnd = (zone: Zone): number =>
  ({ zero: ends.zero, subnormal: ends.subnormal, kept: ends.kept, overflow: axis.to })[zone];
