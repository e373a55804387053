import { useEffect, useState } from 'preact/hooks';

/**
 * The value of the render before, until that render has been painted: what shows it is drawn in a task of its own, so
 * that a reader sees first what they pressed. Of the value of another `useAfterPaint` it makes a third task.
 */
export function useAfterPaint<T>(value: T): T {
  const [shown, setShown] = useState(() => value);
  useEffect(() => {
    // A task of its own: effects run in one, with those of every other part.
    const timer = setTimeout(() => setShown(() => value));
    return () => clearTimeout(timer);
  }, [value]);
  return shown;
}
