import { Lazy } from './lazy.tsx';
import type { ToolsProps } from './tools.tsx';

const load = async () => (await import('./tools.tsx')).default;
// The server draws at once what a browser loads when a reader reaches for the calculator.
const atOnce = import.meta.env.SSR ? await load() : null;

/** The foot of a calculator (`tools.tsx`). */
export function Foot({ touched, ...props }: ToolsProps & { touched: boolean }) {
  return <Lazy load={load} atOnce={atOnce} wanted={touched} props={props} />;
}
