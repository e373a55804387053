import { useEffect, useMemo, useState } from 'preact/hooks';
import { fill } from '../../content/i18n/format.ts';
import type { Lang } from '../../content/i18n/languages.ts';
import { HideUntilRead } from '../calculators/shared/hide-until-read.tsx';
import { mostCompared } from '../card-table/state.ts';
import { suggest } from '../estimation/suggest.ts';
import { localiseLink } from '../../content/i18n/localise-link.ts';
import { Picker } from './picker.tsx';
import { settle } from './state.ts';
import type { ComparisonStrings } from './strings.ts';
import { ComparisonTable } from './table.tsx';
import { useAddress, useCards } from './use-comparison.ts';

interface Props {
  lang: Lang;
  strings: ComparisonStrings;
  /** Base path of the site, ending in a slash. */
  base: string;
}

/** Cards side by side. The page around it shows examples while nothing is chosen. */
export default function Comparison({ lang, strings, base: site }: Props) {
  const { root, state, ignored, update, dismiss, ready } = useAddress();
  const { fetched, load } = useCards(`${site}compare/cards.json`);
  const [copied, setCopied] = useState('');
  const data = fetched.status === 'here' ? fetched.data : null;
  const wanted = state.gpus !== '';
  useEffect(() => {
    if (wanted) load();
  }, [wanted]);

  const bySlug = useMemo(() => new Map(data?.cards.map((card) => [card.slug, card])), [data]);
  const settled = data && settle(state, new Set(bySlug.keys()), data.aliases);
  const slugs = settled?.slugs ?? [];
  const cards = slugs.map((slug) => bySlug.get(slug)!);
  const base = settled?.base ?? '';

  const lines = [
    ...ignored.map((entry) => fill(strings.ignored.reasons[entry.code], { ...entry })),
    ...(settled?.unknown ?? []).map((value) => {
      const near = suggest(value, [...bySlug.keys()]);
      return fill(near.length > 0 ? strings.near : strings.unknown, { value, names: near.join(', ') });
    }),
    ...(settled && settled.dropped > 0
      ? [fill(strings.many, { n: slugs.length + settled.dropped, most: mostCompared })]
      : []),
    ...(settled?.badBase ? [fill(strings.badBase, { value: settled.badBase, names: slugs.join(', ') })] : []),
  ];
  /** The next state keeps what the page shows, so that what could not be read leaves the address. */
  const change = (next: Partial<typeof state>) =>
    update({ ...state, gpus: slugs.join(','), base: base === slugs[0] ? '' : base, ...next });
  const clean = () => {
    dismiss();
    change({});
  };
  const remove = (slug: string) => {
    const rest = slugs.filter((other) => other !== slug);
    change({ gpus: rest.join(','), base: base === slug || base === rest[0] ? '' : base });
  };
  const copy = () =>
    navigator.clipboard.writeText(location.href).then(
      () => setCopied(strings.copied),
      () => setCopied(strings.copyFailed),
    );

  return (
    <div ref={root} class={`hr-comparison${wanted ? ' wanted' : ''}`}>
      <HideUntilRead />
      <div class="controls">
        <Picker
          choices={data?.cards.filter(({ slug }) => !slugs.includes(slug)) ?? []}
          disabled={!ready || slugs.length >= mostCompared}
          strings={strings}
          onWake={load}
          onPick={(slug) => change({ gpus: [...slugs, slug].join(',') })}
        />
        {cards.length > 1 && (
          <label class="toggle">
            <input
              type="checkbox"
              checked={state.onlyDifferences}
              onChange={(event) => change({ onlyDifferences: event.currentTarget.checked })}
            />
            <span>{strings.onlyDifferences}</span>
          </label>
        )}
        {cards.length > 0 && (
          <span class="right">
            <button type="button" class="hr-button" onClick={copy}>
              {strings.copy}
            </button>
            <span role="status">{copied}</span>
            <a href={localiseLink('/gpus/', site, lang)}>{strings.table}</a>
          </span>
        )}
      </div>
      <div role="status" class="notice">
        {slugs.length >= mostCompared && <p>{strings.full}</p>}
        {cards.length === 1 && <p>{strings.oneMore}</p>}
        {fetched.status === 'loading' && wanted && <p>{strings.loading}</p>}
        {fetched.status === 'failed' && (
          <p>
            {strings.failed}{' '}
            <button type="button" class="hr-button" onClick={load}>
              {strings.retry}
            </button>
          </p>
        )}
        {lines.length > 0 && (
          <div class="wrong">
            <p>
              <strong>{strings.ignored.title}</strong>
              <button type="button" class="hr-button" onClick={clean}>
                {strings.ignored.dismiss}
              </button>
            </p>
            <ul>
              {lines.slice(0, 6).map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </div>
        )}
      </div>
      {data && cards.length > 0 && (
        <>
          <ComparisonTable
            data={data}
            cards={cards}
            base={base}
            onlyDifferences={state.onlyDifferences && cards.length > 1}
            onBase={(slug) => change({ base: slug === slugs[0] ? '' : slug })}
            onRemove={remove}
            strings={strings}
            site={site}
            lang={lang}
          />
          <p class="legend">
            {cards.length > 1 && (
              <>
                <span>
                  <b>≠</b> {strings.differs}
                </span>
                <span>
                  <b>=</b> {strings.same}
                </span>
                <span>
                  <mark>{strings.best}</mark> {strings.bestLegend}
                </span>
              </>
            )}
            {cards.length > 1 && <span>{strings.barLegend}</span>}
            <span>{strings.largest.about}</span>
          </p>
        </>
      )}
    </div>
  );
}
