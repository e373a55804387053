import { useEffect, useRef, useState } from 'preact/hooks';

/** Longer than the gap between two keystrokes of a fast typist would be felt as delay. */
const pauseMs = 90;

/** The first answer is the server's, the second that of the address; both are wanted at once. */
const atOnce = 2;

/**
 * The value of `compute` for `key`, worked out off the typing path: when the key has stood still for a moment. Until
 * then the last value stands.
 */
export function useLater<T>(key: string, compute: () => T): T {
  const kept = useRef<{ key: string; value: T; count: number } | null>(null);
  const [, redraw] = useState(0);

  const work = () => {
    kept.current = { key, value: compute(), count: (kept.current?.count ?? 0) + 1 };
    return kept.current;
  };

  const before = kept.current;
  const current = before === null || (before.key !== key && before.count < atOnce) ? work() : before;

  useEffect(() => {
    if (kept.current?.key === key) return undefined;
    const timer = setTimeout(() => {
      work();
      redraw((n) => n + 1);
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [key]);

  return current.value;
}
