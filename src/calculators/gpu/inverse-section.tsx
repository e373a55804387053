import type { ComponentChildren } from 'preact';
import { fill } from '../../../content/i18n/format.ts';
import type { Lang } from '../../../content/i18n/languages.ts';
import { gpuOf } from '../shared/engine.ts';
import { formatGib, formatMoney, formatNumber, formatTokensPerSecond } from '../shared/format.ts';
import { useLater } from '../shared/later.ts';
import type { ControlProps } from './controls.tsx';
import { cheapest, largestModels, largestNumbers } from './inverse.ts';
import { keyWithout, orderFields, type GpuState } from './state.ts';

/** Not what the job needs, but what the card can do, and which card the job needs; each finding one click away. */
export default function InverseSection({
  state,
  update,
  strings,
  lang,
}: Omit<ControlProps, 'ready'> & { lang: Lang }) {
  const words = strings.inverse;
  const { asked, models, numbers, cards } = useLater(keyWithout(state, orderFields), () => ({
    asked: state,
    models: largestModels(state),
    numbers: largestNumbers(state),
    cards: cheapest(state),
  }));
  const gpu =
    asked.gpuCount > 1
      ? fill(strings.answer.cards, { n: asked.gpuCount, gpu: gpuOf(asked.gpu).name })
      : gpuOf(asked.gpu).name;
  const job = strings.jobs[asked.job];
  const line = (key: string, what: string, more: ComponentChildren, to: Partial<GpuState>, same: boolean) => (
    <li key={key}>
      <span>
        <strong>{what}</strong> <span class="hr-quiet">{more}</span>
      </span>
      <button
        type="button"
        class="hr-button"
        aria-label={`${strings.answer.apply}: ${what}`}
        aria-disabled={same}
        onClick={() => !same && update(to)}
      >
        {same ? words.current : strings.answer.apply}
      </button>
    </li>
  );
  const list = (title: string, items: ComponentChildren[], none: string) => (
    <section aria-label={title} class="hr-advice">
      <h3 class="hr-heading-small">{title}</h3>
      {items.length > 0 ? <ul>{items}</ul> : <p class="hr-quiet">{none}</p>}
    </section>
  );

  return (
    <div class="hr-inverse" style={{ display: 'grid', gap: '1.25rem' }}>
      {list(
        fill(words.models, { gpu, job }),
        models.map(({ model, answer }) =>
          line(
            model.slug,
            model.name,
            fill(words.fits, {
              headroom: formatGib(answer.headroom, lang),
              speed: formatTokensPerSecond(answer.speed.tokensPerSecond, lang),
            }),
            { model: model.slug },
            model.slug === asked.model,
          ),
        ),
        words.noModel,
      )}
      {list(
        fill(words.numbers, { gpu }),
        [numbers.batch, numbers.tokens].flatMap((found) =>
          found === null
            ? []
            : [
                line(
                  found.field,
                  fill(strings.changeOne, {
                    label: strings.fields[found.field],
                    value: formatNumber(found.value, lang),
                  }),
                  words.limits[found.limit],
                  { [found.field]: found.value },
                  asked[found.field] === found.value,
                ),
              ],
        ),
        words.noNumber,
      )}
      {list(
        fill(asked.budget === null ? words.cards : words.cardsWithin, {
          job,
          budget: formatMoney(asked.budget ?? 0, asked.currency, lang),
        }),
        cards.map(({ gpu: card, count, price, answer }) =>
          line(
            card.slug,
            count > 1 ? fill(strings.answer.cards, { n: count, gpu: card.name }) : card.name,
            fill(words.priced, {
              price: formatMoney(price, answer.cost.currency, lang),
              headroom: formatGib(answer.headroom, lang),
              speed: formatTokensPerSecond(answer.speed.tokensPerSecond, lang),
            }),
            {
              gpu: card.slug,
              gpuCount: count,
              gpuPrice: null,
              gpuMemoryGib: null,
              split: 'auto',
              ...(count > 1 ? { sharding: 'fsdp' as const } : {}),
            },
            card.slug === asked.gpu && count === asked.gpuCount,
          ),
        ),
        words.noCard,
      )}
      <p class="hr-quiet">{words.how}</p>
    </div>
  );
}
