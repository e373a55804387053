import { useState } from 'preact/hooks';
import { fill } from '../../../content/i18n/format.ts';
import type { Lang } from '../../../content/i18n/languages.ts';
import { shorten, stampKey, type Ignored } from './codec.ts';
import type { Figure } from './figure.ts';
import { formatDate, formatGib, formatTokensPerSecond } from './format.ts';
import type { SharedStrings } from './island.ts';
import { movedFigures, readStamp } from './stamp.ts';

/** A link of noise should not fill the screen. */
const mostShown = 5;

export interface BoxProps {
  ignored: readonly Ignored[];
  /** The answer that the link led to, and what its stamp says of an earlier one. */
  linked: { figure: Figure; stamp: string | null } | null;
  dataVersion: string;
  lang: Lang;
  strings: SharedStrings;
  onDismiss: () => void;
}

/** Sentences about a stamp: none where nothing has moved. */
export function stampSentences({
  linked,
  dataVersion,
  lang,
  strings,
}: Pick<BoxProps, 'linked' | 'dataVersion' | 'lang' | 'strings'>): {
  moved: string[];
  malformed: string | null;
} {
  const words = strings.share.moved;
  if (typeof linked?.stamp !== 'string') return { moved: [], malformed: null };
  const was = readStamp(linked.stamp);
  if (!was) {
    const params = { field: stampKey, value: shorten(linked.stamp) };
    return { moved: [], malformed: fill(words.malformed, params) };
  }
  const figures = movedFigures(was, linked.figure);
  if (figures.length === 0) return { moved: [], malformed: null };
  const write = { bytes: formatGib, tokensPerSecond: formatTokensPerSecond };
  return {
    malformed: null,
    moved: [
      fill(words.text, { then: formatDate(was.date, lang), now: formatDate(dataVersion, lang) }),
      ...figures.map((name) =>
        fill(words[name], { was: write[name](was[name], lang), is: write[name](linked.figure[name], lang) }),
      ),
    ],
  };
}

/** Says which parts of a link were not used, and what has moved since it was made. */
export default function NoticeBox(props: BoxProps) {
  const { ignored, strings, onDismiss } = props;
  const [dismissed, setDismissed] = useState(false);
  const { moved, malformed } = stampSentences(props);
  const problems = [
    ...ignored.slice(0, mostShown).map((entry) => fill(strings.ignored.reasons[entry.code], { ...entry })),
    ...(ignored.length > mostShown ? [fill(strings.ignored.more, { n: ignored.length - mostShown })] : []),
    ...(malformed === null ? [] : [malformed]),
  ];
  if (dismissed || problems.length + moved.length === 0) return null;
  const close = () => {
    setDismissed(true);
    onDismiss();
  };
  return (
    <div class="hr-notice-box">
      <p class="hr-notice-head">
        <strong>{problems.length > 0 ? strings.ignored.title : strings.share.moved.title}</strong>
        <button type="button" class="hr-button" onClick={close}>
          {strings.ignored.dismiss}
        </button>
      </p>
      <ul>
        {[...problems, ...moved].map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  );
}
