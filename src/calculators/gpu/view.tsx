import { dataVersion, gpus, models } from 'virtual:headroom-catalog';
import { useMemo } from 'preact/hooks';
import { fill } from '../../../content/i18n/format.ts';
import { localiseLink } from '../../markdown/rehype-internal-links.ts';
import { Announcement } from '../shared/announcement.tsx';
import { ask } from '../shared/engine.ts';
import type { IslandProps } from '../shared/island.ts';
import { IgnoredNotice } from '../shared/notice.tsx';
import { calculatorLink, Share } from '../shared/share.tsx';
import { useLatest } from '../shared/latest.ts';
import { useUrlState } from '../shared/url-state.ts';
import { Working } from '../shared/working.tsx';
import { Answer, answerSentence } from './answer.tsx';
import { FilterControls, JobControls, OptionControls } from './controls.tsx';
import { passes, sortCards, type Ranked } from './ranking.ts';
import { toRequest } from './request.ts';
import { createGpuCodec, type GpuState } from './state.ts';
import type { GpuStrings } from './strings.ts';
import { CardTable } from './table.tsx';

const codec = createGpuCodec({ gpus, models });

/** Fields that choose among cards already computed, and so need no new answers. */
const listing = ['series', 'minMemoryGb', 'budget', 'fitsOnly', 'sort'] as const satisfies (keyof GpuState)[];

/** Answers of every card, or why there is none (options that contradict each other). */
function sweep(state: GpuState): { cards: Ranked[]; reason: string | null; params: Record<string, string | number> } {
  const cards: Ranked[] = [];
  for (const gpu of gpus) {
    const result = ask(toRequest(state, gpu.slug), { working: false });
    if ('errors' in result) {
      const [first] = result.errors;
      return { cards: [], reason: first?.code ?? '', params: { ...first?.params, field: first?.field ?? '' } };
    }
    cards.push({ gpu, answer: result });
  }
  return { cards, reason: null, params: {} };
}

/** Which cards can do this job: the chosen card in full, and every card ranked. */
export default function GpuCalculator({ lang, strings, base, initial = '', surface }: IslandProps<GpuStrings>) {
  const { state, update, ignored, dismiss, ready } = useUrlState(codec, surface, initial);
  const question = JSON.stringify({ ...state, ...Object.fromEntries(listing.map((key) => [key, null])) });
  const { cards, reason, params } = useLatest(question, () => sweep(state));
  const listed = useMemo(() => sortCards(cards.filter((card) => passes(card, state)), state), [cards, state]);
  const chosen = cards.find((card) => card.gpu.slug === state.gpu);
  const query = codec.serialise(state);
  const link = calculatorLink('gpu', query, base, lang);
  const words = strings.table;
  const clear = () => update({ series: '', minMemoryGb: null, budget: null, fitsOnly: false });
  const sentence = chosen
    ? answerSentence({ chosen, state, strings, lang })
    : fill(strings.answer.invalid, {
        reason: fill((strings.errors as Record<string, string>)[reason ?? ''] ?? reason ?? '', params),
      });

  const table = (
    <>
      <FilterControls state={state} update={update} ready={ready} strings={strings} />
      <p class="hr-quiet">
        {fill(words.shown, { shown: listed.length, total: cards.length })}
        {state.budget !== null && ` ${words.unpriced}`}
      </p>
      {listed.length > 0 ? (
        <CardTable rows={listed} state={state} update={update} ready={ready} strings={strings} lang={lang} />
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

  return (
    <div class={`hr-calculator hr-on-${surface} not-content`}>
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
          <Announcement text={sentence} />
          {chosen ? (
            <>
              <Answer
                chosen={chosen}
                state={state}
                strings={strings}
                lang={lang}
                update={update}
                ready={ready}
              />
              <Working
                request={toRequest(state, state.gpu)}
                base={base}
                lang={lang}
                strings={strings.shared.working}
                ready={ready}
              />
            </>
          ) : (
            <p class="hr-sentence hr-verdict-unsupported">{sentence}</p>
          )}
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
          <OptionControls
            state={state}
            update={update}
            ready={ready}
            strings={strings}
            onReset={() => update(codec.defaults)}
          />
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
