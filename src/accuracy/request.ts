/** Published runs as requests: the estimator is put through what was measured, option by option. */
import { runDimensions, countRunParameters } from '../../catalog/measurements/dimensions.ts';
import type { Measurement } from '../../catalog/types.ts';
import type {
  CustomModel,
  EstimateAnswer,
  EstimateInput,
  Framework,
  Optimizer,
  Precision,
  Sharding,
  WeightFormat,
} from '../estimation/types.ts';

/** What ran, by the name its source gives it. A name that is missing here is a stack without a profile. */
const frameworks: Record<string, Framework> = {
  transformers: 'hf',
  'ms-swift': 'ms-swift',
  fsdp_qlora: 'fsdp-qlora',
  LitGPT: 'litgpt',
  'TinyLlama (LitGPT)': 'litgpt',
  torchtitan: 'torchtitan',
  'llm-foundry': 'llm-foundry',
  Unsloth: 'unsloth',
  AutoAWQ: 'autoawq',
  ExLlamaV2: 'exllamav2',
  ollama: 'llama.cpp',
  'gpt-fast': 'gpt-fast',
  'llama.cpp': 'llama.cpp',
  'llama.cpp server': 'llama.cpp',
  'LMDeploy TurboMind': 'lmdeploy',
  vLLM: 'vllm',
  SGLang: 'sglang',
  TinyChat: 'tinychat',
  'llm-awq': 'tinychat',
};

/** Optimizers by the state they keep, which is what counts here. */
const optimizers: Record<NonNullable<Measurement['optimizer']>, Optimizer> = {
  adamw: 'adamw',
  adam: 'adamw',
  'fused-adam': 'adamw',
  'bert-adam': 'adamw',
  lamb: 'adamw',
  'adamw-8bit': 'adamw-8bit',
  'adam-8bit': 'adamw-8bit',
  'paged-adamw': 'paged-adamw',
  'paged-adamw-8bit': 'paged-adamw-8bit',
  adafactor: 'adafactor',
  'sgd-momentum': 'sgd-momentum',
  'galore-adamw-8bit': 'galore-adamw-8bit',
};

/** Tokens that a benchmark writes where it does not say. */
const usualText = 256;

const shardings: Partial<Record<NonNullable<Measurement['parallelism']>['strategy'], Sharding>> = {
  data: 'ddp',
  'zero-1': 'zero-1',
  'zero-3': 'zero-3',
  fsdp: 'fsdp',
  // FSDP with context parallelism: parameters are sharded over all cards that hold a part of the sequence.
  several: 'fsdp',
  'fsdp-grad-op': 'zero-2',
};

/** Formats under the name that a request uses for the same storage. */
const formats: Partial<Record<NonNullable<Measurement['weightFormat']>, WeightFormat>> = {
  fp32: 'fp32',
  fp16: 'fp16',
  bf16: 'bf16',
  '16-bit': 'bf16',
  fp8: 'fp8',
  int8: 'int8',
  'int8-weight-only': 'int8',
  // Published without a name: groups of 128 under either.
  int4: 'gptq-int4',
  nf4: 'nf4',
  fp4: 'fp4',
  'bnb-4bit': 'nf4',
  'nf4-or-hqq4': 'nf4',
  mxfp4: 'mxfp4',
  'gptq-int4': 'gptq-int4',
  'gptq-int8': 'gptq-int8',
  'awq-int4': 'awq-int4',
  'int4-group32': 'int4-group32',
  'exl2-2.5bpw': 'exl2-2.5bpw',
  'exl2-3bpw': 'exl2-3bpw',
  'exl2-4bpw': 'exl2-4bpw',
  'exl2-5bpw': 'exl2-5bpw',
  q2_k: 'q2_k',
  q3_k_s: 'q3_k_s',
  q4_0: 'q4_0',
  q4_1: 'q4_1',
  q4_k_s: 'q4_k_s',
  q4_k_m: 'q4_k_m',
  q5_0: 'q5_0',
  q5_k_m: 'q5_k_m',
  q6_k: 'q6_k',
  q8_0: 'q8_0',
};

const precisions: Partial<Record<NonNullable<Measurement['precision']>, Precision>> = {
  fp32: 'fp32',
  tf32: 'tf32',
  fp16: 'fp16',
  bf16: 'bf16',
  'fp16-mixed': 'fp16-mixed',
  'bf16-mixed': 'bf16-mixed',
  'fp8-mixed': 'fp8-mixed',
};

function modelOf(run: Measurement): string | CustomModel | null {
  if (run.model !== null) return run.model;
  const dimensions = run.dimensions === undefined ? undefined : runDimensions[run.dimensions];
  if (!dimensions) return null;
  const { name, layers, hiddenSize, intermediateSize, heads, headDim, vocabSize } = dimensions;
  const { tiedEmbeddings, gatedMlp } = dimensions;
  const parameters = countRunParameters(dimensions);
  const shape = { name, parameters, layers, hiddenSize, intermediateSize, heads, kvHeads: heads, headDim };
  return { ...shape, vocabSize, tiedEmbeddings, gatedMlp };
}

/** Leaves out what is not known: the request takes its default there. */
const known = <Shape extends object>(shape: Shape): { [Key in keyof Shape]?: NonNullable<Shape[Key]> } =>
  Object.fromEntries(Object.entries(shape).filter(([, value]) => value !== undefined && value !== null)) as {
    [Key in keyof Shape]?: NonNullable<Shape[Key]>;
  };

/** NVIDIA's examples, in a fork too. */
export const isExamples = ({ framework }: Measurement): boolean =>
  framework?.name.startsWith('NVIDIA DeepLearningExamples') ?? false;

/** Gbit/s of a board's network where a source does not say: one adapter for each card, of the speed of its time. */
const adapters = (gpu: string): number => 8 * (/^(a100|v100)/.test(gpu) ? 200 : 400);

/**
 * Tokens in the cache. A speed is that of the middle of the text, halfway between the prompt's end and its own; memory
 * peaks at the end, or is reserved for the whole context an engine was set to. A run that names neither has written
 * little.
 */
function filled(run: Measurement): Pick<EstimateInput, 'contextLength' | 'promptTokens'> {
  const { promptTokens: prompt, generatedTokens: written, contextTokens } = run;
  const speed = run.kind === 'inference-speed';
  const end = contextTokens !== undefined && !speed ? contextTokens : (prompt ?? 0) + (written ?? usualText);
  const contextLength = speed ? Math.ceil(((prompt ?? 0) + end) / 2) : end;
  if (!speed && prompt === undefined && written === undefined && contextTokens === undefined) return {};
  return { contextLength, promptTokens: Math.max(1, prompt ?? 1) };
}

/**
 * The request that describes a run; `null` where the model, the card, or an option that the run names is not one
 * a request can say.
 */
export function requestOf(run: Measurement): EstimateInput | null {
  const model = modelOf(run);
  const { gpu, framework, parallelism, optimizer } = run;
  if (model === null || gpu === null) return null;
  const weightFormat = run.weightFormat && formats[run.weightFormat];
  if (run.weightFormat && !weightFormat) return null;
  // Boards with sockets hold eight cards.
  const boards =
    run.gpuCount !== undefined && run.gpuCount > 8 && /-sxm/.test(gpu) ? run.gpuCount / 8 : undefined;
  const nodes = parallelism?.nodes ?? boards;
  const shared = {
    model,
    gpu,
    ...known({
      gpuCount: run.gpuCount,
      nodes,
      networkGbitPerSecond: parallelism?.networkGbps ?? (nodes && nodes > 1 ? adapters(gpu) : undefined),
      precision: run.precision && precisions[run.precision],
      weightFormat,
      doubleQuantization: run.doubleQuantization,
      attention: run.attention,
      compile: run.compiled,
      // The trainer of Qwen's own repository, with its model code and kernels.
      framework:
        run.source === 'qwen-readme' && run.kind.startsWith('training')
          ? ('qwen' as const)
          : framework && isExamples(run)
            ? ('nvidia-examples' as const)
            : framework && frameworks[framework.name],
      // What these examples keep depends on the container's PyTorch, not on their own version.
      frameworkVersion: isExamples(run) ? framework?.torch : framework?.version,
      tensorParallel: parallelism?.tensor,
    }),
  };
  if (run.kind.startsWith('inference')) {
    const { tensor, strategy } = parallelism ?? {};
    const kvCacheFormat = run.kvCacheFormat === 'int8' ? null : run.kvCacheFormat;
    if (kvCacheFormat === null) return null;
    return {
      task: 'inference',
      ...shared,
      ...known({
        ...filled(run),
        concurrency: run.concurrency,
        gpuLayers: run.gpuLayers,
        kvCacheFormat,
        tensorParallel:
          strategy === 'layers' ? 1 : (tensor ?? (strategy === 'tensor' ? run.gpuCount : undefined)),
        pipelineParallel: strategy === 'layers' ? run.gpuCount : undefined,
      }),
    };
  }
  const method = run.method === 'lora' || run.method === 'qlora' || run.method === 'full' ? run.method : null;
  if (method === null) return null;
  return {
    task: 'training',
    ...shared,
    method,
    ...known({
      optimizer: optimizer && optimizers[optimizer],
      // One kernel for the step: NVIDIA's fused Adam, and the Trainer's default since Transformers 5.
      fusedOptimizer:
        optimizer === 'adamw' || optimizer === 'paged-adamw' ? (framework?.version ?? '0') >= '5' : undefined,
      // Of a sequence that several cards share, each has its part.
      sequenceLength: run.sequenceLength && run.sequenceLength / (parallelism?.context ?? 1),
      microBatchSize: run.microBatchSize,
      gradientAccumulationSteps: run.gradientAccumulationSteps,
      gradientCheckpointing: run.gradientCheckpointing,
      fusedCrossEntropy: run.fusedCrossEntropy,
      trainEmbeddings: run.trainsEmbeddings,
      packing: run.sequenceKind === 'packed' ? true : undefined,
      sharding: parallelism && shardings[parallelism.strategy],
      pipelineParallel: parallelism?.strategy === 'layers' ? run.gpuCount : undefined,
      lora:
        method === 'full'
          ? undefined
          : { rank: run.loraRank ?? 16, targets: run.loraTargets ?? ('attention' as const) },
    }),
  };
}

/** Tokens written per second by the estimate, of the time that the run's figure counts: in some it begins with the prompt. */
export function writtenPerSecond(run: Measurement, { speed }: EstimateAnswer): number {
  const { promptTokens = 0, generatedTokens, concurrency = 1 } = run;
  const counted = run.notes?.includes('prompt-time-counted') && generatedTokens && promptTokens > 1;
  if (!counted || !speed.prefillTokensPerSecond) return speed.tokensPerSecond;
  const reading = promptTokens / speed.prefillTokensPerSecond;
  return concurrency / (concurrency / speed.tokensPerSecond + (concurrency * reading) / generatedTokens);
}
