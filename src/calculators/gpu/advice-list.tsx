import { useMemo } from 'preact/hooks';
import { largestParts } from '../../estimation/advice/reasons.ts';
import { fill } from '../../../content/i18n/format.ts';
import { named } from '../shared/engine.ts';
import { formatGib, formatSignificant } from '../shared/format.ts';
import { adviceOn, offered } from './advice.ts';
import { verdictOf, works, type AnswerProps } from './chosen.ts';
import { describeChange } from './labels.ts';
import { otherUseBytes } from './request.ts';
import type { GpuState } from './state.ts';

/** What to change about the job on the chosen card, each change one click away. */
export function AdviceList({
  chosen,
  state,
  strings,
  lang,
  update,
  ready,
}: AnswerProps & { update: (change: Partial<GpuState>) => void; ready: boolean }) {
  const words = strings.answer;
  const verdict = verdictOf(chosen.answer, otherUseBytes(state));
  const advice = useMemo(() => offered(adviceOn(chosen, state)), [chosen, state]);
  return (
    <div class="hr-advice">
      {(verdict === 'short' || verdict === 'unlikely') && (
        <p>
          {fill(words.why, {
            parts: largestParts(chosen.answer)
              .map(({ part, bytes }) => `${strings.parts[part]} ${formatGib(bytes, lang)}`)
              .join(strings.pins.join),
          })}
        </p>
      )}
      <p class="hr-heading-small">{words.advice}</p>
      {advice.length === 0 && <p>{works(verdict) ? words.noAdvice : words.noWay}</p>}
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
