import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Lang } from '../../../content/i18n/languages.ts';
import type { ConfigStrings, SharedStrings } from './island.ts';
import type { ModelState } from './own-model.ts';
import type { PasteProps } from './paste.tsx';

interface OwnModelProps {
  update: (change: Partial<ModelState>) => void;
  onClose: () => void;
  strings: { shared: SharedStrings; config: ConfigStrings; errors: Record<string, string> };
  lang: Lang;
}

/** Room for a model that is not listed, whose code is loaded when a reader opens it. */
export function OwnModel({ update, onClose, strings, lang }: OwnModelProps) {
  const [Paste, setPaste] = useState<ComponentType<PasteProps> | null>(null);
  useEffect(() => {
    void import('./paste.tsx').then((part) => setPaste(() => part.default));
  }, []);
  const [opener] = useState(() => document.activeElement as HTMLElement | null);
  const close = () => {
    onClose();
    opener?.focus();
  };
  const { choose } = strings.shared;
  return Paste ? (
    <Paste
      update={update}
      onClose={close}
      strings={choose}
      words={strings.config}
      errors={strings.errors}
      lang={lang}
    />
  ) : (
    <p class="hr-paste hr-quiet">{choose.loading}</p>
  );
}
