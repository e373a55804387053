import { fill } from '../../../content/i18n/format.ts';
import type { Lang } from '../../../content/i18n/languages.ts';
import { formatDuration, formatGib, formatNumber, formatSignificant } from '../shared/format.ts';
import { MemoryBar } from '../shared/memory-bar.tsx';
import { supportSentence } from '../shared/support.ts';
import { isStorage, type FormatRow } from './rows.ts';
import type { PrecisionStrings } from './strings.ts';

/** The formats side by side. Roles are spelled out for the reason given at the card table. */
export function FormatTable({
  rows,
  otherUseBytes,
  caption,
  strings,
  lang,
}: {
  rows: readonly FormatRow[];
  otherUseBytes: number;
  caption: string;
  strings: PrecisionStrings;
  lang: Lang;
}) {
  const words = strings.table;
  const scale = Math.max(...rows.map(({ answer }) => answer.memory.total + otherUseBytes));
  const slowest = Math.max(...rows.map(({ stepSeconds }) => stepSeconds ?? 0));
  const heading = (name: string, text: string) => (
    <th role="columnheader" scope="col" class={`hr-col-${name}`}>
      {text}
    </th>
  );
  return (
    <table role="table" class="hr-cards hr-formats">
      <caption>{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {heading('name', words.format)}
          {heading('support', words.support)}
          {heading('rate', words.rate)}
          {heading('memory', words.memory)}
          {heading('time', words.time)}
          {heading('scaling', words.scaling)}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={row.id} role="row" class={`hr-card hr-level-${row.level}`}>
            <th role="rowheader" scope="row" class="hr-col-name">
              {strings.formats[row.id].name}
              <span class="hr-quiet">{strings.formats[row.id].what}</span>
            </th>
            <td role="cell" class="hr-col-support">
              <Support row={row} strings={strings} />
            </td>
            <td role="cell" class="hr-col-rate" data-label={words.rate}>
              {row.peakFlops === null
                ? words.noRate
                : fill(words.tflops, { n: formatNumber(row.peakFlops / 1e12, lang, 1) })}
              {isStorage(row.id) && row.peakFlops !== null && (
                <span class="hr-quiet">
                  {fill(words.computesIn, { format: strings.values[row.request.precision] })}
                </span>
              )}
            </td>
            <td role="cell" class="hr-col-memory">
              <MemoryBar
                memory={row.answer.memory}
                otherUseBytes={otherUseBytes}
                smallestScale={scale}
                lang={lang}
                strings={strings.shared}
              />
              <span class="hr-figure-value">
                {formatGib(row.answer.memory.total, lang)}{' '}
                <span class={row.answer.fits ? 'hr-good' : 'hr-bad'}>
                  {row.answer.fits
                    ? words.fits
                    : fill(words.short, { short: formatGib(-row.answer.headroom, lang) })}
                </span>
              </span>
            </td>
            <td role="cell" class="hr-col-time" data-label={words.time}>
              {row.stepSeconds === null ? (
                words.noTime
              ) : (
                <>
                  {formatDuration(row.stepSeconds, lang)}
                  <span class="hr-time" aria-hidden="true">
                    <span style={{ width: `${((row.stepSeconds / slowest) * 100).toFixed(1)}%` }} />
                  </span>
                  {row.speedup !== null && row.id !== 'fp32' && (
                    <span class="hr-quiet">
                      {fill(words.relative, { factor: formatSignificant(row.speedup, lang) })}
                    </span>
                  )}
                </>
              )}
            </td>
            <td role="cell" class="hr-col-scaling" data-label={words.scaling}>
              {strings.scaling[row.id]}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The level, and the sentences that give its reason. */
function Support({ row, strings }: { row: FormatRow; strings: PrecisionStrings }) {
  return (
    <>
      <span class="hr-mark">{strings.levels[row.level]}</span>
      {row.reasons.map((note) => (
        <span key={note.code} class="hr-quiet">
          {supportSentence(note, strings.support)}
        </span>
      ))}
    </>
  );
}
