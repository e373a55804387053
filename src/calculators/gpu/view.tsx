import { dataVersion, gpus, models } from 'virtual:headroom-catalog';
import { useMemo, useState } from 'preact/hooks';
import { fill } from '../../../content/i18n/format.ts';
import { localiseLink } from '../../markdown/rehype-internal-links.ts';
import { Announcement } from '../shared/announcement.tsx';
import { HideUntilRead } from '../shared/hide-until-read.tsx';
import type { IslandProps } from '../shared/island.ts';
import { useLater } from '../shared/later.ts';
import { IgnoredNotice } from '../shared/notice.tsx';
import { calculatorLink, Share } from '../shared/share.tsx';
import { useUrlState } from '../shared/url-state.ts';
import { Working } from '../shared/working.tsx';
import { Answer, answerSentence } from './answer.tsx';
import { FilterControls, JobControls, OptionControls } from './controls.tsx';
import { answerChosen, passes, rankAll, sortCards } from './ranking.ts';
import { chosenRequest } from './request.ts';
import { createGpuCodec, type GpuState } from './state.ts';
import type { GpuStrings } from './strings.ts';
import { CardTable, firstRows } from './table.tsx';

const codec = createGpuCodec({ gpus, models });

/** Fields that choose among cards already computed, and so need no new answers. */
const listing = ['series', 'minMemoryGb', 'budget', 'fitsOnly', 'sort'] as const satisfies (keyof GpuState)[];

/** Which cards can do this job: the chosen card in full, and every card ranked. */
export default function GpuCalculator({
  lang,
  strings,
  base,
  initial = '',
  surface,
}: IslandProps<GpuStrings>) {
  const { root, state, update, ignored, dismiss, ready } = useUrlState(codec, surface, initial);
  const question = JSON.stringify({ ...state, ...Object.fromEntries(listing.map((key) => [key, null])) });
  const chosen = useMemo(() => answerChosen(state), [question]);
  const settled = useLater(question, () => ({ cards: rankAll(state), state }));
  // The cards wait for the reader to pause; filters and order, which are quick, do not.
  const tableState = useMemo(
    () => ({ ...settled.state, ...Object.fromEntries(listing.map((key) => [key, state[key]])) }),
    [settled, ...listing.map((key) => state[key])],
  );
  const listed = useMemo(
    () =>
      sortCards(
        settled.cards.filter((card) => passes(card, tableState)),
        tableState,
      ),
    [settled, tableState],
  );
  const [all, setAll] = useState(false);
  const rows = useMemo(
    () => (
      <CardTable
        rows={listed}
        all={all}
        state={tableState}
        update={update}
        ready={ready}
        strings={strings}
        lang={lang}
      />
    ),
    [listed, all, ready],
  );
  const link = calculatorLink('gpu', codec.serialise(state), base, lang);
  const words = strings.table;
  const clear = () => update({ series: '', minMemoryGb: null, budget: null, fitsOnly: false });

  const table = (
    <>
      <FilterControls state={state} update={update} ready={ready} strings={strings} />
      <p class="hr-quiet">
        {fill(words.shown, { shown: listed.length, total: gpus.length })}
        {state.budget !== null && ` ${words.unpriced}`}
      </p>
      {listed.length > 0 ? (
        <>
          {rows}
          {!all && listed.length > firstRows && (
            <button type="button" class="hr-button hr-more" disabled={!ready} onClick={() => setAll(true)}>
              {fill(words.all, { n: listed.length })}
            </button>
          )}
        </>
      ) : (
        <div class="hr-empty">
          <p>{words.empty}</p>
          <button type="button" class="hr-button" onClick={clear}>
            {words.clear}
          </button>
        </div>
      )}
    </>
  );

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
      <JobControls state={state} update={update} ready={ready} strings={strings} />
      <div class="hr-desk">
        <section class="hr-answer" aria-label={strings.answer.title}>
          <Announcement text={answerSentence({ chosen, state, strings, lang })} />
          <Answer chosen={chosen} state={state} strings={strings} lang={lang} update={update} ready={ready} />
          <Working
            request={chosenRequest(state)}
            base={base}
            lang={lang}
            strings={strings.shared.working}
            names={strings.working}
          />
          <Share
            link={link}
            accuracy={localiseLink('/accuracy/', base, lang)}
            dataVersion={dataVersion}
            surface={surface}
            lang={lang}
            strings={strings.shared.share}
          />
        </section>
        <section class="hr-options" aria-label={strings.options}>
          {surface === 'embed' ? (
            <details class="hr-fold">
              <summary>{strings.options}</summary>
              {options}
            </details>
          ) : (
            options
          )}
        </section>
      </div>
      {surface === 'page' ? (
        <section class="hr-ranking" aria-label={words.title}>
          <h2 class="hr-heading">{words.title}</h2>
          {table}
        </section>
      ) : (
        <details class="hr-fold hr-ranking">
          <summary>{fill(words.summary, { n: gpus.length })}</summary>
          {table}
        </details>
      )}
    </div>
  );
}
