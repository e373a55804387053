import { useEffect, useRef, useState } from 'preact/hooks';

/** An answer slower than this would be felt while typing, and is worked out after the keystroke is on screen. */
const inlineMs = 8;
const pauseMs = 60;

/**
 * The value of `compute` for `key`, worked out again only when `key` changes: at once while that is quick, else
 * after a pause in the changes, the last value standing meanwhile.
 */
export function useLatest<T>(key: string, compute: () => T): T {
  const kept = useRef<{ key: string; value: T; tookMs: number } | null>(null);
  const [, redraw] = useState(0);

  const work = () => {
    const start = performance.now();
    const value = compute();
    // The first time runs cold and says nothing about the next.
    kept.current = { key, value, tookMs: kept.current === null ? 0 : performance.now() - start };
    return value;
  };

  const current = kept.current;
  const value =
    current === null || (current.key !== key && current.tookMs <= inlineMs) ? work() : current.value;

  useEffect(() => {
    if (kept.current?.key === key) return undefined;
    const timer = setTimeout(() => {
      work();
      redraw((n) => n + 1);
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [key]);

  return value;
}
