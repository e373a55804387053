/** What stands on the picture of a page: taken from the built page, and for cards and models from the catalog. */
import { gpuBySlug, modelBySlug, type Gpu, type Model } from '#catalog';
import { memoryParts, type EstimateAnswer } from '#estimation';
import { dictionary, fill, type Lang } from '#i18n';
import { formatGib, formatNumber, formatParameters } from '../../../content/i18n/quantities.ts';
import { trainingTflops } from '../../components/catalog/neighbours.ts';
import { isDecoder, referenceCard, requestFor, workloadsOf } from '../../components/catalog/workloads.ts';
import { answerTo } from '../../components/estimation.ts';
import { exampleJob } from '../../components/example-job.ts';
import { formatGpuValue, shortName } from '../../components/spec.ts';
import type { PageKind } from '../kinds.ts';

export interface Figure {
  value: string;
  label: string;
}

/** Memory of one job by part against the card's capacity, as shares of the bar's length. */
export interface Bar {
  parts: { part: (typeof memoryParts)[number]; share: number }[];
  capacity: number;
  job: string;
  verdict: string;
  fits: boolean;
}

export interface Picture {
  lang: Lang;
  kind: string;
  title: string;
  description: string;
  figures: Figure[];
  bar: Bar | null;
}

function barOf(answer: EstimateAnswer, job: string, lang: Lang): Bar {
  const { bar } = dictionary(lang).discovery;
  const { total, usable, perGpu } = answer.memory;
  const longest = Math.max(total, usable);
  const words = {
    total: formatGib(total, lang),
    usable: formatGib(usable, lang),
    over: formatGib(total - usable, lang),
  };
  return {
    parts: memoryParts
      .map((part) => ({ part, share: perGpu[part] / longest }))
      .filter(({ share }) => share > 0),
    capacity: usable / longest,
    job,
    verdict: fill(answer.fits ? bar.fits : bar.misses, words),
    fits: answer.fits,
  };
}

function ofCard(gpu: Gpu, lang: Lang): Pick<Picture, 'figures' | 'bar'> {
  const { discovery, catalogPages } = dictionary(lang);
  const model = modelBySlug(exampleJob.model)!;
  return {
    figures: [
      { value: formatGpuValue(gpu, 'memoryGb', lang), label: discovery.figures.memory },
      { value: formatGpuValue(gpu, 'memoryBandwidthGbps', lang), label: discovery.figures.bandwidth },
      { value: `${formatNumber(trainingTflops(gpu), lang, 1)} TFLOPS`, label: discovery.figures.rate },
    ],
    bar: barOf(
      answerTo({ ...exampleJob, gpu: gpu.slug }),
      fill(discovery.bar.onCard, { model: model.name, method: catalogPages.card.answer.methods.qlora }),
      lang,
    ),
  };
}

function ofModel(model: Model, lang: Lang): Pick<Picture, 'figures' | 'bar'> {
  const { discovery, catalogPages } = dictionary(lang);
  const { figures } = discovery;
  const gpu = referenceCard(model);
  const workload = isDecoder(model) ? 'qlora' : 'full';
  const run = workloadsOf(model).includes('run16')
    ? answerTo(requestFor('run16', model, gpu.slug)).memory.total
    : null;
  const shown: Figure[] = [
    { value: formatParameters(model.parameters, lang), label: figures.parameters },
    ...(model.kind === 'moe'
      ? [{ value: formatParameters(model.activeParameters, lang), label: figures.active }]
      : []),
    ...('contextLength' in model && 'vocabSize' in model
      ? [{ value: formatNumber(model.contextLength, lang), label: figures.context }]
      : []),
    ...(run === null ? [] : [{ value: formatGib(run, lang), label: figures.run }]),
  ];
  return {
    figures: shown.slice(0, 3),
    bar: barOf(
      answerTo(requestFor(workload, model, gpu.slug)),
      fill(discovery.bar.ofModel, {
        method: catalogPages.card.answer.methods[workload],
        card: shortName(gpu),
      }),
      lang,
    ),
  };
}

/** What the calculator of the first page shows before a reader has touched it. */
function exampleBar(lang: Lang): Pick<Picture, 'figures' | 'bar'> {
  const { discovery, catalogPages } = dictionary(lang);
  const job = fill(discovery.bar.job, {
    model: modelBySlug(exampleJob.model)!.name,
    method: catalogPages.card.answer.methods[exampleJob.method],
    card: shortName(gpuBySlug(exampleJob.gpu)!),
  });
  return { figures: [], bar: barOf(answerTo(exampleJob), job, lang) };
}

/** The picture of a page with this title and description. */
export function pictureFor(page: {
  kind: PageKind;
  lang: Lang;
  path: string;
  title: string;
  description: string;
}): Picture {
  const { kind, lang, path, title, description } = page;
  const slug = path.split('/')[1] ?? '';
  const gpu = kind === 'card' ? gpuBySlug(slug) : undefined;
  const model = kind === 'model' ? modelBySlug(slug) : undefined;
  return {
    lang,
    kind: dictionary(lang).discovery.kinds[kind],
    title,
    description,
    ...(kind === 'home'
      ? exampleBar(lang)
      : gpu
        ? ofCard(gpu, lang)
        : model
          ? ofModel(model, lang)
          : { figures: [], bar: null }),
  };
}
