import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { StepsProps } from './working-steps.tsx';

/** The fold over the working, whose code is loaded when a reader first unfolds it. */
export function Working(props: StepsProps) {
  const { strings } = props;
  const [open, setOpen] = useState(false);
  const [Steps, setSteps] = useState<ComponentType<StepsProps> | null>(null);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    if (!open || Steps) return;
    import('./working-steps.tsx').then(
      (part) => (setSteps(() => part.default), setFailed(false)),
      () => setFailed(true),
    );
  }, [open]);

  return (
    <details class="hr-fold hr-working" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{strings.show}</summary>
      {failed && <p>{strings.failed}</p>}
      {!failed && !Steps && <p>{strings.loading}</p>}
      {open && Steps && <Steps {...props} />}
    </details>
  );
}
