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
  return (
    <table role="table" class="hr-cards hr-formats">
      <caption>{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {(['format', 'memory', 'time', 'support', 'reason'] as const).map((column) => (
            <th key={column} role="columnheader" scope="col">
              {words[column]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={row.id} role="row" class={`hr-level-${row.level}`}>
            <th role="rowheader" scope="row">
              {strings.formats[row.id].name}
            </th>
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
            <td role="cell" class="hr-col-time">
              <Time row={row} slowest={slowest} words={words} lang={lang} />
            </td>
            <td role="cell" class="hr-col-support">
              <span class="hr-mark">{strings.levels[row.level]}</span>
            </td>
            <td role="cell" class="hr-col-reason hr-quiet">
              <Reason row={row} strings={strings} lang={lang} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Time of a step as bar and figure, and how that compares with FP32. */
function Time({
  row,
  slowest,
  words,
  lang,
}: {
  row: FormatRow;
  slowest: number;
  words: PrecisionStrings['table'];
  lang: Lang;
}) {
  if (row.stepSeconds === null) return <>{words.noTime}</>;
  return (
    <>
      <span class="hr-time" aria-hidden="true">
        <span style={{ width: `${((row.stepSeconds / slowest) * 100).toFixed(1)}%` }} />
      </span>
      <span class="hr-figure-value">{formatDuration(row.stepSeconds, lang)}</span>
      {row.speedup !== null && row.id !== 'fp32' && (
        <>
          {' '}
          <strong class="hr-figure-value">
            {fill(words.relative, { factor: formatSignificant(row.speedup, lang) })}
          </strong>
        </>
      )}
    </>
  );
}

/** Why the format is supported or not, how fast its arithmetic is, what it is, and whether it needs loss scaling. */
function Reason({ row, strings, lang }: { row: FormatRow; strings: PrecisionStrings; lang: Lang }) {
  const words = strings.table;
  const rate =
    row.peakFlops !== null &&
    fill(isStorage(row.id) ? words.rateIn : words.rate, {
      n: formatNumber(row.peakFlops / 1e12, lang, 1),
      format: strings.values[row.request.precision],
    });
  const join = lang === 'zh-cn' ? '' : ' ';
  const rest = [rate, strings.formats[row.id].what, fill(words.scaling, { what: strings.scaling[row.id] })];
  return (
    <>
      <span class="hr-because">
        {row.reasons.map((note) => supportSentence(note, strings.support) + join).join('')}
      </span>
      {rest.filter(Boolean).join(join)}
    </>
  );
}
