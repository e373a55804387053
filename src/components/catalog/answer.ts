import { cards, type Gpu } from '#catalog';
import { dictionary, fill, type Lang } from '#i18n';
import { htmlLang } from '../../../content/i18n/languages.ts';
import { formatNumber } from '../../../content/i18n/quantities.ts';
import { calculatorLink } from '../calculator-link.ts';
import { formatGpuValue } from '../spec.ts';
import { rankOf, trainingTflops } from './neighbours.ts';
import { largestOn, requestFor, type Workload } from './workloads.ts';

/** A piece of a sentence; one with an address is a link. */
export interface Piece {
  text: string;
  href?: string;
}

/** Cuts a template at its one slot, which becomes a link. */
export function linked(template: string, slot: string, link: Piece): Piece[] {
  const [before = '', after = ''] = template.split(`{${slot}}`);
  return [{ text: before }, link, { text: after }].filter(({ text }) => text !== '');
}

/** What a card is good for, and its place among the cards of its segment; `text` of the pieces together is plain text. */
export function cardAnswer(gpu: Gpu, lang: Lang): { jobs: Piece[]; place: string } {
  const { answer, segments } = dictionary(lang).catalogPages.card;
  const link = (workload: Workload) => {
    const largest = largestOn(workload, gpu);
    return (
      largest && {
        text: largest.name,
        href: calculatorLink(requestFor(workload, largest, gpu.slug), lang),
      }
    );
  };
  const either = new Intl.ListFormat(htmlLang[lang], { type: 'disjunction' });
  /** Methods that reach the same model share an entry. */
  const groups: { model: Piece; methods: string[] }[] = [];
  for (const workload of ['qlora', 'lora', 'full'] as const) {
    const model = link(workload);
    if (!model) continue;
    const last = groups.at(-1);
    if (last?.model.text === model.text) last.methods.push(answer.methods[workload]);
    else groups.push({ model, methods: [answer.methods[workload]] });
  }
  const training = groups.map(({ model, methods }) =>
    linked(fill(answer.item, { methods: either.format(methods) }), 'model', model),
  );
  const jobs: Piece[] = [];
  if (training.length === 0) jobs.push({ text: answer.trainsNone });
  else {
    const [before = '', after = ''] = answer.trains.split('{list}');
    jobs.push({ text: before });
    const list = new Intl.ListFormat(htmlLang[lang], { type: 'conjunction' });
    for (const { type, value } of list.formatToParts(training.map((_, index) => String(index)))) {
      jobs.push(...(type === 'element' ? training[Number(value)]! : [{ text: value }]));
    }
    if (after) jobs.push({ text: after });
  }
  const run = link('run4');
  jobs.push(...(run ? linked(answer.runs, 'model', run) : [{ text: answer.runsNone }]));

  const rank = rankOf(gpu, cards);
  const place = fill(gpu.unifiedMemory ? answer.place.unified : answer.place.both, {
    memory: formatGpuValue(gpu, 'memoryGb', lang),
    rate: `${formatNumber(trainingTflops(gpu), lang, 1)} TFLOPS`,
    m: rank.memory,
    s: rank.speed,
    n: rank.others,
    segment: segments[gpu.segment],
  });
  return { jobs, place };
}
