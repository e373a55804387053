import type { ComponentType } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

/** What a reader may have done to a picture of the server: focus and folds, by their places. */
const marks = (place: Element) => ({
  folds: [...place.querySelectorAll('details')],
  stops: [...place.querySelectorAll<HTMLElement>('a, button, input, select, summary')],
});

/**
 * A part of an island whose code comes later: the server draws it at once, a browser keeps that picture until the
 * part is wanted and its code has arrived.
 * @param load imports the part; called in a browser once `wanted`.
 * @param atOnce the part itself on the server, `null` in a browser (see `import.meta.env.SSR`).
 */
export function Lazy<Props extends object>({
  load,
  atOnce,
  wanted,
  props,
}: {
  load: () => Promise<ComponentType<Props>>;
  atOnce: ComponentType<Props> | null;
  wanted: boolean;
  props: Props;
}) {
  const [Part, setPart] = useState<ComponentType<Props> | null>(() => atOnce);
  const place = useRef<HTMLDivElement>(null);
  const restore = useRef<() => void>();
  useEffect(() => {
    if (!wanted || Part) return;
    void load().then((part) => {
      const { folds, stops } = marks(place.current!);
      const focused = stops.indexOf(document.activeElement as HTMLElement);
      restore.current = () => {
        const now = marks(place.current!);
        folds.forEach(({ open }, index) => now.folds[index] && (now.folds[index].open = open));
        now.stops[focused]?.focus();
      };
      setPart(() => part);
    });
  }, [wanted]);
  // What comes alive under a reader's hands stays as they left it.
  useLayoutEffect(() => restore.current?.(), [Part]);
  // Hydration leaves what stands inside untouched where it is handed markup instead of children.
  if (!Part) return <div key="kept" ref={place} dangerouslySetInnerHTML={{ __html: '' }} />;
  return (
    <div key="live" ref={place}>
      <Part {...props} />
    </div>
  );
}
