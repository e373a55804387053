// What a TypeScript project of somebody else writes. The audit type-checks and runs it where only the package is installed.
import { data, estimate as estimateAll, type EstimateAnswer } from 'headroom-estimation';
import {
  cards,
  gpuBySlug,
  installFor,
  modelsOfKind,
  sourceById,
  type Gpu,
} from 'headroom-estimation/catalog';
import {
  cheapestCards,
  compare,
  estimate,
  findGpu,
  findModel,
  InvalidRequest,
  largestMicroBatch,
  validateRequest,
  type EstimateInput,
  type EstimationData,
} from 'headroom-estimation/estimation';

const jobs: readonly EstimateInput[] = [
  { task: 'training', model: 'llama-3.1-8b', gpu: 'rtx-3090', method: 'qlora' },
  { task: 'inference', model: 'qwen2.5-7b', gpu: 'gtx-1080-ti', weightFormat: 'q4_k_m' },
  { task: 'training', model: 'bert-base-uncased', gpu: 't4', microBatchSize: 32, sequenceLength: 128 },
];
const answers: EstimateAnswer[] = jobs.map((job) => estimate(job, data));

const card: Gpu | undefined = gpuBySlug('rtx-3090');
const own: EstimationData = { ...data, gpus: cards };
const checked = validateRequest(jobs[0], own);
const largest = checked.ok
  ? largestMicroBatch(
      checked.request,
      findModel(checked.request.model, own),
      findGpu(checked.request.gpu, own),
    )
  : null;

let refused: string[] = [];
try {
  estimateAll({ ...jobs[0]!, gpu: 'rtx-3091' }, data);
} catch (error) {
  if (error instanceof InvalidRequest) refused = error.errors.map(({ field, code }) => `${field}: ${code}`);
}

const misspelt: EstimateInput = {
  task: 'training',
  model: 'llama-3.1-8b',
  gpu: 'rtx-3090',
  // @ts-expect-error A field that is misspelt must not compile.
  sequenceLenght: 1,
};

export const result = {
  answers,
  bytes: card?.usableBytes,
  experts: modelsOfKind('moe').map(({ experts }) => experts.count),
  install: card && installFor(card.computeCapability).pytorch.command,
  largest,
  refused,
  fastest: compare({ task: 'inference', model: 'qwen2.5-7b' }, cards, data).filter(
    ({ answer }) => answer.fits,
  ).length,
  cheapest: cheapestCards({ task: 'inference', model: 'qwen2.5-7b' }, cards, data)[0]?.gpu.slug,
  source: sourceById('roofline')?.title,
  misspelt: 'sequenceLenght' in misspelt,
};
