import { useState } from 'preact/hooks';
import { fill } from '../../content/i18n/format.ts';
import type { Lang } from '../../content/i18n/languages.ts';
import { formatValue, type ColumnId, type Value } from '../card-table/columns.ts';
import { localiseLink } from '../../content/i18n/localise-link.ts';
import type { ComparisonData, PackedCard } from './data.ts';
import { standings } from './standings.ts';
import { groups, judge, judgeColumn, type Judged } from './rows.ts';
import type { ComparisonStrings } from './strings.ts';

interface TableProps {
  data: ComparisonData;
  cards: readonly PackedCard[];
  base: string;
  onlyDifferences: boolean;
  onBase: (slug: string) => void;
  onRemove: (slug: string) => void;
  strings: ComparisonStrings;
  site: string;
  lang: Lang;
}

const shortName = (name: string) => name.replace(/^(GeForce|NVIDIA) /, '');

/** Cards as columns, facts as rows. */
export function ComparisonTable(props: TableProps) {
  const { cards, base, strings, site, lang, onBase, onRemove } = props;
  return (
    <div
      class="scroll"
      tabIndex={0}
      role="region"
      aria-label={fill(strings.region, { names: cards.map(({ name }) => shortName(name)).join(', ') })}
    >
      <table style={{ '--cards': cards.length }}>
        <caption class="hr-hidden">{strings.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{strings.property}</th>
            {cards.map((card) => (
              <th key={card.slug} scope="col" class={card.slug === base ? 'base' : ''}>
                <a href={localiseLink(`/gpus/${card.slug}/`, site, lang)}>{shortName(card.name)}</a>
                <small>
                  {card.series} · {strings.segments[card.segment]}
                </small>
                <span class="tools">
                  <label title={fill(strings.base, { name: card.name })}>
                    <input
                      type="radio"
                      name="base"
                      checked={card.slug === base}
                      aria-label={fill(strings.base, { name: card.name })}
                      onChange={() => onBase(card.slug)}
                    />
                    <span aria-hidden="true">{strings.baseShort}</span>
                  </label>
                  <button
                    type="button"
                    aria-label={fill(strings.remove, { name: card.name })}
                    title={fill(strings.remove, { name: card.name })}
                    onClick={() => onRemove(card.slug)}
                  >
                    ×
                  </button>
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <Largest {...props} />
        {groups.map((group) => (
          <Group key={group.id} {...props} title={strings.groups[group.id]} columns={group.columns} />
        ))}
      </table>
    </div>
  );
}

function Group({ title, columns, ...props }: TableProps & { title: string; columns: readonly ColumnId[] }) {
  const { data, cards, base, onlyDifferences, strings } = props;
  const place = cards.findIndex(({ slug }) => slug === base);
  const rows = columns
    .map((id) => {
      const values = cards.map(({ values: own }) => own[data.columns.indexOf(id)] ?? null);
      return { id, values, judged: judgeColumn(id, values, place) };
    })
    // What no card has would be a row of dashes.
    .filter(
      ({ values, judged }) => values.some((value) => value !== null) && (judged.differs || !onlyDifferences),
    );
  if (rows.length === 0) return null;
  return (
    <tbody>
      <tr class="group">
        <th scope="rowgroup" colSpan={cards.length + 1}>
          <span>{title}</span>
        </th>
      </tr>
      {rows.map(({ id, values, judged }) => (
        <Row
          key={id}
          {...props}
          name={strings.columns[id].name}
          unit={strings.columns[id].unit}
          about={strings.columns[id].about}
          column={id}
          values={values}
          judged={judged}
        />
      ))}
    </tbody>
  );
}

interface RowProps extends TableProps {
  name: string;
  unit: string;
  about: string;
  column: ColumnId;
  values: readonly Value[];
  judged: Judged;
}

function Row({ name, unit, about, column, values, judged, data, cards, base, strings, lang }: RowProps) {
  const [open, setOpen] = useState(false);
  const several = cards.length > 1;
  return (
    <>
      <tr class={several && !judged.differs ? 'same' : ''}>
        <th scope="row" title={about}>
          <span class="sign" title={judged.differs ? strings.differs : strings.same}>
            {several && (judged.differs ? '≠' : '=')}
          </span>
          <span class="label">
            {name} {unit && <small>{unit}</small>}
          </span>
          <button
            type="button"
            class="proof"
            aria-expanded={open}
            aria-label={fill(strings.showSources, { name })}
            title={fill(strings.showSources, { name })}
            onClick={() => setOpen(!open)}
          >
            {open ? '−' : '+'}
          </button>
        </th>
        {cards.map((card, at) => {
          const value = values[at] ?? null;
          return (
            <ValueCell
              key={card.slug}
              text={column === 'seg' ? strings.segments[card.segment] : formatValue(value, column, lang)}
              before={column === 'price' && value !== null ? year(card, data) : ''}
              unsure={value !== null && card.unverified.includes(column) ? strings.unverified : ''}
              cell={judged.cells[at]!}
              isBase={card.slug === base}
              lang={lang}
              strings={strings}
            />
          );
        })}
      </tr>
      {open && (
        <tr class="sources">
          <th scope="row">
            {strings.sources}
            <small>{about}</small>
          </th>
          {cards.map((card, at) => (
            <td key={card.slug}>
              {values[at] !== null && <Proof card={card} column={column} data={data} strings={strings} />}
            </td>
          ))}
        </tr>
      )}
    </>
  );
}

const year = (card: PackedCard, data: ComparisonData) =>
  String(card.values[data.columns.indexOf('date')] ?? '').slice(0, 4);

/** How a value came about, and the titles of its sources. */
function Proof({
  card,
  column,
  data,
  strings,
}: {
  card: PackedCard;
  column: ColumnId;
  data: ComparisonData;
  strings: ComparisonStrings;
}) {
  const place = data.columns.indexOf(column);
  const ids = data.sourceLists[card.sources[place]!]!;
  return (
    <>
      <b>{strings.standing[standings[card.standing[place]!]!]}</b>
      {card.unverified.includes(column) && <em>{strings.unverified}</em>}
      {ids.map((id) => (
        <span key={id}>{data.sources[id]}</span>
      ))}
    </>
  );
}

function ValueCell({
  text,
  before,
  unsure,
  cell,
  isBase,
  lang,
  strings,
}: {
  text: string;
  before: string;
  unsure: string;
  cell: Judged['cells'][number];
  isBase: boolean;
  lang: Lang;
  strings: ComparisonStrings;
}) {
  const { share, best, ratio } = cell;
  return (
    <td class={best ? 'best' : ''}>
      <span class="value">
        {before && <small>{before} </small>}
        {text}
        {unsure && <i title={unsure}>?</i>}
        {best && <mark>{strings.best}</mark>}
      </span>
      {ratio !== null && <span class="ratio">{formatRatio(ratio, lang)}</span>}
      {ratio === null && isBase && share !== null && <span class="ratio">1×</span>}
      {share !== null && (
        <span class="track" aria-hidden="true">
          <span style={{ width: `${(share * 100).toFixed(1)}%` }} />
        </span>
      )}
    </td>
  );
}

function formatRatio(ratio: number, lang: Lang): string {
  const digits = ratio >= 10 ? 0 : ratio >= 0.995 ? 1 : 2;
  return `${new Intl.NumberFormat(lang, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(ratio)}×`;
}

/** The largest model that each card holds at the example job. */
function Largest({ data, cards, base, onlyDifferences, strings, site, lang }: TableProps) {
  const found = cards.map(({ largest }) => data.models[largest]);
  const place = cards.findIndex(({ slug }) => slug === base);
  const judged = judge(
    found.map((model) => model?.parameters ?? null),
    place,
    'more',
  );
  if (onlyDifferences && !judged.differs) return null;
  return (
    <tbody>
      <tr class="group">
        <th scope="rowgroup" colSpan={cards.length + 1}>
          <span>{strings.groups.use}</span>
        </th>
      </tr>
      <tr class={cards.length > 1 && !judged.differs ? 'same' : ''}>
        <th scope="row" title={strings.largest.about}>
          <span class="sign">{cards.length > 1 && (judged.differs ? '≠' : '=')}</span>
          <span class="label">{strings.largest.name}</span>
        </th>
        {cards.map((card, at) => {
          const model = found[at];
          const { best } = judged.cells[at]!;
          return (
            <td key={card.slug} class={`model${best ? ' best' : ''}`}>
              {model ? (
                <a href={localiseLink(`/calculators/gpu/?model=${model.slug}&gpu=${card.slug}`, site, lang)}>
                  {model.name}
                </a>
              ) : (
                strings.largest.none
              )}
              {best && <mark>{strings.best}</mark>}
            </td>
          );
        })}
      </tr>
    </tbody>
  );
}
