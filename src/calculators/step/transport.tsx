import { useEffect, useState } from 'preact/hooks';
import { fill } from '../../../content/i18n/format.ts';
import { phases } from '../../estimation/memory/timeline-moments.ts';
import { titleOf } from './story.ts';
import type { StepStrings } from './strings.ts';
import type { Watched } from './watched.ts';

/** Signs of the buttons, in a square of 16. */
const signs = {
  first: 'M3 3v10M13 3v10L6 8z',
  previous: 'M10 3 5 8l5 5',
  play: 'M4 3v10l9-5z',
  pause: 'M5 3v10M11 3v10',
  next: 'M6 3l5 5-5 5',
  last: 'M13 3v10M3 3v10l7-5z',
};

/** Long enough to see what changed, too short to read all that is said: pausing is one key away. */
const beatMs = 1200;

interface TransportProps {
  watched: Watched;
  index: number;
  onMoment: (index: number) => void;
  strings: StepStrings;
}

/** The ways through the step: buttons, a slider, arrow keys, and the seven steps by name. */
export function Transport({ watched, index, onMoment, strings }: TransportProps) {
  const { events } = watched;
  const words = strings.transport;
  const last = events.length - 1;
  const [playing, setPlaying] = useState(false);

  useEffect(() => {
    if (!playing) return undefined;
    if (index === last) {
      setPlaying(false);
      return undefined;
    }
    const timer = setTimeout(() => onMoment(index + 1), beatMs);
    return () => clearTimeout(timer);
  }, [playing, index, last]);

  const go = (to: number) => {
    setPlaying(false);
    onMoment(Math.min(last, Math.max(0, to)));
  };
  const play = () => {
    if (!playing && index === last) onMoment(0);
    setPlaying(!playing);
  };
  const keys: Record<string, number> = { ArrowLeft: index - 1, ArrowRight: index + 1, Home: 0, End: last };
  const button = (sign: keyof typeof signs, onClick: () => void) => (
    <button type="button" class="hr-button" aria-label={words[sign]} title={words[sign]} onClick={onClick}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d={signs[sign]} />
      </svg>
    </button>
  );
  const position = fill(words.position, {
    n: index + 1,
    total: events.length,
    title: titleOf(events[index]!, strings),
  });
  return (
    <div
      class="hr-step-transport"
      role="group"
      aria-label={words.title}
      onKeyDown={(event) => {
        const to = keys[event.key];
        // The slider takes the same keys by itself.
        if (to === undefined || (event.target as Element).matches('input')) return;
        event.preventDefault();
        go(to);
      }}
    >
      <div class="hr-step-buttons">
        {button('first', () => go(0))}
        {button('previous', () => go(index - 1))}
        {button(playing ? 'pause' : 'play', play)}
        {button('next', () => go(index + 1))}
        {button('last', () => go(last))}
        <input
          type="range"
          min={0}
          max={last}
          value={index}
          aria-label={words.slider}
          aria-valuetext={position}
          onInput={(event) => go(Number(event.currentTarget.value))}
        />
      </div>
      <ol class="hr-step-phases">
        {phases.map((phase, n) => (
          <li key={phase}>
            <button
              type="button"
              class="hr-button"
              aria-current={events[index]!.phase === phase ? 'step' : undefined}
              onClick={() => go(events.findIndex((event) => event.phase === phase))}
            >
              <b>{n + 1}</b> {strings.phases[phase]}
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}
