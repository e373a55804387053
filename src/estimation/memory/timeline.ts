/**
 * The moments of one training step on one card, from data to fine-tuning, and what is in its memory at each. Drawn is
 * a step in the middle of training: the optimizer's states are there from the start. Only a page that tells the story
 * of a step ships it.
 */
import { constants as c } from '../constants.ts';
import type { Job } from '../job.ts';
import { memoryParts, type MemoryAnswer, type MemoryByPart } from '../types.ts';
import { castBytes, columnNormBytes, dequantisedLayerBytes, gatheredBytes } from './temporary.ts';
import { momentsOf, mostBlocks, phases, type Moment, type Phase } from './timeline-moments.ts';
import { trainingParts } from './training.ts';

/** Memory that comes and goes within the step, bytes: what `temporary` is made of beside what stays. */
export interface Passing {
  /** 16-bit copies of weights that autocast makes. */
  casts: number;
  /** Whole layers, embeddings and gradients of sharded ones, with the bucket they are reduced in. */
  gathered: number;
  /** A quantised layer in 16 bits, DoRA's column norms. */
  expanded: number;
  /** What the optimizer's step copies. */
  step: number;
}

export interface TimelineEvent {
  /** Name of the moment, with the number of its block of layers, from 1, where it has one: `forward-3`. */
  id: string;
  moment: Moment;
  phase: Phase;
  /** First and last layer of the block, from 1. */
  layers: readonly [first: number, last: number] | null;
  /** What is there while it happens, whole bytes by part; the allocator's slack is left out. */
  live: MemoryByPart;
  /** What came since the moment before, by part; negative where it went. */
  change: MemoryByPart;
  /** Room that the estimate holds for gradients not written yet, bytes. */
  room: number;
  /** Sum of `live`, and `room`. */
  total: number;
  passing: Passing;
  /** What one layer needs at this moment beside what is kept, bytes, within `live.activations`. */
  layer: number;
  /** The fullest moment: the loss, one layer of the backward pass, or the update. */
  peak: boolean;
}

/** Layers in at most eight blocks of consecutive ones: of one size where a number from four to eight divides them. */
export function layerBlocks(layers: number): [first: number, last: number][] {
  let blocks = Math.min(layers, mostBlocks);
  for (let n = mostBlocks; n >= mostBlocks / 2; n--) {
    if (layers % n > 0) continue;
    blocks = n;
    break;
  }
  const before = (block: number): number => Math.floor((block * layers) / blocks);
  return Array.from({ length: blocks }, (_, block) => [before(block) + 1, before(block + 1)]);
}

/**
 * The moments of one step of `job` in their order. `memory` is the estimate of the same job on a card: the largest
 * `total` is its `allocated` and its context together, so that picture and answer never differ.
 *
 * What layers keep is taken as even over them. The estimate holds room for all gradients at the peak: they are there
 * where several micro-batches add to them, and where a loop sets them to zero in place. With one micro-batch and
 * gradients set to `None` they are written only as layers are passed backwards; until then the room is `room`.
 */
export function timeline(job: Job, memory: MemoryAnswer): TimelineEvent[] {
  const parts = trainingParts(job);
  const { held, inFlight } = parts.share;
  const { request, model, trainable } = held;
  const kept = inFlight * parts.kept;
  const accumulates = request.gradientAccumulationSteps > 1;
  const checkpointing = request.gradientCheckpointing;
  const full = request.method === 'full';

  const expanded = dequantisedLayerBytes(held) + columnNormBytes(held);
  const casts = castBytes(held);
  const gathered = gatheredBytes(held);
  const headCasts = Math.min(casts, 2 * held.headParameters);
  // With full checkpointing the copy of a frozen layer goes with the layer; others stay until the backward pass.
  const castsGo = !full && checkpointing === 'full';
  const castsAt = (share: number): number => (castsGo ? 1 : share) * (casts - headCasts);

  // Of a table that head and embedding share, the head's backward pass writes the gradient.
  const tables = full ? held.otherParameters : held.trainedTables;
  const inHead = trainable ? Math.min(tables, held.headParameters) / trainable : 0;
  const inLayers = trainable ? (trainable - tables) / trainable : 0;

  const events: TimelineEvent[] = [];
  const now = {
    weights: 0,
    optimizerStates: 0,
    context: 0,
    /** Share of the gradients that is written, and whether the estimate holds room for the rest. */
    written: 0,
    held: false,
    kept: 0,
    layer: 0,
    logits: 0,
    /** Buffers that stay. */
    stays: 0,
    casts: 0,
    gathered: 0,
    expanded: 0,
    step: 0,
  };
  const peak = memory.allocated + memory.perGpu.context;

  /** The next moment: what is different, and of which block. */
  const then = (moment: Moment, change: Partial<typeof now>, block = 0): void => {
    Object.assign(now, change);
    const gradients = Math.round(now.written * parts.gradients);
    const room = now.held ? parts.gradients - gradients : 0;
    const live: MemoryByPart = {
      weights: now.weights,
      gradients,
      optimizerStates: now.optimizerStates,
      activations: Math.ceil(now.kept + now.layer),
      logits: now.logits,
      kvCache: 0,
      temporary: Math.ceil(now.stays + now.casts + now.gathered + now.expanded + now.step),
      context: now.context,
    };
    let total = memoryParts.reduce((sum, part) => sum + live[part], room);
    // Parts round up each by itself, in the estimate other ones than here: the fullest moment takes the same bytes.
    const rounding = peak - total;
    if (Math.abs(rounding) <= roundedBytes + peak * Number.EPSILON * roundedBytes) {
      live.temporary += rounding;
      total = peak;
    }
    const before = events.at(-1)?.live;
    const differences = { ...live };
    if (before) for (const part of memoryParts) differences[part] -= before[part];
    events.push({
      id: block ? `${moment}-${block}` : moment,
      moment,
      phase: phases.find((phase) => (momentsOf[phase] as readonly Moment[]).includes(moment))!,
      layers: block ? blocks[block - 1]! : null,
      live,
      change: differences,
      room,
      total,
      passing: { casts: now.casts, gathered: now.gathered, expanded: now.expanded, step: now.step },
      layer: now.layer,
      peak: false,
    });
  };

  const layers = Math.ceil(model.layers / request.pipelineParallel);
  const blocks = layerBlocks(layers);

  then('data', {});
  then('design', {});
  then('context', { context: memory.perGpu.context, stays: c.cublasWorkspace });
  then('weights', { weights: parts.weights });
  then('states', { optimizerStates: parts.optimizerStates, stays: c.cublasWorkspace + parts.buckets });

  then('batch', { held: true });
  if (accumulates) then('accumulated', { written: 1 });
  then('embedding', { gathered });
  for (const [index, [, last]] of blocks.entries()) {
    const share = last / layers;
    then('forward', { kept: kept * share, casts: castsAt(share), expanded }, index + 1);
  }
  // The head writes its product in the type it computes with; what the loss adds are a copy and the gradients.
  const wide = held.kbit || held.computeBytes === 4 ? 4 : 2;
  const product = Math.min(parts.logits, Math.ceil(wide * held.tokens * held.vocabSize));
  then('head', { expanded: 0, casts, logits: product });
  then('loss', { logits: parts.logits });

  const written = (share: number): number => (accumulates ? 1 : share);
  then('backward-head', { logits: 0, written: written(inHead) });
  for (let index = blocks.length - 1; index >= 0; index--) {
    const before = (blocks[index]![0] - 1) / layers;
    if (parts.layer + expanded > 0) then('recompute', { layer: parts.layer, expanded }, index + 1);
    then(
      'backward',
      {
        layer: 0,
        expanded: 0,
        kept: kept * before,
        casts: castsAt(before) + headCasts,
        written: written(inHead + inLayers * (1 - before)),
      },
      index + 1,
    );
  }
  then('backward-embedding', { kept: 0, casts: 0, gathered: 0, written: 1 });
  then('update', { step: parts.step });
  then('zero-grad', { step: 0, written: 0, held: false });
  then('finetune', {});

  const most = events.reduce((so, { total }) => Math.max(so, total), 0);
  const fullest = (of: Moment): TimelineEvent | undefined =>
    events.find(({ moment, total }) => moment === of && total === most);
  // Where several are equally full, the seam between the passes says it best: all is kept, nothing used up.
  (fullest('loss') ?? fullest('recompute') ?? fullest('update'))!.peak = true;
  return events;
}

/** Parts that are rounded up in one of two sums and not in the other: each differs by less than one. */
const roundedBytes = 4;
