import { gpus, models } from 'virtual:headroom-catalog';
import type { ComponentType } from 'preact';
import { useMemo, useRef, useState } from 'preact/hooks';
import { fill } from '../../../content/i18n/format.ts';
import type { Lang } from '../../../content/i18n/languages.ts';
import { memoryParts } from '../../estimation/types.ts';
import { Announcement } from '../shared/announcement.tsx';
import { useAfterPaint } from '../shared/after-paint.ts';
import { gpuOf, named } from '../shared/engine.ts';
import { Foot } from '../shared/foot.tsx';
import { Frame } from '../shared/frame.tsx';
import type { IslandProps } from '../shared/island.ts';
import { supportSentence } from '../shared/support.ts';
import { figureOf } from '../shared/figure.ts';
import { useUrlState } from '../shared/url-state.ts';
import { useSeen } from '../shared/use-seen.ts';
import { Working } from '../shared/working.tsx';
import { formatGib, formatSignificant } from '../shared/format.ts';
import { MemoryLegend } from '../shared/memory-bar.tsx';
import { Lazy } from '../shared/lazy.tsx';
import { modelName } from '../shared/own-model.ts';
import { OwnModel } from '../shared/own-model-section.tsx';
import { ChooseControls, type ControlProps } from './controls.tsx';
import { FormatTable } from './table.tsx';
import { formatRows, generalNotes, otherUseBytes, pick, type FormatRow } from './rows.ts';
import { createPrecisionCodec, type PrecisionState } from './state.ts';
import type { PrecisionStrings } from './strings.ts';

const codec = createPrecisionCodec({ gpus, models });

// The server draws at once what a browser loads when it is wanted.
const loadLoss = async () => (await import('./loss-scaling.tsx')).LossScaling;
const loadExplorer = async () => (await import('./explorer.tsx')).Explorer;
const loadSteps = async () => (await import('./step-parts.tsx')).StepParts;
const loadOptions = async () => (await import('./options.tsx')).OptionControls;
const lossAtOnce = import.meta.env.SSR ? await loadLoss() : null;
const explorerAtOnce = import.meta.env.SSR ? await loadExplorer() : null;
const stepsAtOnce = import.meta.env.SSR ? await loadSteps() : null;
const optionsAtOnce = import.meta.env.SSR ? await loadOptions() : null;

/** The answer as one sentence. */
export function precisionSentence(
  rows: readonly FormatRow[],
  state: PrecisionState,
  strings: PrecisionStrings,
  lang: Lang,
): string {
  const { kind, row } = pick(rows, state.method);
  const words = strings.sentence;
  const alone = row.id === 'fp32' || row.speedup === null;
  return fill(kind === 'best' && alone ? words.bestAlone : words[kind], {
    gpu: named(state.gpu),
    method: strings.methods[state.method],
    format: strings.formats[row.id].name,
    speedup: formatSignificant(row.speedup ?? 1, lang),
    total: formatGib(row.answer.memory.total, lang),
    usable: formatGib(row.answer.memory.usable, lang),
  });
}

/** The number formats of deep learning side by side, for one model on one card. */
export default function PrecisionCalculator({
  lang,
  strings,
  base,
  initial = '',
  surface,
}: IslandProps<PrecisionStrings>) {
  const { root, state, update, ignored, dismiss, ready, touched, travels } = useUrlState(
    codec,
    surface,
    initial,
  );
  const gpu = gpuOf(state.gpu);
  const settings = codec.serialise({ ...state, ...belowDefaults });
  const rows = useMemo(() => formatRows(state, gpu), [settings]);
  const picked = pick(rows, state.method);
  const figure = figureOf(picked.row.answer);
  const sentence = precisionSentence(rows, state, strings, lang);
  const [own, setOwn] = useState(false);
  const [showOptions, setShowOptions] = useState(false);
  const [showLoss, setShowLoss] = useState(false);
  // Controls that are not alive yet cannot be reached by keyboard: whoever enters the island wants them all.
  const [entered, setEntered] = useState(false);
  const below = { state, update, ready, strings, lang };
  const model = modelName(state, named) || strings.shared.choose.own;
  // The sentence comes first, then the table, then what only few look at.
  const painted = useAfterPaint(useMemo(() => ({ state, rows, picked, sentence, model }), [state]));
  const table = useMemo(
    () => (
      <>
        <FormatTable
          rows={painted.rows}
          otherUseBytes={otherUseBytes(painted.state)}
          caption={fill(strings.table.caption, { model: painted.model, gpu: named(painted.state.gpu) })}
          strings={strings}
          lang={lang}
        />
        <MemoryLegend
          parts={memoryParts.filter((part) => painted.rows.some((row) => row.answer.memory.perGpu[part] > 0))}
          label={strings.legend}
          names={strings.parts}
        />
      </>
    ),
    [painted.rows],
  );
  const later = useAfterPaint(painted);
  const working = useMemo(
    () => (
      <Working
        request={later.picked.row.request}
        base={base}
        lang={lang}
        strings={strings.shared.working}
        names={strings.working}
      />
    ),
    [later.rows],
  );
  const foot = useMemo(
    () => (
      <Foot
        name="precision"
        state={later.state}
        update={update}
        query={codec.serialise(later.state)}
        wholeQuery={codec.serialise(later.state, true)}
        travels={travels}
        sentence={later.sentence}
        figure={figureOf(later.picked.row.answer)}
        rows={() =>
          later.rows.map(({ id, request, answer }) => ({
            name: `${later.model}, ${strings.formats[id].name}, ${gpuOf(later.state.gpu).name}`,
            request,
            answer,
          }))
        }
        ready={ready}
        touched={touched}
        base={base}
        surface={surface}
        lang={lang}
        strings={strings.shared}
        parts={strings.parts}
      />
    ),
    [later, ready, touched],
  );
  const options = (
    <Lazy
      load={loadOptions}
      atOnce={optionsAtOnce}
      wanted={showOptions || (touched && surface !== 'embed')}
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
      onFocusIn={() => setEntered(true)}
    >
      <ChooseControls
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
      <section class="hr-answer" aria-label={strings.title}>
        <Announcement text={sentence} />
        <p class={`hr-sentence hr-verdict-${picked.kind === 'best' ? 'fits' : 'short'}`}>{sentence}</p>
        {table}
        <p class="hr-caption">
          {strings.picture} {strings.storageNote}
        </p>
        {generalNotes(rows).map((note) => (
          <p key={note.code} class="hr-support">
            {supportSentence(note, strings.support)}
          </p>
        ))}
        {working}
        {foot}
      </section>
      <section class="hr-options" aria-label={strings.options}>
        {surface === 'embed' ? (
          <details class="hr-fold" onToggle={() => setShowOptions(true)}>
            <summary>{strings.options}</summary>
            {options}
          </details>
        ) : (
          options
        )}
      </section>
      {surface === 'page' ? (
        <>
          <Later
            title={strings.explorer.title}
            load={loadExplorer}
            atOnce={explorerAtOnce}
            keys={explorerKeys}
            entered={entered}
            props={below}
          />
          <Later
            title={strings.loss.title}
            load={loadLoss}
            atOnce={lossAtOnce}
            keys={lossKeys}
            entered={entered}
            props={below}
          />
          <Later
            title={strings.steps.title}
            load={loadSteps}
            atOnce={stepsAtOnce}
            keys={stepsKeys}
            entered={entered}
            props={below}
          />
        </>
      ) : (
        <details class="hr-fold" onToggle={() => setShowLoss(true)}>
          <summary>{strings.loss.title}</summary>
          <Lazy load={loadLoss} atOnce={lossAtOnce} wanted={showLoss} props={below} />
        </details>
      )}
    </Frame>
  );
}

type Below = ControlProps & { lang: Lang };

/** What each section below the answer shows, and so must follow. */
const explorerKeys = ['typed', 'absmax', 'fp8'] as const;
const lossKeys = [
  'gradientExponent',
  'gradientSpread',
  'scaleExponent',
  'growthInterval',
  'spikeStep',
  'spikeExponent',
  'step',
] as const;
const stepsKeys = ['model', 'dimensions', 'gpu', 'optimizer', 'regime'] as const;

/** What only the sections below show, as it stands by default: the answer does not hang on it. */
const belowDefaults = Object.fromEntries(
  [...explorerKeys, ...lossKeys, 'regime' as const].map((key) => [key, codec.defaults[key]]),
);

/**
 * A section below the answer. The server's picture stands until the section comes into sight or its part of the state
 * moves; then its code comes. It is drawn anew only where that part moves.
 */
function Later({
  title,
  load,
  atOnce,
  keys,
  entered,
  props,
}: {
  title: string;
  load: () => Promise<ComponentType<Below>>;
  atOnce: ComponentType<Below> | null;
  keys: readonly (keyof PrecisionState)[];
  entered: boolean;
  props: Below;
}) {
  const place = useRef<HTMLElement>(null);
  const seen = useSeen(place);
  const shown = keys.map((key) => props.state[key]);
  const first = useRef(shown);
  const wanted = seen || entered || shown.some((value, index) => value !== first.current[index]);
  const part = useMemo(
    () => <Lazy load={load} atOnce={atOnce} wanted={wanted} props={props} />,
    [wanted, props.ready, ...shown],
  );
  return (
    <section class="hr-later" aria-label={title} ref={place}>
      <h2 class="hr-heading">{title}</h2>
      {part}
    </section>
  );
}
