import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

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
  useEffect(() => {
    if (wanted && !Part) void load().then((part) => setPart(() => part));
  }, [wanted]);
  // Hydration leaves what stands inside untouched where it is handed markup instead of children.
  if (!Part) return <div key="kept" dangerouslySetInnerHTML={{ __html: '' }} />;
  return (
    <div key="live">
      <Part {...props} />
    </div>
  );
}
