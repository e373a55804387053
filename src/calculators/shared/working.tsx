import { LazyFold } from './lazy-fold.tsx';
import type { StepsProps } from './working-steps.tsx';

const load = async () => (await import('./working-steps.tsx')).default;

/** The fold over the working. */
export function Working(props: StepsProps) {
  return <LazyFold load={load} props={props} strings={props.strings} />;
}
