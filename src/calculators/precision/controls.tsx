import type { Lang } from '../../../content/i18n/languages.ts';
import { CardChoice, ModelChoice } from '../shared/choose.tsx';
import { Controls, Segmented } from '../shared/fields.tsx';
import type { Surface } from '../shared/island.ts';
import { methods, type PrecisionState } from './state.ts';
import type { PrecisionStrings } from './strings.ts';

export interface ControlProps {
  state: PrecisionState;
  update: (change: Partial<PrecisionState>) => void;
  ready: boolean;
  strings: PrecisionStrings;
}

/** One model, one card, one way of training. */
export function ChooseControls({
  state,
  update,
  ready,
  strings,
  surface,
  lang,
  ownOpen,
  onOwn,
}: ControlProps & { surface: Surface; lang: Lang; ownOpen: boolean; onOwn: () => void }) {
  const common = { state, update, surface, strings: strings.shared.choose };
  return (
    <Controls ready={ready} label={strings.choose}>
      <div class="hr-choose">
        <ModelChoice {...common} label={strings.model} lang={lang} ownOpen={ownOpen} onOwn={onOwn} />
        <CardChoice {...common} label={strings.gpu} />
        <Segmented
          label={strings.method}
          name="method"
          value={state.method}
          options={methods.map((method) => ({ value: method, label: strings.methods[method] }))}
          onChange={(method) => update({ method: method as PrecisionState['method'] })}
        />
      </div>
    </Controls>
  );
}
