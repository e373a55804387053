import { estimateCore } from '../core.ts';
import { allowedWeightFormats } from '../request.ts';
import type { Advice, EstimateAnswer, EstimateRequest, EstimationGpu, EstimationModel } from '../types.ts';

type Change = Partial<EstimateRequest>;

const limit = 5;

/** A method with the base weights it stores by default. */
const method = (name: EstimateRequest['method'], { task, precision }: EstimateRequest): Change => ({
  method: name,
  weightFormat: allowedWeightFormats(task, name, precision)[0]!,
});

/** Changes that cost memory nothing but effort, time or quality, the smallest first. */
function savings(request: EstimateRequest): Change[] {
  const changes: Change[] = [];
  const add = (when: boolean, change: Change): void => {
    if (when) changes.push(change);
  };
  const shorter = (field: 'sequenceLength' | 'contextLength', least: number): void => {
    const half = request[field] >> 1;
    add(half > least, { [field]: half });
    add(request[field] > least, { [field]: least });
  };
  if (request.task === 'inference') {
    add(request.attention === 'eager', { attention: 'sdpa' });
    add(request.kvCacheFormat === 'fp16', { kvCacheFormat: 'q8_0' });
    add(request.weightFormat !== 'q4_k_m', { weightFormat: 'q8_0' });
    add(true, { weightFormat: 'q4_k_m' });
    add(request.concurrency > 1, { concurrency: Math.max(1, request.concurrency >> 1) });
    shorter('contextLength', 2048);
    return changes;
  }
  const { microBatchSize, gradientAccumulationSteps } = request;
  add(request.attention === 'eager', { attention: 'sdpa' });
  add(!request.fusedOptimizer && request.method === 'full', { fusedOptimizer: true });
  add(!request.fusedCrossEntropy, { fusedCrossEntropy: true });
  add(request.gradientCheckpointing !== 'full', { gradientCheckpointing: 'full' });
  add(microBatchSize > 1, {
    microBatchSize: 1,
    gradientAccumulationSteps: Math.min(65536, gradientAccumulationSteps * microBatchSize),
  });
  add(request.optimizer === 'adamw', { optimizer: 'adamw-8bit' });
  shorter('sequenceLength', 1024);
  add(request.method === 'full', method('lora', request));
  add(request.method !== 'qlora', method('qlora', request));
  return changes;
}

/** Changes that spend free memory on speed. */
function spendings(request: EstimateRequest): Change[] {
  if (request.task === 'inference') {
    return [8, 4, 2].map((factor) => ({ concurrency: Math.min(65536, request.concurrency * factor) }));
  }
  const faster: Change[] = [];
  if (request.gradientCheckpointing !== 'none') faster.push({ gradientCheckpointing: 'none' });
  for (const factor of [8, 4, 2])
    faster.push({ microBatchSize: Math.min(65536, request.microBatchSize * factor) });
  return faster;
}

/**
 * What to change. Where the job does not fit: the changes that save memory, smallest first, and where none is enough
 * alone, those that save most, and last a combination that is. Where it fits: what makes it faster in the memory that is left.
 */
export function advise(
  request: EstimateRequest,
  answer: EstimateAnswer,
  model: EstimationModel,
  gpu: EstimationGpu,
): Advice[] {
  const attempt = (change: Change): Advice => {
    const after = estimateCore({ ...request, ...change }, model, gpu, answer.dataVersion);
    return {
      change,
      total: after.memory.total,
      fits: after.fits,
      timeFactor: answer.speed.tokensPerSecond / after.speed.tokensPerSecond,
    };
  };
  if (answer.fits) {
    const useful = spendings(request)
      .map(attempt)
      .filter(({ fits, timeFactor }) => fits && timeFactor < 0.95);
    // Of several larger batches only the largest that fits, which comes first.
    return useful.filter((one, i) => useful.findIndex((other) => sameFields(one, other)) === i).slice(0, 2);
  }
  const changes = savings(request);
  const saving = changes.map(attempt).filter(({ total }) => total < answer.memory.total * 0.99);
  const enough = saving.filter(({ fits }) => fits);
  if (enough.length) return enough.slice(0, limit);
  const together = combine(changes, attempt);
  const most = [...saving].sort((a, b) => a.total - b.total).slice(0, limit - 1);
  return [...saving.filter((one) => most.includes(one)), ...(together ? [together] : [])];
}

const sameFields = (a: Advice, b: Advice): boolean =>
  Object.keys(a.change).join() === Object.keys(b.change).join();

/**
 * Adds each change that still saves memory until the job fits, then takes back each one that it fits without, the
 * largest first.
 */
function combine(changes: readonly Change[], attempt: (change: Change) => Advice): Advice | null {
  const merged = (list: readonly Change[]): Change => Object.assign({}, ...list) as Change;
  let chosen: Change[] = [];
  let best = attempt({});
  for (const change of changes) {
    const more = attempt(merged([...chosen, change]));
    if (more.total >= best.total) continue;
    chosen.push(change);
    best = more;
    if (best.fits) break;
  }
  if (!best.fits) return null;
  for (const change of [...chosen].reverse()) {
    const rest = chosen.filter((one) => one !== change);
    const without = attempt(merged(rest));
    if (!without.fits) continue;
    chosen = rest;
    best = without;
  }
  return best;
}
