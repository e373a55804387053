import { useEffect, useState } from 'preact/hooks';

/** Rows drawn in one task: a mid-range phone needs a frame or two for so many. */
const slice = 12;

/** How many of `wanted` rows to draw now: fewer at once, more a slice at a time, so that no task is long. */
export function useSlices(wanted: number): number {
  const [drawn, setDrawn] = useState(wanted);
  const now = Math.min(drawn, wanted);
  useEffect(() => {
    if (now === drawn && now === wanted) return undefined;
    const timer = setTimeout(() => setDrawn(Math.min(wanted, now + slice)));
    return () => clearTimeout(timer);
  }, [now, wanted]);
  return now;
}
