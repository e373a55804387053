import type { ComponentType } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { answerChosen } from '../gpu/chosen.ts';
import { CardChoice, ModelChoice } from '../shared/choose.tsx';
import { Controls, Segmented } from '../shared/fields.tsx';
import { Frame } from '../shared/frame.tsx';
import type { IslandProps } from '../shared/island.ts';
import { OwnModel } from '../shared/own-model-section.tsx';
import { figureOf } from '../shared/figure.ts';
import { useUrlState } from '../shared/url-state.ts';
import type { StageProps } from './stage.tsx';
import { codec, methods, type StepState } from './state.ts';
import type { StepStrings } from './strings.ts';

// The server draws at once what a browser loads when a reader reaches for it.
const load = async () => (await import('./stage.tsx')).Stage;
const atOnce = import.meta.env.SSR ? await load() : null;

// An address with a state asks for a picture that the server has not drawn: no need to wait for the first render.
if (!import.meta.env.SSR && location.search.length > 1) void load();

/** What a reader can stop at or press. */
const stopsIn = (place: Element): HTMLElement[] => [
  ...place.querySelectorAll<HTMLElement>('button, input, select, summary, a'),
];

/** Resolves when the pointer that is down is up, after the click that this makes. */
const release = () =>
  new Promise((done) => {
    for (const end of ['pointerup', 'pointercancel'])
      addEventListener(end, () => setTimeout(done), { once: true });
  });

/**
 * One training step, moment by moment: what is in the card's memory, and why. Everything but the choice of model, card
 * and method is the server's picture until a reader reaches for the island or the state is another one; what was
 * pressed until then is pressed again when the code has come.
 */
export default function StepExplorer({
  lang,
  strings,
  base,
  initial = '',
  surface,
}: IslandProps<StepStrings>) {
  const { root, state, update, ignored, dismiss, ready, travels } = useUrlState(codec, surface, initial);
  const [own, setOwn] = useState(false);
  const [Stage, setStage] = useState<ComponentType<StageProps> | null>(() => atOnce);
  const place = useRef<HTMLDivElement>(null);
  const first = useRef(state);
  /** Places of what was focused and what was pressed in the server's picture. */
  const left = useRef({ focused: -1, pressed: -1 });
  const asked = useRef(false);
  /** While a pointer is down: a press whose target is exchanged before it ends is no click. */
  const held = useRef<Promise<unknown>>();

  const wake = () => {
    if (asked.current) return;
    asked.current = true;
    load().then(
      async (part) => {
        await held.current;
        left.current.focused = stopsIn(place.current!).indexOf(document.activeElement as HTMLElement);
        setStage(() => part);
      },
      // A failed load must not stand in the way of the next try.
      () => (asked.current = false),
    );
  };
  useEffect(() => {
    if (state !== first.current) wake();
  }, [state]);
  useLayoutEffect(() => {
    if (!Stage) return;
    const stops = stopsIn(place.current!);
    stops[left.current.focused]?.focus();
    stops[left.current.pressed]?.click();
  }, [Stage]);

  const common = { state, update, surface, strings: strings.shared.choose };
  return (
    <Frame
      root={root}
      ignored={ignored}
      dismiss={dismiss}
      ready={ready}
      figure={() => figureOf(answerChosen(state).answer)}
      surface={surface}
      lang={lang}
      strings={strings.shared}
      onPointerOver={wake}
      onFocusIn={wake}
    >
      <Controls ready={ready} label={strings.choose}>
        <div class="hr-choose">
          <ModelChoice
            {...common}
            label={strings.model}
            lang={lang}
            ownOpen={own}
            onOwn={() => setOwn(!own)}
          />
          <CardChoice {...common} label={strings.gpu} />
          <Segmented
            label={strings.method}
            name="job"
            value={state.job}
            options={methods.map((method) => ({ value: method, label: strings.jobs[method] }))}
            onChange={(method) => update({ job: method as StepState['job'] })}
          />
        </div>
      </Controls>
      {own && <OwnModel update={update} onClose={() => setOwn(false)} strings={strings} lang={lang} />}
      {Stage ? (
        <div key="live" ref={place} class="hr-step-stage">
          <Stage
            state={state}
            update={update}
            ready={ready}
            strings={strings}
            lang={lang}
            base={base}
            surface={surface}
            travels={travels}
          />
        </div>
      ) : (
        // Hydration leaves what stands inside untouched where it is handed markup instead of children.
        <div
          key="kept"
          ref={place}
          class="hr-step-stage"
          style={state === first.current ? undefined : { visibility: 'hidden' }}
          onPointerDown={() => (held.current = release())}
          onClick={(event) => {
            const stop = (event.target as Element).closest<HTMLElement>('button, summary');
            if (stop) left.current.pressed = stopsIn(place.current!).indexOf(stop);
          }}
          dangerouslySetInnerHTML={{ __html: '' }}
        />
      )}
    </Frame>
  );
}
