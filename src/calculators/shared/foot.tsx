import type { ComponentType } from 'preact';
import { Lazy } from './lazy.tsx';
import type { ToolsProps } from './tools.tsx';

/** The foot with everything in it: a part that came later would push down what a reader is about to press. */
const load = async (): Promise<ComponentType<ToolsProps>> => (await import('./tools.tsx')).default;
const loadWithDisplay = async (): Promise<ComponentType<ToolsProps>> => {
  const [{ default: Tools }, { DisplayControls }] = await Promise.all([
    import('./tools.tsx'),
    import('./display-controls.tsx'),
  ]);
  return (props) => <Tools {...props} Display={DisplayControls} />;
};
// The server draws at once what a browser loads when a reader reaches for the calculator.
const atOnce = import.meta.env.SSR ? await load() : null;
const atOnceWithDisplay = import.meta.env.SSR ? await loadWithDisplay() : null;

/** The foot of a calculator (`tools.tsx`); only a page of its own has place for units and currency. */
export function Foot({ touched, ...props }: ToolsProps & { touched: boolean }) {
  const whole = props.surface === 'page';
  return (
    <Lazy
      load={whole ? loadWithDisplay : load}
      atOnce={whole ? atOnceWithDisplay : atOnce}
      wanted={touched}
      props={props}
    />
  );
}
