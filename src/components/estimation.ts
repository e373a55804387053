import { dataVersion, gpus, models } from '#catalog';
import { estimate, fromCatalog, type EstimateAnswer, type EstimateInput } from '#estimation';

/** What the estimator is handed at build time: every card and every model. */
export const data = { version: dataVersion, gpus, models: models.map(fromCatalog) };
const answers = new Map<string, EstimateAnswer>();

/** The estimator's answer at build time, over the whole catalog. A bad request stops the build with its field and reason. */
export function answerTo(request: EstimateInput): EstimateAnswer {
  const key = JSON.stringify(request);
  let answer = answers.get(key);
  if (!answer) answers.set(key, (answer = estimate(request, data)));
  return answer;
}
