/**
 * The contract: one request, one answer. Every quantity of memory is in bytes, every time in seconds, every rate
 * in the unit its name gives.
 */

/** The card as the estimator reads it: a subset of the catalog's `Gpu`, so that a page ships only these fields. */
export interface EstimationGpu {
  /** Name by which a request asks for the card. */
  slug: string;
  /** Name for people. */
  name: string;
  /** Compute capability as a number: 8.6, 12. */
  computeCapability: number;
  /** The number on the box, GiB (2^30 bytes). */
  memoryGb: number;
  /** What a process can allocate, bytes. */
  usableBytes: number;
  /** Memory bandwidth, GB/s (10^9 bytes). */
  memoryBandwidthGbps: number;
  /** Power limit of the board, W. */
  tdpW: number;
  /** Price at launch, US dollars; `null`: not known. */
  launchPriceUsd: number | null;
  /** FP32 rate of the CUDA cores, TFLOPS. */
  fp32Tflops: number;
  /** FP16 rate of the CUDA cores (no Tensor Cores), TFLOPS. */
  fp16Tflops: number;
  /** Dense Tensor Core rates in TFLOPS, `null` without Tensor Cores. */
  tensor: {
    /** FP16 products summed in FP32, TFLOPS; `null` without. */
    fp16Acc32: number | null;
    /** BF16 products summed in FP32, TFLOPS; `null` without. */
    bf16: number | null;
    /** TF32 products summed in FP32, TFLOPS; `null` without. */
    tf32: number | null;
    /** FP8 products summed in FP32, TFLOPS; `null` without. */
    fp8Acc32: number | null;
  } | null;
  /** PCI Express generation of the card; `null` where it has no slot of its own. */
  pcieGen: number | null;
  /** PCI Express lanes of the card; `null` where it has no slot of its own. */
  pcieLanes: number | null;
  /** NVLink of one card, both directions together, GB/s (10^9 bytes); `false` without. */
  nvlink:
    | {
        /** Both directions together, GB/s (10^9 bytes). */
        totalBidirectionalGbps: number;
      }
    | false;
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
/** What a model is. */
export type ModelKind = (typeof modelKinds)[number];

/** Whether a model sees pictures: a sample has the tokens of its picture, however many words go with it. */
export const isImageKind = (kind: ModelKind): boolean =>
  kind === 'vision' || kind === 'unet' || kind === 'diffusion-transformer';

/** The feed-forward layers of a mixture of experts. */
export interface Experts {
  /** Experts of a layer among which the router chooses. */
  count: number;
  /** Experts that one token goes to. */
  perToken: number;
  /** Width of one expert. */
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
  /** Width of the compressed keys and values, which the cache holds. */
  kvRank: number;
  /** Part of a query and key head without rotary positions, as a width. */
  nopeHeadDim: number;
  /** Part of a query and key head with rotary positions, as a width. */
  ropeHeadDim: number;
  /** Width of a value head. */
  valueHeadDim: number;
}

/** The encoder before a decoder that also attends to what it makes: T5, Whisper. */
export interface Encoder {
  /** How many of the model's `layers` are its own. */
  layers: number;
  /** Positions of a sample, whatever is asked for; 0: as many as the decoder has tokens. */
  positions: number;
  /** Width of what its two convolutions read; 0 without. */
  bands: number;
  /** Steps that its two convolutions are wide; 0 without. */
  kernel: number;
}

/** The U-Net of a latent diffusion model. The model's `contextLength` are the positions of its latent image. */
export interface Unet {
  /** Channels of the first level. */
  channels: number;
  /** Channels of every level, as multiples of `channels`. */
  multipliers: readonly number[];
  /** Residual blocks of a level on the way down; one more on the way up. */
  blocks: number;
  /** Transformer layers behind each residual block of a level. */
  depths: readonly number[];
  /** Transformer layers in the middle. */
  middleDepth: number;
  /** Width of a head; `null`: the model's `heads` share whatever width a level has. */
  headDim: number | null;
  /** Text tokens. */
  text: number;
  /** Width of a text token. */
  textWidth: number;
  /** Width of a vector with pooled text and image size; `null` without. */
  vectorWidth: number | null;
}

/** Blocks in which image and text attend together (FLUX). `contextLength` are the tokens of its image. */
export interface JointBlocks {
  /** Blocks, of all `layers`, with separate weights for image and text. */
  doubleBlocks: number;
  /** Text tokens. */
  text: number;
  /** Width of a text token. */
  textWidth: number;
  /** Numbers in one image token. */
  latentWidth: number;
  /** Width of each of the vectors that are embedded once for each sample: time, guidance, pooled text. */
  vectorWidths: readonly number[];
}

/** The model as the estimator reads it; the fields and parts that a kind does not have are absent. */
export interface EstimationModel {
  /** Name by which a request asks for the model. */
  slug: string;
  /** Name for people. */
  name: string;
  /** What the model is. */
  kind: ModelKind;
  /** Parameters, exact count. */
  parameters: number;
  /** Transformer layers; of a model with an encoder, those of both. */
  layers: number;
  /** Width of the hidden state. */
  hiddenSize: number;
  /** Width of the MLP. */
  intermediateSize: number;
  /** Query heads of a layer. */
  heads: number;
  /** Key and value heads of a layer. */
  kvHeads: number;
  /** Width of one query or key head. */
  headDim: number;
  /** Whether the MLP has three matrices (SwiGLU and the like) instead of two. */
  gatedMlp: boolean;
  /** Tokens at most; of a vision model the tokens of one image, no more and no less; of a diffusion model those of its latent image. */
  contextLength: number;
  /** Tokens of the vocabulary. */
  vocabSize?: number;
  /** Whether the output matrix is the input embedding. */
  tiedEmbeddings?: boolean;
  /** Rows of the table of learned positions; 0 with rotary ones. */
  positionEmbeddings?: number;
  /** Tokens that a layer with a sliding window sees; `null`: every layer sees all. */
  slidingWindow?: number | null;
  /** Layers that the window bounds; absent: all. */
  slidingLayers?: number;
  /** Mixture of experts; `null` or absent without. */
  experts?: Experts | null;
  /** Multi-head latent attention; `null` or absent without. */
  mla?: LatentAttention | null;
  /** The encoder before the decoder; `null` or absent without. */
  encoder?: Encoder | null;
  /** The U-Net; `null` or absent without. */
  unet?: Unet | null;
  /** Joint blocks of image and text; `null` or absent without. */
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
  /** Parameters, exact count: 10^6 to 10^13. */
  parameters: number;
  /** Transformer layers; with an encoder, those of both. */
  layers: number;
  /** Width of the hidden state. */
  hiddenSize: number;
  /** Width of the MLP. */
  intermediateSize: number;
  /** Query heads of a layer; divides `hiddenSize`. */
  heads: number;
  /** Key and value heads of a layer; divides `heads`. */
  kvHeads: number;
  /** Width of one query or key head. */
  headDim: number;
  /** Tokens of the vocabulary; 0 for `vision` only. */
  vocabSize: number;
  /** Whether the output matrix is the input embedding. */
  tiedEmbeddings: boolean;
  /** Whether the MLP has three matrices (SwiGLU and the like) instead of two. */
  gatedMlp: boolean;
  /** Name for people; at most 80 characters. */
  name?: string;
  /** Absent: a mixture of experts where `experts` is given, else a decoder. */
  kind?: (typeof customKinds)[number];
  /** Rows of the table of learned positions; absent: 0, rotary ones. */
  positionEmbeddings?: number;
  /** Tokens the model was made for; of a vision model those of one image. */
  contextLength?: number;
  /** Tokens that a layer with a sliding window sees; `null` or absent: every layer sees all. */
  slidingWindow?: number | null;
  /** Layers that the window bounds; absent: all. */
  slidingLayers?: number;
  /** Mixture of experts; `null` or absent without. */
  experts?: Experts | null;
  /** Multi-head latent attention; `null` or absent without. */
  mla?: LatentAttention | null;
  /** An encoder before the decoder; `null` or absent without. */
  encoder?: Encoder | null;
}

/** What the card is to do. */
export type Task = 'training' | 'inference';
/** What trains: every weight, or adapters over frozen ones (`qlora`: over quantised ones). */
export type Method = 'full' | 'lora' | 'dora' | 'qlora';
/** Arithmetic. `*-mixed` keeps the weights that train in fp32 and computes in the narrower format. */
export type Precision = 'fp32' | 'tf32' | 'fp16-mixed' | 'bf16-mixed' | 'fp16' | 'bf16' | 'fp8-mixed';
/** Optimizers, some with 8-bit states, some with states paged to the machine's memory. */
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
/** Which activations are computed again instead of kept: none, those of the attention, all but the inputs of layers. */
export type Checkpointing = 'none' | 'selective' | 'full';
/** Attention kernel; `eager` stores every score, the others do not. */
export type Attention = 'eager' | 'sdpa' | 'flash';
/** Storage formats of weights: full size, FP8, bitsandbytes, AWQ and GPTQ, torchao, MXFP4, ExLlamaV2, GGUF. */
export const weightFormatNames = [
  ...(['fp32', 'fp16', 'bf16', 'fp8', 'int8', 'nf4', 'fp4'] as const),
  ...(['awq-int4', 'gptq-int4', 'gptq-int8', 'int4-group32', 'mxfp4'] as const),
  ...(['exl2-2.5bpw', 'exl2-3bpw', 'exl2-4bpw', 'exl2-5bpw'] as const),
  ...(['q2_k', 'q3_k_s', 'q3_k_m', 'q4_0', 'q4_1', 'q4_k_s', 'q4_k_m'] as const),
  ...(['q5_0', 'q5_1', 'q5_k_s', 'q5_k_m', 'q6_k', 'q8_0'] as const),
] as const;
/** Storage format of weights. */
export type WeightFormat = (typeof weightFormatNames)[number];
/** Storage format of keys and values. */
export type KvCacheFormat = 'fp16' | 'fp8' | 'q8_0' | 'q4_0';
/**
 * How the states of training are spread over the copies of the model: each keeps all (`none`, `ddp`), or they share
 * optimizer states (`zero-1`), gradients too (`zero-2`), parameters too (`zero-3`, `fsdp`); `fsdp-hybrid` shares within
 * a machine and repeats between machines.
 */
export type Sharding = 'none' | 'ddp' | 'zero-1' | 'zero-2' | 'zero-3' | 'fsdp' | 'fsdp-hybrid';
/** What lies in the machine's memory instead of the card's. */
export type Offload = 'none' | 'optimizer' | 'optimizer-and-parameters';
/** Link between the cards of one machine. */
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
/** A framework that trains. */
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
/** A program that serves. */
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

/** The adapters of LoRA, DoRA and QLoRA. */
export interface LoraOptions {
  /** Rank of the two matrices beside each adapted layer; 16 unless given. */
  rank: number;
  /** Which linear layers get adapters: those of the attention (unless given), all, or those named. */
  targets: 'attention' | 'all-linear' | LoraTarget[];
}

/** A request with every default filled in. */
export interface EstimateRequest {
  /** Train, or serve. */
  task: Task;
  /** Slug of a model in the data, or the dimensions of one that is not there. */
  model: string | CustomModel;
  /** Slug of a card in the data. */
  gpu: string;
  /** Cards in all, spread evenly over `nodes`. */
  gpuCount: number;
  /** Machines that the cards are spread over, as many cards in each. */
  nodes: number;
  /** Link between the cards of a machine. */
  interconnect: Interconnect;
  /** PCI Express generation of the slots where it is less than the card's; `null` takes the card's. */
  pcieGen: number | null;
  /** PCI Express lanes of the slots where they are fewer than the card's; `null` takes the card's. */
  pcieLanes: number | null;
  /** Network between machines, Gbit/s each. */
  networkGbitPerSecond: number;
  /** Overrides the catalog's usable memory, in bytes (2080 Ti with 22 GB, 4090 with 48 GB). */
  gpuMemoryBytes: number | null;
  /** Memory that the display and other programs hold on the card, in bytes. */
  otherUseBytes: number;
  /** Training: what trains, and how; `full` unless given. */
  method: Method;
  /** Arithmetic. Default: bf16 from compute capability 8.0, fp16 before; mixed precision to train. */
  precision: Precision;
  /** Training: the optimizer; `adamw` unless given. */
  optimizer: Optimizer;
  /** Rank of the projected gradients; read with a GaLore optimizer only. */
  galoreRank: number;
  /** Training: tokens of a sequence; 2048 unless given, or what the model was made for if that is less. */
  sequenceLength: number;
  /** Training: short samples are joined to sequences of `sequenceLength`; else each is padded to it. */
  packing: boolean;
  /** Training: tokens of a sample on average; `null`: `sequenceLength`. */
  meanSampleTokens: number | null;
  /** Training: sequences that one copy of the model takes at once. */
  microBatchSize: number;
  /** Training: micro-batches for one step of the optimizer. */
  gradientAccumulationSteps: number;
  /** Training: which activations are computed again instead of kept; `none` unless given. */
  gradientCheckpointing: Checkpointing;
  /** Attention kernel; `sdpa` unless given. */
  attention: Attention;
  /** Training: the loss is computed in chunks, so that the logits are never held whole. */
  fusedCrossEntropy: boolean;
  /** One kernel for the whole optimizer step (default of the Trainer since Transformers 5); else AdamW copies one state. */
  fusedOptimizer: boolean;
  /** Adapters; read with LoRA, DoRA and QLoRA. */
  lora: LoraOptions;
  /** Adapters: the input embedding and the output head are trained in full beside them. */
  trainEmbeddings: boolean;
  /** Compiled kernels (`torch.compile`). */
  compile: boolean;
  /** Training on several cards: what the copies of the model share; `ddp` (nothing) unless given. */
  sharding: Sharding;
  /** Cards that share every layer, a number that divides `gpuCount` and the heads. */
  tensorParallel: number;
  /** Groups of layers that follow one another on different cards, a number that divides `gpuCount`. */
  pipelineParallel: number;
  /** Training: what lies in the machine's memory instead of the card's. */
  offload: Offload;
  /** Storage of the base weights. Default: fp32 for full training in mixed precision, 16 bits for LoRA and to serve, nf4 for QLoRA. */
  weightFormat: WeightFormat;
  /** Whether the scales of nf4 and fp4 are quantised too; true unless given. */
  doubleQuantization: boolean;
  /** Inference: storage of keys and values; `fp16` unless given. */
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
  /** Inference: tokens each stream holds in the KV cache; 4096 unless given, or what the model was made for if that is less. */
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
  /** Price of one kWh in the currency; `null`: not known. */
  electricityPricePerKwh: number | null;
  /** What the reader pays for one card in the currency; `null` takes the launch price where the currency is the dollar. */
  gpuPrice: number | null;
  /** Rent of one card for one hour in the currency; `null`: not known. */
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

/** Name of one part of the memory. */
export type MemoryPart = (typeof memoryParts)[number];
/** Memory of one card by what holds it, bytes each. The parts sum to the answer's `total` exactly. */
export interface MemoryByPart {
  /**
   * The model's weights, and the adapters' beside them, bytes.
   * @source qlora
   */
  weights: number;
  /**
   * Gradients of what trains, bytes.
   * @source zero
   */
  gradients: number;
  /**
   * States of the optimizer, and its fp32 copy of 16-bit weights where it keeps one, bytes.
   * @source zero
   */
  optimizerStates: number;
  /**
   * What the forward pass keeps for the backward pass, bytes; to serve, the widest layer in work.
   * @source activation-recomputation
   * @source gradient-checkpointing
   */
  activations: number;
  /**
   * The scores of the vocabulary for the tokens in work, and their fp32 copies, bytes.
   * @source fitcheck
   */
  logits: number;
  /**
   * Keys and values of the tokens that streams hold, bytes; 0 to train.
   * @source gqa
   */
  kvCache: number;
  /**
   * Buffers that live for a moment at the peak, and the allocator's slack, bytes.
   * @source fitcheck
   */
  temporary: number;
  /**
   * The CUDA context: code and structures of driver and libraries, bytes.
   * @source fitcheck
   */
  context: number;
}

/** Memory of one card, the fullest, in bytes. */
export interface MemoryAnswer {
  /** Unit of every figure here. */
  unit: 'bytes';
  /** The parts, on the fullest card. */
  perGpu: MemoryByPart;
  /** Peak of live tensors, as `torch.cuda.max_memory_allocated` counts, bytes. */
  allocated: number;
  /** `allocated` plus the allocator's slack, bytes. */
  reserved: number;
  /** `reserved` plus the CUDA context, bytes: what nvidia-smi shows. Equals the sum of `perGpu` exactly. */
  total: number;
  /** Least that published measurements of such jobs justify, bytes. */
  low: number;
  /** Most that they justify, bytes. */
  high: number;
  /** What a process can allocate on the card, bytes: `gpuMemoryBytes` where the request gives it. */
  usable: number;
  /** Memory that the job needs in the machine beside the cards, bytes: offloaded states, parameters or layers. */
  host: number;
}

/** What most of the time goes to: arithmetic, reading memory, or waiting for other cards. */
export type BoundBy = 'compute' | 'memory-bandwidth' | 'communication';

/** Speed of a job. */
export interface SpeedAnswer {
  /** All GPUs and streams together. Training: tokens trained per second; inference: tokens decoded per second. */
  tokensPerSecond: number;
  /** Least that published measurements of such jobs justify, tokens per second. */
  low: number;
  /** Most that they justify, tokens per second. */
  high: number;
  /** What most of the time goes to. */
  boundBy: BoundBy;
  /** Share of the cards' peak rate that the model's arithmetic makes use of, 0 to 1. */
  mfu: number;
  /** Training: seconds for one optimizer step; `null` for inference. */
  stepSeconds: number | null;
  /** Seconds of a step (of a decoded token) that the cards wait for each other; 0 on one card. */
  communicationSeconds: number;
  /** Inference: tokens of the prompt read per second; `null` to train. */
  prefillTokensPerSecond: number | null;
  /** Inference: seconds from the request to the first token; `null` to train. */
  timeToFirstTokenSeconds: number | null;
}

/** What the card's generation, or the software for it, does with something the request asks for. Codes, so that each language has words of its own. */
export interface SupportNote {
  /** `slow`: it runs, without the gain one expects; `unsupported`: the program stops with an error. */
  level: 'ok' | 'slow' | 'unsupported';
  /** What the note is about: a precision, a format, an attention kernel. */
  subject: string;
  /** Which statement it is: `bf16-emulated`, `tf32-needs-ampere`. */
  code: string;
  /** What a sentence about it names: the subject, ratios, versions. */
  params: Record<string, string | number>;
}

/** One change of the request, and what it brings. */
export interface Advice {
  /** Fields of the request to change together, with their new values. */
  change: Partial<EstimateRequest>;
  /** Memory of one card after the change, bytes. */
  total: number;
  /** Whether it fits after the change. */
  fits: boolean;
  /** Time per token after the change over time before it, a ratio. */
  timeFactor: number;
}

/** Unit of a step of the working. */
export type WorkingUnit =
  'bytes' | 'parameters' | 'elements' | 'FLOP' | 'FLOP/s' | 'bytes/s' | 's' | 'tokens/s' | 'ratio';

/** One line of the working behind an answer. */
export interface WorkingStep {
  /** Key of the formula in `formulas`. */
  id: string;
  /** TeX of the symbol on the left. */
  symbol: string;
  /** TeX of the formula with symbols. */
  formula: string;
  /** The same formula with the values filled in, plain text. */
  substituted: string;
  /** Result, in `unit`. */
  value: number;
  /** Unit of the result. */
  unit: WorkingUnit;
  /** Source id of the catalog, or `catalog:<slug>.<field>`. */
  source: string;
}

/** Money, in the request's currency, never converted; `null` where a price or the amount of work is missing. */
export interface CostAnswer {
  /** Price of all cards, in `currency`. */
  purchase: number | null;
  /** Price of the energy that the job takes, in `currency`. */
  electricity: number | null;
  /** Rent of all cards for the time of the job, in `currency`. */
  cloud: number | null;
  /** The rent where there is one, else the cards and their electricity, in `currency`. */
  total: number | null;
  /** Hours of work after which a card bought is cheaper than one rented; `null` where it never is, or a price is missing. */
  breakEvenHours: number | null;
  /** Three-letter code of the amounts above. */
  currency: string;
}

/** The answer to a request. What follows from what, and by which source, stands in `working`. */
export interface EstimateAnswer {
  /** Day of the data behind the answer: `version` of the data handed in. */
  dataVersion: string;
  /** Memory of one card, the fullest, bytes. */
  memory: MemoryAnswer;
  /** `total + otherUseBytes <= usable`. */
  fits: boolean;
  /** `usable - total - otherUseBytes`, bytes; negative when it does not fit. */
  headroom: number;
  /** Speed of all cards together. */
  speed: SpeedAnswer;
  /** Time of the whole job in seconds; `null` where the request names no amount of work. */
  time: {
    /** Tokens of the job over `tokensPerSecond`, seconds. */
    seconds: number | null;
  };
  /** Energy of the whole job; `null` where the request names no amount of work. */
  energy: {
    /** Board power limit of every card for the whole time, kWh: an upper bound. */
    kwh: number | null;
  };
  /** What cards and job cost. */
  cost: CostAnswer;
  /** What the card's generation, and the software for it, do with the request. */
  support: SupportNote[];
  /** What to change, in the order of what it costs; empty where `advice` is false. */
  advice: Advice[];
  /** The steps behind the numbers, each with formula and source; empty where `working` is false. */
  working: WorkingStep[];
}

/** What is wrong with one field of a request. The words come from the `estimator` dictionary (`errors.<code>`). */
export interface RequestError {
  /** What is wrong: `required`, `unknown-field`, `unknown-gpu`, `not-allowed`, `out-of-range`, `more-than`, `not-a-divisor` and so on. */
  code: string;
  /** Path of the field: `model.kvHeads`; empty where the whole request is none. */
  field: string;
  /** What a sentence about it names: the value, the nearest known names as `suggestions`. */
  params: Record<string, string | number>;
  /** What the field takes, in one line that reads the same in every language. */
  allowed: string;
}

/** What to leave out of an answer. */
export interface EstimateOptions {
  /** Whether the answer has its working; true unless given. */
  working?: boolean;
  /** Whether the answer has advice; true unless given. */
  advice?: boolean;
}

/** What the estimator is handed: it imports no data of its own but its constants. */
export interface EstimationData {
  /** Day of the data, for `dataVersion` of the answer. */
  version: string;
  /** Cards that a request can ask for. */
  gpus: readonly EstimationGpu[];
  /** Models that a request can ask for. */
  models: readonly EstimationModel[];
}
