import { cards, type Gpu, type Model } from '#catalog';
import { compare, fromCatalog, isImageKind, type EstimateAnswer, type EstimateInput } from '#estimation';
import { data } from '../estimation.ts';
import { exampleJob } from '../example-job.ts';
import { requireGpu } from '../spec.ts';
import { representative } from './representative.ts';

/** The ways of using a model that card and model pages compare, easiest on memory first within each task. */
export const workloads = ['qlora', 'lora', 'full', 'run4', 'run16'] as const;
export type Workload = (typeof workloads)[number];

/** Tokens in the KV cache of one stream, where a page shows a model being run. */
export const runContext = 4096;

/** The request of a workload; the sequence is no longer than the model was made for, and of an image what it is. */
export function requestFor(workload: Workload, model: Model, gpu: string): EstimateInput {
  const { kind, contextLength: limit } = fromCatalog(model);
  const tokens = (usual: number): number => (isImageKind(kind) ? limit : Math.min(usual, limit));
  if (workload === 'run4' || workload === 'run16') {
    return {
      task: 'inference',
      model: model.slug,
      gpu,
      weightFormat: workload === 'run4' ? 'q4_k_m' : 'fp16',
      contextLength: tokens(runContext),
    };
  }
  return {
    ...exampleJob,
    model: model.slug,
    gpu,
    method: workload,
    sequenceLength: tokens(exampleJob.sequenceLength),
  };
}

/** Whether people run the model token by token: what a 4-bit file is made for. */
export const isDecoder = (model: Model): boolean => model.kind === 'decoder' || model.kind === 'moe';

export const workloadsOf = (model: Model): readonly Workload[] =>
  isDecoder(model) ? workloads : workloads.filter((workload) => workload !== 'run4' && workload !== 'qlora');

const answers = new Map<string, Map<string, EstimateAnswer>>();

/** One workload of one model on every card, by slug. Worked out once a build and shared by all pages. */
export function onEveryCard(workload: Workload, model: Model): ReadonlyMap<string, EstimateAnswer> {
  const key = `${workload} ${model.slug}`;
  let byCard = answers.get(key);
  if (!byCard) {
    const compared = compare(requestFor(workload, model, ''), cards, data);
    answers.set(key, (byCard = new Map(compared.map(({ gpu, answer }) => [gpu.slug, answer]))));
  }
  return byCard;
}

/** The answer for one card. */
export function answerOn(workload: Workload, model: Model, gpu: Gpu): EstimateAnswer {
  const answer = onEveryCard(workload, model).get(gpu.slug);
  if (!answer) throw new Error(`${gpu.slug} is not among the cards that are compared`);
  return answer;
}

/** The largest of the representative models, by parameters, whose workload fits the card; `null` when none does. */
export function largestOn(workload: Workload, gpu: Gpu): { model: Model; answer: EstimateAnswer } | null {
  for (const model of representative.toReversed()) {
    const answer = answerOn(workload, model, gpu);
    if (answer.fits) return { model, answer };
  }
  return null;
}

/** Memory of a workload before any card is chosen, and the cards of `among` that hold it, smallest first. */
export function cardsThatHold(workload: Workload, model: Model, among: readonly Gpu[] = cards): Gpu[] {
  return among
    .filter((gpu) => answerOn(workload, model, gpu).fits)
    .sort((a, b) => a.usableBytes - b.usableBytes || b.memoryBandwidthGbps - a.memoryBandwidthGbps);
}

/** Cards against which a model's jobs are drawn, by memory. */
const references = ['rtx-3060-12gb', 'rtx-3090', 'rtx-5090', 'h100-sxm5-80gb', 'b200', 'b300'].map(
  requireGpu,
);

/** The smallest of a few well-known cards on which at least one way of training a model fits; else the largest. */
export function referenceCard(model: Model): Gpu {
  const training = workloadsOf(model).filter((workload) => workload !== 'run4' && workload !== 'run16');
  return (
    references.find((gpu) => training.some((workload) => answerOn(workload, model, gpu).fits)) ??
    references.at(-1)!
  );
}
