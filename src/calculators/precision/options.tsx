import { optimizerValues } from '../../estimation/request.ts';
import { checkpointings } from '../gpu/state.ts';
import { isImage } from '../shared/engine.ts';
import { Controls, Select } from '../shared/fields.tsx';
import { NumberField } from '../shared/number-field.tsx';
import { ModdedMemory } from '../shared/modded-memory.tsx';
import { modelOf } from '../shared/own-model.ts';
import { measures } from '../shared/typed.ts';
import type { ControlProps } from './controls.tsx';
import { ranges, type PrecisionState } from './state.ts';

/** What decides the size of a step. */
export function OptionControls({
  state,
  update,
  ready,
  strings,
  onReset,
}: ControlProps & { onReset: () => void }) {
  const numeric = (key: 'sequenceLength' | 'microBatchSize' | 'loraRank' | 'otherUseGib', step?: number) => (
    <NumberField
      label={strings.fields[key]}
      value={state[key]}
      range={ranges[key]}
      step={step}
      measure={measures[key]}
      invalid={strings.shared.invalid}
      onChange={(value) => value !== null && update({ [key]: value })}
    />
  );
  return (
    <Controls ready={ready} label={strings.options}>
      <div class="hr-grid">
        {!isImage(modelOf(state)) && numeric('sequenceLength', 128)}
        {numeric('microBatchSize')}
        <Select
          label={strings.fields.gradientCheckpointing}
          value={state.gradientCheckpointing}
          options={checkpointings.map((value) => ({
            value,
            label: value === 'full' ? strings.values.fullCheckpointing : strings.values[value],
          }))}
          onChange={(value) =>
            update({ gradientCheckpointing: value as PrecisionState['gradientCheckpointing'] })
          }
        />
        <Select
          label={strings.fields.optimizer}
          value={state.optimizer}
          options={optimizerValues.map((value) => ({ value, label: strings.values[value] }))}
          onChange={(value) => update({ optimizer: value as PrecisionState['optimizer'] })}
        />
        {numeric('loraRank')}
        {numeric('otherUseGib', 0.5)}
        <ModdedMemory
          state={state}
          update={update}
          range={ranges.gpuMemoryGib}
          label={strings.fields.moddedMemoryGb}
          invalid={strings.shared.invalid}
        />
      </div>
      <button type="button" class="hr-button hr-reset" onClick={onReset}>
        {strings.reset}
      </button>
    </Controls>
  );
}
