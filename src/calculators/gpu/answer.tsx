import { useMemo } from 'preact/hooks';
import { fill } from '../../../content/i18n/format.ts';
import type { EstimateAnswer } from '../../estimation/types.ts';
import {
  formatDuration,
  formatGib,
  formatMoney,
  formatNumber,
  formatSignificant,
  formatTick,
  formatTokensPerSecond,
} from '../shared/format.ts';
import { launchPriceText } from '../shared/display.ts';
import { Lazy } from '../shared/lazy.tsx';
import { MemoryFigure } from '../shared/memory-bar.tsx';
import { supportSentence } from '../shared/support.ts';
import { verdictOf, type AnswerProps } from './chosen.ts';
import { otherUseBytes, ownPrice } from './request.ts';
import type { GpuState } from './state.ts';
import type { GpuStrings } from './strings.ts';

const loadAdvice = async () => (await import('./advice-list.tsx')).AdviceList;
const adviceAtOnce = import.meta.env.SSR ? await loadAdvice() : null;

/** The answer as one sentence. */
export function answerSentence({ chosen, state, strings, lang }: AnswerProps): string {
  const { gpu, answer } = chosen;
  const { answer: words } = strings;
  const { tokensPerSecond } = answer.speed;
  const { seconds } = answer.time;
  const verdict = verdictOf(answer, otherUseBytes(state));
  const several = state.gpuCount > 1;
  const obstacle = answer.support.find((note) => note.level === 'unsupported');
  return fill(words[verdict], {
    gpu: fill(several ? words.cards : words.card, { gpu: gpu.name, n: state.gpuCount }),
    each: several ? words.each : '',
    work:
      seconds === null
        ? ''
        : fill(words.work, {
            time: formatDuration(seconds, lang),
            tokens: formatTick(seconds * tokensPerSecond, lang),
          }),
    headroom: formatGib(answer.headroom, lang),
    short: formatGib(-answer.headroom, lang),
    speed: formatTokensPerSecond(tokensPerSecond, lang),
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
  const mine = ownPrice(state, gpu.slug) !== null;
  return (
    <dl class="hr-numbers">
      <Fact
        label={state.gpuCount > 1 ? words.memoryEach : words.memory}
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
            ? fill(words.priceMine, { price: money(ownPrice(state, gpu.slug)! * state.gpuCount) })
            : gpu.launchPriceUsd === null
              ? words.noPrice
              : gpu.launchYear === null
                ? launchPriceText(gpu.launchPriceUsd * state.gpuCount, state, lang)
                : fill(words.priceYear, {
                    price: launchPriceText(gpu.launchPriceUsd * state.gpuCount, state, lang),
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

/** Good news of hardware is support; the rest of what is no obstacle is a note. */
const labelOf = ({ level, code }: EstimateAnswer['support'][number]) =>
  level === 'ok' && !code.endsWith('-cores') ? 'note' : level;

function Support({ answer, strings }: { answer: EstimateAnswer; strings: GpuStrings }) {
  if (answer.support.length === 0) return null;
  return (
    <div>
      <p class="hr-heading-small">{strings.answer.support}</p>
      <ul class="hr-support">
        {answer.support.map((note) => (
          <li key={note.subject + note.code} class={`hr-level-${note.level}`}>
            <strong>{strings.answer.levels[labelOf(note)]}</strong> {supportSentence(note, strings.support)}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Everything about the chosen card: the sentence, the picture, the figures, what to change. */
export function Answer(
  props: AnswerProps & {
    update: (change: Partial<GpuState>) => void;
    ready: boolean;
    /** Whether the reader may be about to ask for something: advice takes a third of the estimator's code. */
    advised: boolean;
    /** Whether the server's advice is still that of this answer. */
    asDrawn: boolean;
    /** What advice is given on: it comes after the answer. */
    painted: Pick<AnswerProps, 'chosen' | 'state'>;
  },
) {
  const { chosen, state, strings, lang } = props;
  const verdict = verdictOf(chosen.answer, otherUseBytes(state));
  const { advised, asDrawn, painted, ready } = props;
  const advice = useMemo(
    () =>
      (advised || asDrawn) && (
        <Lazy load={loadAdvice} atOnce={adviceAtOnce} wanted={advised} props={{ ...props, ...painted }} />
      ),
    [painted, advised, asDrawn, ready],
  );
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
      {advice}
      <Support answer={chosen.answer} strings={strings} />
    </>
  );
}
