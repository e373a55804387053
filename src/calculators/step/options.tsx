import { optimizerValues } from '../../estimation/request.ts';
import { valueLabel } from '../gpu/labels.ts';
import {
  attentions,
  checkpointings,
  loraTargets,
  precisions,
  ranges,
  weightFormatsFor,
  type GpuState,
} from '../gpu/state.ts';
import type { NumberRange } from '../shared/codec.ts';
import { isImage } from '../shared/engine.ts';
import { Controls, Select, Toggle } from '../shared/fields.tsx';
import { ModdedMemory } from '../shared/modded-memory.tsx';
import { NumberField } from '../shared/number-field.tsx';
import { modelOf } from '../shared/own-model.ts';
import { measures } from '../shared/typed.ts';
import type { StepState } from './state.ts';
import type { StepStrings } from './strings.ts';

interface OptionProps {
  state: StepState;
  update: (change: Partial<StepState>) => void;
  ready: boolean;
  strings: StepStrings;
  onReset: () => void;
}

type NumberKey = keyof typeof ranges & keyof GpuState & keyof StepStrings['fields'];

/** What decides the shape of a step: the few that decide most in sight, the rest folded away. */
export function OptionControls({ state, update, ready, strings, onReset }: OptionProps) {
  const numeric = (key: NumberKey, step?: number) => (
    <NumberField
      key={key}
      label={strings.fields[key]}
      value={state[key]}
      range={ranges[key] as NumberRange}
      step={step}
      measure={measures[key]}
      invalid={strings.shared.invalid}
      onChange={(value) => value !== null && update({ [key]: value })}
    />
  );
  const select = (key: keyof GpuState & keyof StepStrings['fields'], values: readonly string[]) => (
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
  const adapter = state.job !== 'full';
  return (
    <Controls ready={ready} label={strings.options}>
      <div class="hr-grid">
        {!isImage(modelOf(state)) && numeric('sequenceLength', 128)}
        {numeric('microBatchSize')}
        {numeric('gradientAccumulationSteps')}
        {select('gradientCheckpointing', checkpointings)}
        {select('optimizer', optimizerValues)}
        {select('attention', attentions)}
      </div>
      <details class="hr-fold">
        <summary>{strings.more}</summary>
        <div class="hr-grid">
          {select('precision', precisions)}
          {adapter && numeric('loraRank')}
          {adapter && select('loraTargets', loraTargets)}
          {adapter && select('weightFormat', ['auto', ...weightFormatsFor(state)])}
          {toggle('fusedCrossEntropy')}
          {!adapter && toggle('fusedOptimizer')}
          {state.job === 'qlora' && toggle('doubleQuantization')}
          {numeric('otherUseGib', 0.5)}
          <ModdedMemory
            state={state}
            update={update}
            range={ranges.gpuMemoryGib}
            label={strings.fields.moddedMemoryGb}
            invalid={strings.shared.invalid}
          />
        </div>
      </details>
      <button type="button" class="hr-button hr-reset" onClick={onReset}>
        {strings.reset}
      </button>
    </Controls>
  );
}
