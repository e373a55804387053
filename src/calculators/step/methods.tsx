import type { Lang } from '../../../content/i18n/languages.ts';
import { otherUseBytes } from '../gpu/request.ts';
import { formatGib } from '../shared/format.ts';
import { MemoryBar } from '../shared/memory-bar.tsx';
import type { StepState } from './state.ts';
import type { StepStrings } from './strings.ts';
import { withEachMethod } from './watched.ts';

/** The same step with every method of training: what fine-tuning changes. */
export function Methods({
  state,
  update,
  ready,
  strings,
  lang,
}: {
  state: StepState;
  update: (change: Partial<StepState>) => void;
  ready: boolean;
  strings: StepStrings;
  lang: Lang;
}) {
  const words = strings.methods;
  const other = otherUseBytes(state);
  const rows = withEachMethod(state);
  const scale = Math.max(...rows.map(({ answer }) => answer.memory.total + other));
  return (
    <ul class="hr-step-methods">
      {rows.map(({ method, answer }) => {
        const name = strings.jobs[method];
        const shown = state.job === method;
        return (
          <li key={method}>
            <button
              type="button"
              class="hr-card-name"
              disabled={!ready}
              aria-pressed={shown}
              title={words.choose.replace('{method}', name)}
              onClick={() => update({ job: method })}
            >
              {name}
            </button>
            <span class={answer.fits ? 'hr-good' : 'hr-bad'}>{formatGib(answer.memory.total, lang)}</span>
            <MemoryBar
              memory={answer.memory}
              otherUseBytes={other}
              smallestScale={scale}
              lang={lang}
              strings={strings.shared}
            />
          </li>
        );
      })}
    </ul>
  );
}
