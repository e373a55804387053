import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Codec, Ignored } from './codec.ts';
import type { DisplayState } from './display.ts';
import { showMemoryIn } from './format.ts';
import { emptyHistory, record, travel } from './history.ts';
import type { Surface } from './island.ts';
import { linkedClass } from './linked.ts';

/** Keys of an address that belong to the page around an island. */
export const foreignKeys = ['theme', 'lang'] as const;

/** Browsers refuse more than about a hundred address changes in half a minute; typing must stay below. */
const writeDelayMs = 200;

const signs = ['pointermove', 'pointerdown', 'focusin', 'keydown'] as const;

/** A change of the state, or what makes one of the state as it is by then: what is drawn may be a moment older. */
export type Change<State> = Partial<State> | ((now: State) => Partial<State>);

/** Ways back and forth between the states that the reader has seen. */
export interface Travel {
  /** Whether there is a state before and after this one. */
  back: boolean;
  forth: boolean;
  go: (back: boolean) => void;
}

/**
 * State that lives in the address on a page of its own. The first render uses `initial` alone, as the server did;
 * the address is read once hydrated, and written from the reader's first change on. `reached` says whether the reader has
 * reached for the island, `touched` whether the parts that the server drew well enough must come alive: that, or the
 * state is another.
 */
export function useUrlState<State extends DisplayState>(codec: Codec<State>, surface: Surface, initial = '') {
  const [state, setState] = useState<State>(() => codec.parse(initial).state);
  const [ignored, setIgnored] = useState<Ignored[]>([]);
  const [ready, setReady] = useState(false);
  const [reached, setReached] = useState(false);
  const [shown, setShown] = useState(false);
  const changed = useRef(false);
  const current = useRef(state);
  const history = useRef(emptyHistory<State>()).current;
  const root = useRef<HTMLDivElement>(null);
  showMemoryIn(state.unit);

  const show = (next: State) => {
    current.current = next;
    setShown(true);
    setState(next);
  };

  useLayoutEffect(() => {
    if (surface !== 'chapter' && location.search.length > 1) {
      const read = codec.parse(location.search);
      show(read.state);
      setIgnored(read.ignored);
      setReady(true);
    } else {
      // To hydrate is work enough for one task: what the reader does meanwhile goes before the second drawing.
      setTimeout(() => setReady(true));
    }
    const touch = () => setReached(true);
    // A chapter is read with the mouse at hand; on a page of its own any movement is meant for the calculator.
    const place = surface === 'chapter' ? root.current! : window;
    for (const sign of signs) place.addEventListener(sign, touch, { once: true, passive: true });
  }, []);

  useLayoutEffect(() => {
    // Only now does the page show the state of the address.
    if (ready) root.current?.classList.remove(linkedClass);
  }, [ready]);

  useEffect(() => {
    if (surface === 'chapter' || !changed.current) return undefined;
    const timer = setTimeout(() => writeAddress(codec.serialise(state)), writeDelayMs);
    return () => clearTimeout(timer);
  }, [state]);

  const update = useCallback((wanted: Change<State>) => {
    const before = current.current;
    const change = typeof wanted === 'function' ? wanted(before) : wanted;
    const after = codec.follow(before, change);
    changed.current = true;
    if (codec.serialise(after) !== codec.serialise(before)) record(history, before, change, Date.now());
    show(after);
  }, []);

  const travels: Travel = {
    back: history.past.length > 0,
    forth: history.future.length > 0,
    go: (back) => {
      const next = travel(history, current.current, back);
      changed.current = true;
      if (next) show(next);
    },
  };

  return {
    root,
    state,
    update,
    ignored,
    dismiss: () => setIgnored([]),
    ready,
    reached,
    touched: reached || shown,
    travels,
  };
}

function writeAddress(query: string) {
  const now = new URLSearchParams(location.search);
  const all = new URLSearchParams(query);
  for (const key of foreignKeys) {
    const value = now.get(key);
    if (value !== null) all.set(key, value);
  }
  try {
    history.replaceState(
      history.state,
      '',
      `${location.pathname}${all.size ? `?${all}` : ''}${location.hash}`,
    );
  } catch {
    // A sandboxed frame may not touch its address; the links in the widget carry the state all the same.
  }
}
