import type { Model } from '#catalog';
import { dictionary, fill, type Lang } from '#i18n';
import { htmlLang } from '../../../content/i18n/languages.ts';
import { formatGib, formatParameters } from '../../../content/i18n/quantities.ts';
import type { Piece } from './answer.ts';
import { linked } from './answer.ts';
import { href } from '../href.ts';
import { holdRow } from './hold.ts';
import { isDecoder, workloadsOf } from './workloads.ts';

/** What a model is, what it takes, and the smallest card for it. */
export function modelAnswer(model: Model, lang: Lang): Piece[] {
  const { answer } = dictionary(lang).catalogPages.model;
  const gap = lang === 'zh-cn' ? '' : ' ';
  const parameters = formatParameters(model.parameters, lang);
  const is =
    model.kind === 'moe'
      ? fill(answer.moe, {
          name: model.name,
          parameters,
          active: formatParameters(model.activeParameters, lang),
        })
      : fill(answer.is, { name: model.name, parameters });
  const rows = workloadsOf(model).map((workload) => ({ workload, row: holdRow(workload, model, '') }));
  const list = new Intl.ListFormat(htmlLang[lang], { type: 'conjunction' }).format(
    rows
      .toSorted((a, b) => a.row.bytes - b.row.bytes)
      .map(({ workload, row }) =>
        fill(answer.item, { memory: formatGib(row.bytes, lang), job: answer.jobs[workload] }),
      ),
  );
  const pieces: Piece[] = [{ text: `${is}${gap}${fill(answer.needs, { list })}${gap}` }];
  const smallest = (workload: string) => rows.find((one) => one.workload === workload)?.row.smallest[0];
  const [card, template] = isDecoder(model)
    ? smallest('qlora')
      ? [smallest('qlora'), answer.smallest]
      : [smallest('run4'), answer.smallestRun]
    : [smallest('full'), answer.smallestFull];
  if (card)
    pieces.push(
      ...linked(fill(template, { kind: answer.cardKinds[card.segment] }), 'card', {
        text: card.name,
        href: href(`/gpus/${card.slug}/`, lang),
      }),
    );
  else pieces.push({ text: answer.none });
  return pieces;
}
