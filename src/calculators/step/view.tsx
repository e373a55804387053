import { dataVersion, gpus, models } from 'virtual:headroom-catalog';
import { useMemo, useState } from 'preact/hooks';
import { fill } from '../../../content/i18n/format.ts';
import type { Lang } from '../../../content/i18n/languages.ts';
import { localiseLink } from '../../markdown/rehype-internal-links.ts';
import { otherUseBytes } from '../gpu/request.ts';
import { Announcement } from '../shared/announcement.tsx';
import { CardChoice, ModelChoice } from '../shared/choose.tsx';
import { gpuOf } from '../shared/engine.ts';
import { Controls, Segmented } from '../shared/fields.tsx';
import { formatGib } from '../shared/format.ts';
import { HideUntilRead } from '../shared/hide-until-read.tsx';
import type { IslandProps } from '../shared/island.ts';
import { Lazy } from '../shared/lazy.tsx';
import { IgnoredNotice } from '../shared/notice.tsx';
import { OwnModel } from '../shared/own-model-section.tsx';
import { Share } from '../shared/share.tsx';
import { supportSentence } from '../shared/support.ts';
import { useUrlState } from '../shared/url-state.ts';
import { Working } from '../shared/working.tsx';
import { layoutOf } from './geometry.ts';
import { Methods } from './methods.tsx';
import { Panel } from './panel.tsx';
import { Plot } from './plot.tsx';
import { createStepCodec, methods, type StepState } from './state.ts';
import { storyOf, titleOf } from './story.ts';
import type { StepStrings } from './strings.ts';
import { MomentTable } from './table.tsx';
import { Transport } from './transport.tsx';
import { indexOf, watch, type Watched } from './watched.ts';

const codec = createStepCodec({ gpus, models });

// The server draws at once what a browser loads when it is wanted.
const loadOptions = async () => (await import('./options.tsx')).OptionControls;
const optionsAtOnce = import.meta.env.SSR ? await loadOptions() : null;

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

/** One training step, moment by moment: what is in the card's memory, and why. */
export default function StepExplorer({
  lang,
  strings,
  base,
  initial = '',
  surface,
}: IslandProps<StepStrings>) {
  const { root, state, update, ignored, dismiss, ready } = useUrlState(codec, surface, initial);
  const { at, ...job } = state;
  // Walking through a step changes the moment only; all else stands.
  const settings = codec.serialise({ ...state, at: '' });
  const watched = useMemo(() => watch(state), [settings]);
  const usable = watched.answer.memory.usable - otherUseBytes(state);
  const layout = useMemo(() => layoutOf(watched.events, usable), [watched]);
  const table = useMemo(() => <MomentTable watched={watched} strings={strings} lang={lang} />, [watched]);
  const index = indexOf(watched, at);
  const event = watched.events[index]!;
  const toMoment = (to: number) => update({ at: watched.events[to]!.peak ? '' : watched.events[to]!.id });
  const sentence = stepSentence(watched, state, strings, lang);
  const [own, setOwn] = useState(false);
  const [showOptions, setShowOptions] = useState(surface === 'page');
  const common = { state, update, surface, strings: strings.shared.choose };
  const to = (page: string, query: string) =>
    localiseLink(`/calculators/${page}/${query && `?${query}`}`, base, lang);
  const unsupported = watched.answer.support.filter(({ level }) => level === 'unsupported');
  const options = (
    <Lazy
      load={loadOptions}
      atOnce={optionsAtOnce}
      wanted={showOptions}
      props={{ state, update, ready, strings, onReset: () => update(codec.defaults) }}
    />
  );

  return (
    <div ref={root} class={`hr-calculator hr-on-${surface} not-content`}>
      {surface !== 'chapter' && <HideUntilRead />}
      <noscript>
        <p class="hr-noscript">{strings.shared.noScript}</p>
      </noscript>
      <IgnoredNotice
        ignored={ignored}
        surface={surface}
        strings={strings.shared.ignored}
        onDismiss={dismiss}
      />
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
            value={job.job}
            options={methods.map((method) => ({ value: method, label: strings.jobs[method] }))}
            onChange={(method) => update({ job: method as StepState['job'] })}
          />
        </div>
      </Controls>
      {own && <OwnModel update={update} onClose={() => setOwn(false)} strings={strings} lang={lang} />}
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
          <Transport watched={watched} index={index} onMoment={toMoment} ready={ready} strings={strings} />
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
        <Working
          request={watched.job.request}
          base={base}
          lang={lang}
          strings={strings.shared.working}
          names={strings.working}
        />
        <p>
          <a href={to('gpu', settings)}>{strings.compare}</a>
        </p>
        <Share
          link={to('step', codec.serialise(state))}
          accuracy={localiseLink('/accuracy/', base, lang)}
          dataVersion={dataVersion}
          surface={surface}
          lang={lang}
          strings={strings.shared.share}
        />
      </section>
      <section class="hr-options" aria-label={strings.options}>
        {surface === 'page' ? (
          options
        ) : (
          <details class="hr-fold" onToggle={() => setShowOptions(true)}>
            <summary>{strings.options}</summary>
            {options}
          </details>
        )}
      </section>
      <section aria-label={strings.methods.title}>
        <p class="hr-heading-small">{strings.methods.title}</p>
        <Methods
          state={state}
          follow={codec.follow}
          update={update}
          ready={ready}
          strings={strings}
          lang={lang}
        />
      </section>
    </div>
  );
}
