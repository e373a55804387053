import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** A fold whose content is loaded when a reader first unfolds it. */
export function LazyFold<Props extends object>({
  load,
  props,
  strings,
}: {
  /** Brings the content; after a failure it is called again at the next unfolding. */
  load: () => Promise<ComponentType<Props>>;
  props: Props;
  strings: { show: string; loading: string; failed: string };
}) {
  const [open, setOpen] = useState(false);
  const [Content, setContent] = useState<ComponentType<Props> | null>(null);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    if (!open || Content) return;
    load().then(
      (part) => (setContent(() => part), setFailed(false)),
      () => setFailed(true),
    );
  }, [open]);

  return (
    <details class="hr-fold hr-working hr-lazy" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{strings.show}</summary>
      {failed && <p>{strings.failed}</p>}
      {!failed && !Content && <p>{strings.loading}</p>}
      {open && Content && <Content {...props} />}
    </details>
  );
}
