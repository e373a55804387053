import { fill } from '../../../content/i18n/format.ts';
import type { Lang } from '../../../content/i18n/languages.ts';
import { launchPriceText } from '../shared/display.ts';
import { named } from '../shared/engine.ts';
import { useKept } from '../shared/kept.ts';
import { ownModel } from '../shared/own-model.ts';
import { formatGib, formatMoney, formatTokensPerSecond } from '../shared/format.ts';
import { MemoryBar } from '../shared/memory-bar.tsx';
import type { Change } from '../shared/url-state.ts';
import { describeChange } from './labels.ts';
import { readCards } from './card-list.ts';
import { verdictOf, works, type Ranked } from './chosen.ts';
import { ariaSort, nextSort } from './ranking.ts';
import { adviceToState, otherUseBytes, ownPrice } from './request.ts';
import { mostPins, type GpuState } from './state.ts';
import type { GpuStrings } from './strings.ts';

interface TableProps {
  rows: readonly Ranked[];
  state: GpuState;
  update: (change: Change<GpuState>) => void;
  ready: boolean;
  strings: GpuStrings;
  lang: Lang;
  /** Slugs of cards that the reader has. */
  owned: readonly string[];
  /** Pins a card, or takes it from the pins. */
  pin: (slug: string) => void;
}

type Column = 'name' | 'headroom' | 'speed' | 'price';

/**
 * Every card that passes the filters. The roles are spelled out because on a narrow screen the rows are laid out
 * as cards, and a table with another `display` is no table to a screen reader.
 */
export function CardTable({ rows, owned, ...common }: TableProps) {
  const keep = useKept();
  const { state, update, ready, strings } = common;
  const words = strings.table;
  const pins = readCards(state.pins).map(([slug]) => slug);
  const sortable = (column: Column, label: string) => (
    <th role="columnheader" scope="col" aria-sort={ariaSort(state.sort, column)} class={`hr-col-${column}`}>
      <button
        type="button"
        class="hr-sort"
        disabled={!ready}
        onClick={() => update(({ sort }) => ({ sort: nextSort(sort, column) }))}
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
        {state.gpuCount > 1 && ` ${fill(words.captionCount, { n: state.gpuCount })}`}
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
        {rows.map((row) => {
          const { slug } = row.gpu;
          const marks = {
            chosen: slug === state.gpu,
            pinned: pins.includes(slug),
            full: pins.length >= mostPins,
            owned: owned.includes(slug),
            own: ownPrice(state, slug),
          };
          const { gpuCount, currency, rate, unit, otherUseGib } = state;
          return keep(
            slug,
            [row, ...Object.values(marks), gpuCount, currency, rate, unit, otherUseGib, ready],
            () => <CardRow {...common} {...marks} key={slug} row={row} />,
          );
        })}
      </tbody>
    </table>
  );
}

interface RowProps extends Omit<TableProps, 'rows' | 'owned'> {
  row: Ranked;
  chosen: boolean;
  pinned: boolean;
  /** Whether there is no room for another pin. */
  full: boolean;
  /** Whether the reader has the card, and its price if they named one. */
  owned: boolean;
  own: number | null;
}

function CardRow(props: RowProps) {
  const { row, chosen, pinned, full, owned, own, state, update, ready, strings, lang, pin } = props;
  const words = strings.table;
  const { gpu, answer } = row;
  const verdict = verdictOf(answer, otherUseBytes(state));
  return (
    <tr role="row" class={`hr-card hr-verdict-${verdict}${chosen ? ' hr-card-chosen' : ''}`}>
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
        <span class="hr-quiet" style={{ display: 'inline-block', marginInlineStart: '.6rem' }}>
          {owned && `${words.owned} `}
          <button
            type="button"
            class="hr-pin"
            disabled={!ready || (!pinned && full)}
            aria-pressed={pinned}
            aria-label={fill(strings.pins.pinOne, { gpu: gpu.name })}
            onClick={() => pin(gpu.slug)}
          >
            {pinned ? strings.pins.pinned : strings.pins.pin}
          </button>
        </span>
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
          ? formatMoney(own * state.gpuCount, state.currency, lang)
          : gpu.launchPriceUsd === null
            ? '—'
            : launchPriceText(gpu.launchPriceUsd * state.gpuCount, state, lang)}
        {(own !== null || (gpu.launchPriceUsd !== null && gpu.launchYear !== null)) && (
          <span class="hr-quiet"> {own === null ? gpu.launchYear : words.yourPrice}</span>
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
