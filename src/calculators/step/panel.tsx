import { fill } from '../../../content/i18n/format.ts';
import type { Lang } from '../../../content/i18n/languages.ts';
import { memoryParts } from '../../estimation/types.ts';
import { phases } from '../../estimation/memory/timeline-moments.ts';
import type { TimelineEvent } from '../../estimation/memory/timeline.ts';
import { formatGib } from '../shared/format.ts';
import { partClass } from '../shared/part-class.ts';
import { amount } from './amount.ts';
import { storyOf, titleOf } from './story.ts';
import type { StepStrings } from './strings.ts';
import type { Watched } from './watched.ts';

interface PanelProps {
  watched: Watched;
  event: TimelineEvent;
  /** Usable memory of the card that other programs leave. */
  usable: number;
  strings: StepStrings;
  lang: Lang;
}

/** One moment in words, and in figures part by part. */
export function Panel({ watched, event, usable, strings, lang }: PanelProps) {
  const words = strings.panel;
  const free = usable - event.total;
  const signed = (bytes: number) => bytes !== 0 && `${bytes > 0 ? '+' : '−'}${amount(Math.abs(bytes), lang)}`;
  return (
    <div class="hr-step-panel">
      <div class="hr-step-story">
        <p class="hr-heading-small">
          {phases.indexOf(event.phase) + 1} {strings.phases[event.phase]}
        </p>
        <p class="hr-step-title">{titleOf(event, strings)}</p>
        {storyOf(watched, event, strings, lang).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
      <div>
        <p class="hr-step">
          <strong>{words.now}</strong>
          <strong class="hr-figure-value">{formatGib(event.total, lang)}</strong>
        </p>
        <p class={`hr-step hr-quiet${free < 0 ? ' hr-bad' : ''}`}>
          {fill(free < 0 ? words.over : words.free, { amount: formatGib(Math.abs(free), lang) })}
        </p>
        <ul class="hr-legend">
          {memoryParts.map((part) => (
            <li key={part} class={event.live[part] === 0 ? 'hr-legend-none' : undefined}>
              <span class={`hr-swatch ${partClass[part]}`} aria-hidden="true" />
              <span class="hr-legend-name">{strings.parts[part]}</span>
              <span class="hr-quiet">{signed(event.change[part])}</span>
              <span class="hr-figure-value">{formatGib(event.live[part], lang)}</span>
            </li>
          ))}
          <li class={event.room === 0 ? 'hr-legend-none' : undefined}>
            <span class="hr-swatch hr-step-room" aria-hidden="true" />
            <span class="hr-legend-name">{strings.plot.room}</span>
            <span class="hr-figure-value">{formatGib(event.room, lang)}</span>
          </li>
        </ul>
      </div>
    </div>
  );
}
