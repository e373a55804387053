import { gpus } from 'virtual:headroom-catalog';
import { useMemo, useState } from 'preact/hooks';
import { fill } from '../../../content/i18n/format.ts';
import type { Lang } from '../../../content/i18n/languages.ts';
import { useLater } from '../shared/later.ts';
import type { ControlProps } from './controls.tsx';
import { FilterControls } from './filters.tsx';
import { passes, rankAll, sortCards } from './ranking.ts';
import type { GpuState } from './state.ts';
import { CardTable } from './table.tsx';

/** Rows shown before the reader asks for all: as many as one looks through without searching. */
const firstRows = 12;

/** Fields that choose among cards already computed, and so need no new answers. */
const listing = [
  'segment',
  'series',
  'minMemoryGb',
  'budget',
  'fitsOnly',
  'sort',
] as const satisfies (keyof GpuState)[];

/** Every card ranked for the job: filters, and the table. */
export default function RankingSection({
  state,
  update,
  ready,
  strings,
  lang,
}: ControlProps & { lang: Lang }) {
  const question = JSON.stringify({ ...state, ...Object.fromEntries(listing.map((key) => [key, null])) });
  const settled = useLater(question, () => ({ cards: rankAll(state), state }));
  // The cards wait for the reader to pause; filters and order, which are quick, do not.
  const tableState = useMemo(
    () => ({ ...settled.state, ...Object.fromEntries(listing.map((key) => [key, state[key]])) }),
    [settled, ...listing.map((key) => state[key])],
  );
  const listed = useMemo(
    () =>
      sortCards(
        settled.cards.filter((card) => passes(card, tableState)),
        tableState,
      ),
    [settled, tableState],
  );
  const [all, setAll] = useState(false);
  const rows = useMemo(
    () => (
      <CardTable
        rows={listed}
        // A reader without JavaScript is shown every row that the server wrote.
        shown={all ? Infinity : firstRows}
        state={tableState}
        update={update}
        ready={ready}
        strings={strings}
        lang={lang}
      />
    ),
    [listed, all, ready],
  );
  const words = strings.table;
  const clear = () =>
    update({ segment: 'all', series: '', minMemoryGb: null, budget: null, fitsOnly: false });

  return (
    <>
      <FilterControls state={state} update={update} ready={ready} strings={strings} />
      <p class="hr-quiet">
        {fill(words.shown, { shown: listed.length, total: gpus.length })}
        {state.budget !== null && ` ${words.unpriced}`}
      </p>
      {listed.length > 0 ? (
        <>
          {rows}
          {!all && listed.length > firstRows && (
            <button type="button" class="hr-button hr-more" disabled={!ready} onClick={() => setAll(true)}>
              {fill(words.all, { n: listed.length })}
            </button>
          )}
        </>
      ) : (
        <div class="hr-empty">
          <p>{words.empty}</p>
          <button type="button" class="hr-button" onClick={clear}>
            {words.clear}
          </button>
        </div>
      )}
    </>
  );
}
