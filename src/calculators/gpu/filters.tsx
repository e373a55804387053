import { fill } from '../../../content/i18n/format.ts';
import { currencyLabel, needsRate } from '../shared/display.ts';
import { Controls, Segmented, Select, Toggle } from '../shared/fields.tsx';
import { NumberField } from '../shared/number-field.tsx';
import { seriesOf } from '../shared/lists.ts';
import type { ControlProps } from './controls.tsx';
import { ranges, segments, type GpuState } from './state.ts';

/** Which cards to list. */
export function FilterControls({
  state,
  update,
  ready,
  strings,
  owns,
}: ControlProps & {
  /** Whether the reader has named cards of their own. */
  owns: boolean;
}) {
  const { filters, shared } = strings;
  const words: Record<string, string> = { all: filters.allSegments, ...shared.choose.segments };
  return (
    <Controls ready={ready} label={filters.title}>
      <Segmented
        label={filters.segment}
        name="segment"
        value={state.segment}
        options={segments.map((value) => ({ value, label: words[value]! }))}
        onChange={(segment) => update({ segment: segment as GpuState['segment'], series: '' })}
      />
      <div class="hr-grid hr-filters">
        <Select
          label={filters.series}
          value={state.series}
          options={[
            { value: '', label: filters.allSeries },
            ...seriesOf(state.segment).map((value) => ({ value, label: value })),
          ]}
          onChange={(series) => update({ series, segment: state.segment })}
        />
        <NumberField
          label={filters.minMemoryGb}
          value={state.minMemoryGb}
          range={ranges.minMemoryGb}
          measure="box"
          step={1}
          optional
          invalid={shared.invalid}
          onChange={(minMemoryGb) => update({ minMemoryGb })}
        />
        <NumberField
          label={fill(filters.budget, { currency: currencyLabel(state.currency, shared.share.dollars) })}
          value={state.budget}
          range={ranges.budget}
          step={50}
          optional
          invalid={shared.invalid}
          onChange={(budget) => update({ budget })}
        />
        <NumberField
          label={filters.maxPowerW}
          value={state.maxPowerW}
          range={ranges.maxPowerW}
          step={10}
          optional
          invalid={shared.invalid}
          onChange={(maxPowerW) => update({ maxPowerW })}
        />
        <Toggle
          label={filters.fitsOnly}
          value={state.fitsOnly}
          onChange={(fitsOnly) => update({ fitsOnly })}
        />
        {(owns || state.ownOnly) && (
          <Toggle label={filters.ownOnly} value={state.ownOnly} onChange={(ownOnly) => update({ ownOnly })} />
        )}
      </div>
      {state.budget !== null && needsRate(state) && (
        <p class="hr-quiet">{fill(shared.share.rateHint, { currency: state.currency })}</p>
      )}
    </Controls>
  );
}
