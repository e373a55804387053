import type { VNode } from 'preact';
import { optimizerValues } from '../../estimation/request.ts';
import { fill } from '../../../content/i18n/format.ts';
import type { NumberRange } from '../shared/codec.ts';
import { currencyLabel } from '../shared/display.ts';
import { isImage } from '../shared/engine.ts';
import { Controls, Select, Toggle } from '../shared/fields.tsx';
import { NumberField } from '../shared/number-field.tsx';
import { ModdedMemory } from '../shared/modded-memory.tsx';
import { modelOf } from '../shared/own-model.ts';
import { withCard } from './card-list.ts';
import { measures } from '../shared/typed.ts';
import type { ControlProps } from './controls.tsx';
import { valueLabel } from './labels.ts';
import { ownPrice } from './request.ts';
import {
  attentions,
  checkpointings,
  frameworksFor,
  kvCacheFormats,
  loraTargets,
  offloads,
  precisions,
  ranges,
  shardings,
  splits,
  weightFormatsFor,
  type GpuState,
} from './state.ts';
import type { GpuStrings } from './strings.ts';

type NumberKey = Extract<keyof typeof ranges, keyof GpuStrings['fields']>;

/** The options of a job: the few that decide most in sight, the rest folded away. */
export function OptionControls({
  state,
  update,
  ready,
  strings,
  onReset,
}: ControlProps & { onReset: () => void }) {
  const currency = currencyLabel(state.currency, strings.shared.share.dollars);
  const numeric = (key: NumberKey, step?: number) => (
    <NumberField
      key={key}
      label={fill(strings.fields[key], { currency })}
      value={state[key]}
      range={ranges[key] as NumberRange}
      step={step}
      measure={measures[key]}
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

  const several = state.gpuCount > 1;
  const adapter = state.job !== 'full' && state.job !== 'run';
  // An image has the tokens it has.
  const image = isImage(modelOf(state));
  const main: (VNode | false)[] =
    state.job === 'run'
      ? [
          !image && numeric('contextLength', 512),
          numeric('concurrency'),
          choose('weightFormat', ['auto', ...weightFormatsFor(state)]),
          choose('kvCacheFormat', kvCacheFormats),
          several && choose('split', splits),
        ]
      : [
          !image && numeric('sequenceLength', 128),
          numeric('microBatchSize'),
          choose('gradientCheckpointing', checkpointings),
          choose('precision', precisions),
          several && choose('sharding', shardings),
        ];
  const more: (VNode | false)[] =
    state.job === 'run'
      ? [
          choose('precision', precisions),
          choose('attention', attentions),
          !image && numeric('promptTokens', 128),
        ]
      : [
          choose('optimizer', optimizerValues),
          choose('attention', attentions),
          adapter && numeric('loraRank'),
          adapter && choose('loraTargets', loraTargets),
          adapter && choose('weightFormat', ['auto', ...weightFormatsFor(state)]),
          numeric('gradientAccumulationSteps'),
          toggle('fusedCrossEntropy'),
          state.job === 'full' && toggle('fusedOptimizer'),
          state.job === 'qlora' && toggle('doubleQuantization'),
          choose('offload', offloads),
        ];
  return (
    <Controls ready={ready} label={strings.options}>
      <div class="hr-grid">
        {main}
        {numeric('tokens', 1e6)}
        {numeric('electricityPricePerKwh', 0.01)}
        <ModdedMemory
          state={state}
          update={update}
          range={ranges.gpuMemoryGib}
          label={strings.fields.moddedMemoryGb}
          invalid={strings.shared.invalid}
        />
      </div>
      <details class="hr-fold">
        <summary>{strings.more}</summary>
        <div class="hr-grid">
          {more}
          {choose('framework', frameworksFor(state.job))}
          {numeric('samples', 1000)}
          {numeric('otherUseGib', 0.5)}
          <NumberField
            label={fill(strings.fields.gpuPrice, { currency })}
            value={ownPrice(state, state.gpu)}
            range={ranges.gpuPrice}
            step={10}
            optional
            invalid={strings.shared.invalid}
            onChange={(price) =>
              update({ gpuPrice: null, paid: withCard(state.paid, state.gpu, price, NaN) })
            }
          />
        </div>
      </details>
      <button type="button" class="hr-button hr-reset" onClick={onReset}>
        {strings.reset}
      </button>
    </Controls>
  );
}

const optionalKeys = new Set<NumberKey>(['tokens', 'samples', 'electricityPricePerKwh', 'promptTokens']);
