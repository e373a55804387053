import { dataVersion } from 'virtual:headroom-catalog';
import type { ComponentChildren, HTMLAttributes, RefObject } from 'preact';
import type { Lang } from '../../../content/i18n/languages.ts';
import type { Ignored } from './codec.ts';
import { HideUntilRead } from './hide-until-read.tsx';
import type { SharedStrings, Surface } from './island.ts';
import { Notice } from './notice.tsx';
import type { Figure } from './figure.ts';

interface FrameProps extends Pick<HTMLAttributes<HTMLDivElement>, 'onFocusIn' | 'onPointerOver'> {
  root: RefObject<HTMLDivElement>;
  ignored: readonly Ignored[];
  dismiss: () => void;
  ready: boolean;
  /** What the page shows as its answer; asked for once. */
  figure: () => Figure;
  surface: Surface;
  lang: Lang;
  strings: SharedStrings;
  children: ComponentChildren;
}

/** What every calculator stands in: hidden while its state is read, and what a reader should know before the answer. */
export function Frame({
  root,
  ignored,
  dismiss,
  ready,
  figure,
  surface,
  lang,
  strings,
  children,
  ...events
}: FrameProps) {
  return (
    <div ref={root} class={`hr-calculator hr-on-${surface} not-content`} {...events}>
      {surface !== 'chapter' && <HideUntilRead />}
      <noscript>
        <p class="hr-noscript">{strings.noScript}</p>
      </noscript>
      <Notice
        ignored={ignored}
        figure={figure}
        dataVersion={dataVersion}
        surface={surface}
        lang={lang}
        strings={strings}
        ready={ready}
        onDismiss={dismiss}
      />
      {children}
    </div>
  );
}
