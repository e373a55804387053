import type { VNode } from 'preact';
import { fill } from '../../../content/i18n/format.ts';
import type { Lang } from '../../../content/i18n/languages.ts';
import { CardChoice, ModelChoice } from '../shared/choose.tsx';
import { Controls, Segmented, Select } from '../shared/fields.tsx';
import type { Surface } from '../shared/island.ts';
import type { Change } from '../shared/url-state.ts';
import { jobs, ranges, type GpuState } from './state.ts';
import type { GpuStrings } from './strings.ts';

export interface ControlProps {
  state: GpuState;
  update: (change: Change<GpuState>) => void;
  ready: boolean;
  strings: GpuStrings;
}

/** What is to be done, with what, on what: on a page of its own as a sentence to complete. */
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
  const common = { state, surface, strings: strings.shared.choose };
  const { ask } = strings;
  const page = surface === 'page';
  const job = {
    label: strings.job,
    value: state.job,
    options: jobs.map((value) => ({ value, label: (page ? ask.jobs : strings.jobs)[value] })),
    onChange: (value: string) => update({ job: value as GpuState['job'] }),
  };
  const model = (
    <ModelChoice
      {...common}
      update={update}
      label={strings.model}
      lang={lang}
      ownOpen={ownOpen}
      onOwn={onOwn}
    />
  );
  // What the reader pays for a card is no price of another.
  const gpu = (
    <CardChoice {...common} update={(to) => update({ ...to, gpuPrice: null })} label={strings.gpu} />
  );
  const slots: Record<string, VNode> = {
    job: <Select {...job} />,
    model,
    count: (
      <Select
        label={strings.count}
        value={String(state.gpuCount)}
        options={Array.from({ length: ranges.gpuCount.max }, (_, i) => ({
          value: String(i + 1),
          label: fill(i ? ask.several : ask.one, { n: i + 1 }),
        }))}
        onChange={(n) => update({ gpuCount: Number(n) })}
      />
    ),
    gpu,
  };
  return (
    <Controls ready={ready} label={strings.choose}>
      {page ? (
        <div class="hr-ask">
          {ask.sentence.split(/[{}]/).map((piece) => slots[piece] ?? (piece.trim() && <span>{piece}</span>))}
        </div>
      ) : (
        <div class="hr-choose">
          {model}
          {gpu}
          <Segmented {...job} name="job" />
        </div>
      )}
    </Controls>
  );
}
