import type { VNode } from 'preact';
import type { NumberRange } from '../shared/codec.ts';
import { Controls, NumberField, Segmented, Select, Toggle } from '../shared/fields.tsx';
import { gpuGroups, modelGroups } from '../shared/lists.ts';
import { valueLabel } from './labels.ts';
import {
  attentions,
  checkpointings,
  jobs,
  kvCacheFormats,
  loraTargets,
  optimizers,
  precisions,
  ranges,
  weightFormatsFor,
  type GpuState,
} from './state.ts';
import type { GpuStrings } from './strings.ts';

export interface ControlProps {
  state: GpuState;
  update: (change: Partial<GpuState>) => void;
  ready: boolean;
  strings: GpuStrings;
}

/** What is to be done, with what, on what. */
export function JobControls({ state, update, ready, strings }: ControlProps) {
  return (
    <Controls ready={ready} label={strings.choose}>
      <div class="hr-choose">
        <Select
          label={strings.model}
          value={state.model}
          groups={modelGroups}
          onChange={(model) => update({ model })}
        />
        <Select
          label={strings.gpu}
          value={state.gpu}
          groups={gpuGroups}
          onChange={(gpu) => update({ gpu })}
        />
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

type NumberKey = Extract<keyof typeof ranges, keyof GpuStrings['fields']>;

/** The options of a job: the few that decide most in sight, the rest folded away. */
export function OptionControls({
  state,
  update,
  ready,
  strings,
  onReset,
}: ControlProps & { onReset: () => void }) {
  const numeric = (key: NumberKey, step?: number) => (
    <NumberField
      key={key}
      label={strings.fields[key]}
      value={state[key]}
      range={ranges[key] as NumberRange}
      step={step}
      optional={optionalKeys.has(key)}
      invalid={strings.shared.invalid}
      onChange={(value) => update({ [key]: value })}
    />
  );
  const choose = (key: keyof GpuState & keyof GpuStrings['fields'], values: readonly string[]) => (
    <Select
      key={key}
      label={strings.fields[key]}
      value={String(state[key])}
      options={values.map((value) => ({ value, label: valueLabel(key, value, strings) }))}
      onChange={(value) => update({ [key]: value })}
    />
  );
  const toggle = (key: 'fusedCrossEntropy' | 'fusedOptimizer' | 'doubleQuantization') => (
    <Toggle
      key={key}
      label={strings.fields[key]}
      value={state[key]}
      onChange={(value) => update({ [key]: value })}
    />
  );

  const adapter = state.job === 'lora' || state.job === 'qlora';
  const main: VNode[] =
    state.job === 'run'
      ? [
          numeric('contextLength', 512),
          numeric('concurrency'),
          choose('weightFormat', ['auto', ...weightFormatsFor(state)]),
          choose('kvCacheFormat', kvCacheFormats),
        ]
      : [
          numeric('sequenceLength', 128),
          numeric('microBatchSize'),
          choose('gradientCheckpointing', checkpointings),
          choose('precision', precisions),
        ];
  const more: (VNode | false)[] =
    state.job === 'run'
      ? [choose('precision', precisions), choose('attention', attentions)]
      : [
          choose('optimizer', optimizers),
          choose('attention', attentions),
          adapter && numeric('loraRank'),
          adapter && choose('loraTargets', loraTargets),
          adapter && choose('weightFormat', ['auto', ...weightFormatsFor(state)]),
          numeric('gradientAccumulationSteps'),
          toggle('fusedCrossEntropy'),
          state.job === 'full' && toggle('fusedOptimizer'),
          state.job === 'qlora' && toggle('doubleQuantization'),
          numeric('tokens', 1e6),
          numeric('samples', 1000),
        ];
  return (
    <Controls ready={ready} label={strings.options}>
      <div class="hr-grid">{main}</div>
      <details class="hr-fold">
        <summary>{strings.more}</summary>
        <div class="hr-grid">
          {more}
          {numeric('otherUseGib', 0.5)}
          {numeric('electricityPricePerKwh', 0.01)}
          {numeric('gpuPrice', 10)}
          {numeric('gpuMemoryGib', 0.5)}
        </div>
      </details>
      <button type="button" class="hr-button hr-reset" onClick={onReset}>
        {strings.reset}
      </button>
    </Controls>
  );
}

const optionalKeys = new Set<NumberKey>([
  'tokens',
  'samples',
  'electricityPricePerKwh',
  'gpuPrice',
  'gpuMemoryGib',
]);

/** Which cards to list. */
export function FilterControls({ state, update, ready, strings }: ControlProps) {
  const { filters, shared } = strings;
  return (
    <Controls ready={ready} label={filters.title}>
      <div class="hr-grid hr-filters">
        <Select
          label={filters.series}
          value={state.series}
          options={[
            { value: '', label: filters.allSeries },
            ...gpuGroups.map(({ label }) => ({ value: label, label })),
          ]}
          onChange={(series) => update({ series })}
        />
        <NumberField
          label={filters.minMemoryGb}
          value={state.minMemoryGb}
          range={ranges.minMemoryGb}
          step={1}
          optional
          invalid={shared.invalid}
          onChange={(minMemoryGb) => update({ minMemoryGb })}
        />
        <NumberField
          label={filters.budget}
          value={state.budget}
          range={ranges.budget}
          step={50}
          optional
          invalid={shared.invalid}
          onChange={(budget) => update({ budget })}
        />
        <Toggle
          label={filters.fitsOnly}
          value={state.fitsOnly}
          onChange={(fitsOnly) => update({ fitsOnly })}
        />
      </div>
    </Controls>
  );
}
