/**
 * What each training framework keeps in memory where frameworks differ. At most four numbers a profile, measured or
 * counted (`training-memory-evidence.ts` says how); the rest are habits that its code or documentation states.
 */
import { constants as c } from '../constants.ts';
import type { EstimateRequest, TrainingFramework } from '../types.ts';

export interface TrainingMemoryProfile {
  /** Bytes per token and vocabulary entry at the loss, with a 16-bit output head; an fp32 one adds two. */
  logits: number;
  /** Elements that a layer keeps per token around its norms and residuals, as multiples of the hidden size. */
  hidden: number;
  /** What the allocator reserves beyond live tensors, as a share of what the loss or one layer needs for a moment. */
  slack: number;
  /** The same with eager attention. */
  slackEager: number;
  /** Copies of all parameters that a card holds whole although they are sharded. */
  unsharded?: number;
  /** Bytes per parameter that the optimizer's step takes beside its states; else AdamW's copy of one state. */
  step?: number;
  /** Bytes of the CUDA context, where the framework's builds are of one age. */
  context?: number;

  // Habits.
  /** PEFT's preparation of quantised models: embeddings, head and norms in fp32, and with them the residual stream. */
  kbitFp32: boolean;
  /** 16-bit training keeps fp32 copies of weights, moments and summed gradients, as DeepSpeed does. */
  masters: boolean;
  /** Keys and values that heads share are copied for each of them before attention. */
  expandsKeys: boolean;
  /** The loss is computed in the type of the logits, not in fp32. */
  narrowLoss: boolean;
  /** `compile` takes in the loss. */
  compiledLoss: boolean;
  /** The gated product of the feed-forward layer is computed again instead of kept. */
  fusedMlp: boolean;
  /** What selective checkpointing keeps: every matrix product, every second one, or all but the s x s matrices. */
  selective: 'products' | 'every-second-product' | 'all-but-scores';
  /** Dropout after attention, feed-forward part and softmax, whose masks are kept. */
  dropout: boolean;
  /** With tensor parallelism norms and residuals are split along the sequence. */
  sequenceParallel: boolean;
  /** fp8: inputs of matrix products are kept in 8 bits, not converted again in the backward pass. */
  fp8Inputs: boolean;
  /** DDP's buckets hold a second copy of the gradients (`gradient_as_bucket_view` off, PyTorch's default). */
  bucketCopy: boolean;
  /** Pipeline stages work at the same time on different micro-batches; else one works and the others wait. */
  pipelined: boolean;
  /** Decoders of the framework attend to as many cached tokens as the sequence has (Transformer-XL). */
  recurrent: boolean;
}

const hf: TrainingMemoryProfile = {
  logits: c.logitsBytes,
  hidden: c.layerHidden,
  slack: c.slackShare,
  slackEager: c.slackShareEager,
  kbitFp32: true,
  masters: false,
  expandsKeys: false,
  narrowLoss: false,
  compiledLoss: true,
  fusedMlp: false,
  selective: 'products',
  dropout: false,
  sequenceParallel: false,
  fp8Inputs: true,
  bucketCopy: true,
  pipelined: false,
  recurrent: false,
};

/** Profiles by framework; one that nobody measured has the numbers of `hf` or those its paper or code states. */
export const trainingMemoryProfiles: Record<TrainingFramework, TrainingMemoryProfile> = {
  hf,
  'ms-swift': { ...hf, logits: 24, slack: 0.85, slackEager: 0.85 },
  qwen: { ...hf, masters: true },
  'fsdp-qlora': { ...hf, logits: 11, kbitFp32: false, slack: 0.75, slackEager: 0.75 },
  litgpt: { ...hf, logits: 0, kbitFp32: false, expandsKeys: true, unsharded: 1, pipelined: true },
  torchtune: { ...hf, logits: 6, kbitFp32: false, bucketCopy: false },
  torchtitan: {
    ...hf,
    selective: 'every-second-product',
    sequenceParallel: true,
    fp8Inputs: false,
    pipelined: true,
  },
  'llm-foundry': { ...hf, logits: 4, hidden: 4 },
  unsloth: { ...hf, logits: 8, hidden: 5, kbitFp32: false, fusedMlp: true, expandsKeys: true },
  megatron: {
    ...hf,
    hidden: 5,
    selective: 'all-but-scores',
    dropout: true,
    sequenceParallel: true,
    bucketCopy: false,
    pipelined: true,
  },
  'nvidia-examples': {
    ...hf,
    logits: 8,
    slack: 0.2,
    slackEager: 0.2,
    step: 10,
    context: 1e9,
    narrowLoss: true,
    dropout: true,
    bucketCopy: false,
    recurrent: true,
  },
};

/** Versions that differ from their framework's profile, by the beginning of their number. */
export const earlierTrainingMemory: Partial<
  Record<TrainingFramework, { versions: RegExp; profile: TrainingMemoryProfile }>
> = {
  torchtitan: {
    versions: /^9dec370/,
    profile: { ...trainingMemoryProfiles.torchtitan, compiledLoss: false },
  },
  'nvidia-examples': {
    versions: /^1\.[0-4]\b/,
    profile: { ...trainingMemoryProfiles['nvidia-examples'], hidden: 30 },
  },
};

/** A stack nobody named: Transformers, but where it has no pipeline of its own. */
const unnamed: TrainingMemoryProfile = { ...hf, pipelined: true };

/** The profile of a request's framework. */
export function memoryProfileOf({
  framework,
  frameworkVersion,
}: Pick<EstimateRequest, 'framework' | 'frameworkVersion'>): TrainingMemoryProfile {
  const known = trainingMemoryProfiles[framework as TrainingFramework];
  if (known === undefined) return unnamed;
  const earlier =
    frameworkVersion === null ? undefined : earlierTrainingMemory[framework as TrainingFramework];
  return earlier?.versions.test(frameworkVersion!) ? earlier.profile : known;
}
