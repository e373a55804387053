import { useEffect, useState } from 'preact/hooks';
import { fill } from '../../../content/i18n/format.ts';
import { phases } from '../../estimation/memory/timeline.ts';
import { Controls } from '../shared/fields.tsx';
import { titleOf } from './story.ts';
import type { StepStrings } from './strings.ts';
import type { Watched } from './watched.ts';

/** Long enough to see what changed, too short to read all that is said: pausing is one key away. */
const beatMs = 1200;

interface TransportProps {
  watched: Watched;
  index: number;
  onMoment: (index: number) => void;
  ready: boolean;
  strings: StepStrings;
}

/** The ways through the step: buttons, a slider, arrow keys, and the seven steps by name. */
export function Transport({ watched, index, onMoment, ready, strings }: TransportProps) {
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
  const button = (label: string, sign: string, onClick: () => void) => (
    <button type="button" class="hr-button" aria-label={label} title={label} onClick={onClick}>
      <span aria-hidden="true">{sign}</span>
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
      onKeyDown={(event) => {
        const to = keys[event.key];
        // The slider takes the same keys by itself.
        if (to === undefined || (event.target as Element).matches('input')) return;
        event.preventDefault();
        go(to);
      }}
    >
      <Controls ready={ready} label={words.title}>
        <div class="hr-step-buttons">
          {button(words.first, '⏮\uFE0E', () => go(0))}
          {button(words.previous, '◀\uFE0E', () => go(index - 1))}
          {button(playing ? words.pause : words.play, playing ? '⏸\uFE0E' : '⏵\uFE0E', play)}
          {button(words.next, '▶\uFE0E', () => go(index + 1))}
          {button(words.last, '⏭\uFE0E', () => go(last))}
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
                aria-label={fill(words.jump, { n: n + 1, phase: strings.phases[phase] })}
                onClick={() => go(events.findIndex((event) => event.phase === phase))}
              >
                <b>{n + 1}</b> {strings.phases[phase]}
              </button>
            </li>
          ))}
        </ol>
      </Controls>
    </div>
  );
}
