/**
 * The contract: one request, one answer. Every quantity of memory is in bytes, every time in seconds, every rate
 * in the unit its name gives.
 */

/** The card as the estimator reads it: a subset of the catalog's `Gpu`, so that a page ships only these fields. */
export interface EstimationGpu {
  slug: string;
  name: string;
  computeCapability: number;
  memoryGb: number;
  usableBytes: number;
  /** GB/s (10^9 bytes). */
  memoryBandwidthGbps: number;
  tdpW: number;
  launchPriceUsd: number | null;
  fp32Tflops: number;
  /** FP16 rate of the CUDA cores (no Tensor Cores). */
  fp16Tflops: number;
  /** Dense Tensor Core rates in TFLOPS, `null` without Tensor Cores. */
  tensor: {
    fp16Acc32: number | null;
    bf16: number | null;
    tf32: number | null;
    fp8Acc32: number | null;
  } | null;
  /** PCI Express of the card: generation and lanes; `null` where it has no slot of its own. */
  pcieGen: number | null;
  pcieLanes: number | null;
  /** NVLink of one card, both directions together, GB/s (10^9 bytes); `false` without. */
  nvlink: { totalBidirectionalGbps: number } | false;
  /** Error-correcting codes lie in the card's own memory, on by default, and take a sixteenth of its room and traffic. */
  inlineEcc: boolean;
}

/** Kinds of model that the estimator can work with. */
export const modelKinds = [
  'decoder',
  'moe',
  'encoder',
  'vision',
  'encoder-decoder',
  'speech',
  'unet',
  'diffusion-transformer',
] as const;
export type ModelKind = (typeof modelKinds)[number];

/** Whether a model sees pictures: a sample has the tokens of its picture, however many words go with it. */
export const isImageKind = (kind: ModelKind): boolean =>
  kind === 'vision' || kind === 'unet' || kind === 'diffusion-transformer';

/** The feed-forward layers of a mixture of experts. */
export interface Experts {
  /** Experts of a layer among which the router chooses, and how many a token goes to. */
  count: number;
  perToken: number;
  intermediateSize: number;
  /** Width of the expert that every token passes, several taken as one; 0 without. */
  sharedIntermediateSize: number;
  /** Layers at the start with one MLP of the model's `intermediateSize` instead. */
  denseLayers: number;
}

/** Multi-head latent attention. */
export interface LatentAttention {
  /** Width of the compressed query; `null` where queries come straight from the hidden state. */
  queryRank: number | null;
  kvRank: number;
  nopeHeadDim: number;
  ropeHeadDim: number;
  valueHeadDim: number;
}

/** The encoder before a decoder that also attends to what it makes: T5, Whisper. */
export interface Encoder {
  /** How many of the model's `layers` are its own. */
  layers: number;
  /** Positions of a sample, whatever is asked for; 0: as many as the decoder has tokens. */
  positions: number;
  /** Width of what its two convolutions read, and how many steps wide they are; 0 without. */
  bands: number;
  kernel: number;
}

/** The U-Net of a latent diffusion model. The model's `contextLength` are the positions of its latent image. */
export interface Unet {
  /** Channels of the first level, and of every level as multiples of them. */
  channels: number;
  multipliers: readonly number[];
  /** Residual blocks of a level on the way down; one more on the way up. */
  blocks: number;
  /** Transformer layers behind each residual block of a level, and in the middle. */
  depths: readonly number[];
  middleDepth: number;
  /** Width of a head; `null`: the model's `heads` share whatever width a level has. */
  headDim: number | null;
  /** Text tokens and their width. */
  text: number;
  textWidth: number;
  /** Width of a vector with pooled text and image size; `null` without. */
  vectorWidth: number | null;
}

/** Blocks in which image and text attend together (FLUX). `contextLength` are the tokens of its image. */
export interface JointBlocks {
  /** Blocks, of all `layers`, with separate weights for image and text. */
  doubleBlocks: number;
  text: number;
  textWidth: number;
  /** Numbers in one image token. */
  latentWidth: number;
  /** Widths of the vectors that are embedded once for each sample: time, guidance, pooled text. */
  vectorWidths: readonly number[];
}

/** The model as the estimator reads it; the fields and parts that a kind does not have are absent. */
export interface EstimationModel {
  slug: string;
  name: string;
  kind: ModelKind;
  parameters: number;
  layers: number;
  hiddenSize: number;
  intermediateSize: number;
  heads: number;
  kvHeads: number;
  headDim: number;
  gatedMlp: boolean;
  /** Tokens at most; of a vision model the tokens of one image, no more and no less; of a diffusion model those of its latent image. */
  contextLength: number;
  vocabSize?: number;
  tiedEmbeddings?: boolean;
  positionEmbeddings?: number;
  slidingWindow?: number | null;
  /** Layers that the window bounds; absent: all. */
  slidingLayers?: number;
  experts?: Experts | null;
  mla?: LatentAttention | null;
  encoder?: Encoder | null;
  unet?: Unet | null;
  joint?: JointBlocks | null;
}

/** Kinds whose dimensions a reader can give. */
export const customKinds = [
  'decoder',
  'moe',
  'encoder',
  'vision',
  'encoder-decoder',
  'speech',
] as const satisfies readonly ModelKind[];

/** Dimensions a reader gives instead of a catalog slug. */
export interface CustomModel {
  parameters: number;
  layers: number;
  hiddenSize: number;
  intermediateSize: number;
  heads: number;
  kvHeads: number;
  headDim: number;
  vocabSize: number;
  tiedEmbeddings: boolean;
  gatedMlp: boolean;
  name?: string;
  /** Absent: a mixture of experts where `experts` is given, else a decoder. */
  kind?: (typeof customKinds)[number];
  positionEmbeddings?: number;
  contextLength?: number;
  slidingWindow?: number | null;
  slidingLayers?: number;
  experts?: Experts | null;
  mla?: LatentAttention | null;
  encoder?: Encoder | null;
}

export type Task = 'training' | 'inference';
export type Method = 'full' | 'lora' | 'dora' | 'qlora';
export type Precision = 'fp32' | 'tf32' | 'fp16-mixed' | 'bf16-mixed' | 'fp16' | 'bf16' | 'fp8-mixed';
export type Optimizer =
  | 'adamw'
  | 'adamw-8bit'
  | 'paged-adamw'
  | 'paged-adamw-8bit'
  | 'adafactor'
  | 'lion'
  | 'lion-8bit'
  | 'sgd'
  | 'sgd-momentum'
  | 'galore-adamw'
  | 'galore-adamw-8bit'
  | 'muon';
export type Checkpointing = 'none' | 'selective' | 'full';
export type Attention = 'eager' | 'sdpa' | 'flash';
/** Storage formats of weights: full size, FP8, bitsandbytes, AWQ and GPTQ, torchao, MXFP4, ExLlamaV2, GGUF. */
export const weightFormatNames = [
  ...(['fp32', 'fp16', 'bf16', 'fp8', 'int8', 'nf4', 'fp4'] as const),
  ...(['awq-int4', 'gptq-int4', 'gptq-int8', 'int4-group32', 'mxfp4'] as const),
  ...(['exl2-2.5bpw', 'exl2-3bpw', 'exl2-4bpw', 'exl2-5bpw'] as const),
  ...(['q2_k', 'q3_k_s', 'q3_k_m', 'q4_0', 'q4_1', 'q4_k_s', 'q4_k_m'] as const),
  ...(['q5_0', 'q5_1', 'q5_k_s', 'q5_k_m', 'q6_k', 'q8_0'] as const),
] as const;
export type WeightFormat = (typeof weightFormatNames)[number];
export type KvCacheFormat = 'fp16' | 'fp8' | 'q8_0' | 'q4_0';
/**
 * How the states of training are spread over the copies of the model: each keeps all (`none`, `ddp`), or they share
 * optimizer states (`zero-1`), gradients too (`zero-2`), parameters too (`zero-3`, `fsdp`); `fsdp-hybrid` shares within
 * a machine and repeats between machines.
 */
export type Sharding = 'none' | 'ddp' | 'zero-1' | 'zero-2' | 'zero-3' | 'fsdp' | 'fsdp-hybrid';
export type Offload = 'none' | 'optimizer' | 'optimizer-and-parameters';
export type Interconnect = 'pcie' | 'nvlink';

/** What trains: each has habits of its own in memory and speed, its profile. `hf` is Transformers with PEFT. */
export const trainingFrameworks = [
  'hf',
  'ms-swift',
  'qwen',
  'fsdp-qlora',
  'litgpt',
  'torchtune',
  'torchtitan',
  'llm-foundry',
  'unsloth',
  'megatron',
  'nvidia-examples',
] as const;
export type TrainingFramework = (typeof trainingFrameworks)[number];

/** What serves. */
export const engines = [
  'hf',
  'vllm',
  'llama.cpp',
  'exllamav2',
  'autoawq',
  'tinychat',
  'lmdeploy',
  'sglang',
  'gpt-fast',
  'litgpt',
] as const;
export type Engine = (typeof engines)[number];

/** What runs the job. */
export type Framework = TrainingFramework | Engine;
/** Linear layers by their names in Transformers; those with two steps are of multi-head latent attention. */
export type LoraTarget =
  | 'q_proj'
  | 'k_proj'
  | 'v_proj'
  | 'o_proj'
  | 'gate_proj'
  | 'up_proj'
  | 'down_proj'
  | 'q_a_proj'
  | 'q_b_proj'
  | 'kv_a_proj_with_mqa'
  | 'kv_b_proj';

/** A request with every default filled in. */
export interface EstimateRequest {
  task: Task;
  model: string | CustomModel;
  gpu: string;
  /** Cards in all, spread evenly over `nodes`. */
  gpuCount: number;
  /** Machines. */
  nodes: number;
  /** Link between the cards of a machine. */
  interconnect: Interconnect;
  /** PCI Express of the slots where it is less than the card's: generation and lanes; `null` takes the card's. */
  pcieGen: number | null;
  pcieLanes: number | null;
  /** Network between machines, Gbit/s each. */
  networkGbitPerSecond: number;
  /** Overrides the catalog's usable memory, in bytes (2080 Ti with 22 GB, 4090 with 48 GB). */
  gpuMemoryBytes: number | null;
  /** Memory that the display and other programs hold on the card, in bytes. */
  otherUseBytes: number;
  method: Method;
  precision: Precision;
  optimizer: Optimizer;
  /** Rank of the projected gradients; read with a GaLore optimizer only. */
  galoreRank: number;
  sequenceLength: number;
  /** Training: short samples are joined to sequences of `sequenceLength`; else each is padded to it. */
  packing: boolean;
  /** Training: tokens of a sample on average; `null`: `sequenceLength`. */
  meanSampleTokens: number | null;
  /** Training: sequences that one copy of the model takes at once. */
  microBatchSize: number;
  gradientAccumulationSteps: number;
  gradientCheckpointing: Checkpointing;
  attention: Attention;
  fusedCrossEntropy: boolean;
  /** One kernel for the whole optimizer step (default of the Trainer since Transformers 5); else AdamW copies one state. */
  fusedOptimizer: boolean;
  lora: { rank: number; targets: 'attention' | 'all-linear' | LoraTarget[] };
  /** Adapters: the input embedding and the output head are trained in full beside them. */
  trainEmbeddings: boolean;
  /** Compiled kernels (`torch.compile`). */
  compile: boolean;
  sharding: Sharding;
  /** Cards that share every layer, and groups of layers that follow one another on different cards. */
  tensorParallel: number;
  pipelineParallel: number;
  /** Training: what lies in the machine's memory instead of the card's. */
  offload: Offload;
  weightFormat: WeightFormat;
  doubleQuantization: boolean;
  kvCacheFormat: KvCacheFormat;
  /**
   * What runs the job. Training: `null` is a stack nobody measured, estimated as Transformers with a wider range.
   * Inference: `null` takes llama.cpp for GGUF, vLLM for 16-bit, AWQ and GPTQ, else Transformers.
   */
  framework: Framework | null;
  /** Version of it, where its speed depends on that. */
  frameworkVersion: string | null;
  /** Inference: layers kept on the card, the rest in the machine's memory; `null`: all. */
  gpuLayers: number | null;
  /** Memory bandwidth of the machine, GB/s (10^9 bytes): what layers outside the card are read at. */
  hostMemoryBandwidthGbps: number;
  /** Inference: tokens each stream holds in the KV cache. */
  contextLength: number;
  /** Inference: tokens of each prompt, of those; `null`: all, the most that could be read at once. */
  promptTokens: number | null;
  /** Inference: streams decoded side by side. */
  concurrency: number;
  /** Tokens to process in all, padding included (inference: to decode), or `null` when the reader gives none. */
  tokens: number | null;
  /**
   * Samples to process; used where `tokens` is null. Training: each takes `sequenceLength` tokens, packed
   * `meanSampleTokens`. Inference: each takes `contextLength`.
   */
  samples: number | null;
  electricityPricePerKwh: number | null;
  /** What the reader pays for one card; `null` takes the launch price. */
  gpuPrice: number | null;
  cloudPricePerHour: number | null;
  /** Three-letter code; printed beside amounts, never used to convert. */
  currency: string;
}

/** What a caller writes: `task`, `model` and `gpu` are needed, the rest has documented defaults. */
export type EstimateInput = Partial<EstimateRequest> & Pick<EstimateRequest, 'task' | 'model' | 'gpu'>;

/** The one order and the one set of names for memory, everywhere on the site. */
export const memoryParts = [
  'weights',
  'gradients',
  'optimizerStates',
  'activations',
  'logits',
  'kvCache',
  'temporary',
  'context',
] as const;

export type MemoryPart = (typeof memoryParts)[number];
export type MemoryByPart = Record<MemoryPart, number>;

export interface MemoryAnswer {
  unit: 'bytes';
  perGpu: MemoryByPart;
  /** Peak of live tensors, as `torch.cuda.max_memory_allocated` counts. */
  allocated: number;
  /** `allocated` plus the allocator's slack. */
  reserved: number;
  /** `reserved` plus the CUDA context: what nvidia-smi shows. Equals the sum of `perGpu` exactly. */
  total: number;
  low: number;
  high: number;
  usable: number;
  /** Memory that the job needs in the machine beside the cards: offloaded states, parameters or layers. */
  host: number;
}

export type BoundBy = 'compute' | 'memory-bandwidth' | 'communication';

export interface SpeedAnswer {
  /** All GPUs and streams together. Training: tokens trained per second; inference: tokens decoded per second. */
  tokensPerSecond: number;
  low: number;
  high: number;
  boundBy: BoundBy;
  mfu: number;
  /** Training: seconds for one optimizer step; `null` for inference. */
  stepSeconds: number | null;
  /** Seconds of a step (of a decoded token) that the cards wait for each other; 0 on one card. */
  communicationSeconds: number;
  prefillTokensPerSecond: number | null;
  timeToFirstTokenSeconds: number | null;
}

export interface SupportNote {
  level: 'ok' | 'slow' | 'unsupported';
  /** What the note is about: a precision, a format, an attention kernel. */
  subject: string;
  /** Key of the sentence in the `estimator` dictionary (`support.<code>`). */
  code: string;
  params: Record<string, string | number>;
}

export interface Advice {
  change: Partial<EstimateRequest>;
  total: number;
  fits: boolean;
  /** Time per token after the change over time before it. */
  timeFactor: number;
}

export type WorkingUnit =
  'bytes' | 'parameters' | 'elements' | 'FLOP' | 'FLOP/s' | 'bytes/s' | 's' | 'tokens/s' | 'ratio';

/** One line of the working behind an answer. */
export interface WorkingStep {
  id: string;
  /** TeX of the symbol on the left. */
  symbol: string;
  /** TeX of the formula with symbols. */
  formula: string;
  /** The same formula with the values filled in, plain text. */
  substituted: string;
  value: number;
  unit: WorkingUnit;
  /** Source id of the catalog, or `catalog:<slug>.<field>`. */
  source: string;
}

export interface EstimateAnswer {
  dataVersion: string;
  memory: MemoryAnswer;
  /** `total + otherUseBytes <= usable`. */
  fits: boolean;
  /** `usable - total - otherUseBytes`, bytes; negative when it does not fit. */
  headroom: number;
  speed: SpeedAnswer;
  time: { seconds: number | null };
  energy: { kwh: number | null };
  cost: {
    purchase: number | null;
    electricity: number | null;
    cloud: number | null;
    total: number | null;
    /** Hours of work after which a card bought is cheaper than one rented; `null` where it never is, or a price is missing. */
    breakEvenHours: number | null;
    currency: string;
  };
  support: SupportNote[];
  advice: Advice[];
  working: WorkingStep[];
}

/** What is wrong with one field of a request. The words come from the `estimator` dictionary (`errors.<code>`). */
export interface RequestError {
  code: string;
  field: string;
  params: Record<string, string | number>;
  allowed: string;
}

export interface EstimateOptions {
  /** Leave the working out (default true: included). */
  working?: boolean;
  /** Leave the advice out (default true: included). */
  advice?: boolean;
}

/** What the estimator is handed: it imports no data of its own but its constants. */
export interface EstimationData {
  version: string;
  gpus: readonly EstimationGpu[];
  models: readonly EstimationModel[];
}
