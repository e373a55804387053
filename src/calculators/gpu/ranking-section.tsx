import { gpus } from 'virtual:headroom-catalog';
import { useMemo, useState } from 'preact/hooks';
import { fill } from '../../../content/i18n/format.ts';
import type { Lang } from '../../../content/i18n/languages.ts';
import { useAfterPaint } from '../shared/after-paint.ts';
import { isGpu } from '../shared/engine.ts';
import { useLater } from '../shared/later.ts';
import { useSlices } from '../shared/slices.ts';
import { readCards } from './card-list.ts';
import type { ControlProps } from './controls.tsx';
import { FilterControls } from './filters.tsx';
import { MyCardsEditor, useMyCards } from './my-cards.tsx';
import { togglePin } from './pinned.ts';
import { SpeedPlot } from './plot.tsx';
import type { Ranked } from './chosen.ts';
import { passes, rankAll, sortCards, withAdvice } from './ranking.ts';
import { SideBySide } from './side-by-side.tsx';
import { filterFields, keyWithout, listingFields } from './state.ts';
import { CardTable } from './table.tsx';

/** Rows shown before the reader asks for all: as many as one looks through without searching. */
const firstRows = 12;

/** Every card for the job: filters, the plot of speed against price, the ranked table, and pinned cards side by side. */
export default function RankingSection({
  state,
  update,
  ready,
  strings,
  lang,
}: ControlProps & { lang: Lang }) {
  const painted = useAfterPaint(state);
  const settled = useLater(keyWithout(painted, listingFields), () => ({
    cards: rankAll(painted),
    state: painted,
  }));
  // The cards wait for the reader to pause; filters and order, which are quick, do not.
  const listing = listingFields.map((key) => painted[key]);
  const tableState = useMemo(
    () => ({ ...settled.state, ...Object.fromEntries(listingFields.map((key) => [key, painted[key]])) }),
    [settled, ...listing],
  );
  const mine = useMyCards(state, update, isGpu);
  const { paid, rate, sort } = painted;
  const passing = useMemo(() => {
    const own = readCards(mine.list);
    return settled.cards.filter((card) => passes(card, tableState, own));
  }, [settled, mine.list, paid, rate, ...filterFields.map((key) => painted[key])]);
  const listed = useMemo(() => sortCards(passing, tableState), [passing, paid, rate, sort]);
  const [wanted, setWanted] = useState(firstRows);
  const [editing, setEditing] = useState(false);
  const pin = (slug: string) => update((now) => ({ pins: togglePin(now, slug) }));
  const most = useSlices(Math.min(wanted, listed.length));
  const advised = useMemo(() => {
    const found = new Map<Ranked, Ranked>();
    return (card: Ranked) => found.get(card) ?? found.set(card, withAdvice(card, settled.state)).get(card)!;
  }, [settled]);
  const rows = useMemo(
    () => (
      <CardTable
        rows={listed.slice(0, most).map(advised)}
        state={tableState}
        update={update}
        ready={ready}
        strings={strings}
        lang={lang}
        owned={readCards(mine.list).map(([slug]) => slug)}
        pin={pin}
      />
    ),
    [listed, tableState, mine.list, most, ready],
  );
  const plot = useMemo(
    () => (
      <SpeedPlot
        cards={passing}
        state={tableState}
        update={update}
        ready={ready}
        strings={strings}
        lang={lang}
        pin={pin}
      />
    ),
    [passing, tableState, ready],
  );
  const later = useAfterPaint(painted);
  const pinned = useMemo(
    () => <SideBySide state={later} update={update} ready={ready} strings={strings} lang={lang} />,
    [later, ready],
  );
  const words = strings.table;
  const clear = () =>
    update({
      segment: 'all',
      series: '',
      minMemoryGb: null,
      budget: null,
      maxPowerW: null,
      ownOnly: false,
      fitsOnly: false,
    });

  return (
    <>
      <FilterControls state={state} update={update} ready={ready} strings={strings} owns={mine.list !== ''} />
      <details class="hr-fold" onToggle={(event) => setEditing(event.currentTarget.open)}>
        <summary>{strings.mine.title}</summary>
        {editing && <MyCardsEditor state={state} update={update} strings={strings} mine={mine} />}
      </details>
      <p class="hr-quiet" style={{ marginBottom: '1rem' }}>
        {fill(words.shown, { shown: listed.length, total: gpus.length })}
        {state.budget !== null && ` ${words.unpriced}`}
      </p>
      {listed.length > 0 ? (
        <>
          {plot}
          {rows}
          {wanted < listed.length && (
            <button
              type="button"
              class="hr-button hr-more"
              disabled={!ready}
              onClick={() => setWanted(Infinity)}
            >
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
      <div style={{ marginTop: '2rem' }}>{pinned}</div>
    </>
  );
}
