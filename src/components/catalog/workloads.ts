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

const needs = new Map<string, ReadonlyMap<number, number>>();

/** One card of each compute capability: of a card alone, nothing else changes the memory of a job. */
const ofEachCapability = [...new Map(cards.map((gpu) => [gpu.computeCapability, gpu])).values()];

/**
 * Bytes that one workload of one model needs on a card. Worked out once a build for each compute capability and not for
 * each card: all cards times all models would grow with the square of the catalog.
 */
export function needOn(workload: Workload, model: Model, gpu: Gpu): number {
  const key = `${workload} ${model.slug}`;
  let byCapability = needs.get(key);
  if (!byCapability) {
    const compared = compare(requestFor(workload, model, ''), ofEachCapability, data);
    byCapability = new Map(
      compared.map(({ gpu: card, answer }) => [card.computeCapability, answer.memory.total]),
    );
    needs.set(key, byCapability);
  }
  const need = byCapability.get(gpu.computeCapability);
  if (need === undefined) throw new Error(`${gpu.slug} is not among the cards that are compared`);
  return need;
}

/** Whether a workload fits a card. */
export const holds = (workload: Workload, model: Model, gpu: Gpu): boolean =>
  needOn(workload, model, gpu) <= gpu.usableBytes;

const answers = new Map<string, ReadonlyMap<string, EstimateAnswer>>();

/** The whole answer for one card, of the few models that every card's page shows. Worked out once a build. */
export function answerOn(workload: Workload, model: Model, gpu: Gpu): EstimateAnswer {
  const key = `${workload} ${model.slug}`;
  let byCard = answers.get(key);
  if (!byCard) {
    const compared = compare(requestFor(workload, model, ''), cards, data);
    answers.set(key, (byCard = new Map(compared.map(({ gpu: card, answer }) => [card.slug, answer]))));
  }
  const answer = byCard.get(gpu.slug);
  if (!answer) throw new Error(`${gpu.slug} is not among the cards that are compared`);
  return answer;
}

/** The largest of the representative models, by parameters, whose workload fits the card; `null` when none does. */
export const largestOn = (workload: Workload, gpu: Gpu): Model | null =>
  representative.findLast((model) => holds(workload, model, gpu)) ?? null;

const bySize = cards.toSorted(
  (a, b) => a.usableBytes - b.usableBytes || b.memoryBandwidthGbps - a.memoryBandwidthGbps,
);

/** The cards that hold a workload, smallest first. */
export const cardsThatHold = (workload: Workload, model: Model): Gpu[] =>
  bySize.filter((gpu) => holds(workload, model, gpu));

/** Cards against which a model's jobs are drawn, by memory. */
const references = ['rtx-3060-12gb', 'rtx-3090', 'rtx-5090', 'h100-sxm5-80gb', 'b200', 'b300'].map(
  requireGpu,
);

/** The smallest of a few well-known cards on which at least one way of training a model fits; else the largest. */
export function referenceCard(model: Model): Gpu {
  const training = workloadsOf(model).filter((workload) => workload !== 'run4' && workload !== 'run16');
  return (
    references.find((gpu) => training.some((workload) => holds(workload, model, gpu))) ?? references.at(-1)!
  );
}
