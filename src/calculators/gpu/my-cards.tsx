import { useEffect, useMemo, useState } from 'preact/hooks';
import { fill } from '../../../content/i18n/format.ts';
import { named } from '../shared/engine.ts';
import { currencyLabel } from '../shared/display.ts';
import { Select, Toggle } from '../shared/fields.tsx';
import { NumberField } from '../shared/number-field.tsx';
import { gpuGroups } from '../shared/lists.ts';
import { readCards, withCard } from './card-list.ts';
import type { ControlProps } from './controls.tsx';
import { ranges, type GpuState } from './state.ts';

const storageKey = 'headroom:my-cards';

/** What a browser keeps, if it keeps anything: a frame, a private window or a full disk may refuse. */
function stored(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}

/** Writes or forgets; says whether the browser did. */
function store(cards: string | null): boolean {
  try {
    if (cards === null) localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, cards);
    return cards === null || localStorage.getItem(storageKey) === cards;
  } catch {
    return false;
  }
}

/** The cards a reader has, from the address or, once asked to, from this device; an address goes before it. */
export function useMyCards(
  state: GpuState,
  update: (change: Partial<GpuState>) => void,
  known: (slug: string) => boolean,
) {
  const [kept, setKept] = useState<string | null>(null);
  const [refused, setRefused] = useState(false);
  useEffect(() => {
    const cards = stored();
    if (cards !== null) setKept(cards.split(',').filter(known).join());
  }, []);
  const list = state.mine || kept || '';
  const set = (cards: string) => {
    if (kept === null) update({ mine: cards });
    else {
      if (store(cards)) setKept(cards);
      if (state.mine) update({ mine: cards });
    }
  };
  const remember = (wanted: boolean) => {
    const worked = store(wanted ? list : null);
    setRefused(!worked);
    if (!worked) return;
    setKept(wanted ? list : null);
    // What the device remembers needs no place in the address; what it forgets gets one for this visit.
    update({ mine: wanted ? '' : list });
  };
  return { list, set, remembered: kept !== null, remember, refused };
}

export type MyCards = ReturnType<typeof useMyCards>;

/** Cards the reader has or knows a price of: one line each. */
export function MyCardsEditor({
  state,
  update,
  strings,
  mine,
}: Omit<ControlProps, 'ready'> & { mine: MyCards }) {
  const words = strings.mine;
  const [adding, setAdding] = useState(state.gpu);
  const [opened, setOpened] = useState<readonly string[]>([]);
  useEffect(() => setAdding(state.gpu), [state.gpu]);
  const groups = useMemo(() => gpuGroups(strings.shared.choose.segments), [strings]);
  const owned = readCards(mine.list).map(([slug]) => slug);
  const paid = new Map(readCards(state.paid));
  const lines = [...new Set([...owned, ...paid.keys(), ...opened])];
  return (
    <div style={{ display: 'grid', gap: '.75rem' }}>
      <p class="hr-quiet">{words.how}</p>
      <div class="hr-grid">
        <Select label={words.which} value={adding} groups={groups} onChange={setAdding} />
        <button
          type="button"
          class="hr-button"
          disabled={lines.includes(adding)}
          onClick={() => setOpened([...opened, adding])}
        >
          {words.add}
        </button>
      </div>
      {lines.map((slug) => {
        const gpu = named(slug);
        return (
          <fieldset key={slug} class="hr-grid">
            <legend class="hr-label">
              <strong>{gpu}</strong>
            </legend>
            <NumberField
              label={fill(words.price, {
                gpu,
                currency: currencyLabel(state.currency, strings.shared.share.dollars),
              })}
              value={paid.get(slug) ?? null}
              range={ranges.gpuPrice}
              step={10}
              optional
              invalid={strings.shared.invalid}
              onChange={(price) => {
                setOpened([...new Set([...opened, slug])]);
                update({ paid: withCard(state.paid, slug, price, NaN) });
              }}
            />
            <Toggle
              label={words.own}
              value={owned.includes(slug)}
              onChange={(own) => {
                setOpened([...new Set([...opened, slug])]);
                mine.set(withCard(mine.list, slug, own ? 1 : null));
              }}
            />
          </fieldset>
        );
      })}
      <Toggle label={words.remember} value={mine.remembered} onChange={mine.remember} />
      <p role="status" class="hr-quiet">
        {mine.refused ? words.refused : mine.remembered ? words.kept : words.inLink}
      </p>
    </div>
  );
}
