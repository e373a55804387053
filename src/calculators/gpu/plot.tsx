import { useMemo, useRef, useState } from 'preact/hooks';
import { fill } from '../../../content/i18n/format.ts';
import type { Lang } from '../../../content/i18n/languages.ts';
import { Segmented } from '../shared/fields.tsx';
import { currencyLabel, needsRate } from '../shared/display.ts';
import {
  formatGib,
  formatMoney,
  formatNumber,
  formatTick,
  formatTokensPerSecond,
  percent,
} from '../shared/format.ts';
import { readCards } from './card-list.ts';
import { verdictOf, type Ranked } from './chosen.ts';
import type { ControlProps } from './controls.tsx';
import { plotLayout, type PlotLayout, type PlotPoint } from './plot-layout.ts';
import { otherUseBytes, ownPrice } from './request.ts';
import { plotAxes, type GpuState } from './state.ts';
import type { GpuStrings } from './strings.ts';

interface PlotProps extends ControlProps {
  cards: readonly Ranked[];
  lang: Lang;
  pin: (slug: string) => void;
}

/** Pixels from a pointer within which a point is meant. */
const reach = 28;
/** Names of labels this close (share of the height) would lie on one another. */
const labelHeight = 0.07;

/** Shapes tell the points apart without colour: the frontier is a diamond, what does not fit is hollow. */
const diamond = 'M0-7 7 0 0 7-7 0Z';

function Marker({ point, ringed }: { point: PlotPoint; ringed: boolean }) {
  const ring = ringed && (
    <circle r="11" fill="none" style={{ stroke: 'var(--sl-color-white)', strokeWidth: 2 }} />
  );
  if (point.frontier)
    return (
      <>
        {ring}
        <path d={diamond} style={{ fill: 'var(--hr-accent)', stroke: 'var(--hr-panel)' }} />
      </>
    );
  return (
    <>
      {ring}
      <circle
        r={point.works ? 4.5 : 4}
        style={
          point.works
            ? { fill: 'var(--mem-weights)', stroke: 'var(--hr-panel)' }
            : { fill: 'none', stroke: 'var(--hr-line-strong)', strokeWidth: 1.5 }
        }
      />
    </>
  );
}

/** Speed of every card against what it costs, needs or has, with the cards that none beats in both. */
export function SpeedPlot(props: PlotProps) {
  const { cards, state, update, ready, strings, lang } = props;
  const words = strings.plot;
  const layout = useMemo(
    () => plotLayout(cards, state),
    [cards, state.axis, state.paid, state.gpuPrice, state.currency, state.rate],
  );
  const [table, setTable] = useState(false);
  const twin = useMemo(
    () => table && layout && <Twin layout={layout} state={state} strings={strings} lang={lang} />,
    [layout, table],
  );
  return (
    <figure style={{ display: 'grid', gap: '.75rem' }} aria-label={words.title}>
      <form onSubmit={(event) => event.preventDefault()}>
        <fieldset disabled={!ready}>
          <Segmented
            label={words.against}
            name="axis"
            value={state.axis}
            options={plotAxes.map((value) => ({ value, label: words.axes[value] }))}
            onChange={(axis) => update({ axis: axis as GpuState['axis'] })}
          />
        </fieldset>
      </form>
      {layout ? (
        <>
          <Picture {...props} layout={layout} />
          <details class="hr-fold" onToggle={(event) => setTable(event.currentTarget.open)}>
            <summary>{words.asTable}</summary>
            {twin}
          </details>
        </>
      ) : (
        <p class="hr-empty">{words.empty}</p>
      )}
      {state.axis === 'price' && needsRate(state) && (
        <p class="hr-quiet">{fill(strings.shared.share.rateHint, { currency: state.currency })}</p>
      )}
    </figure>
  );
}

function Picture({ layout, state, update, ready, strings, lang, pin }: PlotProps & { layout: PlotLayout }) {
  const words = strings.plot;
  const { points, line, x, y } = layout;
  const [active, setActive] = useState<string | null>(null);
  const box = useRef<SVGSVGElement>(null);
  const pointer = useRef('mouse');
  const slugOf = (point: PlotPoint) => point.card.gpu.slug;
  const current = points.find((point) => slugOf(point) === active);
  const pins = readCards(state.pins).map(([slug]) => slug);
  const shown = current ?? points.find((point) => slugOf(point) === state.gpu);

  /** The point nearest to a pointer, if one is near. */
  const nearest = (event: MouseEvent): PlotPoint | undefined => {
    const { left, top, width, height } = box.current!.getBoundingClientRect();
    const away = (point: PlotPoint) =>
      Math.hypot(
        left + x.at(point.x) * width - event.clientX,
        top + (1 - y.at(point.y)) * height - event.clientY,
      );
    const [found] = points.map((point) => ({ point, far: away(point) })).sort((a, b) => a.far - b.far);
    return found && found.far <= reach ? found.point : undefined;
  };
  const choose = (slug: string) => update({ gpu: slug, gpuPrice: null, gpuMemoryGib: null });

  const byHeight = useMemo(() => [...points].sort((a, b) => a.y - b.y || a.x - b.x), [points]);
  const move = (order: readonly PlotPoint[], step: number) => {
    const at = shown ? order.indexOf(shown) : -1;
    const to = current || !shown ? at + step : at;
    setActive(slugOf(order[Math.max(0, Math.min(order.length - 1, to))]!));
  };
  const keys: Record<string, () => void> = {
    ArrowRight: () => move(points, 1),
    ArrowLeft: () => move(points, -1),
    ArrowUp: () => move(byHeight, 1),
    ArrowDown: () => move(byHeight, -1),
    Home: () => setActive(slugOf(points[0]!)),
    End: () => setActive(slugOf(points.at(-1)!)),
    Enter: () => shown && choose(slugOf(shown)),
    ' ': () => shown && choose(slugOf(shown)),
    Escape: () => setActive(null),
  };

  const marks = useMemo(
    () =>
      points.map((point) => (
        <svg
          key={slugOf(point)}
          id={`hr-at-${slugOf(point)}`}
          role="option"
          aria-selected={slugOf(point) === state.gpu}
          aria-label={[point.card.gpu.name, ...facts(point, state, strings, lang)].join(strings.pins.join)}
          x={percent(x.at(point.x))}
          y={percent(1 - y.at(point.y))}
          overflow="visible"
        >
          <Marker point={point} ringed={slugOf(point) === state.gpu} />
        </svg>
      )),
    [layout, state.gpu, state.unit, ready],
  );
  const labels = useMemo(() => {
    let last = -1;
    return points
      .filter((point) => slugOf(point) === state.gpu || pins.includes(slugOf(point)))
      .map((point) => ({ point, place: 1 - y.at(point.y) }))
      .sort((a, b) => a.place - b.place)
      .map(({ point, place }) => {
        last = Math.max(place, last + labelHeight);
        return { point, place: last };
      });
  }, [layout, state.gpu, state.pins]);
  const axisText = { fill: 'var(--sl-color-gray-3)', fontSize: 'var(--sl-text-xs)' };

  return (
    <>
      <div style={{ height: 'clamp(18rem, 45cqi, 27rem)', padding: '1.75rem .5rem 2.75rem 3.25rem' }}>
        <svg
          ref={box}
          role="listbox"
          // An element of SVG knows its attributes by their exact names.
          tabindex={ready ? 0 : -1}
          aria-label={fill(words.label, { axis: words.axes[state.axis] })}
          aria-activedescendant={current && `hr-at-${active}`}
          width="100%"
          height="100%"
          overflow="visible"
          style={{ display: 'block', touchAction: 'pan-y' }}
          onPointerDown={(event) => {
            pointer.current = event.pointerType;
          }}
          onPointerMove={(event) => {
            if (event.pointerType === 'mouse') setActive(nearest(event)?.card.gpu.slug ?? null);
          }}
          onClick={(event) => {
            const point = ready ? nearest(event) : undefined;
            if (!point) return;
            setActive(slugOf(point));
            // A finger looks first: what it touched is told below, with a button.
            if (pointer.current === 'mouse') choose(slugOf(point));
          }}
          onKeyDown={(event) => {
            const act = keys[event.key];
            if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
            event.preventDefault();
            act();
          }}
        >
          <g aria-hidden="true">
            <rect width="100%" height="100%" fill="transparent" />
            {x.ticks.map((tick) => (
              <g key={tick}>
                <line
                  x1={percent(x.at(tick))}
                  x2={percent(x.at(tick))}
                  y2="100%"
                  style={{ stroke: 'var(--hr-line)' }}
                />
                <text x={percent(x.at(tick))} y="100%" dy="1.4em" text-anchor="middle" style={axisText}>
                  {formatTick(tick, lang)}
                </text>
              </g>
            ))}
            {y.ticks.map((tick) => (
              <g key={tick}>
                <line
                  x2="100%"
                  y1={percent(1 - y.at(tick))}
                  y2={percent(1 - y.at(tick))}
                  style={{ stroke: 'var(--hr-line)' }}
                />
                <text
                  x="0"
                  dx="-.6em"
                  y={percent(1 - y.at(tick))}
                  dy=".35em"
                  text-anchor="end"
                  style={axisText}
                >
                  {formatTick(tick, lang)}
                </text>
              </g>
            ))}
            <text x="0" dx="-2.75rem" y="0" dy="-.9em" style={axisText}>
              {words.yAxis}
            </text>
            <text x="100%" y="100%" dy="2.9em" text-anchor="end" style={axisText}>
              {fill(words.xAxes[state.axis], {
                currency: currencyLabel(state.currency, strings.shared.share.dollars),
              })}
            </text>
            {line.slice(1).map((corner, i) => (
              <line
                key={i}
                x1={percent(x.at(line[i]!.x))}
                y1={percent(1 - y.at(line[i]!.y))}
                x2={percent(x.at(corner.x))}
                y2={percent(1 - y.at(corner.y))}
                style={{ stroke: 'var(--hr-accent)', strokeWidth: 2 }}
              />
            ))}
          </g>
          {marks}
          <g aria-hidden="true" style={{ pointerEvents: 'none' }}>
            {current && (
              <svg x={percent(x.at(current.x))} y={percent(1 - y.at(current.y))} overflow="visible">
                <circle r="14" fill="none" style={{ stroke: 'var(--hr-accent)', strokeWidth: 3 }} />
              </svg>
            )}
            {labels.map(({ point, place }) => {
              const right = x.at(point.x) > 0.6;
              return (
                <text
                  key={slugOf(point)}
                  x={percent(x.at(point.x))}
                  y={percent(place)}
                  dx={right ? -15 : 15}
                  dy=".35em"
                  text-anchor={right ? 'end' : 'start'}
                  style={{
                    fill: 'var(--sl-color-white)',
                    fontSize: 'var(--sl-text-xs)',
                    fontWeight: slugOf(point) === state.gpu ? 700 : 400,
                    paintOrder: 'stroke',
                    stroke: 'var(--sl-color-black)',
                    strokeWidth: 3,
                  }}
                >
                  {shortName(point)}
                </text>
              );
            })}
          </g>
        </svg>
      </div>
      <figcaption class="hr-caption" style={{ margin: 0 }}>
        {[
          { name: words.frontier, works: true, frontier: true },
          { name: words.fits, works: true, frontier: false },
          { name: words.misses, works: false, frontier: false },
        ].map(({ name, ...point }) => (
          <span key={name} style={{ display: 'inline-block', marginInlineEnd: '1rem' }}>
            <svg
              width="18"
              height="16"
              viewBox="-9 -8 18 16"
              aria-hidden="true"
              style={{ verticalAlign: '-3px' }}
            >
              <Marker point={point as PlotPoint} ringed={false} />
            </svg>
            {name}
          </span>
        ))}
        <br />
        {fill(words.caption, { n: points.length })}
      </figcaption>
      <div
        style={{
          display: 'flex',
          flexWrap: 'wrap',
          gap: '.5rem',
          alignItems: 'center',
          alignContent: 'start',
          // Room for the longest detail on a narrow screen: nothing below moves while the reader looks around.
          minHeight: 'clamp(2.75rem, 11rem - 12cqi, 9rem)',
        }}
      >
        {shown ? (
          <>
            <p style={{ flex: '1 1 16rem' }}>
              <strong>{shown.card.gpu.name}</strong>
              {` · ${facts(shown, state, strings, lang).join(strings.pins.join)}`}
            </p>
            <button
              type="button"
              class="hr-button"
              disabled={!ready || slugOf(shown) === state.gpu}
              onClick={() => choose(slugOf(shown))}
            >
              {words.choose}
            </button>
            <button
              type="button"
              class="hr-button"
              disabled={!ready}
              aria-pressed={pins.includes(slugOf(shown))}
              onClick={() => pin(slugOf(shown))}
            >
              {pins.includes(slugOf(shown)) ? strings.pins.unpin : strings.pins.pin}
            </button>
          </>
        ) : (
          <p class="hr-quiet">{words.hint}</p>
        )}
      </div>
    </>
  );
}

const shortName = ({ card }: PlotPoint) => card.gpu.name.replace(/^(GeForce|NVIDIA) /, '');

/** What a card's place in the plot is on an axis. */
function amountOn(axis: GpuState['axis'], { x, card }: PlotPoint, lang: Lang): string {
  if (axis === 'price') return formatMoney(x, card.answer.cost.currency, lang);
  return `${formatNumber(x, lang)} ${axis === 'memory' ? 'GB' : 'W'}`;
}

/** What a point says about its card. */
function facts(point: PlotPoint, state: GpuState, strings: GpuStrings, lang: Lang): string[] {
  const words = strings.plot;
  const { card } = point;
  const mine = state.axis === 'price' && ownPrice(state, card.gpu.slug) !== null;
  return [
    amountOn(state.axis, point, lang) + (mine ? ` (${strings.table.yourPrice})` : ''),
    formatTokensPerSecond(point.y, lang),
    strings.table.verdicts[verdictOf(card.answer, otherUseBytes(state))],
    fill(words.headroom, { size: formatGib(card.answer.headroom, lang) }),
    ...(point.frontier ? [words.onFrontier] : []),
  ];
}

/** The picture as a table. */
function Twin({
  layout,
  state,
  strings,
  lang,
}: {
  layout: PlotLayout;
  state: GpuState;
  strings: GpuStrings;
  lang: Lang;
}) {
  const words = strings.plot;
  return (
    <table class="hr-outcomes" style={{ width: '100%', tableLayout: 'fixed', overflowWrap: 'anywhere' }}>
      <thead>
        <tr>
          <th scope="col">{strings.table.name}</th>
          <th scope="col">{words.axes[state.axis]}</th>
          <th scope="col">{strings.table.speed}</th>
          <th scope="col">{strings.table.verdict}</th>
        </tr>
      </thead>
      <tbody>
        {layout.points.map((point) => (
          <tr key={point.card.gpu.slug}>
            <th scope="row" style={{ fontWeight: 400 }}>
              {point.card.gpu.name}
            </th>
            <td>{amountOn(state.axis, point, lang)}</td>
            <td>{formatTokensPerSecond(point.y, lang)}</td>
            <td>
              {strings.table.verdicts[verdictOf(point.card.answer, otherUseBytes(state))]}
              {point.frontier && strings.pins.join + words.frontier}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
