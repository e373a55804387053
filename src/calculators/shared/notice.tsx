import { fill } from '../../../content/i18n/format.ts';
import type { Ignored } from './codec.ts';
import type { SharedStrings, Surface } from './island.ts';

/** A link of noise should not fill the screen. */
const mostShown = 5;

/** Says which parts of a link were not used, and why. */
export function IgnoredNotice({
  ignored,
  surface,
  strings,
  onDismiss,
}: {
  ignored: readonly Ignored[];
  surface: Surface;
  strings: SharedStrings['ignored'];
  onDismiss: () => void;
}) {
  // The region stands empty from the start, so that what enters it is announced.
  return (
    <div role="status" class={`hr-notice hr-notice-${surface}`}>
      {ignored.length > 0 && (
        <div class="hr-notice-box">
          <p class="hr-notice-head">
            <strong>{strings.title}</strong>
            <button type="button" class="hr-button" onClick={onDismiss}>
              {strings.dismiss}
            </button>
          </p>
          <ul>
            {ignored.slice(0, mostShown).map((entry, index) => (
              <li key={index}>{fill(strings.reasons[entry.code], { ...entry })}</li>
            ))}
            {ignored.length > mostShown && <li>{fill(strings.more, { n: ignored.length - mostShown })}</li>}
          </ul>
        </div>
      )}
    </div>
  );
}
