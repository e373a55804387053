import { gpus, models } from 'virtual:headroom-catalog';
import { useMemo, useRef, useState } from 'preact/hooks';
import { fill } from '../../../content/i18n/format.ts';
import { Announcement } from '../shared/announcement.tsx';
import { useAfterPaint } from '../shared/after-paint.ts';
import { named } from '../shared/engine.ts';
import { Foot } from '../shared/foot.tsx';
import { Frame } from '../shared/frame.tsx';
import type { IslandProps } from '../shared/island.ts';
import { LazyFold } from '../shared/lazy-fold.tsx';
import { Lazy } from '../shared/lazy.tsx';
import { modelName } from '../shared/own-model.ts';
import { OwnModel } from '../shared/own-model-section.tsx';
import { figureOf } from '../shared/figure.ts';
import { useUrlState } from '../shared/url-state.ts';
import { useSeen } from '../shared/use-seen.ts';
import { Working } from '../shared/working.tsx';
import { Answer, answerSentence } from './answer.tsx';
import { answerChosen } from './chosen.ts';
import { JobControls } from './controls.tsx';
import { chosenRequest } from './request.ts';
import { createGpuCodec } from './state.ts';
import type { GpuStrings } from './strings.ts';

const codec = createGpuCodec({ gpus, models });

// The server draws at once what a browser loads when it is wanted.
const loadRanking = async () => (await import('./ranking-section.tsx')).default;
const loadNearestRuns = async (base: string) => (await import('./nearest-runs.tsx')).loadNearestRuns(base);
const loadInverse = async () => (await import('./inverse-section.tsx')).default;
const loadOptions = async () => (await import('./options.tsx')).OptionControls;
const rankingAtOnce = import.meta.env.SSR ? await loadRanking() : null;
const optionsAtOnce = import.meta.env.SSR ? await loadOptions() : null;

/** Which cards can do this job: the chosen card in full, and every card ranked. */
export default function GpuCalculator({
  lang,
  strings,
  base,
  initial = '',
  surface,
}: IslandProps<GpuStrings>) {
  const { root, state, update, ignored, dismiss, ready, reached, touched, travels } = useUrlState(
    codec,
    surface,
    initial,
  );
  const chosen = useMemo(() => answerChosen(state), [state]);
  const sentence = answerSentence({ chosen, state, strings, lang });
  const figure = figureOf(chosen.answer);
  const words = strings.table;
  const [own, setOwn] = useState(false);
  const [showOptions, setShowOptions] = useState(false);
  const [unfolded, setUnfolded] = useState(false);
  const rankingPlace = useRef<HTMLElement>(null);
  const seen = useSeen(rankingPlace);
  const first = useRef(state);
  const asDrawn = state === first.current;

  // What is not the answer itself comes after it, each part in a task of its own.
  const painted = useAfterPaint(useMemo(() => ({ state, chosen }), [state]));
  const later = useAfterPaint(painted);
  const wanted = seen || unfolded || (surface === 'page' && !asDrawn);

  const ranking = (
    <Lazy
      load={loadRanking}
      atOnce={rankingAtOnce}
      // The server's picture stands until it is looked at, or is no longer true.
      wanted={wanted}
      props={{ state, update, ready, strings, lang }}
    />
  );
  const inverse = useMemo(
    () => (
      <LazyFold
        load={loadInverse}
        props={{ state: later.state, update, strings, lang }}
        strings={{
          ...strings.shared.working,
          show: strings.inverse.title,
          loading: strings.shared.choose.loading,
        }}
      />
    ),
    [later],
  );
  const foot = useMemo(
    () => (
      <Foot
        name="gpu"
        state={painted.state}
        update={update}
        query={codec.serialise(painted.state)}
        wholeQuery={codec.serialise(painted.state, true)}
        travels={travels}
        sentence={answerSentence({ ...painted, strings, lang })}
        figure={figureOf(painted.chosen.answer)}
        rows={() => [
          {
            name: `${modelName(painted.state, named) || strings.shared.choose.own}, ${strings.jobs[painted.state.job]}, ${painted.chosen.gpu.name}`,
            request: chosenRequest(painted.state),
            answer: painted.chosen.answer,
          },
        ]}
        ready={ready}
        touched={touched}
        base={base}
        surface={surface}
        lang={lang}
        strings={strings.shared}
        parts={strings.parts}
      />
    ),
    [painted, ready, touched],
  );
  const grounds = useMemo(() => {
    const request = chosenRequest(later.state);
    return (
      <>
        <Working
          request={request}
          base={base}
          lang={lang}
          strings={strings.shared.working}
          names={strings.working}
        />
        {surface !== 'embed' && (
          <LazyFold
            load={() => loadNearestRuns(base)}
            props={{ request, answer: later.chosen.answer, lang, strings }}
            strings={strings.nearest}
          />
        )}
      </>
    );
  }, [later]);
  const options = (
    <Lazy
      load={loadOptions}
      atOnce={optionsAtOnce}
      wanted={showOptions || (touched && surface === 'page')}
      props={{ state, update, ready, strings, onReset: () => update(codec.defaults) }}
    />
  );

  return (
    <Frame
      root={root}
      ignored={ignored}
      dismiss={dismiss}
      ready={ready}
      figure={() => figure}
      surface={surface}
      lang={lang}
      strings={strings.shared}
    >
      <JobControls
        state={state}
        update={update}
        ready={ready}
        strings={strings}
        surface={surface}
        lang={lang}
        ownOpen={own}
        onOwn={() => setOwn(!own)}
      />
      {own && <OwnModel update={update} onClose={() => setOwn(false)} strings={strings} lang={lang} />}
      <div class="hr-desk">
        <section class="hr-answer" aria-label={strings.answer.title}>
          <Announcement text={sentence} />
          <Answer
            chosen={chosen}
            state={state}
            strings={strings}
            lang={lang}
            update={update}
            ready={ready}
            advised={surface === 'embed' ? reached : touched}
            asDrawn={asDrawn}
            painted={painted}
          />
          {grounds}
          {foot}
        </section>
        <section class="hr-options" aria-label={strings.options}>
          {surface !== 'page' ? (
            <details class="hr-fold" onToggle={() => setShowOptions(true)}>
              <summary>{strings.options}</summary>
              {options}
            </details>
          ) : (
            options
          )}
        </section>
      </div>
      {surface === 'page' ? (
        <section class="hr-ranking" aria-label={words.title} ref={rankingPlace}>
          <h2 class="hr-heading">{words.title}</h2>
          {ranking}
          {inverse}
        </section>
      ) : (
        <details class="hr-fold hr-ranking" onToggle={() => setUnfolded(true)}>
          <summary>{fill(words.summary, { n: gpus.length })}</summary>
          {ranking}
        </details>
      )}
    </Frame>
  );
}
