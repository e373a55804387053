import type { ComponentType } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Lang } from '../../../content/i18n/languages.ts';
import { stampKey, type Ignored } from './codec.ts';
import type { SharedStrings, Surface } from './island.ts';
import type { BoxProps } from './notice-box.tsx';
import type { Figure } from './figure.ts';

/** What a link brings that a reader should know: parts that were not used, and why; figures that have moved since. */
export function Notice({
  ignored,
  figure,
  dataVersion,
  surface,
  lang,
  strings,
  ready,
  onDismiss,
}: {
  ignored: readonly Ignored[];
  /** What the page shows as its answer; asked for once. */
  figure: () => Figure;
  dataVersion: string;
  surface: Surface;
  lang: Lang;
  strings: SharedStrings;
  ready: boolean;
  onDismiss: () => void;
}) {
  const [Box, setBox] = useState<ComponentType<BoxProps> | null>(null);
  // What the link shows, before the reader changes anything.
  const linked = useRef<BoxProps['linked']>(null);
  if (ready && !linked.current) {
    const stamp = surface === 'chapter' ? null : new URLSearchParams(location.search).get(stampKey);
    linked.current = { figure: figure(), stamp };
  }
  const wanted = ignored.length > 0 || typeof linked.current?.stamp === 'string';
  useEffect(() => {
    if (wanted) void import('./notice-box.tsx').then((part) => setBox(() => part.default));
  }, [wanted]);
  // The region stands empty from the start, so that what enters it is announced.
  return (
    <div role="status" class={`hr-notice hr-notice-${surface}`}>
      {Box && (
        <Box
          ignored={ignored}
          linked={linked.current}
          dataVersion={dataVersion}
          lang={lang}
          strings={strings}
          onDismiss={onDismiss}
        />
      )}
    </div>
  );
}
