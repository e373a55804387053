import { z } from 'zod';

/**
 * The shape of a stored run, after its file's defaults are filled in. Every object is strict. A field that is left out
 * means: the source doesn't say, or it doesn't apply; `assumed` names the fields that the source's page leaves open and
 * its code, its defaults or the cards sold under that name answer.
 *
 * Figures stand in the unit they were printed in; `resolve.ts` adds bytes and tokens per second.
 * Only validation and tests import this file: zod stays out of pages and the command line.
 */

const text = z.string().trim().min(1);
const count = z.int().positive();
const positive = z.number().positive();

/** Ids of runs keep the form their collection gave them: letters, digits and `_ . # -`. */
const id = z.string().regex(/^[A-Za-z\d][\w.#-]*$/, 'not an id (letters, digits, "_", ".", "#", "-")');
const slug = z.string().regex(/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/, 'not a slug');

/** A year, month or day, or a span of them: `2024`, `2023-12..2024-01`; an open span ends in `..`. */
const day = String.raw`\d{4}(?:-\d{2}){0,2}`;
const date = z
  .string()
  .regex(
    new RegExp(`^${day}(?:\\.\\.(?:${day})?)?$`),
    'not a date or span (2024, 2024-05, 2024-05..2024-07)',
  );

export const kinds = [
  /** Peak memory of a training run. */
  'training-memory',
  /** A training run that fitted or didn't, without a figure. */
  'training-fit',
  'training-speed',
  'inference-memory',
  'inference-fit',
  'inference-speed',
  /** One job in two number formats on one card: how speed, memory or the largest batch changed. */
  'precision-ratio',
  /** What a number format did or a library said, without a ratio. */
  'precision-fact',
] as const;

/** Kind of network. `mixed`: several kinds in one model or figure; `none`: the record is about no model. */
export const networks = [
  ...(['transformer', 'transformer-xl', 'encoder-decoder', 'vision-language', 'diffusion'] as const),
  ...(['cnn', 'rnn', 'recommender', 'mlp', 'mixed', 'none'] as const),
] as const;

const precision = z.enum([
  ...(['fp32', 'tf32', 'fp16', 'bf16', 'fp16-mixed', 'bf16-mixed', 'fp8-mixed'] as const),
  /** FP32 or TF32, and FP16 or BF16: the source doesn't say which. */
  ...(['fp32-or-tf32', '16-bit', '16-bit-mixed'] as const),
]);

const weightFormat = z.enum([
  ...(['fp32', 'fp16', 'bf16', '16-bit', 'fp8', 'int8', 'int4', 'nf4', 'fp4', 'mxfp4'] as const),
  /** Four bits by bitsandbytes, the type not said; by bitsandbytes NF4 or HQQ, not said which. */
  ...(['bnb-4bit', 'nf4-or-hqq4'] as const),
  ...(['gptq-int4', 'gptq-int8', 'awq-int4', 'int8-weight-only', 'int4-group32'] as const),
  ...(['exl2-2.5bpw', 'exl2-3bpw', 'exl2-4bpw', 'exl2-5bpw'] as const),
  ...(['q2_k', 'q3_k_s', 'q4_0', 'q4_1', 'q4_k_s', 'q4_k_m', 'q5_0', 'q5_k_m', 'q6_k', 'q8_0'] as const),
]);

const loraTarget = z.enum(['q_proj', 'k_proj', 'v_proj', 'o_proj', 'gate_proj', 'up_proj', 'down_proj']);

/** What runs the job, with the versions the source prints. */
const framework = z.strictObject({
  name: text,
  version: text.optional(),
  torch: text.optional(),
  cuda: text.optional(),
  driver: text.optional(),
  /** Other packages the source pins, by name. */
  packages: z.record(text, text).optional(),
});

const parallelism = z.strictObject({
  strategy: z.enum([
    'data',
    'zero-1',
    'zero-3',
    'fsdp',
    'fsdp-grad-op',
    /** Tensor parallel alone. */
    'tensor',
    /** Layers spread over the cards, one card working at a time. */
    'layers',
    /** FSDP with tensor, pipeline or context parallelism. */
    'several',
    'not-stated',
  ]),
  nodes: count.optional(),
  /** Ways each kind of parallelism splits, where the source prints it. */
  fsdp: count.optional(),
  tensor: count.optional(),
  context: count.optional(),
  /** Kinds the source names without their degree. */
  degreesNotStated: z
    .array(z.enum(['fsdp', 'tensor', 'pipeline', 'context']))
    .min(1)
    .optional(),
  /** Composer's FSDP mixed precision mode: gradients reduced in FP32 (default) or 16 bits (pure). */
  reduceIn: z.enum(['default', 'pure']).optional(),
  /** Network between nodes, Gbit/s each. */
  networkGbps: count.optional(),
});

const memory = z.strictObject({
  /** As printed. */
  unit: z.enum(['MiB', 'MB', 'GiB', 'GB', 'G']),
  /** What the printed unit counts, from the source's code or arithmetic; `null` where that couldn't be settled. */
  countsIn: z.enum(['MiB', 'GB', 'GiB']).nullable(),
  /** Peak of `torch.cuda.max_memory_allocated`. */
  allocated: positive.optional(),
  /** Peak of `torch.cuda.max_memory_reserved`. */
  reserved: positive.optional(),
  /** What the driver shows for the card or process, CUDA context included. */
  process: positive.optional(),
  /** The source doesn't say which of the three it printed. */
  notStated: positive.optional(),
  /** Allocated before the step, and what the step added at its peak. */
  residentBeforeStep: positive.optional(),
  activations: positive.optional(),
  /** What the driver showed on the idle card before the run; part of `process`. */
  idle: count.optional(),
  /** On several cards: the fullest card, every card alike, or the sum of all; a sum may only look like one. */
  of: z.enum(['largest-gpu', 'each-gpu', 'sum', 'looks-like-sum']).optional(),
  /** The same figure card by card. */
  perGpu: z.array(z.number().nonnegative()).min(2).optional(),
});

const speed = z.strictObject({
  value: positive,
  /** As printed; `per second` where the page prints no unit. */
  unit: z.enum([
    ...(['tokens/s', 'tokens/s/GPU', 'sequences/s', 'sequences/sec', 'samples/s', 'per second'] as const),
    ...(['s/iter', 's/step', 's', 'ms', 'ms/token', 's/token', '%'] as const),
  ]),
  /** A figure of the whole machine or of one of its cards. */
  of: z.enum(['machine', 'gpu']),
  /** Inference: which tokens were counted; `first-token` is the wait for it. */
  phase: z.enum(['decode', 'prompt', 'prompt-and-decode', 'first-token']).optional(),
  /** Samples that took the time. */
  samples: count.optional(),
  /** Shares of the model's arithmetic in the cards' peak, per cent, as printed. */
  mfuPercent: positive.optional(),
  hfuPercent: positive.optional(),
});

const ratio = z.strictObject({
  /** `speed` and `batch`: new over old, above 1 means faster or larger. `memory`: new less old, in `unit`. */
  of: z.enum(['speed', 'memory', 'batch']),
  value: z.number(),
  /** As printed; `x` for a ratio. */
  unit: z.enum(['x', 'MiB', 'MB', 'GB']),
  /** The value is a bound or a rounded statement, not a measurement. */
  bound: z.enum(['upper', 'about']).optional(),
  fromPrecision: precision,
  toPrecision: precision,
  /** The two figures behind the ratio, in their own unit (`ms`: less is faster). */
  from: positive.optional(),
  to: positive.optional(),
  figureUnit: text.optional(),
  fromBatch: count.optional(),
  toBatch: count.optional(),
});

const fact = z.strictObject({
  code: z.enum([
    /** Dynamic loss scaling skipped this many steps at the start. */
    'loss-scale-steps-skipped',
    'loss-becomes-nan',
    'bf16-reported-though-emulated',
    'bf16-refused',
    'mixed-precision-needs-more-memory',
  ]),
  value: positive.optional(),
  unit: z.enum(['steps']).optional(),
  /** Loss scale after the last skipped step. */
  lossScale: positive.optional(),
});

const noteCodes = [
  /** Two or three steps only, so the speed is weak evidence. */
  'few-steps',
  /** The same configuration measured again. */
  'repeat',
  /** The batch was chosen by hand to fill the card. */
  'batch-fills-card',
  /** The run failed and the log doesn't show why. */
  'cause-not-shown',
  /** The two runs of a ratio used different optimizers. */
  'optimizers-differ',
  /** The FP32 run may have used TF32. */
  'baseline-may-be-tf32',
  /** Old Transformers: the whole prompt goes through the head, so its FP32 logits count. */
  'whole-prompt-through-head',
  /** Newer Transformers: only the last position goes through the head. */
  'last-position-through-head',
  /** One iteration is taken for one optimizer step with all its micro-batches. */
  'iteration-taken-as-step',
  /** The figure includes the time of launches, because the run is short. */
  'short-run',
  /** Only written tokens are counted, and the time it took to read the prompt is. */
  'prompt-time-counted',
  /** The first run after loading. */
  'first-run',
  /** Printed in whole gigabytes. */
  'rounded',
  /** Grouped-query keys and values are expanded before attention. */
  'kv-heads-expanded',
  /** Samples vary in length, so tokens can't be counted exactly. */
  'lengths-vary',
  /** The gain at equal quality is said to be smaller. */
  'quality-cost',
  /** The software was early for the card. */
  'early-software',
] as const;

export const measurementSchema = z.strictObject({
  id,
  kind: z.enum(kinds),
  /** Id of the source, and the file in it that holds the run. */
  source: slug,
  sourcePath: text.optional(),
  /** `A`: complete; `B`: one thing missing; `F`: only whether it fits. Left out for precision records. */
  grade: z.enum(['A', 'B', 'F']).optional(),
  date: date.optional(),
  outcome: z.enum(['measured', 'fits', 'oom', 'diverged', 'stated']),
  network: z.enum(networks),
  /** Slug of the model (an instruction-tuned copy has the dimensions of its base); `null`: not in the catalog. */
  model: slug.nullable(),
  /** Key in `dimensions.ts` of a transformer that only published runs use. */
  dimensions: slug.optional(),
  /** Name under which the source lists the model; `null` where a statement is about no model. */
  publishedModel: text.nullable(),
  /** Exact parameter count where the source's log or table has it. */
  parameters: count.optional(),
  trainableParameters: count.optional(),
  /** Slug of the card; `null`: not in the catalog, or the printed name fits several. */
  gpu: slug.nullable(),
  publishedGpu: text.nullable(),
  gpuCount: count.optional(),
  powerLimitW: count.optional(),
  method: z.enum(['full', 'lora', 'qlora', 'adapter', 'adapter-v2', 'inference']).optional(),
  /** Training from scratch. */
  pretraining: z.literal(true).optional(),
  /** Adapters, and the embedding and output matrices trained in full beside them. */
  trainsEmbeddings: z.literal(true).optional(),
  precision: precision.optional(),
  weightFormat: weightFormat.optional(),
  doubleQuantization: z.boolean().optional(),
  kvCacheFormat: z.enum(['fp16', 'int8', 'q8_0', 'q4_0']).optional(),
  /** Kernel of AWQ weights: GEMM is batched, GEMV is not. */
  kernel: z.enum(['gemm', 'gemv']).optional(),
  /** FP8 scales per tensor or per row. */
  fp8Scaling: z.enum(['tensorwise', 'rowwise']).optional(),
  optimizer: z
    .enum([
      ...(['adamw', 'adam', 'fused-adam', 'bert-adam', 'lamb', 'sgd-momentum', 'adafactor'] as const),
      ...(['adamw-8bit', 'adam-8bit', 'paged-adamw', 'paged-adamw-8bit', 'galore-adamw-8bit'] as const),
    ])
    .optional(),
  sequenceLength: count.optional(),
  /** `fixed`: every sample; `longest`: the longest sample sets the peak; `cut`: samples up to this length, cut there;
   *  `packed`: samples joined to this length; `target`: tokens predicted at a time, with as many cached (Transformer-XL). */
  sequenceKind: z.enum(['fixed', 'longest', 'cut', 'packed', 'target']).optional(),
  promptTokens: z.int().nonnegative().optional(),
  generatedTokens: count.optional(),
  /** Context the engine was set to. */
  contextTokens: count.optional(),
  /** Training: sequences a card takes at a time. */
  microBatchSize: count.optional(),
  gradientAccumulationSteps: count.optional(),
  globalBatchSize: count.optional(),
  /** Inference: sequences side by side. */
  concurrency: count.optional(),
  gradientCheckpointing: z.enum(['none', 'selective', 'full']).optional(),
  attention: z.enum(['eager', 'sdpa', 'flash']).optional(),
  loraRank: count.optional(),
  loraTargets: z.array(loraTarget).min(1).optional(),
  fusedCrossEntropy: z.boolean().optional(),
  compiled: z.literal(true).optional(),
  optimizerInBackward: z.literal(true).optional(),
  /** What lies in the machine's memory instead of the card's. */
  offload: z
    .array(z.enum(['weights', 'activations', 'kv-cache', 'disk']))
    .min(1)
    .optional(),
  /** Layers that llama.cpp keeps on the card. */
  gpuLayers: z.int().nonnegative().optional(),
  parallelism: parallelism.optional(),
  framework: framework.optional(),
  /** Name of the engine's configuration in the source. */
  setting: text.optional(),
  memory: memory.optional(),
  speed: speed.optional(),
  ratio: ratio.optional(),
  fact: fact.optional(),
  assumed: z.array(text).min(1).optional(),
  notes: z.array(z.enum(noteCodes)).min(1).optional(),
});
