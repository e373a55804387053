import { dataVersion, gpus, models } from 'virtual:headroom-catalog';
import { estimateCore } from '../../estimation/core.ts';
import { allowedWeightFormats, findGpu, findModel, withDefaults } from '../../estimation/request.ts';
import { isImageKind } from '../../estimation/types.ts';
import type {
  CustomModel,
  EstimateAnswer,
  EstimateInput,
  EstimateRequest,
  EstimationData,
} from '../../estimation/types.ts';
import type { SlimGpu } from '../../scripts/vite-slim-catalog.ts';

/*
 * The islands' side of the estimator, without validation (a codec lets only allowed states through) and without
 * the working, which `shared/working.tsx` loads when a reader asks for it.
 */

export const data: EstimationData = { version: dataVersion, gpus, models };

/** A job before a card is named. */
export type Job = Omit<EstimateInput, 'gpu'>;

/** One card with its answer. */
export interface CardAnswer {
  gpu: SlimGpu;
  answer: EstimateAnswer;
}

/**
 * A request with its defaults on this card. A weight format that the card's default precision excludes falls back
 * to that precision's own, as it does in a comparison.
 */
export function complete(input: EstimateInput): EstimateRequest {
  const request = withDefaults(input, findModel(input.model, data), findGpu(input.gpu, data));
  const formats = allowedWeightFormats(request.task, request.method, request.precision);
  return formats.includes(request.weightFormat) ? request : { ...request, weightFormat: formats[0]! };
}

/** Memory, speed, cost and support of one job on one card, without advice. */
export function ask(request: EstimateRequest): EstimateAnswer {
  return estimateCore(request, findModel(request.model, data), findGpu(request.gpu, data), data.version);
}

/** Whether a model reads images, whose number of tokens is not the reader's to choose. */
export const isImage = (model: string | CustomModel): boolean => isImageKind(findModel(model, data).kind);

const bySlug = new Map(gpus.map((gpu) => [gpu.slug, gpu]));

/** The card of a state, whose slugs are all of the catalog. */
export const gpuOf = (slug: string): SlimGpu => bySlug.get(slug)!;

/** Whether a slug names a card (else a model). */
export const isGpu = (slug: string): boolean => bySlug.has(slug);

const nameOf = new Map([...gpus, ...models].map(({ slug, name }) => [slug, name]));

/** Name of a card or model. */
export const named = (slug: string): string => nameOf.get(slug) ?? slug;
