import { useMemo } from 'preact/hooks';
import { fill } from '../../../content/i18n/format.ts';
import type { Lang } from '../../../content/i18n/languages.ts';
import { localiseLink } from '../../../content/i18n/localise-link.ts';
import { otherUseBytes } from '../gpu/request.ts';
import { Announcement } from '../shared/announcement.tsx';
import { useAfterPaint } from '../shared/after-paint.ts';
import { gpuOf, named } from '../shared/engine.ts';
import { formatGib } from '../shared/format.ts';
import type { IslandProps } from '../shared/island.ts';
import Tools from '../shared/tools.tsx';
import { modelName } from '../shared/own-model.ts';
import { figureOf } from '../shared/figure.ts';
import { supportSentence } from '../shared/support.ts';
import type { Travel } from '../shared/url-state.ts';
import { Working } from '../shared/working.tsx';
import { layoutOf } from './geometry.ts';
import { Methods } from './methods.tsx';
import { OptionControls } from './options.tsx';
import { Panel } from './panel.tsx';
import { Plot } from './plot.tsx';
import { codec, type StepState } from './state.ts';
import { storyOf, titleOf } from './story.ts';
import type { StepStrings } from './strings.ts';
import { MomentTable } from './table.tsx';
import { Transport } from './transport.tsx';
import { indexOf, watch, type Watched } from './watched.ts';

/** The answer as one sentence. */
export function stepSentence(
  { answer, peak }: Watched,
  state: StepState,
  strings: StepStrings,
  lang: Lang,
): string {
  const { memory, fits } = answer;
  return fill(strings.answer[fits ? 'fits' : 'short'], {
    gpu: gpuOf(state.gpu).name,
    where: strings.where[peak.moment as keyof StepStrings['where']],
    peak: formatGib(peak.total, lang),
    slack: formatGib(memory.reserved - memory.allocated, lang),
    total: formatGib(memory.total, lang),
    usable: formatGib(memory.usable, lang),
  });
}

export interface StageProps extends Pick<IslandProps<StepStrings>, 'lang' | 'strings' | 'base' | 'surface'> {
  state: StepState;
  update: (change: Partial<StepState>) => void;
  ready: boolean;
  travels: Travel;
}

/** Answer, picture, the walk through the step, options, and the same step with other methods. */
export function Stage({ state, update, ready, strings, lang, base, surface, travels }: StageProps) {
  // Walking through a step changes the moment only; all else stands.
  const settings = codec.serialise({ ...state, at: '' });
  const watched = useMemo(() => watch(state), [settings]);
  const usable = watched.answer.memory.usable - otherUseBytes(state);
  const layout = useMemo(() => layoutOf(watched.events, usable), [watched]);
  // What is not the picture itself comes after it, each part in a task of its own.
  const painted = useAfterPaint(useMemo(() => ({ state, watched }), [state]));
  const later = useAfterPaint(painted);
  const table = useMemo(
    () => <MomentTable watched={painted.watched} strings={strings} lang={lang} />,
    [painted.watched],
  );
  const compared = useMemo(
    () => <Methods state={later.state} update={update} ready={ready} strings={strings} lang={lang} />,
    [later.watched, ready],
  );
  const working = useMemo(
    () => (
      <Working
        request={later.watched.job.request}
        base={base}
        lang={lang}
        strings={strings.shared.working}
        names={strings.working}
      />
    ),
    [later.watched],
  );
  const tools = useMemo(
    () => (
      <Tools
        name="step"
        state={painted.state}
        update={update}
        query={codec.serialise(painted.state)}
        wholeQuery={codec.serialise(painted.state, true)}
        travels={travels}
        sentence={stepSentence(painted.watched, painted.state, strings, lang)}
        figure={figureOf(painted.watched.answer)}
        rows={() => [
          {
            name: `${modelName(painted.state, named) || strings.shared.choose.own}, ${strings.jobs[painted.state.job]}, ${gpuOf(painted.state.gpu).name}`,
            request: painted.watched.job.request,
            answer: painted.watched.answer,
          },
        ]}
        ready={ready}
        base={base}
        surface={surface}
        lang={lang}
        strings={strings.shared}
        parts={strings.parts}
      />
    ),
    [painted, ready],
  );
  const index = indexOf(watched, state.at);
  const event = watched.events[index]!;
  const toMoment = (to: number) => update({ at: watched.events[to]!.peak ? '' : watched.events[to]!.id });
  const sentence = stepSentence(watched, state, strings, lang);
  const to = (page: string, query: string) =>
    localiseLink(`/calculators/${page}/${query && `?${query}`}`, base, lang);
  const unsupported = watched.answer.support.filter(({ level }) => level === 'unsupported');
  const options = (
    <OptionControls
      state={state}
      update={update}
      ready={ready}
      strings={strings}
      onReset={() => update(codec.defaults)}
    />
  );
  return (
    <>
      <section class="hr-answer" aria-label={strings.plot.title}>
        <Announcement text={sentence} />
        <p class={`hr-sentence hr-verdict-${watched.answer.fits ? 'fits' : 'short'}`}>{sentence}</p>
        {unsupported.map((note) => (
          <p key={note.code} class="hr-support hr-bad">
            {supportSentence(note, strings.support)}
          </p>
        ))}
        <figure class="hr-memory">
          <Plot
            watched={watched}
            layout={layout}
            usable={usable}
            index={index}
            onMoment={toMoment}
            strings={strings}
            lang={lang}
          />
          <Transport watched={watched} index={index} onMoment={toMoment} strings={strings} />
          <Announcement
            text={[titleOf(event, strings), ...storyOf(watched, event, strings, lang)].join(' ')}
          />
          <Panel watched={watched} event={event} usable={usable} strings={strings} lang={lang} />
          <figcaption>{strings.plot.caption}</figcaption>
        </figure>
        <details class="hr-fold">
          <summary>{strings.table.summary}</summary>
          {table}
        </details>
        {working}
        <p>
          <a href={to('gpu', settings)}>{strings.compare}</a>
        </p>
        {tools}
      </section>
      <section class="hr-options" aria-label={strings.options}>
        {surface === 'page' ? (
          options
        ) : (
          <details class="hr-fold">
            <summary>{strings.options}</summary>
            {options}
          </details>
        )}
      </section>
      <section aria-label={strings.methods.title}>
        <p class="hr-heading-small">{strings.methods.title}</p>
        {compared}
      </section>
    </>
  );
}
