import { Fragment } from 'preact';
import { useMemo } from 'preact/hooks';
import { fill } from '../../../content/i18n/format.ts';
import type { Lang } from '../../../content/i18n/languages.ts';
import { Controls, Segmented } from '../shared/fields.tsx';
import { formatNumber } from '../shared/format.ts';
import type { ControlProps } from './controls.tsx';
import { bitsOf, phases, regimenOf, type Format, type PartRow, type Regime } from './regimes.ts';
import { regimes } from './state.ts';
import type { PrecisionStrings } from './strings.ts';

const widest = 32;

/** The parts of a training step, each with the format it runs in and the reason. */
export function StepParts({ state, update, ready, strings, lang }: ControlProps & { lang: Lang }) {
  const words = strings.steps;
  const regimen = useMemo(() => regimenOf(state), [state]);
  const bytes = (n: number) => formatNumber(n, lang, 2);
  const optimizer = strings.values[state.optimizer];
  return (
    <div class="hr-loss">
      <p>{words.text}</p>
      <Controls ready={ready} label={words.title}>
        <Segmented
          label={words.regime}
          name="regime"
          value={state.regime}
          options={regimes.map((value) => ({ value, label: words.regimes[value] }))}
          onChange={(regime) => update({ regime: regime as Regime })}
        />
      </Controls>
      <table role="table" class="hr-parts">
        <caption>
          {fill(words.caption, {
            regime: words.regimes[state.regime],
            optimizer,
            lasting: bytes(regimen.lasting),
            passing: regimen.passing ? fill(words.passing, { n: bytes(regimen.passing) }) : '',
          })}
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            {(['part', 'format', 'bytes', 'why'] as const).map((column) => (
              <th key={column} role="columnheader" scope="col">
                {words.columns[column]}
              </th>
            ))}
          </tr>
        </thead>
        {phases.map((phase) => (
          <tbody key={phase} role="rowgroup">
            <tr role="row" class="hr-phase">
              <th role="rowheader" scope="rowgroup" colSpan={4}>
                {words.phases[phase]}
              </th>
            </tr>
            {regimen.rows
              .filter((row) => row.phase === phase)
              .map((row) => (
                <tr key={row.part} role="row" class="hr-part">
                  <th role="rowheader" scope="row">
                    {words.parts[row.part]}
                  </th>
                  <td role="cell">
                    {row.formats.length === 0
                      ? words.none
                      : row.formats.map((format) => (
                          <Fragment key={format}>
                            <FormatBar format={format} name={format === '8-bit' ? words.eightBit : format} />
                          </Fragment>
                        ))}
                  </td>
                  <td
                    role="cell"
                    data-label={words.columns.bytes}
                    class={row.bytes === null ? 'hr-no-size' : ''}
                  >
                    {row.bytes === null ? words.none : bytes(row.bytes)}
                  </td>
                  <td role="cell" class="hr-why">
                    {fill(reasonOf(row, words.why), { optimizer })}
                  </td>
                </tr>
              ))}
          </tbody>
        ))}
      </table>
      <p class="hr-caption">{words.picture}</p>
    </div>
  );
}

function FormatBar({ format, name }: { format: Format; name: string }) {
  const bits = bitsOf[format];
  return (
    <span class="hr-format-bar">
      <span class={`hr-format-${bits}`} style={{ width: `${(bits / widest) * 100}%` }} />
      {name}
    </span>
  );
}

/** The reason of a row; a part whose reason does not change from one way of training to another has only a plain one. */
function reasonOf(row: PartRow, why: PrecisionStrings['steps']['why']): string {
  const reasons: Partial<Record<PartRow['why'], string>> = why[row.part];
  return reasons[row.why] ?? reasons.plain ?? '';
}
