import { gpuGroups, modelGroups } from '../shared/lists.ts';
import { Controls, NumberField, Segmented, Select } from '../shared/fields.tsx';
import { checkpointings, optimizers } from '../gpu/state.ts';
import { methods, ranges, type PrecisionState } from './state.ts';
import type { PrecisionStrings } from './strings.ts';

interface ControlProps {
  state: PrecisionState;
  update: (change: Partial<PrecisionState>) => void;
  ready: boolean;
  strings: PrecisionStrings;
}

/** One model, one card, one way of training. */
export function ChooseControls({ state, update, ready, strings }: ControlProps) {
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
      invalid={strings.shared.invalid}
      onChange={(value) => value !== null && update({ [key]: value })}
    />
  );
  return (
    <Controls ready={ready} label={strings.options}>
      <div class="hr-grid">
        {numeric('sequenceLength', 128)}
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
          options={optimizers.map((value) => ({ value, label: strings.values[value] }))}
          onChange={(value) => update({ optimizer: value as PrecisionState['optimizer'] })}
        />
        {numeric('loraRank')}
        {numeric('otherUseGib', 0.5)}
      </div>
      <button type="button" class="hr-button hr-reset" onClick={onReset}>
        {strings.reset}
      </button>
    </Controls>
  );
}
