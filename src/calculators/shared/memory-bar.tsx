import type { Lang } from '../../../content/i18n/languages.ts';
import { fill } from '../../../content/i18n/format.ts';
import { memoryParts, type MemoryAnswer, type MemoryPart } from '../../estimation/types.ts';
import { formatGib, percent } from './format.ts';
import type { PartStrings, SharedStrings } from './island.ts';
import { partClass } from './part-class.ts';

export interface BarSegment {
  part: MemoryPart | 'other';
  bytes: number;
  /** Share of the drawn width. */
  share: number;
}

export interface BarLayout {
  segments: BarSegment[];
  /** Position of the card's capacity in the drawn width; 1 is the right edge. */
  capacity: number;
  /** The likely range as positions in the drawn width. */
  low: number;
  high: number;
  /** What goes beyond the capacity: its share of the drawn width, and in bytes. */
  over: number;
  overBytes: number;
}

/**
 * Where everything stands in a bar. The drawn width is the card's usable memory, or what is needed if that is
 * more, so the capacity line leaves the right edge only when the job does not fit.
 */
export function barLayout(memory: MemoryAnswer, otherUseBytes: number, smallestScale = 0): BarLayout {
  const needed = memory.total + otherUseBytes;
  const scale = Math.max(memory.usable, needed, smallestScale);
  const segments: BarSegment[] = memoryParts.map((part) => ({
    part,
    bytes: memory.perGpu[part],
    share: memory.perGpu[part] / scale,
  }));
  segments.push({ part: 'other', bytes: otherUseBytes, share: otherUseBytes / scale });
  return {
    segments,
    capacity: memory.usable / scale,
    low: Math.min(1, (memory.low + otherUseBytes) / scale),
    high: Math.min(1, (memory.high + otherUseBytes) / scale),
    over: Math.max(0, needed - memory.usable) / scale,
    overBytes: Math.max(0, needed - memory.usable),
  };
}

const segmentClass = (part: BarSegment['part']) => (part === 'other' ? 'hr-mem-other' : partClass[part]);

interface BarProps {
  memory: MemoryAnswer;
  otherUseBytes: number;
  lang: Lang;
  strings: Pick<SharedStrings, 'bar'>;
  /** Drawn width in bytes at the least, to draw several bars to one scale. */
  smallestScale?: number;
}

/** The bar alone, small enough for a table row. Its meaning is in its label. */
export function MemoryBar({ memory, otherUseBytes, lang, strings, smallestScale }: BarProps) {
  const { segments, capacity, over, overBytes } = barLayout(memory, otherUseBytes, smallestScale);
  const label = fill(strings.bar.label, {
    total: formatGib(memory.total + otherUseBytes, lang),
    usable: formatGib(memory.usable, lang),
  });
  return (
    <span class="hr-bar" role="img" aria-label={label}>
      <span class="hr-bar-card" style={{ width: percent(capacity) }} />
      {segments.map(
        ({ part, share }) =>
          share > 0.0005 && (
            <span key={part} class={`hr-bar-part ${segmentClass(part)}`} style={{ width: percent(share) }} />
          ),
      )}
      {overBytes > 0 && (
        <span class="hr-bar-over" style={{ left: percent(capacity), width: percent(over) }} />
      )}
      <span class="hr-bar-line" style={{ left: percent(capacity) }} />
    </span>
  );
}

/** The bar with its range, its capacity line named, and every part in figures. */
export function MemoryFigure({
  memory,
  otherUseBytes,
  lang,
  strings,
  parts,
}: BarProps & { parts: PartStrings }) {
  const { segments, capacity, low, high, overBytes } = barLayout(memory, otherUseBytes);
  const gib = (bytes: number) => formatGib(bytes, lang);
  return (
    <figure class="hr-memory">
      <MemoryBar memory={memory} otherUseBytes={otherUseBytes} lang={lang} strings={strings} />
      <div class="hr-bar-range" aria-hidden="true">
        <span style={{ left: percent(low), width: percent(Math.max(0, high - low)) }} />
      </div>
      <p class="hr-bar-notes">
        <span>{fill(strings.bar.range, { low: gib(memory.low), high: gib(memory.high) })}</span>
        <span>{fill(strings.bar.capacity, { usable: gib(memory.usable) })}</span>
        <span class="hr-bar-over-note" hidden={overBytes === 0 || capacity >= 1}>
          {fill(strings.bar.over, { over: gib(overBytes) })}
        </span>
      </p>
      <ul class="hr-legend">
        {segments.map(
          ({ part, bytes }) =>
            (part !== 'other' || bytes > 0) && (
              <li key={part} class={bytes === 0 ? 'hr-legend-none' : undefined}>
                <span class={`hr-swatch ${segmentClass(part)}`} aria-hidden="true" />
                <span class="hr-legend-name">{part === 'other' ? strings.bar.other : parts[part]}</span>
                <span class="hr-figure-value">{gib(bytes)}</span>
              </li>
            ),
        )}
      </ul>
      <figcaption>{strings.bar.caption}</figcaption>
    </figure>
  );
}

/** Names of the parts beside their swatches, for several bars that share one legend. */
export function MemoryLegend({
  parts,
  label,
  names,
}: {
  parts: readonly MemoryPart[];
  label: string;
  names: PartStrings;
}) {
  return (
    <ul class="hr-legend hr-legend-names" aria-label={label}>
      {parts.map((part) => (
        <li key={part}>
          <span class={`hr-swatch ${partClass[part]}`} aria-hidden="true" />
          <span class="hr-legend-name">{names[part]}</span>
        </li>
      ))}
    </ul>
  );
}
