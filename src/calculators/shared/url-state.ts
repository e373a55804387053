import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Codec, Ignored } from './codec.ts';
import type { Surface } from './island.ts';
import { linkedClass } from './linked.ts';

/** Keys of an address that belong to the page around an island. */
export const foreignKeys = ['theme', 'lang'] as const;

/** Browsers refuse more than about a hundred address changes in half a minute; typing must stay below. */
const writeDelayMs = 200;

/**
 * State that lives in the address on a page of its own. The first render uses `initial` alone, as the server did;
 * the address is read once hydrated, and written from the reader's first change on.
 */
export function useUrlState<State extends object>(codec: Codec<State>, surface: Surface, initial = '') {
  const [state, setState] = useState<State>(() => codec.parse(initial).state);
  const [ignored, setIgnored] = useState<Ignored[]>([]);
  const [ready, setReady] = useState(false);
  const touched = useRef(false);
  const root = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    if (surface !== 'chapter' && location.search.length > 1) {
      const read = codec.parse(location.search);
      setState(read.state);
      setIgnored(read.ignored);
    }
    setReady(true);
  }, []);

  useLayoutEffect(() => {
    // Only now does the page show the state of the address.
    if (ready) root.current?.classList.remove(linkedClass);
  }, [ready]);

  useEffect(() => {
    if (surface === 'chapter' || !touched.current) return undefined;
    const timer = setTimeout(() => writeAddress(codec.serialise(state)), writeDelayMs);
    return () => clearTimeout(timer);
  }, [state]);

  const update = useCallback((change: Partial<State>) => {
    touched.current = true;
    setState((before) => codec.follow(before, change));
  }, []);

  return { root, state, update, ignored, dismiss: () => setIgnored([]), ready };
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
