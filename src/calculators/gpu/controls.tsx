import type { Lang } from '../../../content/i18n/languages.ts';
import { CardChoice, ModelChoice } from '../shared/choose.tsx';
import { Controls, Segmented } from '../shared/fields.tsx';
import type { Surface } from '../shared/island.ts';
import { jobs, type GpuState } from './state.ts';
import type { GpuStrings } from './strings.ts';

export interface ControlProps {
  state: GpuState;
  update: (change: Partial<GpuState>) => void;
  ready: boolean;
  strings: GpuStrings;
}

/** What is to be done, with what, on what. */
export function JobControls({
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
          label={strings.job}
          name="job"
          value={state.job}
          options={jobs.map((job) => ({ value: job, label: strings.jobs[job] }))}
          onChange={(job) => update({ job: job as GpuState['job'] })}
        />
      </div>
    </Controls>
  );
}
