import { fill } from '../../../content/i18n/format.ts';
import type { Lang } from '../../../content/i18n/languages.ts';
import { formatGib, percent } from '../shared/format.ts';
import { partClass } from '../shared/part-class.ts';
import { momentAt, type Layout } from './geometry.ts';
import type { StepStrings } from './strings.ts';
import type { Watched } from './watched.ts';

interface PlotProps {
  watched: Watched;
  layout: Layout;
  /** Usable memory of the card that other programs leave. */
  usable: number;
  index: number;
  onMoment: (index: number) => void;
  strings: StepStrings;
  lang: Lang;
}

/** Memory over the moments of a step, part by part, against the card's capacity; a cursor stands at one of them. */
export function Plot({ watched, layout, usable, index, onMoment, strings, lang }: PlotProps) {
  const { events, peak } = watched;
  const { edges, steps, scale, capacity, ticks, shapes } = layout;
  const words = strings.plot;
  const top = events.indexOf(peak);
  const middle = (edges[top]! + edges[top + 1]!) / 2;
  const point = (event: PointerEvent) => {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    onMoment(momentAt(edges, (event.clientX - box.left) / box.width));
  };
  const label = fill(words.label, {
    n: events.length,
    where: strings.where[peak.moment as keyof StepStrings['where']],
    peak: formatGib(peak.total, lang),
    usable: formatGib(usable, lang),
  });
  return (
    <div class="hr-step-plot">
      <div
        class="hr-step-area"
        role="img"
        aria-label={label}
        onPointerDown={point}
        onPointerMove={(event) => event.buttons === 1 && point(event)}
      >
        {ticks.map((bytes) => (
          <span key={bytes} class="hr-step-tick" style={{ bottom: percent(bytes / scale) }}>
            {formatGib(bytes, lang)}
          </span>
        ))}
        {shapes.map(({ part, clip }) => (
          <span
            key={part}
            class={`hr-step-part ${part === 'room' ? 'hr-step-room' : partClass[part]}`}
            style={{ clipPath: clip }}
          />
        ))}
        <span
          class={`hr-step-capacity${capacity === null ? ' hr-step-beyond' : ''}`}
          style={{ bottom: percent(capacity ?? 1) }}
        >
          <span>
            {fill(capacity === null ? words.beyond : strings.shared.bar.capacity, {
              usable: formatGib(usable, lang),
            })}
          </span>
        </span>
        <span
          class="hr-step-cursor"
          style={{ left: percent(edges[index]!), width: percent(edges[index + 1]! - edges[index]!) }}
        />
        <span
          class={`hr-step-peak${middle > 0.5 ? ' hr-step-left' : ''}`}
          style={{ left: percent(middle), bottom: percent(peak.total / scale) }}
        >
          <span>{fill(words.peak, { peak: formatGib(peak.total, lang) })}</span>
        </span>
      </div>
      <div class="hr-step-axis" aria-hidden="true">
        {steps.map(({ phase, from, to }, n) => (
          <span
            key={phase}
            class={events[index]!.phase === phase ? 'hr-step-here' : undefined}
            style={{ left: percent(from), width: percent(to - from) }}
          >
            {n + 1}
          </span>
        ))}
      </div>
    </div>
  );
}
