import { fill } from '../../../content/i18n/format.ts';
import type { Lang } from '../../../content/i18n/languages.ts';
import { launchPriceText } from '../shared/display.ts';
import { named } from '../shared/engine.ts';
import { ownModel } from '../shared/own-model.ts';
import { formatGib, formatMoney, formatTokensPerSecond } from '../shared/format.ts';
import { MemoryBar } from '../shared/memory-bar.tsx';
import { describeChange } from './labels.ts';
import { ariaSort, nextSort, verdictOf, works, type Ranked } from './ranking.ts';
import { adviceToState, otherUseBytes } from './request.ts';
import type { GpuState } from './state.ts';
import type { GpuStrings } from './strings.ts';

interface TableProps {
  rows: readonly Ranked[];
  /** Rows in sight; the others are left out once the island is alive. */
  shown: number;
  state: GpuState;
  update: (change: Partial<GpuState>) => void;
  ready: boolean;
  strings: GpuStrings;
  lang: Lang;
}

type Column = 'name' | 'headroom' | 'speed' | 'price';

/**
 * Every card that passes the filters. The roles are spelled out because on a narrow screen the rows are laid out
 * as cards, and a table with another `display` is no table to a screen reader.
 */
export function CardTable({ rows, shown, state, update, ready, strings, lang }: TableProps) {
  const words = strings.table;
  const sortable = (column: Column, label: string) => (
    <th role="columnheader" scope="col" aria-sort={ariaSort(state.sort, column)} class={`hr-col-${column}`}>
      <button
        type="button"
        class="hr-sort"
        disabled={!ready}
        onClick={() => update({ sort: nextSort(state.sort, column) })}
      >
        {label}
      </button>
    </th>
  );
  return (
    <table role="table" class="hr-cards">
      <caption>
        {fill(words.caption, {
          model: state.model === ownModel ? state.modelName || strings.shared.choose.own : named(state.model),
          job: strings.jobs[state.job],
        })}
      </caption>
      <thead role="rowgroup">
        <tr role="row">
          {sortable('name', words.name)}
          <th role="columnheader" scope="col" class="hr-col-verdict">
            {words.verdict}
          </th>
          {sortable('headroom', words.headroom)}
          <th role="columnheader" scope="col" class="hr-col-memory">
            {words.memory}
          </th>
          {sortable('speed', words.speed)}
          {sortable('price', words.price)}
          <th role="columnheader" scope="col" class="hr-col-advice">
            {words.advice}
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {(ready ? rows.slice(0, shown) : rows).map((row, index) => (
          <CardRow
            key={row.gpu.slug}
            folded={index >= shown}
            row={row}
            state={state}
            update={update}
            ready={ready}
            strings={strings}
            lang={lang}
          />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps extends Omit<TableProps, 'rows' | 'shown'> {
  row: Ranked;
  folded: boolean;
}

function CardRow({ row, folded, state, update, ready, strings, lang }: RowProps) {
  const words = strings.table;
  const { gpu, answer } = row;
  const verdict = verdictOf(answer, otherUseBytes(state));
  const chosen = gpu.slug === state.gpu;
  const own = chosen ? state.gpuPrice : null;
  return (
    <tr role="row" hidden={folded} class={`hr-card hr-verdict-${verdict}${chosen ? ' hr-card-chosen' : ''}`}>
      <th role="rowheader" scope="row" class="hr-col-name">
        <button
          type="button"
          class="hr-card-name"
          disabled={!ready}
          aria-pressed={chosen}
          title={fill(words.choose, { gpu: gpu.name })}
          onClick={() => update({ gpu: gpu.slug, gpuPrice: null, gpuMemoryGib: null })}
        >
          {gpu.name}
        </button>
      </th>
      <td role="cell" class="hr-col-verdict">
        <span class="hr-mark">{words.verdicts[verdict]}</span>
      </td>
      <td role="cell" class="hr-col-headroom" data-label={words.headroom}>
        {formatGib(answer.headroom, lang)}
      </td>
      <td role="cell" class="hr-col-memory">
        <MemoryBar
          memory={answer.memory}
          otherUseBytes={otherUseBytes(state)}
          lang={lang}
          strings={strings.shared}
        />
      </td>
      <td role="cell" class="hr-col-speed" data-label={words.speed}>
        {formatTokensPerSecond(answer.speed.tokensPerSecond, lang)}
      </td>
      <td role="cell" class="hr-col-price" data-label={words.price}>
        {own !== null
          ? formatMoney(own, state.currency, lang)
          : gpu.launchPriceUsd === null
            ? '—'
            : launchPriceText(gpu.launchPriceUsd, state, lang)}
        {gpu.launchPriceUsd !== null && gpu.launchYear !== null && (
          <span class="hr-quiet"> {gpu.launchYear}</span>
        )}
      </td>
      <td role="cell" class="hr-col-advice" data-label={words.advice}>
        {!works(verdict) && firstAdvice(row, strings, lang)}
      </td>
    </tr>
  );
}

/** The first change that makes a card fit. */
function firstAdvice({ answer }: Ranked, strings: GpuStrings, lang: Lang): string {
  const found = answer.advice.find((one) => one.fits && adviceToState(one.change) !== null);
  return found ? describeChange(found.change, strings, lang, named) : strings.table.noAdvice;
}
