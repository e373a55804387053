import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Ignored } from '../calculators/shared/codec.ts';
import { linkedClass } from '../calculators/shared/linked.ts';
import type { ComparisonData } from './data.ts';
import { parse, serialise, type ComparisonState } from './state.ts';

export type Fetched = { status: 'idle' | 'loading' | 'failed' } | { status: 'here'; data: ComparisonData };

/** The cards, fetched once the page has some to show or the reader reaches for the field. */
export function useCards(address: string) {
  const [fetched, setFetched] = useState<Fetched>({ status: 'idle' });
  const asked = useRef(false);
  const load = useCallback(() => {
    if (asked.current) return;
    asked.current = true;
    setFetched({ status: 'loading' });
    fetch(address)
      .then(async (response) => {
        if (!response.ok) throw new Error(String(response.status));
        setFetched({ status: 'here', data: (await response.json()) as ComparisonData });
      })
      .catch(() => {
        asked.current = false;
        setFetched({ status: 'failed' });
      });
  }, [address]);
  return { fetched, load };
}

/** State in the address: each change is a step that the browser's back button undoes. */
export function useAddress() {
  const [{ state, ignored }, set] = useState<{ state: ComparisonState; ignored: Ignored[] }>(() => parse(''));
  const [ready, setReady] = useState(false);
  const root = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const read = () => set(parse(location.search));
    read();
    setReady(true);
    addEventListener('popstate', read);
    return () => removeEventListener('popstate', read);
  }, []);
  useEffect(() => {
    // Only now does the page show the state of the address.
    if (ready) root.current?.classList.remove(linkedClass);
  }, [ready]);

  const update = useCallback((next: ComparisonState) => {
    const query = serialise(next);
    history.pushState(history.state, '', `${location.pathname}${query && `?${query}`}`);
    set({ state: next, ignored: [] });
  }, []);
  const dismiss = useCallback(() => set((now) => ({ ...now, ignored: [] })), []);
  return { root, state, ignored, update, dismiss, ready };
}
