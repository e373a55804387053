import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { fill } from '../../../content/i18n/format.ts';
import type { Lang } from '../../../content/i18n/languages.ts';
import { memoryParts } from '../../estimation/types.ts';
import { Select } from '../shared/fields.tsx';
import {
  formatDuration,
  formatGib,
  formatMoney,
  formatNumber,
  formatSignificant,
  formatTokensPerSecond,
} from '../shared/format.ts';
import { MemoryBar, MemoryLegend } from '../shared/memory-bar.tsx';
import { withCard } from './card-list.ts';
import { verdictOf, works } from './chosen.ts';
import type { ControlProps } from './controls.tsx';
import { answerPinned, bestOf, stateOf, togglePin, type Pinned } from './pinned.ts';
import { otherUseBytes, ownPrice } from './request.ts';
import { mostPins, ranges } from './state.ts';

/** Pinned cards beside one another: memory in one scale, and every figure against the first card's. */
export function SideBySide({ state, update, ready, strings, lang }: ControlProps & { lang: Lang }) {
  const words = strings.pins;
  const cards = useMemo(() => answerPinned(state), [state]);
  const [first] = cards;
  const counts = Array.from({ length: ranges.gpuCount.max }, (_, i) => ({
    value: String(i + 1),
    label: fill(words.times, { n: i + 1 }),
  }));
  const widest = Math.max(...cards.map(({ answer }) => Math.max(answer.memory.usable, answer.memory.total)));
  const shownParts = memoryParts.filter((part) => cards.some(({ answer }) => answer.memory.perGpu[part] > 0));

  /** A figure with its difference from the first card's, and a mark on the best. */
  const column = (
    id: string,
    label: string,
    valueOf: (card: Pinned) => number | null,
    text: (card: Pinned) => ComponentChildren,
    less: boolean,
  ) => {
    const best = bestOf(
      cards.map((card) => (works(verdictOf(card.answer, otherUseBytes(state))) ? valueOf(card) : null)),
      less,
    );
    return {
      id,
      label,
      cell: (card: Pinned) => {
        const value = valueOf(card);
        const base = first && card !== first ? valueOf(first) : null;
        return (
          <>
            {text(card)}
            {value !== null && value === best && <strong> {words.best}</strong>}
            {value !== null && base !== null && base > 0 && (
              <span class="hr-quiet" style={{ display: 'block' }}>
                {fill(words.against, { factor: formatSignificant(value / base, lang) })}
              </span>
            )}
          </>
        );
      },
    };
  };
  const quiet = (text: string) => (
    <span class="hr-quiet" style={{ display: 'block' }}>
      {text}
    </span>
  );
  const money = ({ answer }: Pinned, amount: number | null) =>
    amount === null ? '—' : formatMoney(amount, answer.cost.currency, lang);
  const columns = [
    column(
      'speed',
      strings.table.speed,
      ({ answer }) => answer.speed.tokensPerSecond,
      ({ answer: { speed, time } }) => (
        <>
          {formatTokensPerSecond(speed.tokensPerSecond, lang)}
          {quiet(
            fill(strings.answer.range, {
              low: formatSignificant(speed.low, lang),
              high: formatSignificant(speed.high, lang),
            }),
          )}
          {time.seconds !== null && quiet(fill(words.time, { time: formatDuration(time.seconds, lang) }))}
        </>
      ),
      false,
    ),
    column(
      'price',
      words.price,
      ({ price }) => price,
      (card) => (
        <>
          {money(card, card.price)}
          {ownPrice(stateOf(state, card.slug, 1), card.slug) !== null && quiet(strings.table.yourPrice)}
        </>
      ),
      true,
    ),
    column(
      'power',
      words.power,
      ({ powerW }) => powerW,
      ({ powerW }) => `${formatNumber(powerW, lang)} W`,
      true,
    ),
    column(
      'energy',
      words.energy,
      ({ kwhPerMillion }) => kwhPerMillion,
      (card) => (
        <>
          {fill(strings.answer.kwh, { n: formatSignificant(card.kwhPerMillion, lang) })}
          {card.electricityPerMillion !== null && quiet(money(card, card.electricityPerMillion))}
          {card.answer.energy.kwh !== null &&
            quiet(
              fill(words.wholeJob, {
                kwh: fill(strings.answer.kwh, { n: formatNumber(card.answer.energy.kwh, lang, 1) }),
                cost:
                  card.answer.cost.electricity === null
                    ? ''
                    : ` · ${money(card, card.answer.cost.electricity)}`,
              }),
            )}
        </>
      ),
      true,
    ),
  ];

  return (
    <section class="hr-pinned" aria-label={words.title} style={{ display: 'grid', gap: '.75rem' }}>
      <h2 class="hr-heading" style={{ margin: 0 }}>
        {words.title}
      </h2>
      <p role="status" class="hr-quiet">
        {cards.length === 0
          ? fill(words.none, { most: mostPins })
          : fill(words.count, { n: cards.length, most: mostPins })}
        {first && cards.length > 1 && ` ${fill(words.first, { gpu: nameOf(first, words.times) })}`}
      </p>
      {cards.length > 0 && (
        <>
          <MemoryLegend parts={shownParts} label={strings.table.memory} names={strings.parts} />
          <table role="table" class="hr-cards">
            <thead role="rowgroup">
              <tr role="row">
                {[
                  strings.table.name,
                  strings.table.verdict,
                  strings.table.memory,
                  ...columns.map(({ label }) => label),
                  words.change,
                ].map((label) => (
                  <th key={label} role="columnheader" scope="col">
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody role="rowgroup">
              {cards.map((card) => {
                const { slug, gpu, count, answer } = card;
                const verdict = verdictOf(answer, otherUseBytes(state));
                return (
                  <tr key={slug} role="row" class={`hr-card hr-verdict-${verdict}`}>
                    <th role="rowheader" scope="row" class="hr-col-name">
                      {gpu.name}
                    </th>
                    <td role="cell" class="hr-col-verdict">
                      <span class="hr-mark">{strings.table.verdicts[verdict]}</span>
                      {quiet(fill(strings.plot.headroom, { size: formatGib(answer.headroom, lang) }))}
                    </td>
                    <td role="cell" class="hr-col-memory">
                      <MemoryBar
                        memory={answer.memory}
                        otherUseBytes={otherUseBytes(state)}
                        lang={lang}
                        strings={strings.shared}
                        smallestScale={widest}
                      />
                      {quiet(
                        fill(count > 1 ? words.memoryEach : strings.answer.memoryValue, {
                          total: formatGib(answer.memory.total, lang),
                          usable: formatGib(answer.memory.usable, lang),
                        }),
                      )}
                    </td>
                    {columns.map(({ id, label, cell }) => (
                      <td
                        key={id}
                        role="cell"
                        class="hr-col-rate"
                        data-label={label}
                        style={{ gridColumn: 'span 3' }}
                      >
                        {cell(card)}
                      </td>
                    ))}
                    <td role="cell" class="hr-col-advice">
                      <div style={{ display: 'flex', flexWrap: 'wrap', gap: '.5rem', alignItems: 'end' }}>
                        <Select
                          label={fill(words.howMany, { gpu: gpu.name })}
                          value={String(count)}
                          options={counts}
                          onChange={(n) => update(({ pins }) => ({ pins: withCard(pins, slug, Number(n)) }))}
                        />
                        <button
                          type="button"
                          class="hr-button"
                          disabled={!ready}
                          aria-label={fill(words.unpinOne, { gpu: gpu.name })}
                          onClick={() => update((now) => ({ pins: togglePin(now, slug) }))}
                        >
                          {words.unpin}
                        </button>
                        <button
                          type="button"
                          class="hr-button"
                          disabled={!ready}
                          aria-label={fill(strings.table.choose, { gpu: nameOf(card, words.times) })}
                          onClick={() => {
                            const { gpuPrice, gpuMemoryGib } = stateOf(state, slug, count);
                            update({ gpu: slug, gpuCount: count, gpuPrice, gpuMemoryGib });
                          }}
                        >
                          {words.show}
                        </button>
                      </div>
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
          <p class="hr-caption" style={{ margin: 0 }}>
            {words.caption}
          </p>
        </>
      )}
    </section>
  );
}

const nameOf = ({ gpu, count }: Pinned, times: string) =>
  count > 1 ? `${fill(times, { n: count })} ${gpu.name}` : gpu.name;
