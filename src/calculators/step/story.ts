import { fill } from '../../../content/i18n/format.ts';
import type { Lang } from '../../../content/i18n/languages.ts';
import { constants } from '../../estimation/constants.ts';
import { isQuantised } from '../../estimation/formats.ts';
import { isMixed } from '../../estimation/job.ts';
import type { TimelineEvent } from '../../estimation/memory/timeline.ts';
import { formatNumber, formatParameters } from '../shared/format.ts';
import { amount } from './amount.ts';
import type { StepStrings } from './strings.ts';
import type { Watched } from './watched.ts';

type Saying = keyof StepStrings['say'];

/** Name of a moment, with its layers. */
export function titleOf({ moment, layers }: TimelineEvent, strings: StepStrings): string {
  const [first, last] = layers ?? [0, 0];
  return fill(strings.titles[moment], {
    layers: fill(first === last ? strings.layer : strings.layers, { first, last }),
  });
}

/** What is said of a moment: what comes, what goes, and why. */
function sayings({ job, events }: Watched, event: TimelineEvent): (Saying | false)[] {
  const { request, vocabSize } = job;
  const { change, passing, layer } = event;
  const full = request.method === 'full';
  const checkpointing = request.gradientCheckpointing;
  const words = Boolean(job.model.vocabSize);
  const expands = passing.expanded > 0 && (isQuantised(request.weightFormat) ? 'expanded' : 'columnNorms');
  switch (event.moment) {
    case 'data':
      return [words ? 'data' : 'dataImages'];
    case 'weights':
      return [
        full ? 'weightsFull' : isQuantised(request.weightFormat) ? 'weightsQuantised' : 'weightsFrozen',
      ];
    case 'states':
      return [
        change.optimizerStates > 0 ? 'states' : 'noStates',
        full && request.weightFormat !== 'fp32' && isMixed(request) && 'masters',
        change.temporary > 0 && 'buckets',
      ];
    case 'batch':
      return [words ? 'batch' : 'batchImages', worthSaying(event) && 'room'];
    case 'embedding':
      return [words ? 'embedding' : 'embeddingImages', passing.gathered > 0 && 'gathered'];
    case 'forward':
      return [
        checkpointing === 'full'
          ? 'forwardInputs'
          : checkpointing === 'none'
            ? 'forwardAll'
            : 'forwardSelected',
        expands,
        passing.casts > 0 && (full || checkpointing !== 'full' ? 'casts' : 'castsPassing'),
      ];
    case 'head':
      return [vocabSize === 0 ? 'headSmall' : change.logits > 0 ? 'head' : 'headFused'];
    case 'loss':
      return [change.logits > 0 ? 'loss' : 'lossSmall'];
    case 'backward-head':
      return [change.logits < 0 ? 'backwardHead' : 'backwardStart', change.gradients > 0 && 'headGradient'];
    case 'recompute':
      return [layer > 0 && (checkpointing === 'none' ? 'scores' : 'recompute'), expands];
    case 'backward':
      return [
        'backward',
        change.gradients === 0 ? 'gradientsAdded' : full ? 'gradientsFull' : 'gradientsAdapters',
        castsOf(events, event) < 0 && 'castsFreed',
      ];
    case 'backward-embedding':
      return ['backwardDone'];
    case 'update':
      return ['update', passing.step > 0 ? 'updateCopy' : 'updateInPlace'];
    case 'zero-grad':
      return ['zeroGrad'];
    case 'finetune':
      return [`finetune-${request.method}`];
    default:
      return [event.moment];
  }
}

/** Room that can be seen in the picture. */
const worthSaying = ({ room, total }: TimelineEvent): boolean => room > 0.01 * total;

/** 16-bit copies that came with a moment, or went. */
const castsOf = (events: readonly TimelineEvent[], event: TimelineEvent): number =>
  event.passing.casts - (events[events.indexOf(event) - 1]?.passing.casts ?? 0);

/** What a moment is about, in sentences with figures; why it is the peak where it is. */
export function storyOf(watched: Watched, event: TimelineEvent, strings: StepStrings, lang: Lang): string[] {
  const { job, answer, events } = watched;
  const { request, model } = job;
  const { perGpu } = answer.memory;
  const { live, change, passing } = event;
  const bytes = (value: number) => amount(Math.abs(value), lang);
  const { moment } = event;
  const params = {
    samples: request.microBatchSize,
    tokens: formatNumber(moment === 'data' ? request.sequenceLength : job.tokens, lang),
    // Token numbers are 64-bit integers in PyTorch.
    bytes: bytes(8 * job.tokens),
    n: formatNumber(request.gradientAccumulationSteps, lang),
    model: model.name,
    parameters: formatParameters(model.parameters, lang),
    layers: model.layers,
    vocabulary: formatNumber(job.vocabSize, lang),
    format: strings.values[request.weightFormat],
    optimizer: strings.values[request.optimizer],
    context: bytes(live.context),
    workspace: bytes(constants.cublasWorkspace),
    weights: bytes(live.weights),
    adapters: bytes(4 * job.loraParameters),
    states: bytes(moment === 'states' ? change.optimizerStates : perGpu.gradients + perGpu.optimizerStates),
    buckets: bytes(change.temporary),
    room: bytes(event.room),
    gradients: bytes(moment === 'backward-embedding' ? live.gradients : change.gradients),
    kept: bytes(moment === 'backward' ? keptOf(events, event) : change.activations),
    gathered: bytes(passing.gathered),
    expanded: bytes(passing.expanded),
    casts: bytes(castsOf(events, event) || passing.casts),
    logits: bytes(change.logits),
    rest: bytes(change.logits),
    layer: bytes(event.layer),
    step: bytes(passing.step),
  };
  const said = sayings(watched, event).flatMap((key) => (key ? [fill(strings.say[key], params)] : []));
  if (!event.peak) return said;
  const reasons = strings.peaks;
  const reason =
    moment === 'update'
      ? reasons.update
      : moment === 'recompute'
        ? reasons.layer
        : live.logits > 0
          ? reasons.loss
          : reasons.kept;
  return [...said, reason, ...(worthSaying(event) ? [fill(reasons.room, params)] : [])];
}

/** What a block kept: what is gone after its backward pass, but for what the layer at work needed beside it. */
function keptOf(events: readonly TimelineEvent[], event: TimelineEvent): number {
  const before = events[events.indexOf(event) - 1]!;
  return event.change.activations + before.layer;
}
