import { dataVersion, gpus, models } from '#catalog';
import { estimate, type EstimateAnswer, type EstimateInput } from '#estimation';

const data = { version: dataVersion, gpus, models };
const answers = new Map<string, EstimateAnswer>();

/** The estimator's answer at build time, over the whole catalog. A bad request stops the build with its field and reason. */
export function answerTo(request: EstimateInput): EstimateAnswer {
  const key = JSON.stringify(request);
  const known = answers.get(key);
  if (known) return known;
  const result = estimate(request, data);
  if ('errors' in result) {
    throw new Error(`Estimate ${key}: ${JSON.stringify(result.errors)}`);
  }
  answers.set(key, result);
  return result;
}
