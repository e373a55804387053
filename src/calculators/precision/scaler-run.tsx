import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { fill } from '../../../content/i18n/format.ts';
import type { Lang } from '../../../content/i18n/languages.ts';
import { Announcement } from '../shared/announcement.tsx';
import { Controls } from '../shared/fields.tsx';
import { NumberField } from '../shared/number-field.tsx';
import { formatNumber } from '../shared/format.ts';
import type { ControlProps } from './controls.tsx';
import { superscript } from './decimal.ts';
import { runSteps, simulate, stretches, type RunStep } from './grad-scaler.ts';
import { Slider } from './slider.tsx';
import { ranges } from './state.ts';
import type { PrecisionStrings } from './strings.ts';

/** Steps a second while playing: slow enough to see a skipped step, quick enough to see the run. */
const stepsPerSecond = 20;

const power = (exponent: number): string => `2${superscript(Math.round(exponent))}`;

/** The scale of each step of a short run, as PyTorch's GradScaler sets it. */
export function ScalerRun({ state, update, ready, strings, lang }: ControlProps & { lang: Lang }) {
  const words = strings.run;
  const { gradientExponent, gradientSpread, scaleExponent, growthInterval, spikeStep, spikeExponent } = state;
  const steps = useMemo(
    () =>
      simulate({
        centre: gradientExponent,
        spread: gradientSpread,
        initialExponent: scaleExponent,
        growthInterval,
        spikeStep,
        spikeExponent,
      }),
    [gradientExponent, gradientSpread, scaleExponent, growthInterval, spikeStep, spikeExponent],
  );
  const { at, playing, play, pause, go } = usePlayback(state.step, (step) => update({ step }));
  const still = useStill();
  const step = steps[at - 1]!;
  const changes = (one: RunStep) => one.nextExponent !== one.scaleExponent;
  const next = steps.find((one) => one.step > at && changes(one));
  const sentence = sentenceOf(step, growthInterval, words);
  const plot = useMemo(() => <Plot steps={steps} />, [steps]);
  const field = (key: 'growthInterval' | 'spikeStep' | 'spikeExponent', label: string) => (
    <NumberField
      label={label}
      value={state[key]}
      range={ranges[key]}
      invalid={strings.shared.invalid}
      onChange={(value) => value !== null && update({ [key]: value })}
    />
  );
  return (
    <section class="hr-run" aria-label={words.title}>
      <h3 class="hr-heading">{words.title}</h3>
      <p>{words.text}</p>
      <Controls ready={ready} label={words.title}>
        <div class="hr-grid">
          {field('growthInterval', words.interval)}
          {field('spikeStep', words.spikeStep)}
          {field('spikeExponent', words.spikeExponent)}
        </div>
        <figure class="hr-plot">
          {/* Said in words by the table below. */}
          <div class="hr-plot-picture" aria-hidden="true">
            {plot}
            <span class="hr-plot-now" style={{ left: `${(((at - 0.5) / runSteps) * 100).toFixed(2)}%` }} />
          </div>
          <Slider
            label={words.step}
            value={at}
            spoken={String(at)}
            range={ranges.step}
            onChange={(value) => go(value)}
          >
            {at} / {runSteps}
          </Slider>
          <div class="hr-examples">
            <button type="button" class="hr-button" disabled={at <= 1} onClick={() => go(at - 1)}>
              {words.previous}
            </button>
            <button type="button" class="hr-button" disabled={at >= runSteps} onClick={() => go(at + 1)}>
              {words.next}
            </button>
            <button type="button" class="hr-button" disabled={!next} onClick={() => next && go(next.step)}>
              {words.nextEvent}
            </button>
            {/* Where movement is not wanted, a reader goes from change to change. */}
            {!still && (
              <button type="button" class="hr-button" onClick={playing ? pause : play}>
                {playing ? words.pause : words.play}
              </button>
            )}
          </div>
          <figcaption>
            {fill(words.pictureCaption, {
              n: runSteps,
              skipped: steps.filter(({ skipped }) => skipped).length,
            })}
          </figcaption>
        </figure>
      </Controls>
      <div class="hr-told hr-told-step">
        <Announcement text={playing ? '' : sentence} />
        <p class="hr-lead">{sentence}</p>
      </div>
      <details class="hr-fold">
        <summary>{words.table}</summary>
        <table class="hr-outcomes">
          <caption class="hr-hidden">{words.picture}</caption>
          <thead>
            <tr>
              <th scope="col">{words.columns.steps}</th>
              <th scope="col">{words.columns.scale}</th>
              <th scope="col">{words.columns.end}</th>
            </tr>
          </thead>
          <tbody>
            {stretches(steps).map(({ from, to, scaleExponent: exponent, end }) => (
              <tr key={from}>
                <th scope="row">{from === to ? from : `${from}–${to}`}</th>
                <td>
                  {power(exponent)} = {formatNumber(2 ** exponent, lang, 3)}
                </td>
                <td>{fill(words.ends[end], { interval: growthInterval, step: to })}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}

function sentenceOf(
  { step, scaleExponent, largestExponent, skipped, nextExponent }: RunStep,
  interval: number,
  words: PrecisionStrings['run'],
): string {
  const template = skipped ? words.skipped : nextExponent > scaleExponent ? words.grown : words.calm;
  return fill(template, {
    step,
    interval,
    scale: power(scaleExponent),
    largest: power(largestExponent),
    product: power(largestExponent + scaleExponent),
    next: power(nextExponent),
  });
}

/** Room above and below the line, in powers of two. */
const margin = 1;

/** The scale by step as a stair, and a cross at each skipped step. */
function Plot({ steps }: { steps: readonly RunStep[] }) {
  const exponents = steps.map(({ scaleExponent }) => scaleExponent);
  const low = Math.min(...exponents) - margin;
  const high = Math.max(...exponents) + margin;
  const y = (exponent: number) => ((high - exponent) / (high - low)) * 100;
  const line = steps
    .map(({ step, scaleExponent }) => `${step === 1 ? 'M' : 'L'}${step - 1} ${y(scaleExponent)}H${step}`)
    .join('');
  const every = Math.max(1, Math.ceil((high - low) / 5));
  const marks = Array.from({ length: high - low + 1 }, (_, index) => low + index).filter(
    (exponent) => exponent % every === 0,
  );
  return (
    <>
      {marks.map((exponent) => (
        <span key={exponent} class="hr-plot-tick" style={{ top: `${y(exponent)}%` }}>
          {power(exponent)}
        </span>
      ))}
      <svg viewBox={`0 0 ${steps.length} 100`} preserveAspectRatio="none">
        <path d={line} />
      </svg>
      {steps
        .filter(({ skipped }) => skipped)
        .map(({ step, scaleExponent }) => (
          <span
            key={step}
            class="hr-plot-skip"
            style={{ left: `${((step - 0.5) / steps.length) * 100}%`, top: `${y(scaleExponent)}%` }}
          >
            ✕
          </span>
        ))}
    </>
  );
}

/**
 * Plays the steps. What is played stays here; the state, and with it the address, learns of it when the reader stops
 * or chooses a step.
 */
function usePlayback(step: number, settle: (step: number) => void) {
  const [shown, setShown] = useState(step);
  const [playing, setPlaying] = useState(false);
  const now = useRef(step);
  const show = (next: number) => {
    now.current = next;
    setShown(next);
  };
  useEffect(() => {
    if (!playing) show(step);
  }, [step]);
  const stop = () => {
    setPlaying(false);
    settle(now.current);
  };
  useEffect(() => {
    if (!playing) return undefined;
    const timer = setInterval(() => {
      if (now.current >= runSteps) stop();
      else show(now.current + 1);
    }, 1000 / stepsPerSecond);
    return () => clearInterval(timer);
  }, [playing]);
  return {
    at: shown,
    playing,
    play: () => {
      if (now.current >= runSteps) show(1);
      setPlaying(true);
    },
    pause: stop,
    go: (next: number) => {
      show(next);
      setPlaying(false);
      settle(next);
    },
  };
}

/** Whether the reader asked for less movement; the server does not know. */
function useStill(): boolean {
  const [still, setStill] = useState(false);
  useEffect(() => setStill(matchMedia('(prefers-reduced-motion: reduce)').matches), []);
  return still;
}
