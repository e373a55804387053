import { fill } from '../../../content/i18n/format.ts';
import type { Lang } from '../../../content/i18n/languages.ts';
import type { Advice, EstimateAnswer } from '../../estimation/types.ts';
import { launchPriceText } from '../shared/display.ts';
import { named } from '../shared/engine.ts';
import {
  formatDuration,
  formatGib,
  formatMoney,
  formatNumber,
  formatSignificant,
  formatTokensPerSecond,
} from '../shared/format.ts';
import { MemoryFigure } from '../shared/memory-bar.tsx';
import { supportSentence } from '../shared/support.ts';
import { describeChange } from './labels.ts';
import { verdictOf, type Ranked } from './ranking.ts';
import { adviceToState, otherUseBytes } from './request.ts';
import type { GpuState } from './state.ts';
import type { GpuStrings } from './strings.ts';

interface AnswerProps {
  chosen: Ranked;
  state: GpuState;
  strings: GpuStrings;
  lang: Lang;
}

/** More than three changes to choose from is a list to study, not advice. */
const mostAdvice = 3;

/** The answer as one sentence. */
export function answerSentence({ chosen, state, strings, lang }: AnswerProps): string {
  const { gpu, answer } = chosen;
  const verdict = verdictOf(answer, otherUseBytes(state));
  const obstacle = answer.support.find((note) => note.level === 'unsupported');
  return fill(strings.answer[verdict], {
    gpu: gpu.name,
    headroom: formatGib(answer.headroom, lang),
    short: formatGib(-answer.headroom, lang),
    speed: formatTokensPerSecond(answer.speed.tokensPerSecond, lang),
    reason: obstacle ? supportSentence(obstacle, strings.support) : '',
  });
}

function Fact({ label, value, note }: { label: string; value: string; note?: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {value}
        {note && <span class="hr-quiet">{note}</span>}
      </dd>
    </div>
  );
}

/** Memory, speed, price and, where the reader gave a quantity of work, time and energy. */
function Facts({ chosen, state, strings, lang }: AnswerProps) {
  const { gpu, answer } = chosen;
  const { answer: words, shared } = strings;
  const { memory, speed, time, energy, cost } = answer;
  const money = (amount: number) => formatMoney(amount, cost.currency, lang);
  const mine = state.gpuPrice !== null;
  return (
    <dl class="hr-numbers">
      <Fact
        label={words.memory}
        value={fill(words.memoryValue, {
          total: formatGib(memory.total, lang),
          usable: formatGib(memory.usable, lang),
        })}
        note={state.gpuMemoryGib === null ? undefined : words.unofficial}
      />
      <Fact
        label={state.job === 'run' ? words.decodeSpeed : words.speed}
        value={formatTokensPerSecond(speed.tokensPerSecond, lang)}
        note={fill(words.range, {
          low: formatSignificant(speed.low, lang),
          high: formatTokensPerSecond(speed.high, lang),
        })}
      />
      <Fact label={words.bound} value={shared.boundBy[speed.boundBy]} />
      {speed.stepSeconds !== null && (
        <Fact label={words.step} value={formatDuration(speed.stepSeconds, lang)} />
      )}
      {speed.timeToFirstTokenSeconds !== null && (
        <Fact label={words.firstToken} value={formatDuration(speed.timeToFirstTokenSeconds, lang)} />
      )}
      <Fact
        label={words.price}
        value={
          mine
            ? fill(words.priceMine, { price: money(state.gpuPrice!) })
            : gpu.launchPriceUsd === null
              ? words.noPrice
              : gpu.launchYear === null
                ? launchPriceText(gpu.launchPriceUsd, state, lang)
                : fill(words.priceYear, {
                    price: launchPriceText(gpu.launchPriceUsd, state, lang),
                    year: gpu.launchYear,
                  })
        }
      />
      {time.seconds !== null && <Fact label={words.time} value={formatDuration(time.seconds, lang)} />}
      {energy.kwh !== null && (
        <Fact label={words.energy} value={fill(words.kwh, { n: formatNumber(energy.kwh, lang, 1) })} />
      )}
      {cost.electricity !== null && <Fact label={words.cost} value={money(cost.electricity)} />}
    </dl>
  );
}

function Support({ answer, strings }: { answer: EstimateAnswer; strings: GpuStrings }) {
  if (answer.support.length === 0) return null;
  return (
    <div>
      <p class="hr-heading-small">{strings.answer.support}</p>
      <ul class="hr-support">
        {answer.support.map((note) => (
          <li key={note.subject + note.code} class={`hr-level-${note.level}`}>
            <strong>{strings.answer.levels[note.level]}</strong> {supportSentence(note, strings.support)}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Advice that the controls can follow; what makes the job fit comes first, so that a short list never hides it. */
export function offered(advice: readonly Advice[]) {
  return advice
    .flatMap((one) => {
      const to = adviceToState(one.change);
      return to === null ? [] : [{ ...one, to }];
    })
    .sort((a, b) => Number(b.fits) - Number(a.fits))
    .slice(0, mostAdvice);
}

function AdviceList({
  chosen,
  state,
  strings,
  lang,
  update,
  ready,
}: AnswerProps & { update: (change: Partial<GpuState>) => void; ready: boolean }) {
  const { answer } = chosen;
  const words = strings.answer;
  const verdict = verdictOf(answer, otherUseBytes(state));
  const advice = offered(answer.advice);
  return (
    <div class="hr-advice">
      <p class="hr-heading-small">{words.advice}</p>
      {advice.length === 0 && (
        <p>{verdict === 'fits' || verdict === 'close' ? words.noAdvice : words.noWay}</p>
      )}
      <ul>
        {advice.map(({ change, to, fits, total, timeFactor }) => {
          const what = describeChange(change, strings, lang, named);
          return (
            <li key={what}>
              <span>
                <strong>{what}</strong>{' '}
                <span class={fits ? 'hr-good' : 'hr-bad'}>
                  {fill(fits ? words.adviceFits : words.adviceShort, { total: formatGib(total, lang) })}
                </span>{' '}
                {Math.abs(timeFactor - 1) >= 0.05 && (
                  <span class="hr-quiet">
                    {'· '}
                    {fill(words.adviceTime, { factor: formatSignificant(timeFactor, lang) })}
                  </span>
                )}
              </span>
              <button
                type="button"
                class="hr-button"
                disabled={!ready}
                aria-label={`${words.apply}: ${what}`}
                onClick={() => update(to)}
              >
                {words.apply}
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** Everything about the chosen card: the sentence, the picture, the figures, what to change. */
export function Answer(props: AnswerProps & { update: (change: Partial<GpuState>) => void; ready: boolean }) {
  const { chosen, state, strings, lang } = props;
  const verdict = verdictOf(chosen.answer, otherUseBytes(state));
  return (
    <>
      <p class={`hr-sentence hr-verdict-${verdict}`}>{answerSentence(props)}</p>
      <MemoryFigure
        memory={chosen.answer.memory}
        otherUseBytes={otherUseBytes(state)}
        lang={lang}
        strings={strings.shared}
        parts={strings.parts}
      />
      <Facts {...props} />
      <AdviceList {...props} />
      <Support answer={chosen.answer} strings={strings} />
    </>
  );
}
