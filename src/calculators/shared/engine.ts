import { dataVersion, gpus, models } from 'virtual:headroom-catalog';
import { estimate } from '../../estimation/index.ts';
import type {
  EstimateAnswer,
  EstimateInput,
  EstimateOptions,
  EstimationData,
  RequestError,
} from '../../estimation/types.ts';

/** What the islands hand the estimator. */
export const data: EstimationData = { version: dataVersion, gpus, models };

export type Result = EstimateAnswer | { errors: RequestError[] };

/** The estimator over the slim catalog. */
export const ask = (request: EstimateInput, options?: EstimateOptions): Result => estimate(request, data, options);

const nameOf = new Map([...gpus, ...models].map(({ slug, name }) => [slug, name]));

/** Name of a card or model. */
export const named = (slug: string): string => nameOf.get(slug) ?? slug;
