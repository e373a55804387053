import type { Lang } from '../../../content/i18n/languages.ts';
import { phases } from '../../estimation/memory/timeline-moments.ts';
import { memoryParts } from '../../estimation/types.ts';
import { amount } from './amount.ts';
import { titleOf } from './story.ts';
import type { StepStrings } from './strings.ts';
import type { Watched } from './watched.ts';

/** The picture as a table: what is in memory at each moment, by part. */
export function MomentTable({
  watched: { events },
  strings,
  lang,
}: {
  watched: Watched;
  strings: StepStrings;
  lang: Lang;
}) {
  const words = strings.table;
  const parts = memoryParts.filter((part) => events.some(({ live }) => live[part] > 0));
  const held = events.some(({ room }) => room > 0);
  const cell = (bytes: number) => (bytes > 0 ? amount(bytes, lang) : '0');
  return (
    <div class="hr-step-table" tabIndex={0} role="region" aria-label={words.caption}>
      <table class="hr-outcomes">
        <caption class="hr-hidden">{words.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{words.step}</th>
            <th scope="col">{words.moment}</th>
            {parts.map((part) => (
              <th key={part} scope="col">
                {strings.parts[part]}
              </th>
            ))}
            {held && <th scope="col">{strings.plot.room}</th>}
            <th scope="col">{words.total}</th>
          </tr>
        </thead>
        <tbody>
          {events.map((event) => (
            <tr key={event.id}>
              <td>{phases.indexOf(event.phase) + 1}</td>
              <th scope="row">{titleOf(event, strings)}</th>
              {parts.map((part) => (
                <td key={part}>{cell(event.live[part])}</td>
              ))}
              {held && <td>{cell(event.room)}</td>}
              <td>
                {cell(event.total)}
                {event.peak && <b> {words.peak}</b>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
