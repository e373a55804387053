import { engineOf, splitsLayers } from '../formats.ts';
import { mostGpus, mostPipelineParallel, mostTensorParallel } from '../limits.ts';
import type { EstimateRequest, EstimationModel } from '../types.ts';
import type { Change } from './levers.ts';

/** Cards to try instead of those of the request, as multiples; more than eight times as many is another project. */
const multiples = [2, 4, 8];

/** The job on more cards, the fewest first, in each way that they can share it: what saves memory for money alone. */
export function moreCards(request: EstimateRequest, model: EstimationModel): Change[] {
  const training = request.task === 'training';
  const splits = splitsLayers(engineOf(request));
  const changes: Change[] = [];
  const add = (when: boolean, change: Change): void => {
    if (when) changes.push(change);
  };
  if (training && request.sharding !== 'fsdp-hybrid')
    for (const times of multiples) {
      const gpuCount = request.gpuCount * times;
      add(gpuCount <= mostGpus, { gpuCount, sharding: 'fsdp' });
    }
  for (const times of multiples) {
    const gpuCount = request.gpuCount * times;
    const tensorParallel = request.tensorParallel * times;
    const pipelineParallel = request.pipelineParallel * times;
    add((training || splits) && tensorParallel <= mostTensorParallel && model.heads % tensorParallel === 0, {
      gpuCount,
      tensorParallel,
    });
    add((training || !splits) && pipelineParallel <= Math.min(model.layers, mostPipelineParallel), {
      gpuCount,
      pipelineParallel,
    });
  }
  return changes;
}
